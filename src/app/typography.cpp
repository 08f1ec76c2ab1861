#include "app/typography.h"

namespace allmende::app {

Language paper_language(Config const& config) {
  auto language = Language::parse(config.paper.language);
  VERIFY(language.has_value());  // Config::read has checked it
  return *language;
}

text::Typography typography_for(Language const& language, Config const& config) {
  bool own = language.primary() == paper_language(config).primary();
  if (!own || config.paper.quotes.empty()) return text::Typography(language);
  auto quotes = text::parse_quote_style(config.paper.quotes);
  VERIFY(quotes.has_value());
  return {language, *quotes};
}

}  // namespace allmende::app
