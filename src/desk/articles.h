#pragma once
// What the pages about articles share. Private to this room.

#include "desk/house.h"
#include "html/html.h"
#include "manuscripts/manuscripts.h"

namespace allmende::desk {

/// Digits and nothing else, not too many; else nothing.
std::optional<std::int64_t> whole_number(std::string_view digits);
/// A whole number in the route's pattern. Refuses: not_found for anything else.
Result<std::int64_t> number_parameter(Work const& work, std::string_view name);
/// Of /redaktion/artikel/{artikel}…
Result<manuscripts::ArticleNumber> article_asked_for(Work const& work);
/// What a form names as having been on the screen: "text" and "felder". Refuses: invalid.
Result<manuscripts::Revisions> revisions_seen(http::Request const& request);

/// "/redaktion/artikel/2043", "/redaktion/artikel/2043/verlauf".
html::Url article_address(manuscripts::ArticleNumber article);
html::Url article_address(manuscripts::ArticleNumber article, std::string_view page);

std::string stage_name(words::Words const& words, manuscripts::Stage stage);
/// Of a field of the record: "headline" → "Titel".
std::string field_name(words::Words const& words, std::string_view key);
/// What happened: "gespeichert: erster Wurf", "übernommen von Mira".
std::string event_words(words::Words const& words, manuscripts::Event const& event);
/// The name of a person, or what stands for the clock and the command line.
std::string actor_name(words::Words const& words, std::string const& name);
/// A refusal of the manuscripts or the newsroom.
std::string article_refusal_words(words::Words const& words, Refusal const& refusal);

/// The links above every page of one article: text, history, publishing.
html::Html article_links(Work const& work, manuscripts::Manuscript const& it, std::string_view here);
/// Its two hidden fields.
html::Html revision_fields(manuscripts::Revisions revisions);

}  // namespace allmende::desk
