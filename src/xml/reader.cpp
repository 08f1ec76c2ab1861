#include "xml/reader.h"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <exception>
#include <limits>
#include <utility>
#include <vector>

namespace allmende::xml {

namespace {

constexpr std::size_t kChunk = 16 * 1024;
constexpr std::size_t kLongestReason = 200;

std::string_view view(xmlChar const* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<char const*>(text));
}

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

struct Attribute {
  std::string name;
  std::string value;
};

/// A tag. What text there is belongs to the end of an element without elements; no other text is kept.
struct Tag {
  enum class Kind { start, end };
  Kind kind = Kind::end;
  bool foreign = false;  ///< of another namespace than the root's
  std::string name = {};
  std::vector<Attribute> attributes = {};
  std::string text = {};
  std::int64_t line = 0;
};

/// Errors below the parser (of a conversion, say) end in one of its own; libxml2 would also print them.
void say_nothing(void*, xmlError*) {}

struct FreeContext {
  void operator()(xmlParserCtxt* context) const {
    xmlFreeDoc(context->myDoc);
    xmlFreeParserCtxt(context);
  }
};

}  // namespace

Source bytes_of(std::string_view document) {
  return [document](std::span<char> buffer) mutable -> Result<std::size_t> {
    std::size_t size = std::min(buffer.size(), document.size());
    std::ranges::copy(document.substr(0, size), buffer.begin());
    document.remove_prefix(size);
    return size;
  };
}

/// libxml2 is pushed a chunk, and tells of the tags in it; these wait here until they are asked for.
struct Reader::Parser {
  Parser(Source from, Limits const& within) : source(std::move(from)), limits(within) {
    static bool const ready = (xmlInitParser(), true);
    VERIFY(ready);
    xmlSAXHandler handler = {};
    handler.initialized = XML_SAX2_MAGIC;
    handler.internalSubset = [](void* self, auto...) { of(self).guard([](Parser& p) { p.declaration_of_type(); }); };
    handler.startElementNs = &starts;
    handler.endElementNs = [](void* self, auto...) { of(self).guard([](Parser& p) { p.end_tag(); }); };
    handler.characters = handler.ignorableWhitespace = handler.cdataBlock = &text_comes;
    handler.serror = &error_comes;
    context.reset(xmlCreatePushParserCtxt(&handler, this, nullptr, 0, nullptr));
    if (!context) throw Fault("no memory for reading XML");
    xmlCtxtUseOptions(context.get(), XML_PARSE_NONET);
  }

  static Parser& of(void* self) { return *static_cast<Parser*>(self); }

  // ── Told by libxml2, which knows no exceptions ──────────────────────────────────────────────────────────────────

  template <class Work>
  void guard(Work&& work) noexcept {
    if (refusal || thrown) return;
    try {
      work(*this);
    } catch (...) {
      thrown = std::current_exception();
      xmlStopParser(context.get());
    }
  }

  static void starts(void* self, xmlChar const* local, xmlChar const*, xmlChar const* space, int, xmlChar const**,
                     int attributes, int, xmlChar const** values) {
    of(self).guard(
        [&](Parser& p) { p.start_tag(local, space, std::span(values, static_cast<std::size_t>(attributes) * 5)); });
  }

  static void text_comes(void* self, xmlChar const* text, int size) {
    of(self).guard([&](Parser& p) {
      p.text.append(reinterpret_cast<char const*>(text), static_cast<std::size_t>(size));
      if (p.text.size() > p.limits.text) p.too_long();
    });
  }

  static void error_comes(void* self, xmlError* error) {
    if (error->level < XML_ERR_ERROR) return;
    of(self).guard([&](Parser& p) { p.broken(*error); });
  }

  void refuse_at(Code code, std::string message, std::int64_t line) {
    refusal = Refusal{code, std::move(message), fmt::format("line {}", line)};
    xmlStopParser(context.get());
  }
  void too_long() {
    refuse_at(Code::limit, fmt::format("an element has more than {} bytes of text", limits.text), current_line());
  }
  void declaration_of_type() {
    refuse_at(Code::invalid, "a document type declaration (DOCTYPE) is not allowed", current_line());
  }

  void broken(xmlError const& error) {
    // Of a document that is cut off, libxml2 says that there is too much of it.
    if (source_ended && error.code == XML_ERR_DOCUMENT_END && (open > 0 || !root)) {
      return refuse_at(Code::invalid, "the XML is cut off", current_line());
    }
    std::string_view reason = error.message ? std::string_view(error.message) : "unknown";
    reason = without_blanks(reason.substr(0, kLongestReason));
    refuse_at(Code::invalid, fmt::format("this is not well-formed XML: {}", reason), error.line);
  }

  void start_tag(xmlChar const* local, xmlChar const* space, std::span<xmlChar const*> values) {
    if (++open > limits.depth) {
      return refuse_at(Code::limit, fmt::format("elements are nested deeper than {}", limits.depth), current_line());
    }
    if (!root) root = Name{std::string(view(space)), std::string(view(local))};
    Tag tag{.kind = Tag::Kind::start,
            .foreign = view(space) != root->space,
            .name = std::string(view(local)),
            .line = current_line()};
    std::size_t together = 0;
    for (; !values.empty(); values = values.subspan(5)) {  // local name, prefix, namespace, begin and end of the value
      std::size_t size = static_cast<std::size_t>(values[4] - values[3]);
      if ((together += size) > limits.text) return too_long();
      if (values[2] != nullptr) continue;
      tag.attributes.push_back({std::string(view(values[0])), {reinterpret_cast<char const*>(values[3]), size}});
    }
    text.clear();
    is_leaf = true;
    tags.push_back(std::move(tag));
  }

