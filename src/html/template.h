#pragma once
// A template and the values given to it, judged at compile time.

#include <concepts>
#include <optional>
#include <type_traits>

#include "html/markup.h"
#include "html/tokenizer.h"
#include "html/url.h"

namespace allmende::html::detail {

/// A string literal as a template argument.
template <std::size_t kSize>
struct Literal {
  consteval Literal(char const (&literal)[kSize]) {  // implicit: it is written as html<"...">
    for (std::size_t i = 0; i < kSize; ++i) text[i] = literal[i];
  }
  char text[kSize];
};

/// What a value is, as far as templates tell values apart.
enum class Kind : unsigned char {
  markup,
  document,
  url,
  srcset,
  text,
  number,
  flag,
  character,
  other,
};

struct Given {
  Kind kind = Kind::other;
  bool optional = false;
};

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

template <class T, class... Others>
concept AnyOf = (std::same_as<T, Others> || ...);

template <class T>
constexpr Given given() {
  if constexpr (kIsOptional<T>) {
    return {given<typename T::value_type>().kind, true};
  } else if constexpr (std::same_as<T, Html>) {
    return {Kind::markup};
  } else if constexpr (std::same_as<T, Document>) {
    return {Kind::document};
  } else if constexpr (std::same_as<T, Url>) {
    return {Kind::url};
  } else if constexpr (std::same_as<T, SrcSet>) {
    return {Kind::srcset};
  } else if constexpr (std::same_as<T, bool>) {
    return {Kind::flag};
  } else if constexpr (AnyOf<T, char, signed char, unsigned char, wchar_t, char8_t, char16_t,
                             char32_t>) {
    return {Kind::character};
  } else if constexpr (std::integral<T>) {
    return {Kind::number};
  } else if constexpr (std::convertible_to<T const&, std::string_view>) {
    return {Kind::text};
  } else {
    return {Kind::other};
  }
}

/// Text where text may stand.
constexpr Mistake check_text(Given value) {
  if (value.optional) return Mistake::optional_as_text;
  switch (value.kind) {
    case Kind::text:
    case Kind::number:
      return Mistake::none;
    case Kind::markup:
      return Mistake::markup_as_text;
    case Kind::document:
      return Mistake::document_as_text;
    case Kind::url:
      return Mistake::url_as_text;
    case Kind::srcset:
      return Mistake::srcset_as_text;
    case Kind::flag:
      return Mistake::bool_as_text;
    case Kind::character:
      return Mistake::character_as_text;
    default:
      return Mistake::unknown_type;
  }
}

constexpr Mistake check_value(Hole hole, Given value) {
  bool const markup = value.kind == Kind::markup && !value.optional;
  auto const attribute = [&](bool good, Mistake mistake) {
    if (value.kind == Kind::markup) return Mistake::markup_in_attribute;
    return good ? Mistake::none : mistake;
  };
  switch (hole) {
    case Hole::content:
      return markup ? Mistake::none : check_text(value);
    case Hole::markup:
      return markup ? Mistake::none : Mistake::text_as_markup;
    case Hole::words:
      return check_text(value);
    case Hole::part:
      return attribute(check_text(value) == Mistake::none, check_text(value));
    case Hole::attribute: {
      Mistake const mistake = check_text({value.kind, false});
      return attribute(mistake == Mistake::none, mistake);
    }
    case Hole::flag:
      return attribute(value.kind == Kind::flag && !value.optional, Mistake::not_a_bool);
    case Hole::url:
    case Hole::own_url:
      return attribute(value.kind == Kind::url, Mistake::not_a_url);
    case Hole::srcset:
      return attribute(value.kind == Kind::srcset, Mistake::not_a_srcset);
    default:
      return Mistake::none;
  }
}

/// The first mistake of the template, or of the values given to it.
/// values[0] is a dummy, so that there may be no values.
template <std::size_t kCount>
constexpr Verdict check(char const* text, Scan const& scan, Given const (&values)[kCount]) {
  if (scan.mistake != Mistake::none) return {scan.mistake, scan.line};
  std::size_t used = 1;
  for (unsigned i = 0; i < scan.count; ++i) {
    Step const& step = scan.steps[i];
    if (step.hole == Hole::none) continue;
    Mistake const mistake =
        used == kCount ? Mistake::too_few_values : check_value(step.hole, values[used]);
    if (mistake != Mistake::none) {
      return {mistake, line_of(text, step.end), ValueNumber{static_cast<int>(used)}};
    }
    ++used;
  }
  if (used == kCount) return {};
  return {Mistake::too_many_values, Line{}, ValueNumber{static_cast<int>(used)}};
}

template <Literal kTemplate, Form kForm>
inline constexpr Scan kScan = scan(kTemplate.text, sizeof(kTemplate.text) - 1, kForm);

/// Stops the compiler with a sentence unless the template and the types of its values are right.
template <Literal kTemplate, Form kForm, class... Values>
consteval bool judge() {
  constexpr Given kGiven[] = {{}, given<Values>()...};
  constexpr Verdict kVerdict = check(kTemplate.text, kScan<kTemplate, kForm>, kGiven);
  return Explanation<kVerdict.mistake, kVerdict.line, kVerdict.value>::kRight;
}

/// The steps of a template as the program keeps them. `last`: where the markup after them begins.
template <unsigned kCount>
struct Plan {
  std::array<Step, kCount> steps = {};
  unsigned last = 0;
};

template <Literal kTemplate, Form kForm>
inline constexpr auto kPlan = [] {
  constexpr Scan const& scan = kScan<kTemplate, kForm>;
  Plan<scan.count> plan;
  for (unsigned i = 0; i < scan.count; ++i) plan.steps[i] = scan.steps[i];
  plan.last = scan.last;
  return plan;
}();

template <std::size_t kSize, unsigned kCount>
std::string assemble(Literal<kSize> const& markup, Plan<kCount> const& plan, Value const* values) {
  return assemble(std::string_view(markup.text, kSize - 1), plan.steps.data(), kCount, plan.last,
                  values);
}

template <class T>
Value value_of(T const& given_value) {
  Value value;
  constexpr Given kGiven = given<T>();
  if constexpr (kGiven.optional) {
    if (given_value) value = value_of(*given_value);
  } else if constexpr (kGiven.kind == Kind::markup) {
    value = {.kind = Value::Kind::markup, .text = given_value.bytes()};
  } else if constexpr (kGiven.kind == Kind::url) {
    value = {.kind = Value::Kind::address,
             .set = given_value.text().starts_with('/'),
             .text = given_value.text()};
  } else if constexpr (kGiven.kind == Kind::srcset) {
    if (!given_value.text().empty()) {
      value = {.kind = Value::Kind::address, .text = given_value.text()};
    }
  } else if constexpr (kGiven.kind == Kind::flag) {
    value = {.kind = Value::Kind::flag, .set = given_value};
  } else if constexpr (kGiven.kind == Kind::number) {
    bool const negative = given_value < 0;
    auto const magnitude = static_cast<unsigned long long>(given_value);
    value = {.kind = negative ? Value::Kind::negative : Value::Kind::positive,
             .magnitude = negative ? 0 - magnitude : magnitude};
  } else if constexpr (kGiven.kind == Kind::text) {
    if constexpr (std::is_pointer_v<T>) VERIFY(given_value != nullptr);
    value = {.kind = Value::Kind::text, .text = given_value};
  }
  return value;
}

}  // namespace allmende::html::detail
