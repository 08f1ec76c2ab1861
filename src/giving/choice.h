#pragma once
// What somebody has chosen: how much and how often. Private to this room.

#include <optional>
#include <string>

#include "contributions/contributions.h"
#include "giving/house.h"

namespace allmende::giving {

using contributions::Interval;

struct Choice {
  std::string typed = {};              ///< the amount, as it came
  std::optional<Money> amount = {};    ///< none: not chosen yet, or refused
  std::string wrong = {};              ///< what is wrong with it, for who typed it
  Interval interval = Interval::once;  ///< the smallest step, unless another one is chosen
  std::string appeal = {};             ///< which one brought them, and on which day it was shown: nothing else is carried
  std::string day = {};
};

/// From the address or the form: betrag, rhythmus, aufruf, tag. What is no amount is `wrong`; anything else that is unknown
/// counts as not said.
Choice choice_of(Visit const& visit);

/// "/beitrag" with all that, and with another amount or interval.
html::Url address_of(Choice const& choice);
Choice with(Choice choice, Money amount);
Choice with(Choice choice, Interval interval);

/// "monatlich", in an address and a form.
std::string_view form_name_of(Interval interval);
/// "monthly", for who reads it: "monatlich".
std::string words_of(words::Words const& words, Interval interval);
/// "10 € monatlich", "10 €" once.
std::string amount_words(words::Words const& words, Money amount, Interval interval);

/// The choice as hidden fields of a form.
html::Html hidden_fields(Choice const& choice);

}  // namespace allmende::giving
