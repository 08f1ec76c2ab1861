#pragma once
// Articles and what belongs to them as JSON: the project's own format "allmende-article/1". What `export`
// writes and `import` reads, and what the database keeps. Writing is canonical: the same article gives the
// same bytes. docs/article.schema.json describes it for others.

#include <string>

#include "json/json.h"
#include "newsroom/archive.h"
#include "newsroom/article.h"

namespace allmende::newsroom {

inline constexpr std::string_view kArticleFormat = "allmende-article/1";
inline constexpr std::string_view kSectionFormat = "allmende-section/1";
inline constexpr std::string_view kAuthorFormat = "allmende-author/1";
inline constexpr std::string_view kTextPageFormat = "allmende-page/1";

/// Keys in their fixed order; fields at their default are left out.
json::Object to_json(Article const& article);
json::Object to_json(Body const& body);

/// Refuses: invalid for an unknown key (naming the nearest known one), a wrong type, a missing headline,
/// section, language, state or body, an id twice, an unknown block or mark, an address that is not http,
/// https or mailto, a state that disagrees with its dates (published without an instant, withdrawn without
/// a reason), a correction or reason without a word, a list, box or answer with nothing in it; limit for anything longer than its field allows. The refusal's `where` is the place in the
/// JSON: "body.blocks[3].text[0].t". A missing slug is made from the headline. A record without a number
/// is refused: numbers are given by whoever imports.
Result<Article> article_from_json(json::Value const& value);
Result<Body> body_from_json(json::Place const& place);

/// The records of what articles belong to, refused like articles: "allmende-section/1", "allmende-author/1",
/// "allmende-page/1".
json::Object to_json(Section const& section);
json::Object to_json(Author const& author);
json::Object to_json(TextPage const& page);
Result<Section> section_from_json(json::Value const& value);
Result<Author> author_from_json(json::Value const& value);
Result<TextPage> text_page_from_json(json::Value const& value);

/// The words of the format, also used as database values.
std::string_view to_word(State state);
std::string_view to_word(Genre genre);
std::string_view to_word(Role role);
Result<State> state_from_word(std::string_view word);
Result<Genre> genre_from_word(std::string_view word);
Result<Role> role_from_word(std::string_view word);

}  // namespace allmende::newsroom
