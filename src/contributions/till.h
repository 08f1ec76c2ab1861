#pragma once
// The paper's till: what every function here needs beside its transaction. Part of the door.

#include <memory>
#include <optional>
#include <string>

#include "base/base.h"
#include "people/people.h"
#include "sepa/sepa.h"
#include "vault/vault.h"
#include "words/words.h"

namespace allmende::contributions {

struct Rules {
  /// Who collects, as the bank knows them; none: there are no direct debits.
  std::optional<sepa::Creditor> creditor = std::nullopt;
  /// What stands on givers' statements, before the reference: up to 100 characters.
  std::string statement_text = "Beitrag";
  sepa::HandOverRules hand_over = {};
  /// Calendar days between notice and debit. 14 unless givers agreed to fewer; 1 at least.
  int notice_days = 14;
  /// How many months after its last debit the proof of a mandate is kept: 14 to 36 (a debit can be disputed for 13).
  int months_of_proof = 14;
  Money least = Money::cents(100);
  Money most = Money::cents(1'000'000);

  bool operator==(Rules const&) const = default;
};

/// Cheap to copy.
struct Till {
  vault::Vault vault;
  Rules rules;
  /// Of the paper's and its bank's time zone; nothing else of it is used.
  std::shared_ptr<words::Words const> calendar;

  Date day_of(Instant instant) const { return calendar->day_of(instant); }
};

/// Whose work it is.
inline constexpr people::Roles kAtTheTill{people::Role::till};

}  // namespace allmende::contributions
