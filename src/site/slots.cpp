#include "site/slots.h"

#include "site/article_parts.h"
#include "site/open_places.h"
#include "site/site.h"

namespace allmende::site {

namespace {

/// A kind of slot for each place and language: what fills it is written in the article's language.
unsigned kind_of(OpenPlace place, std::size_t language) {
  constexpr unsigned kPlaces = 2;
  return static_cast<unsigned>(language) * kPlaces + static_cast<unsigned>(place);
}

bool is_open(OpenPlace place, newsroom::Article const& article) {
  return place == OpenPlace::advertisement ? article.advertising : article.appeals;
}

/// Shows an advertisement and an appeal wherever there is one, each of several as often as the others.
class EachAsOften : public press::Chooser {
 public:
  std::size_t choose(press::Question const& question) const noexcept override {
    return question.fillings < 2 ? 0 : 1 + question.coin % (question.fillings - 1);
  }
};

}  // namespace

html::Html slot(Context const& context, OpenPlace place, newsroom::Article const& article) {
  if (context.settings().shared_for && is_open(place, article)) return open_place(context, place, article);
  return press_slot(context, place, article);
}

html::Html press_slot(Context const& context, OpenPlace place, newsroom::Article const& article) {
  if (!is_open(place, article)) return {};
  return press_slot(context, place, article.language);
}

html::Html press_slot(Context const& context, OpenPlace place, Language const& language) {
  return html::slot(kind_of(place, context.place_of(language)));
}

bool has_places_for_script(Context const& context, newsroom::Article const& article) {
  return context.settings().shared_for && (article.advertising || article.appeals);
}

void fill_slots(Context const& context, press::Press& press) {
  auto tx = context.read();
  for (std::size_t i = 0; i < context.all_words().size(); ++i) {
    words::Words const& words = context.all_words()[i];
    std::vector<html::Html> advertisements, appeals;
    if (auto advertisement = advertising::current_advertisement(tx)) {
      advertisements.push_back(advertisement_view(*advertisement, context.settings(), words.language(), words));
    }
    if (auto appeal = appeals::appeal_for(tx, words.language(), context.settings().language)) {
      appeals.push_back(appeal_view(*appeal, context.settings(), words));
    }
    press.set_fillings(kind_of(OpenPlace::advertisement, i), advertisements);
    press.set_fillings(kind_of(OpenPlace::appeal, i), appeals);
  }
}

bool alters_fillings(database::Change const& change) {
  return change.what == "advertisement" || change.what == "appeal";
}

std::shared_ptr<press::Chooser const> make_chooser() { return std::make_shared<EachAsOften>(); }

}  // namespace allmende::site
