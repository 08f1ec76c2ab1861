#include "sepa/direct_debit.h"

#include <fmt/format.h>

#include <set>
#include <unordered_set>

#include "sepa/digest.h"
#include "sepa/direct_debit_xml.h"
#include "sepa/target_days.h"

namespace allmende::sepa {

namespace {

constexpr std::size_t kLongestName = 70;

Result<void> check_head(DebitFile const& file) {
  std::size_t debits = 0;
  std::set<PaymentId> ids;
  for (std::size_t i = 0; i < file.batches.size(); ++i) {
    DebitBatch const& batch = file.batches[i];
    if (!ids.insert(batch.id).second) {
      return refuse(Code::conflict, "another batch of the file has the same name", fmt::format("batches[{}].id", i));
    }
    if (!is_target_day(batch.collection)) {
      return refuse(Code::invalid,
                    fmt::format("banks collect nothing on {}; the next day is {}", batch.collection.iso8601(),
                                target_day_from(batch.collection).iso8601()),
                    fmt::format("batches[{}].collection", i));
    }
    debits += batch.debits.size();
  }
  if (debits == 0) return refuse(Code::invalid, "there is nothing to collect", "batches");
  if (debits > kMostDebits)
    return refuse(Code::limit, fmt::format("a file has at most {} debits", kMostDebits), "batches");
  return {};
}

/// Takes the debits into the file, one after the other.
class Collecting {
 public:
  explicit Collecting(std::vector<RefusedDebit>& refused) : refused_(refused) {}

  SentBatch batch(DebitBatch const& batch, std::string creditor_name) {
    SentBatch sent{.batch = &batch, .creditor_name = std::move(creditor_name)};
    for (Debit const& debit : batch.debits) {
      auto taken = take(debit, batch);
      if (!taken) {
        refused_.push_back({batch.id, debit.end_to_end_id, taken.error()});
        continue;
      }
      sent.sum = sent.sum + debit.amount;
      sent.debits.push_back(*std::move(taken));
    }
    return sent;
  }

 private:
  Result<SentDebit> take(Debit const& debit, DebitBatch const& batch) {
    SentDebit sent = TRY(sent_form(debit, batch.collection));
    if (ids_.contains(debit.end_to_end_id.text())) {
      return refuse(Code::conflict, "another debit of the file has the same EndToEndId", "end_to_end_id");
    }
    if (batch.sequence == Sequence::single && !used_up_.insert(debit.mandate.reference).second) {
      return refuse(Code::conflict, "a mandate for a single debit is used up by another one of the file",
                    "mandate.reference");
    }
    ids_.insert(debit.end_to_end_id.text());
    return sent;
  }

  std::vector<RefusedDebit>& refused_;
  std::unordered_set<std::string> ids_;
  std::set<MandateReference> used_up_;
};

}  // namespace

Result<WrittenDebits> write_debits(DebitFile const& file) {
  TRY(check_head(file));
  WrittenDebits written;
  SentFile sent{.file = &file};
  sent.initiator = TRY(sent_text(file.initiator, kLongestName, "initiator"));
  Collecting collecting(written.refused);
  for (std::size_t i = 0; i < file.batches.size(); ++i) {
    DebitBatch const& batch = file.batches[i];
    std::string name = TRY(sent_text(batch.creditor.name, kLongestName, fmt::format("batches[{}].creditor.name", i)));
    SentBatch taken = collecting.batch(batch, std::move(name));
    if (taken.debits.empty()) continue;
    written.count += static_cast<std::int64_t>(taken.debits.size());
    written.sum = written.sum + taken.sum;
    sent.batches.push_back(std::move(taken));
  }
  if (sent.batches.empty()) {
    RefusedDebit const& first = written.refused.front();
    return refuse(Code::invalid,
                  fmt::format("no debit of the file can go; the first, {}: {} ({})", first.end_to_end_id.text(),
                              first.refusal.message, first.refusal.where),
                  "batches");
  }
  written.xml = direct_debit_xml(sent, written.count, written.sum);
  written.sha256 = sha256(written.xml);
  return written;
}

}  // namespace allmende::sepa
