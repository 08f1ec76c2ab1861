#include "site/article_parts.h"

#include "site/addresses.h"
#include "site/frame.h"

namespace allmende::site {

using html::Html;
using html::Url;
using newsroom::Article;
using newsroom::Contributor;
using newsroom::Genre;
using newsroom::Role;

namespace {

// A headline up to this length is set in the largest size.
constexpr std::size_t kShortHeadline = 24;

std::string genre_name(Genre genre, words::Words const& words) {
  switch (genre) {
    case Genre::report: return {};
    case Genre::opinion: return words.say("Opinion");
    case Genre::analysis: return words.say("Analysis");
    case Genre::review: return words.say("Review");
    case Genre::background: return words.say("Background");
    case Genre::interview: return words.say("Interview");
  }
  report_bug("every genre has a name");
}

std::string role_name(Role role, words::Words const& words) {
  switch (role) {
    case Role::text: return words.say_in("role", "text");
    case Role::photo: return words.say_in("role", "photo");
    case Role::illustration: return words.say_in("role", "illustration");
    case Role::translation: return words.say_in("role", "translation");
    case Role::interview: return words.say_in("role", "interview");
    case Role::collaboration: return words.say_in("role", "collaboration");
  }
  report_bug("every role has a name");
}

Html author_link(std::string const& name) {
  return html::html<R"(<a href="{}">{}</a>)">(addresses::author(name), name);
}

/// Those of one role, in the order of the byline.
std::vector<Html> links_of(std::vector<Contributor> const& authors, Role role) {
  std::vector<Html> links;
  for (Contributor const& author : authors) {
    if (author.role == role) links.push_back(author_link(author.name));
  }
  return links;
}

/// "Mira Petersen und Jonas Thode (Text), Ada Brink (Zeichnung)"; alone, the text needs no mark.
Html byline(std::vector<Contributor> const& authors, words::Words const& words) {
  Html line;
  bool only_text = std::ranges::all_of(authors, [](auto& author) { return author.role == Role::text; });
  for (Role role : {Role::text, Role::interview, Role::translation, Role::collaboration, Role::photo,
                    Role::illustration}) {
    std::vector<Html> links = links_of(authors, role);
    if (links.empty()) continue;
    if (!line.empty()) line += html::text(", ");
    line += list(words, links);
    if (!only_text) line += html::text(" (" + role_name(role, words) + ")");
  }
  return say(words, WORD("By {authors}"), {{"authors", line}});
}

Html updated(Article const& article, words::Words const& words) {
  Instant at = *article.updated;
  bool same_day = article.published && words.day_of(*article.published) == words.day_of(at);
  std::string shown = same_day ? words.say("{time}", {{"time", words.time(at)}}) : words.date_time(at);
  return say(words, WORD("Updated: {time}"), {{"time", time(words, at, shown)}});
}

Html meta(Article const& article, words::Words const& words) {
  auto item = [](Html const& inside) { return html::html<"<li>{}</li>">(inside); };
  Html items;
  if (!article.authors.empty()) {
    items += html::html<R"(<li class="byline">{}</li>)">(byline(article.authors, words));
  }
  if (auto genre = genre_name(article.genre, words); !genre.empty() && genre != article.kicker) {
    items += html::html<R"(<li><span class="genre">{}</span></li>)">(genre);
  }
  if (article.published) {
    items += item(time(words, *article.published, words.date_time(*article.published)));
  }
  if (article.updated) items += item(updated(article, words));
  int minutes = text::reading_minutes(readable_text(article), article.language);
  items += item(html::text("• " + words.say("Reading time: {minutes} min.", {{"minutes", minutes}})));
  return html::html<R"(<ul class="meta">{}</ul>)">(items);
}

Html correction_view(newsroom::Correction const& correction, words::Words const& words) {
  Date day = words.day_of(correction.at);
  return html::html<"<p>{} {}</p>">(time(day, words.date(day) + ":"), correction.text);
}

Html corrections(Article const& article, words::Words const& words) {
  if (article.corrections.empty()) return {};
  auto count = static_cast<std::int64_t>(article.corrections.size());
  return html::html<R"(<section class="corrections" aria-labelledby="korrekturen">
<h2 id="korrekturen">{}</h2>{}</section>
)">(words.say_n("Correction", "Corrections", count), html::each(article.corrections, [&](auto const& each) {
      return correction_view(each, words);
    }));
}

