#pragma once
// Immutable bytes that are shared, never copied: a rendered body, a file that is part of the
// program.

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace allmende::http {

class Bytes {
 public:
  Bytes() = default;
  Bytes(std::string text) : Bytes(std::make_shared<std::string const>(std::move(text))) {}
  Bytes(char const* text) : Bytes(std::string(text)) {}
  Bytes(std::shared_ptr<std::string const> text) : view_(*text), owner_(std::move(text)) {}

  /// Bytes that live as long as the program does: embedded files, literals. Nothing is copied or
  /// owned.
  static Bytes of_static(std::string_view text) {
    Bytes bytes;
    bytes.view_ = text;
    return bytes;
  }

  /// A part of them, which keeps the whole alive.
  Bytes part(std::size_t from, std::size_t count) const {
    Bytes bytes = *this;
    bytes.view_ = view_.substr(from, count);
    return bytes;
  }

  std::string_view view() const { return view_; }
  std::size_t size() const { return view_.size(); }
  bool empty() const { return view_.empty(); }

 private:
  std::string_view view_;
  std::shared_ptr<void const> owner_;
};

}  // namespace allmende::http
