#pragma once
// Reading a document of any length, piece by piece, from anybody. Part of the door xml.h.
//
// 1. Memory is bounded by the Limits, not by the document: it is read some kilobytes at a time, and what nobody asked
//    for is forgotten at once.
// 2. A document type declaration is refused where it begins. So there are no entities but the five of XML and
//    characters by number: nothing grows while it is read, and nothing is fetched, neither file nor address.
// 3. What is read is well-formed XML 1.0 in a known encoding (UTF-8, UTF-16, ISO 8859 and Windows pages), or it is
//    refused where it breaks. A document that is cut off is noticed at its end: nothing that was read before may be
//    taken for settled until finish() has agreed.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace allmende::xml {

/// Where the bytes come from: fills the front of the buffer and says how many it put there, 0 at the end. What it
/// refuses ends the reading and is returned.
using Source = std::function<Result<std::size_t>(std::span<char>)>;
/// The bytes must outlive the reading.
Source bytes_of(std::string_view document);

struct Limits {
  std::int64_t bytes = std::int64_t{2} << 30;  ///< of the document
  int depth = 64;                              ///< elements within elements
  std::size_t text = 64 * 1024;                ///< bytes of text, or of attributes, of one element
};

struct Name {
  std::string space;  ///< the namespace's address, empty without one
  std::string local;

  bool operator==(Name const&) const = default;
};

/// Walks through one document once, from its front to its end. One thread. Whatever refuses: invalid for what is no
/// XML, limit for what goes beyond the Limits, both with "line 12" in `where`; after that it refuses everything.
class Reader {
 public:
  explicit Reader(Source source, Limits const& limits = {});
  ~Reader();
  Reader(Reader const&) = delete;
  Reader& operator=(Reader const&) = delete;

  /// The first element, which is then the one we are in. To be called first.
  Result<Name> root();

  /// Calls with the name of each element within the one that we are in. While the call lasts we are in that one: it may
  /// be read by children() or by text(), and what is left of it is passed over. Elements of another namespace than the
  /// root's are passed over too. What `child` refuses ends the reading and is returned.
  Result<void> children(std::function<Result<void>(std::string_view name)> const& child);

  /// The whole text of the element that we are in, without blanks at its ends. Refuses: invalid when there is an
  /// element within.
  Result<std::string> text();

  /// An attribute (without namespace) of the element that we are in; only before it is read further.
  std::optional<std::string> attribute(std::string_view name) const;

  /// Reads to the end of the document. Refuses: invalid when it is cut off or something follows the root.
  Result<void> finish();

  /// From here on at most so many bytes may be read, give or take some kilobytes, until this is said anew: for whoever
  /// keeps what they read of one part. Beyond, it refuses: limit.
  void allow(std::int64_t more_bytes);

  /// The line of what was read last, from 1.
  std::int64_t line() const;
  /// "line 12", for a refusal of one's own.
  std::string place() const;

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace allmende::xml
