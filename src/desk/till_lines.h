#pragma once
// What a bank's lines are called. Private to this room.

#include <string>

#include "banking/banking.h"
#include "words/words.h"

namespace allmende::desk {

/// "12,50 €"; "12.50 CHF" of other money.
std::string amount_words(words::Words const& words, Money amount, std::string_view currency);
std::string kind_words(words::Words const& words, banking::LineKind kind);
std::string state_words(words::Words const& words, banking::LineState state);
std::string cause_words(words::Words const& words, banking::Cause cause);

}  // namespace allmende::desk
