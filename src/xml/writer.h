#pragma once
// Writing a document: feeds, site maps, payment files. UTF-8, always well-formed. Part of the door xml.h.

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace allmende::xml {

struct Attribute {
  std::string_view name;
  std::string_view value;
};
using Attributes = std::initializer_list<Attribute>;

class Writer;

/// An open element: it ends where this object's life ends. Elements end in the reverse order of
/// their beginning, as scopes do.
class [[nodiscard]] Element {
 public:
  Element(Element&& other) noexcept : writer_(std::exchange(other.writer_, nullptr)) {}
  Element& operator=(Element&&) = delete;
  ~Element();

 private:
  friend class Writer;
  explicit Element(Writer* writer) : writer_(writer) {}
  Writer* writer_;
};

/// Indented for people who look at it, or without a blank between elements.
enum class Layout { indented, compact };

/// Writes one document into memory. One thread. The same calls give the same bytes. Names come from code, never from
/// input: a name that XML does not allow is a Bug. Values may be anything: they are escaped; characters that XML 1.0
/// forbids (U+0000 to U+001F but tab and line ends, U+FFFE, U+FFFF) are left out; bytes that are no
/// UTF-8 become U+FFFD. Throws Fault when memory ends.
class Writer {
 public:
  explicit Writer(Layout layout = Layout::indented);
  ~Writer();
  Writer(Writer const&) = delete;
  Writer& operator=(Writer const&) = delete;

  /// Opens an element. Namespaces are attributes ("xmlns:dc") and prefixes ("dc:creator").
  Element element(std::string_view name, Attributes attributes = {});
  /// An element with text, or an empty one.
  void leaf(std::string_view name, std::string_view text, Attributes attributes = {});
  /// Text inside the open element.
  void text(std::string_view text);
  /// The document, with its declaration and a line's end. Call once, when every element has ended.
  std::string finish();

 private:
  friend class Element;
  struct Target;
  void end() noexcept;
  std::unique_ptr<Target> target_;
};

}  // namespace allmende::xml
