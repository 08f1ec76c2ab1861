#pragma once
// The frame around every page: head, masthead, navigation, footer. Private to the site.

#include <optional>

#include "html/html.h"
#include "http/http.h"
#include "newsroom/newsroom.h"
#include "site/context.h"

namespace allmende::site {

/// What a page says about itself to machines, and how it fits into the frame.
struct PageHead {
  std::string title;        ///< of the window; the paper's name is put behind it unless it is the same
  std::string kind;         ///< class of the body, see theme/MARKUP.md
  std::string description = {};
  std::optional<html::Url> canonical = {};  ///< this page's one address, without paging
  std::string section = {};                 ///< slug of the section it belongs to
  html::Html extra = {};                    ///< feeds, OpenGraph, JSON-LD
  enum class Indexed { yes, no } indexed = Indexed::yes;
};

/// The whole document.
html::Document framed(Context const& context, database::ReadTx& tx, PageHead const& head,
                      html::Html const& main);

/// The same as an answer that may be kept by anyone, and is asked for anew each time.
http::Response page(Context const& context, database::ReadTx& tx, PageHead const& head,
                    html::Html const& main, http::Status status = http::Status::ok);

/// A page for when the database cannot be asked: 400, 500, 503. Touches nothing but memory.
http::Response bare_page(Context const& context, http::Problem const& problem);

/// <time datetime> of a moment (in the paper's zone) or a day.
html::Html time(words::Words const& words, Instant instant, std::string const& shown);
html::Html time(Date date, std::string const& shown);

/// `words.parts(english)` with a piece of markup at each placeholder.
struct Piece {
  std::string_view name;
  html::Html markup;
};
html::Html say(words::Words const& words, char const* english, std::initializer_list<Piece> pieces);

/// "A, B und C" of markup.
html::Html list(words::Words const& words, std::vector<html::Html> const& items);

}  // namespace allmende::site
