#include "site/open_graph.h"

#include "site/addresses.h"
#include "site/feed.h"
#include "site/outside.h"

namespace allmende::site {

using html::Html;
using html::Url;
using newsroom::Article;

namespace {

/// Descriptions longer than this are cut by whoever shows them.
constexpr std::size_t kDescription = 200;

Html property(std::string_view name, std::string_view content) {
  return html::html<R"(<meta property="{}" content="{}">
)">(name, content);
}

/// "de_DE". Without a region in the tag, the one where most readers of the language live; nothing
/// for a language that is not in the table.
std::string locale_of(Language const& language) {
  std::string tag = language.tag();
  if (auto hyphen = tag.find('-'); hyphen != std::string::npos) return tag.replace(hyphen, 1, "_");
  constexpr std::pair<std::string_view, std::string_view> kRegions[] = {
      {"de", "DE"}, {"en", "US"}, {"es", "ES"}, {"fr", "FR"}, {"it", "IT"},
      {"nl", "NL"}, {"pl", "PL"}, {"pt", "PT"}, {"ru", "RU"}, {"tr", "TR"}};
  auto known =
      std::ranges::find(kRegions, tag, &std::pair<std::string_view, std::string_view>::first);
  if (known == std::end(kRegions)) return {};
  return fmt::format("{}_{}", tag, known->second);
}

Html card(Settings const& settings, std::string_view type, std::string const& title,
          std::string const& description, Url const& path, Language const& language) {
  std::string locale = locale_of(language);
  return property("og:type", type) + property("og:site_name", settings.name) +
         property("og:title", title) +
         html::when(!description.empty(), [&] { return property("og:description", description); }) +
         property("og:url", public_address(settings, path).text()) +
         html::when(!locale.empty(), [&] { return property("og:locale", locale); });
}

Html picture_card(Settings const& settings, PictureView const& picture) {
  return property("og:image", public_address(settings, picture.source).text()) +
         property("og:image:type", picture.type) +
         property("og:image:width", std::to_string(picture.width)) +
         property("og:image:height", std::to_string(picture.height)) +
         html::when(!picture.alt.empty(), [&] { return property("og:image:alt", picture.alt); });
}

Html twitter_card(std::string_view kind) {
  return html::html<R"(<meta name="twitter:card" content="{}">
)">(kind);
}

Html article_properties(Context const& context, Article const& article,
                        std::string const& section) {
  words::Words const& words = context.words();
  Html all = property("article:published_time", words.iso_with_offset(*article.published)) +
             property("article:modified_time", words.iso_with_offset(last_change(article)));
  for (newsroom::Contributor const& writer : writers_of(article)) {
    Url page = public_address(context.settings(), addresses::author(writer.name));
    all += property("article:author", page.text());
  }
  all += property("article:section", section);
  for (std::string const& topic : article.topics) all += property("article:tag", topic);
  return all;
}

template <class Address>
Html links(std::string const& title, words::Words const& words, Address address_of) {
  using addresses::Feed;
  return html::html<R"(<link rel="alternate" type="application/rss+xml" title="{} – {}" href="{}">
<link rel="alternate" type="application/atom+xml" title="{} – {}" href="{}">
<link rel="alternate" type="application/feed+json" title="{} – {}" href="{}">
)">(title, words.say("RSS"), address_of(Feed::rss), title, words.say("Atom"),
    address_of(Feed::atom), title, words.say("JSON Feed"), address_of(Feed::json));
}

}  // namespace

Html article_open_graph(Context const& context, database::ReadTx& tx, Article const& article,
                        std::optional<PictureView> const& picture) {
  if (article.state != newsroom::State::published) return {};
  std::string description = article.deck;
  if (description.empty()) {
    description = text::excerpt(newsroom::running_text(article.body), kDescription);
  }
  auto section = find_section(tx, article.section.text());
  return card(context.settings(), "article", article.headline, description,
              addresses::article(article), article.language) +
         html::when(picture,
                    [&](PictureView const& it) { return picture_card(context.settings(), it); }) +
         article_properties(context, article, section ? section->name : article.section.text()) +
         twitter_card(picture ? "summary_large_image" : "summary") +
         (section ? feed_links(context, *section) : feed_links(context));
}

Html page_open_graph(Context const& context, std::string const& title,
                     std::string const& description, Url const& path) {
  return card(context.settings(), "website", title, description, path,
              context.settings().language) +
         twitter_card("summary");
}

Html feed_links(Context const& context) {
  return links(context.settings().name, context.words(),
               [](addresses::Feed kind) { return addresses::feed(kind); });
}

Html feed_links(Context const& context, newsroom::Section const& section) {
  std::string title = fmt::format("{} – {}", context.settings().name, section.name);
  return links(title, context.words(),
               [&](addresses::Feed kind) { return addresses::feed(kind, section.slug); }) +
         feed_links(context);
}

}  // namespace allmende::site
