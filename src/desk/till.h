#pragma once
// What the pages of the till share. Private to this room.

#include <optional>
#include <string>
#include <vector>

#include "contributions/contributions.h"
#include "desk/house.h"
#include "html/html.h"

namespace allmende::desk {

using contributions::Till;

/// Refuses: not_found for a paper that has no account.
Result<Till const*> till_of(Work const& work);

html::Url till_address(std::string_view part = {}, std::int64_t number = 0);
/// The number at the end of the address. Refuses: not_found for what is none.
Result<std::int64_t> number_asked_for(Work const& work);

/// The till's parts, and where one is.
html::Html till_parts(Work const& work, std::string_view here);
html::Html till_table(std::string const& label, std::vector<std::string> const& columns, html::Html const& rows);
/// "Amount: 10,00 €", line by line.
html::Html fact(std::string const& name, html::Html const& said);
html::Html fact(std::string const& name, std::string const& said);
html::Html facts(html::Html const& rows);
/// A button that does something about the page it stands on: `what` is the form's "was".
html::Html deed_form(Work const& work, html::Url const& address, std::string_view what, std::string const& words, html::Html const& fields = {});

/// Money by month, agreements that began and ended, and what is promised.
html::Html till_plots(Work const& work, database::ReadTx& tx, Till const& till);

/// "10 € monatlich, per Lastschrift".
std::string gift_words(words::Words const& words, contributions::Agreement const& agreement);
std::string state_words(words::Words const& words, contributions::AgreementState state);
std::string state_words(words::Words const& words, contributions::AttemptState state);
std::string state_words(words::Words const& words, contributions::RunState state);
/// What the till refuses; what is not known here is told as it is.
std::string till_refusal_words(words::Words const& words, Refusal const& refusal);

}  // namespace allmende::desk
