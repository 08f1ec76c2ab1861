#include "banking/rejecting.h"

#include <set>

namespace allmende::banking {

namespace c = contributions;

namespace {

std::string code_of(std::vector<sepa::ReturnReason> const& reasons) {
  if (reasons.empty()) return {};
  return reasons.front().code.empty() ? reasons.front().proprietary : reasons.front().code;
}

class Gathering {
 public:
  Gathering(database::ReadTx& tx, people::Actor const& actor) : tx_(tx), actor_(actor) {}

  void payment(sepa::TransactionStatus const& it, std::string const& batch, std::string code) {
    if (!told_.insert(it.end_to_end_id).second) return;
    if (std::string own = code_of(it.status.reasons); !own.empty()) code = std::move(own);
    found_.push_back({.end_to_end_id = it.end_to_end_id, .batch_id = batch, .code = std::move(code),
                      .amount = it.amount ? it.amount->money : Money::cents(0), .name = it.debtor.name, .iban = it.debtor.iban});
  }

  /// All of it that is at the bank and was not named.
  void run(std::string const& name, std::string const& code) {
    auto const id = c::find_run(tx_, name);
    if (!id) {
      found_.push_back({.batch_id = name, .code = code});
      return;
    }
    std::optional<c::AttemptId> after;
    for (;;) {
      auto const some = c::attempts_of(tx_, actor_, *id, after, 1000).value();  // the right was asked for
      for (c::Attempt const& it : some) {
        if (it.state != c::AttemptState::sealed || !told_.insert(it.end_to_end_id.text()).second) continue;
        found_.push_back({.end_to_end_id = it.end_to_end_id.text(), .batch_id = name, .code = code, .amount = it.amount});
      }
      if (some.empty()) return;
      after = some.back().id;
    }
  }

  std::vector<Refused> found() && { return std::move(found_); }

 private:
  database::ReadTx& tx_;
  people::Actor const& actor_;
  std::set<std::string> told_;
  std::vector<Refused> found_;
};

}  // namespace

std::vector<Refused> refused_in(database::ReadTx& tx, people::Actor const& actor, sepa::StatusReport const& report) {
  Gathering gathering(tx, actor);
  std::string const of_file = code_of(report.status.reasons);
  for (sepa::BatchStatus const& batch : report.batches) {
    bool const all = batch.status.is_rejected() || report.status.is_rejected();
    std::string of_batch = code_of(batch.status.reasons);
    if (of_batch.empty()) of_batch = of_file;
    for (sepa::TransactionStatus const& it : batch.transactions) {
      if (it.status.is_rejected() || (all && it.status.code.empty())) gathering.payment(it, batch.payment_information_id, of_batch);
    }
    if (all) gathering.run(batch.payment_information_id, of_batch);
  }
  if (report.status.is_rejected() && report.batches.empty()) gathering.run(report.original_message_id, of_file);
  return std::move(gathering).found();
}

std::string identity_of(vault::Vault const& vault, sepa::StatusReport const& report, Refused const& it) {
  return vault.index("bank-rejection", report.original_message_id + "\n" + it.batch_id + "\n" + it.end_to_end_id);
}

Draft draft_of(database::ReadTx& tx, Refused const& it) {
  Draft draft{.kind = LineKind::rejection, .amount = it.amount, .code = it.code};
  // Banks need not say how much it was.
  if (auto attempt = c::find_attempt(tx, it.end_to_end_id)) draft.amount = attempt->amount;
  draft.particulars = {.name = it.name, .iban = it.iban, .end_to_end_id = it.end_to_end_id, .batch_id = it.batch_id};
  return draft;
}

}  // namespace allmende::banking
