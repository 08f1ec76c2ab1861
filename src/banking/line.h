#pragma once
// What a bank tells of, line by line, and what was done with it. Part of the door.

#include <optional>
#include <string>
#include <vector>

#include "banking/account.h"

namespace allmende::banking {

using ImportId = Id<struct BankImportTag>;
using EntryId = Id<struct BankEntryTag>;
using LineId = Id<struct BankLineTag>;

enum class LineKind {
  collection,  ///< a direct debit was paid
  batch,       ///< several payments that the bank booked as one, and does not tell one by one
  transfer,    ///< money came
  came_back,   ///< a direct debit was returned
  reversal,    ///< something else that the bank took back
  payout,      ///< money went
  fee,         ///< what the bank takes, or gives back of it
  difference,  ///< by what an entry is more or less than its payments
  rejection,   ///< a direct debit was refused before it settled: no money moved
};
std::string_view name_of(LineKind kind);

enum class LineState {
  booked,     ///< it is where it belongs
  waiting,    ///< in suspense, until another file explains it: each import tries again
  open,       ///< in suspense (a rejection: in no account), until a person decides
  set_aside,  ///< likewise, and a person has left it there
  divided,    ///< what it is made of was told later, and stands in lines of its own
};
std::string_view name_of(LineState state);

/// Why it is booked there, or not booked.
enum class Cause {
  end_to_end_id,  ///< the payment bears the name of an attempt
  mandate,        ///< one attempt alone fits its mandate and amount
  reference,      ///< it bears an agreement's reference
  batch,          ///< the run's amount
  bank_code,      ///< the bank's code says what it is
  person,         ///< somebody decided

  unknown,           ///< nothing of it is known
  ambiguous,         ///< more than one fits
  not_settled_yet,   ///< it came back before it was paid (F19)
  contradiction,     ///< what is known does not let it be: `detail` says what
  unclear_amounts,   ///< its amounts do not add up
  details_missing,   ///< of a batch
  foreign_currency,  ///< F29
  not_ours,          ///< money went out, or was taken back, for which there is no rule
  told_in_parts,     ///< see LineState::divided
};
std::string_view name_of(Cause cause);

/// What the bank wrote of a payment. A person's data.
struct Particulars {
  std::string name = {};   ///< of who paid, was paid or was debited
  std::string iban = {};   ///< as written
  std::string end_to_end_id = {};
  std::string mandate_id = {};
  std::string batch_id = {};  ///< of what was handed over together
  std::vector<std::string> texts = {};
  std::vector<std::string> references = {};
  std::string additional = {};

  bool operator==(Particulars const&) const = default;
};

struct Line {
  LineId id;
  std::optional<EntryId> entry;  ///< none: a rejection
  int number = 1;                ///< within its entry
  LineKind kind;
  LineState state;
  Cause cause;
  std::string detail = {};  ///< a sentence without a person's data; may be empty
  Date day;
  Money amount = Money::cents(0);  ///< as the account sees it: below zero went out; of a rejection what was refused
  ledger::Currency currency = ledger::Currency::euro();
  Money fee = Money::cents(0);  ///< within the amount of what came back
  std::string code = {};        ///< with which it came back or was rejected, as written
  /// To whom, or where, it is booked.
  std::optional<contributions::AgreementId> agreement = std::nullopt;
  std::optional<contributions::AttemptId> attempt = std::nullopt;
  std::optional<contributions::RunId> run = std::nullopt;
  std::optional<ledger::AccountNumber> account = std::nullopt;
  Particulars particulars = {};
};

}  // namespace allmende::banking