Html topics(Article const& article, words::Words const& words) {
  if (article.topics.empty()) return {};
  return html::html<R"(<ul class="topics" aria-label="{}">{}</ul>
)">(words.say("Topics"), html::each(article.topics, [](std::string const& topic) {
      return html::html<R"(<li><a href="{}">{}</a></li>)">(addresses::topic(topic), topic);
    }));
}

}  // namespace

Html article_head(Article const& article, words::Words const& words) {
  std::optional<std::string> size;
  if (article.headline.size() <= kShortHeadline) size = "is-short";
  Html kicker = html::when(!article.kicker.empty(), [&] {
    return html::html<R"(<p class="kicker">{}</p>
)">(article.kicker);
  });
  Html deck = html::when(!article.deck.empty(), [&] {
    return html::html<R"(<p class="deck">{}</p>
)">(article.deck);
  });
  return html::html<R"(<header class="article-head">
{}<h1 class="{}">{}</h1>
{}{}</header>
)">(kicker, size, article.headline, deck, meta(article, words));
}

Html dateline_view(Article const& article) {
  if (article.dateline.empty()) return {};
  std::string places;
  for (std::string const& place : article.dateline) places += (places.empty() ? "" : "/") + place;
  return html::html<R"(<b class="dateline">{}</b> )">(places + ".");
}

Html article_end(std::string const& credit, Html const& see_pages) {
  Html inside = html::when(!credit.empty(), [&] {
    return html::html<R"(<span class="credit-line">{}</span>)">(credit);
  });
  if (!see_pages.empty()) {
    if (!inside.empty()) inside += html::text(" ");
    inside += html::html<R"(<span class="see-pages">{}</span>)">(see_pages);
  }
  if (inside.empty()) return {};
  return html::html<R"(<p class="article-end">{}</p>
)">(inside);
}

Html article_foot(Article const& article, Settings const& settings, Html const& printed,
                  words::Words const& words) {
  std::string address = addresses::absolute(settings.address, addresses::article(article)).text();
  return html::html<R"(<footer class="article-foot">
{}{}{}<p class="print-only article-address">{} · {}</p></footer>
)">(corrections(article, words), topics(article, words), printed, settings.name, address);
}

Html appeal_view(appeals::Appeal const& appeal, Settings const& settings, words::Words const& words) {
  auto paragraph = [](std::string const& text) { return html::html<"<p>{}</p>">(text); };
  auto when_there = [](std::string const& text, auto view) { return html::when(!text.empty(), view); };
  std::string button = appeal.button.empty() ? words.say("Support {paper}", {{"paper", settings.name}})
                                             : appeal.button;
  Html lead_in = when_there(appeal.lead_in, [&] {
    return html::html<R"(<p class="appeal-lead-in">{}</p>)">(appeal.lead_in);
  });
  Html purposes = html::when(!appeal.purposes.empty(), [&] {
    return html::html<R"(<ul class="purposes">{}</ul>)">(html::each(
        appeal.purposes, [](std::string const& purpose) { return html::html<"<li>{}</li>">(purpose); }));
  });
  Html closing = when_there(appeal.closing, [&] {
    return html::html<R"(<p class="appeal-closing">{}</p>)">(appeal.closing);
  });
  Html thanks = when_there(appeal.thanks, [&] {
    return html::html<R"(<p class="appeal-thanks">{}</p>)">(appeal.thanks);
  });
  return html::html<R"(<aside class="appeal" aria-labelledby="aufruf" lang="{}">
<h2 id="aufruf">{}</h2>
{}{}{}{}
<p class="appeal-button"><a class="button" href="{}">{}</a></p>{}
</aside>
)">(appeal.language.tag(), appeal.title, html::each(appeal.text, paragraph), lead_in, purposes, closing,
    addresses::contribution(), button, thanks);
}

newsroom::CreditWords credit_words(Settings const& settings, words::Words const& words) {
  return {words.say("Agencies"), words.say("with agencies"),
          words.say("with {source}", {{"source", "{source}"}}), settings.sign};
}

}  // namespace allmende::site
