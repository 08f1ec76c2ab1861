#pragma once
// Html and Document: text that is known to be markup. See html.h for who can make them.

#include <string>
#include <string_view>

namespace allmende::html {

namespace detail {
template <std::size_t kSize>
struct Literal;
}

class Html;
class Document;

template <detail::Literal kTemplate, class... Values>
Html html(Values const&... values);
template <detail::Literal kTemplate, class... Values>
Document document(Values const&... values);
Html text(std::string_view words);
Html data_block(std::string_view media_type, std::string_view json);
Html slot(unsigned kind);

/// A piece of a page: balanced, and safe to stand between the tags of another.
class Html {
 public:
  /// Nothing.
  Html() = default;

  Html& operator+=(Html const& more) {
    bytes_ += more.bytes_;
    return *this;
  }
  friend Html operator+(Html left, Html const& right) { return std::move(left += right); }

  bool empty() const { return bytes_.empty(); }
  /// The markup in UTF-8, for the server and for goldens.
  std::string const& bytes() const& { return bytes_; }
  std::string bytes() && { return std::move(bytes_); }
  bool operator==(Html const&) const = default;

 private:
  explicit Html(std::string bytes) : bytes_(std::move(bytes)) {}

  template <detail::Literal kTemplate, class... Values>
  friend Html html(Values const&... values);
  friend Html text(std::string_view words);
  friend Html data_block(std::string_view media_type, std::string_view json);
  friend Html slot(unsigned kind);

  std::string bytes_;
};

/// A whole page. Cannot stand inside another.
class Document {
 public:
  std::string const& bytes() const& { return bytes_; }
  std::string bytes() && { return std::move(bytes_); }
  bool operator==(Document const&) const = default;

 private:
  explicit Document(std::string bytes) : bytes_(std::move(bytes)) {}

  template <detail::Literal kTemplate, class... Values>
  friend Document document(Values const&... values);

  std::string bytes_;
};

}  // namespace allmende::html
