#include "xml/writer.h"

#include <libxml/xmlwriter.h>
#include <unicode/utf8.h>

#include "base/result.h"

namespace allmende::xml {

namespace {

xmlChar const* bytes(std::string const& text) {
  return reinterpret_cast<xmlChar const*>(text.c_str());
}

bool is_forbidden(UChar32 character) {
  if (character < 0x20) return character != '\t' && character != '\n' && character != '\r';
  return character == 0xFFFE || character == 0xFFFF;
}

/// What XML 1.0 can carry of a text.
std::string carried(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  auto const size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    std::int32_t start = i;
    UChar32 character = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
    U8_NEXT(text.data(), i, size, character);
#pragma GCC diagnostic pop
    if (character < 0) {
      clean += "\uFFFD";
    } else if (!is_forbidden(character)) {
      clean.append(text, static_cast<std::size_t>(start), static_cast<std::size_t>(i - start));
    }
  }
  return clean;
}

void verify_name(std::string_view name) {
  VERIFY(xmlValidateQName(bytes(std::string(name)), 0) == 0);
}

constexpr std::size_t kLongestText = 64 * 1024 * 1024;

/// libxml2 hands over what it has written, some kilobytes at a time.
int append(void* document, char const* written, int size) {
  try {
    static_cast<std::string*>(document)->append(written, static_cast<std::size_t>(size));
    return size;
  } catch (std::bad_alloc const&) {
    return -1;
  }
}

}  // namespace

struct Writer::Target {
  std::string document;
  /// Owns the buffer between them.
  std::unique_ptr<xmlTextWriter, decltype(&xmlFreeTextWriter)> writer{
      xmlNewTextWriter(xmlOutputBufferCreateIO(&append, nullptr, &document, nullptr)), &xmlFreeTextWriter};
  int open = 0;
  bool failed = false;

  /// libxml2 answers -1 when memory ends; finish() says so once.
  void note(int answer) { failed = failed || answer < 0; }
};

Element::~Element() {
  if (writer_) writer_->end();
}

Writer::Writer(Layout layout) : target_(std::make_unique<Target>()) {
  if (!target_->writer) throw Fault("no memory for an XML document");
  xmlTextWriterSetIndent(target_->writer.get(), layout == Layout::indented ? 1 : 0);
  target_->note(xmlTextWriterStartDocument(target_->writer.get(), nullptr, "UTF-8", nullptr));
}

Writer::~Writer() = default;

Element Writer::element(std::string_view name, Attributes attributes) {
  for (Attribute const& attribute : attributes) verify_name(attribute.name);
  verify_name(name);
  xmlTextWriter* writer = target_->writer.get();
  target_->note(xmlTextWriterStartElement(writer, bytes(std::string(name))));
  target_->open += 1;
  for (Attribute const& attribute : attributes) {
    target_->note(xmlTextWriterWriteAttribute(writer, bytes(std::string(attribute.name)),
                                              bytes(carried(attribute.value))));
  }
  return Element(this);
}

void Writer::leaf(std::string_view name, std::string_view content, Attributes attributes) {
  Element scope = element(name, attributes);
  if (!content.empty()) text(content);
}

void Writer::text(std::string_view text) {
  VERIFY(target_->open > 0);
  VERIFY(text.size() <= kLongestText);
  target_->note(xmlTextWriterWriteString(target_->writer.get(), bytes(carried(text))));
}

void Writer::end() noexcept {
  target_->open -= 1;
  target_->note(xmlTextWriterEndElement(target_->writer.get()));
}

std::string Writer::finish() {
  VERIFY(target_->open == 0);
  target_->note(xmlTextWriterEndDocument(target_->writer.get()));
  target_->note(xmlTextWriterFlush(target_->writer.get()));
  if (target_->failed) throw Fault("an XML document could not be written");
  return std::move(target_->document);
}

}  // namespace allmende::xml
