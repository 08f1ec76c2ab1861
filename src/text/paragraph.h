#pragma once
// A paragraph on its way through the rules of typography. Not part of the door.
//
// Every rule reads the same text and proposes edits; none sees what another did. Then all are
// applied at once, run by run.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/characters.h"
#include "text/typography.h"

namespace allmende::text {

inline constexpr std::string_view kThinSpace = "\u202f";
inline constexpr std::string_view kUnbreakableSpace = "\u00a0";

/// What a rule may have to know of a character.
enum class Sort { edge, blank, letter, digit, opening, closing, stop, ellipsis, dash };
Sort sort_of(UChar32 character);
bool is_wordlike(Sort sort);
/// Any quote, apostrophe or prime.
bool is_quote(UChar32 character);

/// `replacement` lives for ever or as long as the rules do.
struct Edit {
  std::size_t offset;
  std::size_t length;
  std::string_view replacement;
};

struct Span {
  std::size_t begin;
  std::size_t end;
};

class Paragraph {
 public:
  explicit Paragraph(std::span<std::string const> runs, std::span<Run const> originals);

  std::string_view text() const { return text_; }
  /// Whether the byte lies in an address or an untouched run.
  bool is_kept(std::size_t offset) const;

  /// The character at a place, and the one before it; what lies outside is an edge.
  UChar32 at(std::size_t offset) const;
  UChar32 before(std::size_t offset) const;
  Sort sort_at(std::size_t offset) const;
  Sort sort_before(std::size_t offset) const;
  /// How many bytes of blank (plain, unbreakable, thin) begin at a place, or end there.
  std::size_t blank_at(std::size_t offset) const;
  std::size_t blank_before(std::size_t offset) const;
  /// Whether the word ends there: neither letter nor digit follows.
  bool ends_word(std::size_t offset) const;
  bool begins_word(std::size_t offset) const;

  /// Proposes an edit. One that changes nothing, touches what is kept or crosses a run's border is
  /// dropped.
  void edit(std::size_t offset, std::size_t length, std::string_view replacement);
  /// The runs with all edits made.
  std::vector<std::string> edited();

 private:
  std::string text_;
  std::vector<std::size_t> ends_;  // where each run ends
  std::vector<Span> kept_;         // in order, without overlaps
  std::vector<Edit> edits_;
};

/// A negative number stands for the edge of the text.
inline constexpr UChar32 kEdge = -1;

/// Where URLs and e-mail addresses lie in a text, in order.
std::vector<Span> addresses_in(std::string_view text);

// The rules. Each proposes its edits.
std::size_t set_quotes(Paragraph& paragraph, Language const& language, QuoteStyle style);
void set_dashes(Paragraph& paragraph, Language const& language);
bool is_range_at(Paragraph const& paragraph, std::size_t hyphen, Language const& language);
void set_ellipses(Paragraph& paragraph);
void set_spaces(Paragraph& paragraph, Language const& language);
void set_abbreviations(Paragraph& paragraph, Language const& language);

}  // namespace allmende::text
