#pragma once
// How values cross into the database and back.
//
// A database knows two kinds of values: whole numbers of 64 bits and texts (UTF-8 without a zero
// byte), and the absence of one. `Stored<T>` says which of the two a type becomes. Columns: BIGINT
// (INTEGER, SMALLINT) for numbers, TEXT for texts. A room adds its own type by a specialisation
// beside the type:
//
//     template <>
//     struct allmende::database::Stored<harbour::State> {
//       static std::string_view store(harbour::State state) { return name_of(state); }
//       static harbour::State load(std::string_view text) { return must_be(state_of(text)); }
//     };

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/base.h"

namespace allmende::database {

/// `store` returns std::int64_t, or a text (std::string, std::string_view); `load` takes what is
/// stored: std::int64_t or std::string_view. Both throw Fault for a value that cannot be. A type
/// that is only ever given and never read needs no `load`.
template <class T>
struct Stored;

/// The value of a Result that cannot be refused, because the program itself stored it.
template <class T>
T must_be(Result<T> result) {
  if (!result) throw Fault("stored value is not valid: " + result.error().message);
  return *std::move(result);
}

template <std::integral T>
struct Stored<T> {
  static std::int64_t store(T value) {
    if (!std::in_range<std::int64_t>(value)) throw Fault("number beyond 64 bits with sign");
    return static_cast<std::int64_t>(value);
  }
  static T load(std::int64_t value) {
    if (!std::in_range<T>(value)) throw Fault("stored number is too large for its type");
    return static_cast<T>(value);
  }
};

template <>
struct Stored<bool> {
  static std::int64_t store(bool value) { return value ? 1 : 0; }
  static bool load(std::int64_t value) { return value != 0; }
};

template <>
struct Stored<std::string> {
  static std::string_view store(std::string_view text) { return text; }
  static std::string load(std::string_view text) { return std::string(text); }
};

template <>
struct Stored<std::string_view> {
  static std::string_view store(std::string_view text) { return text; }
};

template <>
struct Stored<char const*> {
  static std::string_view store(char const* text) { return text; }
};

template <class Tag>
struct Stored<Id<Tag>> {
  static std::int64_t store(Id<Tag> id) { return id.value(); }
  static Id<Tag> load(std::int64_t value) { return Id<Tag>(value); }
};

/// Microseconds since 1970.
template <>
struct Stored<Instant> {
  static std::int64_t store(Instant instant) { return instant.microseconds(); }
  static Instant load(std::int64_t value) { return Instant::from_microseconds(value); }
};

/// "2026-11-21": sorts as days do.
template <>
struct Stored<Date> {
  static std::string store(Date date) { return date.iso8601(); }
  static Date load(std::string_view text) { return must_be(Date::parse(text)); }
};

template <>
struct Stored<Money> {
  static std::int64_t store(Money money) { return money.cents(); }
  static Money load(std::int64_t value) { return Money::cents(value); }
};

template <>
struct Stored<Slug> {
  static std::string_view store(Slug const& slug) { return slug.text(); }
  static Slug load(std::string_view text) { return must_be(Slug::parse(text)); }
};

template <>
struct Stored<Language> {
  static std::string_view store(Language const& language) { return language.tag(); }
  static Language load(std::string_view text) { return must_be(Language::parse(text)); }
};

/// NULL when there is none.
template <class T>
struct Stored<std::optional<T>> {
  using As = std::decay_t<decltype(Stored<T>::store(std::declval<T const&>()))>;
  static std::optional<As> store(std::optional<T> const& value) {
    std::optional<As> stored;
    if (value) stored.emplace(Stored<T>::store(*value));
    return stored;
  }
};

template <>
struct Stored<std::nullopt_t> {
  static std::optional<std::string_view> store(std::nullopt_t) { return std::nullopt; }
};

// ---- The rest is between the templates of transaction.h and the engines.

enum class Kind : unsigned char { number, text };

/// A value on its way in. The text belongs to the caller and lives as long as the call.
struct Parameter {
  Kind kind = Kind::number;
  bool null = false;
  std::int64_t number = 0;
  std::string_view text = {};
};

/// A value on its way out; valid until the next row.
struct Cell {
  Kind kind = Kind::number;
  bool null = false;
  long long number = 0;
  std::string text = {};
};

using Cells = std::span<Cell const>;

namespace detail {

inline Parameter parameter(std::int64_t number) { return {.number = number}; }
inline Parameter parameter(std::string_view text) { return {.kind = Kind::text, .text = text}; }

template <class T>
Parameter parameter(std::optional<T> const& value) {
  if (value) return parameter(*value);
  return {.kind = std::same_as<T, std::int64_t> ? Kind::number : Kind::text, .null = true};
}

/// What a column of type T holds in the database.
template <class T>
struct Column {
  using Type = T;
  static constexpr bool kMayBeNull = false;
};

template <class T>
struct Column<std::optional<T>> {
  using Type = T;
  static constexpr bool kMayBeNull = true;
};

template <class T>
using ColumnType = typename Column<T>::Type;

template <class T>
constexpr Kind kind_of =
    requires { Stored<ColumnType<T>>::load(std::string_view()); } ? Kind::text : Kind::number;

template <class T>
T load(Cell const& cell) {
  using Type = ColumnType<T>;
  if (cell.null) {
    if constexpr (Column<T>::kMayBeNull) {
      return std::nullopt;
    } else {
      throw Fault("NULL in a column that is read as one without");
    }
  }
  if constexpr (kind_of<T> == Kind::text) {
    return Stored<Type>::load(std::string_view(cell.text));
  } else {
    return Stored<Type>::load(std::int64_t{cell.number});
  }
}

}  // namespace detail

}  // namespace allmende::database