  void end_tag() {
    open -= 1;
    Tag tag{.kind = Tag::Kind::end, .line = current_line()};
    if (is_leaf) tag.text = without_blanks(text);
    is_leaf = false;
    text.clear();
    tags.push_back(std::move(tag));
  }

  std::int64_t current_line() const { return context->input ? context->input->line : 0; }

  // ── Asked by the reader ─────────────────────────────────────────────────────────────────────────────────────────

  /// Pushes one chunk; its tags are then in `tags`. The last one is empty.
  Result<void> push() {
    std::array<char, kChunk> chunk;
    auto got = source(chunk);
    if (!got) {
      refusal = got.error();
      return std::unexpected(*refusal);
    }
    bytes += static_cast<std::int64_t>(*got);
    source_ended = *got == 0;
    tags.clear();
    given = 0;
    if (bytes > limits.bytes) {
      refusal = Refusal{Code::limit, fmt::format("the document has more than {} bytes", limits.bytes)};
    } else if (bytes > part_ends + static_cast<std::int64_t>(kChunk)) {
      refusal = Refusal{Code::limit, fmt::format("one part of the document has more than {} bytes", part)};
    } else {
      xmlSetStructuredErrorFunc(nullptr, &say_nothing);
      xmlParseChunk(context.get(), chunk.data(), static_cast<int>(*got), source_ended ? 1 : 0);
      xmlSetStructuredErrorFunc(nullptr, nullptr);
    }
    if (thrown) std::rethrow_exception(std::exchange(thrown, nullptr));
    if (refusal) return std::unexpected(*refusal);
    return {};
  }

  /// The next tag, or none at the document's end. Tags before a place that is broken are still given.
  Result<Tag*> next() {
    while (given == tags.size()) {
      if (refusal) return std::unexpected(*refusal);
      if (source_ended) return nullptr;
      auto pushed = push();
      if (!pushed && tags.empty()) return std::unexpected(pushed.error());
    }
    Tag& tag = tags[given++];
    last_line = tag.line;
    at_start = tag.kind == Tag::Kind::start;
    depth += at_start ? 1 : -1;
    return &tag;
  }

  /// Refuses what comes after the end, too.
  Result<Tag*> next_within() {
    Tag* tag = TRY(next());
    if (tag == nullptr) return refuse(Code::invalid, "the XML is cut off", fmt::format("line {}", last_line));
    return tag;
  }

  Result<void> skip_to(int target) {
    while (depth > target) TRY(next_within());
    return {};
  }

  Source source;
  Limits limits;
  std::unique_ptr<xmlParserCtxt, FreeContext> context;
  std::vector<Tag> tags;
  std::size_t given = 0;  ///< how many of them the reader has had
  std::optional<Name> root;
  std::string text;
  bool is_leaf = false;   ///< no tag since the last start
  int open = 0;           ///< elements, as libxml2 sees it
  int depth = 0;          ///< elements, as the reader sees it
  bool at_start = false;  ///< the reader has read nothing of the element that it is in
  std::vector<Attribute> attributes;
  std::int64_t bytes = 0;
  std::int64_t part = std::numeric_limits<std::int64_t>::max();
  std::int64_t part_ends = part - static_cast<std::int64_t>(kChunk);
  std::int64_t last_line = 1;
  bool source_ended = false;
  std::optional<Refusal> refusal;
  std::exception_ptr thrown;
};

Reader::Reader(Source source, Limits const& limits) : parser_(std::make_unique<Parser>(std::move(source), limits)) {}
Reader::~Reader() = default;

Result<Name> Reader::root() {
  VERIFY(parser_->depth == 0);
  Tag* tag = TRY(parser_->next());
  if (tag == nullptr) return refuse(Code::invalid, "the XML is cut off", place());
  parser_->attributes = std::move(tag->attributes);
  return *parser_->root;
}

Result<void> Reader::children(std::function<Result<void>(std::string_view name)> const& child) {
  VERIFY(parser_->at_start);
  int const here = parser_->depth;
  for (;;) {
    Tag* tag = TRY(parser_->next_within());
    if (tag->kind == Tag::Kind::end) return {};
    if (!tag->foreign) {
      std::string const name = std::move(tag->name);
      parser_->attributes = std::move(tag->attributes);
      TRY(child(name));
    }
    TRY(parser_->skip_to(here));
  }
}

Result<std::string> Reader::text() {
  VERIFY(parser_->at_start);
  Tag* tag = TRY(parser_->next_within());
  if (tag->kind == Tag::Kind::start) return refuse(Code::invalid, "an element stands where text should be", place());
  return std::move(tag->text);
}

std::optional<std::string> Reader::attribute(std::string_view name) const {
  VERIFY(parser_->at_start);
  auto found = std::ranges::find(parser_->attributes, name, &Attribute::name);
  if (found == parser_->attributes.end()) return std::nullopt;
  return found->value;
}

Result<void> Reader::finish() {
  TRY(parser_->skip_to(0));
  while (TRY(parser_->next()) != nullptr) {
  }
  return {};
}

void Reader::allow(std::int64_t more_bytes) {
  parser_->part = more_bytes;
  parser_->part_ends = parser_->bytes + more_bytes;
}

std::int64_t Reader::line() const { return parser_->last_line; }
std::string Reader::place() const { return fmt::format("line {}", line()); }

}  // namespace allmende::xml
