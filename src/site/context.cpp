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
  return tx;
}

Context Context::with(std::vector<database::Dependency>& dependencies) const {
  Context copy = *this;
  copy.dependencies_ = &dependencies;
  return copy;
}

words::Words const& Context::words(Language const& language) const {
  for (words::Words const& words : *words_) {
    if (words.language().primary() == language.primary()) return words;
  }
  return words_->front();
}

}  // namespace allmende::site
