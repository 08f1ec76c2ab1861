#pragma once
// Asking a bank to collect: a file of direct debits of the CORE scheme. Part of the door sepa.h.
//
// 1. Written is pain.008.001.08 as Germany takes it since 2024 (DFÜ-Abkommen, Anlage 3): euro only, charges shared
// (SLEV),
//    no bank named where none is known, and nothing that German banks refuse although the ISO schema has it.
// 2. The same values give the same bytes.
// 3. A debit that cannot go keeps no other back: it is left out, and told with its field and the reason. What stands at
//    the head of the file or of a batch must be right, or nothing is written.
// 4. Texts are sent in basic letters (basic_letters.h).

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/base.h"
#include "sepa/bank_account.h"
#include "sepa/creditor_reference.h"
#include "sepa/identifiers.h"

namespace allmende::sepa {

/// Where somebody lives. Town and country at least; lines are for what fits in no other field. An address of lines
/// alone is refused by banks since 15 November 2026.
struct PostalAddress {
  std::string street = {};              ///< up to 70 characters, as the others once they are in basic letters
  std::string building = {};            ///< up to 16
  std::string post_code = {};           ///< up to 16
  std::string town;                     ///< up to 35
  std::string country;                  ///< "DE"
  std::vector<std::string> lines = {};  ///< up to 2 of 70

  bool operator==(PostalAddress const&) const = default;
};

/// What has become different since the mandate was signed; to be told once, with the next debit.
struct Amendment {
  bool debtor_has_other_account = false;
  std::optional<MandateReference> former_reference = {};
  std::optional<CreditorIdentifier> former_creditor = {};
  std::string former_creditor_name = {};

  bool operator==(Amendment const&) const = default;
};

struct Mandate {
  MandateReference reference;
  Date signed_on;
  std::optional<Amendment> amendment = {};

  bool operator==(Mandate const&) const = default;
};

struct Debtor {
  std::string name;  ///< 1 to 70 characters
  Iban account;
  std::optional<Bic> bic = {};
  std::optional<PostalAddress> address = {};  ///< must be there when the account is outside the EEA

  bool operator==(Debtor const&) const = default;
};

struct Debit {
  PaymentId end_to_end_id;  ///< comes back with everything that happens to it
  Money amount;             ///< 0.01 to 999999999.99
  Mandate mandate;
  Debtor debtor;
  /// What the debtor reads on the statement: up to 140 characters, or a reference.
  std::variant<std::monostate, std::string, CreditorReference> remittance = {};
  std::string purpose_code = {};  ///< up to 4 capital letters or digits, such as "CHAR"

  bool operator==(Debit const&) const = default;
};

/// Since 2016 the first of many may be sent as recurring, and so it should: nothing is gained by `first` and `last`.
enum class Sequence { first, recurring, last, single };

struct Creditor {
  std::string name;  ///< 1 to 70 characters, as the bank knows the account's holder
  Iban account;
  std::optional<Bic> bic = {};
  CreditorIdentifier identifier;

  bool operator==(Creditor const&) const = default;
};

/// What is collected on one day, for one account, in one kind of sequence.
struct DebitBatch {
  PaymentId id;
  Sequence sequence = Sequence::recurring;
  Date collection;  ///< a TARGET day (target_days.h)
  Creditor creditor;
  bool booked_as_one = true;  ///< one entry on the statement for all of them
  std::vector<Debit> debits;
};

/// Some banks take one batch a file only: give each its own.
struct DebitFile {
  PaymentId id;           ///< not used before, ever: banks refuse a second file of the same name
  Instant created;        ///< written to the second
  std::string initiator;  ///< 1 to 70 characters
  std::vector<DebitBatch> batches;
};

/// A debit that was left out. `where` of the refusal is the field: "amount", "debtor.name", "debtor.address.town", …
struct RefusedDebit {
  PaymentId batch;
  PaymentId end_to_end_id;
  Refusal refusal;
};

struct WrittenDebits {
  std::string xml;
  std::string sha256;  ///< of these bytes, in 64 hexadecimal digits
  std::int64_t count = 0;
  Money sum = Money::cents(0);
  std::vector<RefusedDebit> refused;  ///< in the order of the file
};

inline constexpr std::size_t kMostDebits = 500'000;

/// Refuses all: invalid for a head that is not right ("initiator", "batches[0].collection", …) and when there is
/// nothing to collect, or nothing is left; conflict for two batches of one name; limit above kMostDebits. Refuses a
/// debit: invalid for an amount out of bounds, a name or address of which no basic letter is left, an address without
/// town or country, no address for an account outside the EEA, an account outside SEPA, a mandate signed after the day
/// of collection, an amendment that amends nothing; conflict for an EndToEndId that the file has already, and a second
/// single debit of one mandate; limit for texts that are too long in basic letters.
Result<WrittenDebits> write_debits(DebitFile const& file);

/// The first reason for which this debit could not go in such a batch, without writing anything.
Result<void> check_debit(Debit const& debit, Date collection);

}  // namespace allmende::sepa
