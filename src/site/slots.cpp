#include "site/slots.h"

#include "site/article_parts.h"
#include "site/bots.h"
#include "site/open_places.h"
#include "site/reader_cookie.h"
#include "site/site.h"

namespace allmende::site {

using advertising::Place;
using html::Html;

namespace {

constexpr unsigned kKinds = 1 + advertising::kPlaces.size();

/// Behind those of every place in every language.
constexpr unsigned kFirstOfSections = 32;

bool is_appeal(unsigned kind) { return kind >= kFirstOfSections || kind % kKinds == 0; }

std::optional<std::size_t> place_of_section(std::vector<newsroom::Section> const& sections, Slug const& section) {
  auto found = std::ranges::find(sections, section, &newsroom::Section::slug);
  auto place = static_cast<std::size_t>(found - sections.begin());
  if (found == sections.end() || place >= kSectionsWithAppeals) return std::nullopt;
  return place;
}

bool is_open(OpenPlace place, newsroom::Article const& article) {
  return place == OpenPlace::advertisement ? article.advertising : article.appeals;
}

/// An appeal wherever there is one, each of several as often as the others. Of the campaigns that may be shown,
/// each by its weight; none for readers who have said that they give, if the paper wants it so.
class SiteChooser : public press::Chooser {
 public:
  explicit SiteChooser(bool givers_see_none) : givers_see_none_(givers_see_none) {}

  std::size_t choose(press::Question const& question) const noexcept override {
    if (is_appeal(question.kind)) return question.fillings < 2 ? 0 : 1 + question.coin % (question.fillings - 1);
    Sharing const* sharing = sharing_for(question);
    if (sharing == nullptr) return 0;
    return advertising::choose(sharing->weights, sharing->open.load(std::memory_order_relaxed), question.coin);
  }

  bool may_keep(press::Question const& question, std::size_t number) const noexcept override {
    if (is_appeal(question.kind)) return true;
    Sharing const* sharing = sharing_for(question);
    return sharing != nullptr && number > 0 &&
           (sharing->open.load(std::memory_order_relaxed) >> (number - 1) & 1) != 0;
  }

  bool counts(std::string_view user_agent) const noexcept override { return !is_bot(user_agent); }

 private:
  /// Nothing for who is to see none.
  Sharing const* sharing_for(press::Question const& question) const noexcept {
    if (givers_see_none_ && reader_state(question.cookie).gives) return nullptr;
    return static_cast<Sharing const*>(question.policy);
  }

  bool givers_see_none_;
};

}  // namespace

unsigned kind_of_appeal(std::size_t language, std::optional<std::size_t> section) {
  VERIFY((language + 1) * kKinds <= kFirstOfSections && (language + 1) * kSectionsWithAppeals <= kFirstOfSections);
  if (!section) return static_cast<unsigned>(language) * kKinds;
  return kFirstOfSections + static_cast<unsigned>(language * kSectionsWithAppeals + *section);
}

unsigned kind_of(Place place, std::size_t language) {
  return static_cast<unsigned>(language) * kKinds + 1 + static_cast<unsigned>(place);
}

Html appeal_slot(Context const& context, database::ReadTx& tx, newsroom::Article const& article) {
  if (!article.appeals) return {};
  if (context.settings().shared_for) return open_place(context, OpenPlace::appeal, article);
  return press_slot(context, tx, OpenPlace::appeal, article);
}

Html advertisement_slot(Context const& context, Place place, newsroom::Article const& article) {
  if (!article.advertising) return {};
  if (!context.settings().shared_for) return html::slot(kind_of(place, context.place_of(article.language)));
  return place == Place::article ? open_place(context, OpenPlace::advertisement, article) : Html();
}

Html press_slot(Context const& context, database::ReadTx& tx, OpenPlace place, newsroom::Article const& article) {
  if (!is_open(place, article)) return {};
  if (place == OpenPlace::advertisement) return advertisement_press_slot(context, article.language);
  auto section = place_of_section(newsroom::sections(tx), article.section);
  return html::slot(kind_of_appeal(context.place_of(article.language), section));
}

Html advertisement_press_slot(Context const& context, Language const& language) {
  return html::slot(kind_of(Place::article, context.place_of(language)));
}

bool has_places_for_script(Context const& context, newsroom::Article const& article) {
  return context.settings().shared_for && (article.advertising || article.appeals);
}

Html advertisement_slot(Context const& context, Place place, std::span<newsroom::Teaser const> beside) {
  bool is_open = std::ranges::all_of(beside, &newsroom::Teaser::advertising);
  return is_open && !context.settings().shared_for ? html::slot(kind_of(place, 0)) : Html();
}

Sharing::Sharing(Place at_place, std::vector<advertising::Campaign> const& campaigns) : place(at_place) {
  VERIFY(campaigns.size() <= advertising::kMostOfPlace);
  for (advertising::Campaign const& campaign : campaigns) {
    slugs.push_back(campaign.slug);
    weights.push_back(static_cast<std::uint32_t>(campaign.weight));
  }
}

void fill_appeals(Context const& context, press::Press& press) {
  auto tx = context.read();
  std::vector<newsroom::Section> sections = newsroom::sections(tx);
  if (sections.size() > kSectionsWithAppeals) sections.resize(kSectionsWithAppeals, sections.front());
  for (std::size_t i = 0; i < context.all_words().size(); ++i) {
    words::Words const& words = context.all_words()[i];
    auto fill = [&](std::optional<Slug> section, std::optional<std::size_t> place) {
      std::vector<Html> appeals;
      appeals::Under under{words.language(), context.settings().language, std::move(section)};
      if (auto appeal = appeals::appeal_for(tx, under, context.now())) {
        appeals.push_back(appeal_view(*appeal, context.settings(), words));
      }
      press.set_fillings(kind_of_appeal(i, place), appeals);
    };
    fill(std::nullopt, std::nullopt);
    for (std::size_t place = 0; place < sections.size(); ++place) fill(sections[place].slug, place);
  }
}

std::shared_ptr<press::Chooser const> make_chooser(Settings const& settings) {
  return std::make_shared<SiteChooser>(settings.givers_see_none);
}

}  // namespace allmende::site
