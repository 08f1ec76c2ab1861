#pragma once
// What a bank says of an account: statements (camt.053), reports within the day (camt.052) and notifications
// (camt.054), in the versions 02, 04 and 08. Part of the door sepa.h.
//
// 1. What the bank did not say is empty, and so is where it says that there is nothing (NOTPROVIDED, NONREF).
// 2. Only booked entries of statements may be booked: the same money is told in all three kinds of message.
// 3. Texts are the bank's own, in its length and spelling; an IBAN may be wrong.
// 4. Days are those that the bank wrote: of a moment its day, whatever the zone behind it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"

namespace allmende::sepa {

/// As the account sees it: money in or money out.
enum class Direction { credit, debit };

/// In hundredths of the currency. What has more decimals than zeros behind the second is not read at all.
struct Amount {
  Money money = Money::cents(0);
  std::string currency;

  bool operator==(Amount const&) const = default;
};

enum class MessageKind { statement, report, notification };

struct Balance {
  std::string type;  ///< "OPBD", "PRCD" (the previous closing one), "CLBD", "CLAV", …
  Amount amount;
  Direction direction = Direction::credit;
  std::optional<Date> date = {};

  /// Below zero for a debit.
  Money signed_money() const;
  bool operator==(Balance const&) const = default;
};

struct OwnAccount {
  std::string iban = {};
  std::string other = {};  ///< where there is no IBAN
  std::string currency = {};
  std::string owner = {};
  std::string bic = {};
};

struct Statement {
  MessageKind kind = MessageKind::statement;
  int version = 8;
  std::string message_id = {};
  std::string id = {};
  std::string created = {};  ///< as written
  std::optional<std::int64_t> electronic_number = {};
  std::optional<std::int64_t> legal_number = {};
  std::optional<std::int64_t> page = {};
  std::optional<bool> is_last_page = {};
  std::string from = {};  ///< as written
  std::string to = {};
  std::string copy = {};  ///< "COPY", "DUPL" or "CODU" when the bank says that it is none but a copy
  OwnAccount account = {};
  std::vector<Balance> balances = {};

  /// What the account had before the first entry and after the last one, booked. Null when the bank did not say.
  Balance const* opening() const;
  Balance const* closing() const;
};

struct TransactionCode {
  std::string domain = {};       ///< "PMNT"
  std::string family = {};       ///< "IDDT": direct debits that were collected
  std::string sub_family = {};   ///< "ESDD", "UPDD": one that came back
  std::string proprietary = {};  ///< "NDDT+197+00000"
  std::string issuer = {};       ///< of the proprietary one
};

struct Charge {
  Amount amount;
  std::optional<Direction> direction = {};
  std::optional<bool> is_included = {};  ///< in the amount of the entry
  std::string type = {};
};

struct Charges {
  std::optional<Amount> total = {};
  std::vector<Charge> records = {};
};

struct Party {
  std::string name = {};
  std::string iban = {};
  std::string other_account = {};
  std::string bic = {};
  std::string identifier = {};     ///< of a creditor: the creditor identifier
  std::string ultimate_name = {};  ///< for whom it was paid or collected
};

/// Why something came back.
struct ReturnReason {
  std::string code = {};         ///< return_reasons.h
  std::string proprietary = {};  ///< the bank's own words instead
  std::vector<std::string> more = {};

  bool is_empty() const { return code.empty() && proprietary.empty() && more.empty(); }
};

/// One payment within an entry.
struct Detail {
  std::string end_to_end_id = {};
  std::string mandate_id = {};
  std::string message_id = {};
  std::string payment_information_id = {};
  std::string instruction_id = {};
  std::string transaction_id = {};
  std::string servicer_reference = {};
  std::optional<Amount> amount = {};
  std::optional<Direction> direction = {};
  std::optional<Amount> instructed = {};  ///< of a payment that came back: what was collected at first
  Charges charges = {};
  TransactionCode code = {};
  Party debtor = {};
  Party creditor = {};
  std::vector<std::string> texts = {};       ///< of the remittance, as many as the bank made of it
  std::vector<std::string> references = {};  ///< creditor references, unchecked
  std::string purpose_code = {};
  ReturnReason return_reason = {};
  std::string additional = {};
};

/// What the bank says of a batch that it booked as one.
struct BatchTotals {
  std::string message_id = {};
  std::string payment_information_id = {};
  std::optional<std::int64_t> count = {};
  std::optional<Amount> amount = {};
  std::optional<Direction> direction = {};
};

enum class EntryStatus { booked, pending, information, expected, other };

struct Entry {
  std::int64_t line = 0;  ///< in the file
  std::string reference = {};
  std::string servicer_reference = {};  ///< may be unique, or not, or unique within a batch only
  Amount amount;
  Direction direction = Direction::credit;
  bool is_reversal = false;
  EntryStatus status = EntryStatus::booked;
  std::optional<Date> booking_date = {};
  std::optional<Date> value_date = {};
  TransactionCode code = {};
  Charges charges = {};
  std::vector<BatchTotals> batches = {};
  std::vector<Detail> details = {};
  std::string additional = {};

  /// Below zero for a debit.
  Money signed_money() const;
};

/// Of all entries of one statement.
struct StatementTotals {
  std::int64_t entries = 0;
  std::int64_t booked = 0;
  Money sum = Money::cents(0);  ///< of what is booked in the account's currency; debits count below zero
  std::int64_t of_other_currency = 0;
};

}  // namespace allmende::sepa
