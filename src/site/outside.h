#pragma once
// The paper as seen from outside, where nothing is relative: whole addresses, names that stay, the
// last change. Shared by feeds, sitemaps and the data within pages. Private to the site.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"
#include "newsroom/newsroom.h"
#include "site/context.h"

namespace allmende::site {

/// Where a page of the paper is found from outside.
html::Url public_address(Settings const& settings, html::Url const& path);

/// The same for what an operator wrote: a path of the paper ("/ueber-uns") or an address. Nothing
/// when it is neither.
std::optional<html::Url> written_address(Settings const& settings, std::string_view written);

/// "tag:hafenblatt.example,2026:artikel/1009243" (RFC 4151): the article's name in feeds. It stays
/// when the slug changes, the port, or http becomes https.
std::string permanent_name(Settings const& settings, newsroom::ArticleNumber number);
/// The same for anything else: "tag:hafenblatt.example,2026:feed". `what` as RFC 4151 allows it in
/// an address.
std::string permanent_name(Settings const& settings, std::string_view what);

/// When a reader could last have seen something new in it: publication, update, correction.
Instant last_change(newsroom::Article const& article);

/// "Hafenausbau: Kran bleibt stehen", or the headline alone.
std::string title_with_kicker(newsroom::Article const& article, words::Words const& words);

/// The credit line in the words of the article's language; empty = none.
std::string credit_of(Context const& context, newsroom::Article const& article);

/// "© 2026 Hafenblatt eG", by the year of the moment.
std::string copyright_notice(Context const& context, Instant instant);

/// Contributors whose work the text is (text, interview, collaboration), and all others.
std::vector<newsroom::Contributor> writers_of(newsroom::Article const& article);
std::vector<newsroom::Contributor> helpers_of(newsroom::Article const& article);

std::optional<newsroom::Section> find_section(database::ReadTx& tx, std::string_view slug);

}  // namespace allmende::site
