#include "site/campaign_view.h"

#include "site/addresses.h"
#include "site/picture_view.h"

namespace allmende::site {

using advertising::Campaign;
using html::Html;

namespace {

/// An address of this site that is written as one is sent.
bool is_ready(std::string_view path) {
  auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] <= ' ' || path[i] > '~') return false;
    if (path[i] == '%' && !(i + 2 < path.size() && is_hex(path[i + 1]) && is_hex(path[i + 2]))) return false;
  }
  return true;
}

std::string label_of(Campaign const& campaign, words::Words const& words) {
  std::string label = campaign.label == advertising::Label::paid ? words.say_in("paid", "Advertisement")
                                                                 : words.say("Advertisement");
  return campaign.advertiser.empty() ? label : label + " · " + campaign.advertiser;
}

/// Its own words, marked where they are of another language than what is around them: a screen reader says them
/// as they are meant.
Html message(Campaign const& campaign, Settings const& settings, Language const& around) {
  Html inside = html::when(!campaign.title.empty(), [&] {
    return html::html<R"(<span class="advertisement-title">{}</span> )">(campaign.title);
  });
  inside += html::text(campaign.text);
  Language language = campaign.language.value_or(settings.language);
  if (language == around) return inside;
  return html::html<R"(<span lang="{}">{}</span>)">(language.tag(), inside);
}

Html link(Campaign const& campaign, advertising::Place place, words::Words const& words) {
  if (!link_of(campaign)) return {};
  return html::html<R"( <a href="{}" rel="sponsored nofollow">{}</a>)">(addresses::click(campaign.slug, place),
                                                                         words.say("More about it"));
}

Html picture(Context const& context, database::ReadTx& tx, Campaign const& campaign) {
  if (!campaign.picture) return {};
  auto found = find_picture(context, tx, {.file = campaign.picture->file, .alt = campaign.picture->alt});
  return html::when(found, [](PictureView const& view) { return image(view, Place::advertisement); });
}

Html free_place(Settings const& settings, words::Words const& words) {
  return html::text(settings.email.empty()
      ? words.say("This place is free.")
      : words.say("This place is free. Advertise here: {email}", {{"email", settings.email}}));
}

}  // namespace

std::optional<html::Url> link_of(Campaign const& campaign) {
  if (campaign.link.empty()) return std::nullopt;
  if (campaign.link.starts_with('/')) {
    if (!is_ready(campaign.link)) return std::nullopt;
    return html::Url::path(campaign.link);
  }
  auto url = html::Url::external(campaign.link);
  if (!url) return std::nullopt;
  return *url;
}

Html campaign_view(Context const& context, database::ReadTx& tx, Campaign const& campaign,
                   advertising::Place place, words::Words const& words) {
  Settings const& settings = context.settings();
  std::string label = label_of(campaign, words);
  bool is_free = campaign.title.empty() && campaign.text.empty() && !campaign.picture;
  Html inside = is_free ? free_place(settings, words)
                        : message(campaign, settings, words.language()) + link(campaign, place, words);
  Html shown = picture(context, tx, campaign);
  std::string_view kind = shown.empty() ? "advertisement" : "advertisement has-picture";
  return html::html<R"(<aside class="{}" aria-label="{}">
<p class="advertisement-label">{}</p>{}<p>{}</p></aside>
)">(kind, label, label, shown, inside);
}

}  // namespace allmende::site
