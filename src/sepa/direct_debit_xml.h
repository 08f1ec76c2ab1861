#pragma once
// The file of direct debits in the words of ISO 20022. Private to the room.

#include "sepa/sent_debit.h"

namespace allmende::sepa {

struct SentBatch {
  DebitBatch const* batch;
  std::string creditor_name = {};
  Money sum = Money::cents(0);
  std::vector<SentDebit> debits = {};
};

struct SentFile {
  DebitFile const* file;
  std::string initiator = {};
  std::vector<SentBatch> batches = {};
};

std::string direct_debit_xml(SentFile const& sent, std::int64_t count, Money sum);

}  // namespace allmende::sepa
