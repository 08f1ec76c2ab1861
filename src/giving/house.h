#pragma once
// What every page of giving works with. Private to this room.

#include "giving/giving.h"
#include "giving/letter_limit.h"
#include "giving/once.h"
#include "html/html.h"
#include "words/words.h"

namespace allmende::giving {

struct Giving::House {
  database::Database& database;
  Settings settings;
  Clock clock;
  words::Words german, english;
  mutable LetterLimit letters = {};
  mutable Once taken = {};

  /// Who gives can be known by name: there is a till, and letters reach them.
  bool knows_givers() const { return settings.till && settings.account && settings.outbox; }
  bool takes_debits() const { return knows_givers() && settings.till->rules.creditor; }
  words::Words const& words_in(Language const& language) const { return language.primary() == "de" ? german : english; }
  words::Words const& words() const { return words_in(settings.language); }
  contributions::Till const& till() const { return settings.till.value(); }
};

using House = Giving::House;

/// One request.
struct Visit {
  House const& house;
  http::Request const& request;
  Instant now;

  words::Words const& words() const { return house.words(); }
  Date today() const { return words().day_of(now); }
  /// What was typed into a field, without blanks around it; empty when the form has none of this name.
  std::string typed(std::string_view name) const;
};

http::Response framed(Visit const& visit, Page page);
/// A heading, a sentence, and what follows.
http::Response plain_page(Visit const& visit, std::string const& title, std::string const& deck, html::Html const& rest = {},
                          http::Status status = http::Status::ok);
/// The form was none of ours, or its time is over.
http::Response stale_page(Visit const& visit);
/// Whether one more letter may go to this address now; and what is said if not.
bool may_be_written(Visit const& visit, std::string_view email);
http::Response too_many_page(Visit const& visit);

}  // namespace allmende::giving
