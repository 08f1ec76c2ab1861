#include "site/context.h"

namespace allmende::site {

Result<Context> Context::make(database::Database& database, media::Pictures const& pictures,
                              Settings settings, Clock clock) {
  std::vector<words::Words> all;
  all.push_back(TRY(words::Words::make(settings.language, settings.time_zone)));
  for (std::string const& tag : words::Catalogue::languages()) {
    if (tag == settings.language.primary()) continue;
    Language other = TRY(Language::parse(tag));
    all.push_back(TRY(words::Words::make(other, settings.time_zone)));
  }
  Context context;
  context.database_ = &database;
  context.pictures_ = &pictures;
  context.settings_ = std::make_shared<Settings const>(std::move(settings));
  context.words_ = std::make_shared<std::vector<words::Words> const>(std::move(all));
  context.clock_ = std::move(clock);
  return context;
}

database::ReadTx Context::read() const {
  database::ReadTx tx = database_->read();
  if (dependencies_) tx.collect_dependencies(*dependencies_);
  if (as_of_ != nullptr) {
    // Of several states that an answer was made from, the oldest counts.
    auto state = tx.last_change();
    *as_of_ = std::min(as_of_->value_or(state), state);
  }
  return tx;
}

Context Context::with(std::vector<database::Dependency>& dependencies,
                      std::optional<database::Sequence>* as_of) const {
  Context copy = *this;
  copy.dependencies_ = &dependencies;
  copy.as_of_ = as_of;
  return copy;
}

Context Context::with_pictures_at(std::string_view address) const {
  Context copy = *this;
  copy.pictures_at_ = address;
  return copy;
}

html::Url Context::picture_address(std::string const& rendition) const { return html::Url::path(pictures_at_ + rendition); }

Context Context::at(Instant moment) const {
  Context copy = *this;
  copy.clock_ = [moment] { return moment; };
  copy.looks_ahead_ = true;
  return copy;
}

std::size_t Context::place_of(Language const& language) const {
  for (std::size_t i = 0; i < words_->size(); ++i) {
    if ((*words_)[i].language().primary() == language.primary()) return i;
  }
  return 0;
}

}  // namespace allmende::site
