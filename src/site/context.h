#pragma once
// What every page of the site works with. Private to the site.

#include <memory>
#include <vector>

#include "database/database.h"
#include "html/html.h"
#include "media/media.h"
#include "site/settings.h"
#include "words/words.h"

namespace allmende::site {

/// Shared by all handlers and threads; nothing in it changes after it is made. Cheap to copy.
class Context {
 public:
  /// Refuses: what Words::make refuses for the paper's language and time zone.
  static Result<Context> make(database::Database& database, media::Pictures const& pictures,
                              Settings settings, Clock clock);

  /// A transaction that notes what it reads, where with() says so. Handlers read through nothing else.
  database::ReadTx read() const;
  /// The same for one request, whose answer is to know what it was made from, and of which state of the
  /// database. Both outlive it.
  Context with(std::vector<database::Dependency>& dependencies,
               std::optional<database::Sequence>* as_of = nullptr) const;
  /// The same with the pictures' files at another address, where those who may see more than readers get them.
  Context with_pictures_at(std::string_view address) const;
  html::Url picture_address(std::string const& rendition) const;
  /// The same at another moment: what is to be seen then, as far as it is known now.
  Context at(Instant moment) const;
  bool looks_ahead() const { return looks_ahead_; }
  media::Pictures const& pictures() const { return *pictures_; }
  Settings const& settings() const { return *settings_; }
  Instant now() const { return clock_(); }

  /// Words of the pages, in the paper's language.
  words::Words const& words() const { return words_->front(); }
  /// Words within an article: in its language where there is a catalogue, else in the paper's.
  words::Words const& words(Language const& language) const { return (*words_)[place_of(language)]; }
  /// Words of every language that there is a catalogue of, the paper's first.
  std::vector<words::Words> const& all_words() const { return *words_; }
  /// Which of them an article in this language has.
  std::size_t place_of(Language const& language) const;

 private:
  Context() = default;
  database::Database* database_ = nullptr;
  media::Pictures const* pictures_ = nullptr;
  std::shared_ptr<Settings const> settings_;
  std::shared_ptr<std::vector<words::Words> const> words_;
  Clock clock_;
  std::vector<database::Dependency>* dependencies_ = nullptr;
  std::optional<database::Sequence>* as_of_ = nullptr;
  bool looks_ahead_ = false;
  std::string pictures_at_ = "/bilder/";
};

}  // namespace allmende::site
