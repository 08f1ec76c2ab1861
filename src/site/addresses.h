#pragma once
// Every address of the public paper, as functions. Private to the site.

#include "advertising/advertising.h"
#include "edition/edition.h"
#include "html/html.h"
#include "http/http.h"
#include "newsroom/newsroom.h"
#include "site/open_place.h"

namespace allmende::site::addresses {

html::Url front();
html::Url article(newsroom::ArticleNumber number, Slug const& slug);
html::Url article(newsroom::Article const& article);
html::Url article(newsroom::Teaser const& teaser);
html::Url section(Slug const& slug);
html::Url topic(Slug const& slug);
html::Url topic(std::string const& name);
html::Url author(Slug const& slug);
html::Url author(std::string const& name);
html::Url shelf(newsroom::Shelf const& shelf);

html::Url archive();
html::Url archive(int year);
html::Url archive(int year, unsigned month);
html::Url archive(Date day);

html::Url issues();
html::Url issue(Date date);
html::Url page(Date issue, std::string const& label);

html::Url text_page(Slug const& slug);
html::Url contribution();
html::Url transparency();
html::Url transparency_data();
/// Counts a click on the campaign where it stands, and leads on.
html::Url click(Slug const& campaign, advertising::Place place);

/// What fills an open place, and how that place is called there.
html::Url fragment(OpenPlace place, newsroom::ArticleNumber article);
std::string_view name_of(OpenPlace place);
html::Url advertisement();

enum class Feed { rss, atom, json };
html::Url feed(Feed kind);
html::Url feed(Feed kind, Slug const& section);

/// A list's stretch before or behind an article: ?nach= (newer) and ?vor= (older).
html::Url older_than(html::Url const& list, newsroom::ArticleNumber article);
html::Url newer_than(html::Url const& list, newsroom::ArticleNumber article);

/// The same from outside.
html::Url absolute(std::string const& paper_address, html::Url const& path);

}  // namespace allmende::site::addresses
