#pragma once
// What a bank says of a file that it was handed: taken, refused, refused in part (pain.002, versions 03 and 10). Part
// of the door sepa.h.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "sepa/statement.h"

namespace allmende::sepa {

/// "ACCP", "ACSC", "PART", "RJCT", "PDNG", …: as the bank wrote it. What is not said of a payment is said of its batch
/// or its file, if at all: nothing is passed on here.
struct PaymentStatus {
  std::string code = {};
  std::vector<ReturnReason> reasons = {};

  bool is_rejected() const { return code == "RJCT"; }
};

struct TransactionStatus {
  std::string status_id = {};
  std::string end_to_end_id = {};
  std::string instruction_id = {};
  std::string mandate_id = {};
  PaymentStatus status = {};
  std::optional<Amount> amount = {};
  std::optional<Date> collection = {};
  Party debtor = {};
};

struct BatchStatus {
  std::string payment_information_id = {};
  PaymentStatus status = {};
  std::vector<TransactionStatus> transactions = {};
};

struct StatusReport {
  int version = 10;
  std::string message_id = {};
  std::string created = {};
  std::string original_message_id = {};
  std::string original_message_name = {};  ///< "pain.008.001.08"
  std::optional<std::int64_t> original_count = {};
  std::optional<Money> original_sum = {};
  PaymentStatus status = {};
  std::vector<BatchStatus> batches = {};
};

}  // namespace allmende::sepa
