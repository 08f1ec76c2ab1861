#include "html/html.h"

#include <charconv>

#include "html/escape.h"

namespace allmende::html {
namespace detail {
namespace {

// Room for a value: text grows a little when it is escaped.
std::size_t room_for(Value const& value) { return value.text.size() + value.text.size() / 16 + 20; }

void append_number(std::string& out, Value const& value) {
  char digits[24];
  auto const written = std::to_chars(digits, digits + sizeof digits, value.magnitude);
  if (value.kind == Value::Kind::negative) out += '-';
  out.append(digits, written.ptr);
}

void append_value(std::string& out, Value const& value, Step const& step) {
  if (step.first_line && value.text.starts_with('\n')) out += '\n';
  switch (value.kind) {
    case Value::Kind::markup:
      out += value.text;
      break;
    case Value::Kind::text:
    case Value::Kind::address:
      append_escaped(out, value.text);
      break;
    case Value::Kind::positive:
    case Value::Kind::negative:
      append_number(out, value);
      break;
    case Value::Kind::absent:
    case Value::Kind::flag:
      break;
  }
}

// ` name="value"`, or nothing.
void append_attribute(std::string& out, Value const& value, Step const& step,
                      std::string_view markup) {
  if (value.kind == Value::Kind::absent) return;
  if (step.hole == Hole::own_url) VERIFY(value.set);
  std::string_view const name = markup.substr(step.end, step.value - step.end);
  if (value.kind == Value::Kind::flag) {
    if (value.set) out += name.substr(0, name.size() - 2);
    return;
  }
  out += name;
  append_value(out, value, step);
  out += name.back();
}

bool whole_attribute(Hole hole) {
  return hole == Hole::attribute || hole == Hole::flag || hole == Hole::url ||
         hole == Hole::own_url || hole == Hole::srcset;
}

}  // namespace

std::string assemble(std::string_view markup, Step const* steps, std::size_t count, unsigned last,
                     Value const* values) {
  std::size_t size = markup.size();
  for (std::size_t i = 0, used = 0; i < count; ++i) {
    if (steps[i].hole != Hole::none) size += room_for(values[used++]);
  }
  std::string out;
  out.reserve(size);
  for (std::size_t i = 0; i < count; ++i) {
    Step const& step = steps[i];
    out += markup.substr(step.begin, step.end - step.begin);
    if (step.hole == Hole::none) continue;
    Value const& value = *values++;
    if (whole_attribute(step.hole)) {
      append_attribute(out, value, step, markup);
    } else {
      append_value(out, value, step);
    }
  }
  out += markup.substr(last);
  return out;
}

}  // namespace detail

Html text(std::string_view words) {
  std::string out;
  out.reserve(words.size() + words.size() / 16);
  detail::append_escaped(out, words);
  return Html(std::move(out));
}

Html slot(unsigned kind) {
  VERIFY(kind < 64);
  std::string mark(1, kSlotByte);
  mark += static_cast<char>('0' + kind);
  return Html(std::move(mark));
}

Cut cut(std::string_view bytes) {
  Cut cut;
  std::size_t at = 0;
  while ((at = bytes.find(kSlotByte)) != std::string_view::npos) {
    VERIFY(at + 1 < bytes.size());
    cut.slices.push_back(bytes.substr(0, at));
    cut.slots.push_back(static_cast<unsigned>(bytes[at + 1] - '0'));
    bytes.remove_prefix(at + 2);
  }
  cut.slices.push_back(bytes);
  return cut;
}

Html data_block(std::string_view media_type, std::string_view json) {
  VERIFY(media_type == "application/ld+json" || media_type == "application/json");
  std::string out = "<script type=\"" + std::string(media_type) + "\">";
  out.reserve(out.size() + json.size() + json.size() / 16 + 10);
  detail::append_json(out, json);
  out += "</script>";
  return Html(std::move(out));
}

}  // namespace allmende::html
