// Making the file for the bank, once, and giving it out.

#include <map>

#include "contributions/agreement_store.h"
#include "contributions/attempt_store.h"
#include "contributions/giver_store.h"
#include "contributions/income.h"
#include "contributions/rights.h"
#include "contributions/run_store.h"
#include "contributions/stopping.h"
#include "jobs/jobs.h"
#include "ledger/ledger.h"

namespace allmende::contributions {

using database::WriteTx;

namespace {

constexpr std::size_t kPartBytes = 256 * 1024;

std::string place(RunId id, int part) { return fmt::format("collection {} part {}", id.value(), part); }

Result<void> check_day(Till const& till, Run const& run, Instant now) {
  auto [earliest, latest] = sepa::collection_days(now, till.rules.hand_over, *till.calendar);
  if (run.collection < earliest) {
    return refuse(Code::conflict,
                  fmt::format("the bank collects what it gets now on {} at the earliest", earliest.iso8601()));
  }
  if (run.collection > latest) {
    return refuse(Code::conflict,
                  fmt::format("the bank takes files {} days ahead at most", till.rules.hand_over.most_days_ahead));
  }
  return {};
}

/// The first rule that keeps it back; `where` is the field.
Result<void> check(Till const& till, store::Prepared const& it, Date collection) {
  if (it.state != AgreementState::active) return refuse(Code::conflict, "the agreement is not active", "agreement");
  if (it.promised != it.amount) return refuse(Code::conflict, "another amount was promised since", "amount");
  if (it.newest != it.account) return refuse(Code::conflict, "another account was given since", "account");
  if (!it.noticed_on) return refuse(Code::conflict, "it was not announced", "notice");
  if (it.noticed_on->plus_days(till.rules.notice_days) > collection) {
    return refuse(Code::conflict,
                  fmt::format("it was announced on {}, less than {} days before", it.noticed_on->iso8601(),
                              till.rules.notice_days),
                  "notice");
  }
  if (it.mandate_state != MandateState::active) return refuse(Code::conflict, "the mandate may not be used", "mandate");
  if (collection > sepa::mandate_expires(it.presented.value_or(it.signed_on))) {
    return refuse(Code::conflict, "the mandate has expired: it was not used for 36 months", "mandate");
  }
  if (it.creditor != till.rules.creditor->identifier.text()) {
    return refuse(Code::conflict, "the mandate was given to another creditor identifier", "mandate.creditor");
  }
  return {};
}

/// All that goes into the file, and what does not. (A paper of a hundred thousand has its debits in memory once.)
class Gathering {
 public:
  Gathering(WriteTx& tx, Till const& till, Run const& run) : tx_(tx), till_(till), run_(run) {}

  void take(store::Prepared const& it) {
    auto wrong = check(till_, it, run_.collection);
    if (!wrong) return leave_out(it.id, it.agreement, wrong.error());
    batch_.debits.push_back(debit(it));
    taken_.push_back({it.id, it.agreement, it.kind, it.amount});
  }

  /// What was left out is void then.
  Result<sepa::WrittenDebits> write(Instant now) {
    if (batch_.debits.empty()) return refuse(Code::invalid, nothing_left());
    sepa::DebitFile file{.id = run_.message_id(), .created = now, .initiator = batch_.creditor.name, .batches = {}};
    file.batches.push_back(std::move(batch_));
    sepa::WrittenDebits written = TRY(sepa::write_debits(file));
    leave_out_refused(file.batches.front().debits, written.refused);
    for (LeftOut const& it : left_out_) store::void_attempt(tx_, it.attempt, it.field + ": " + it.reason);
    return written;
  }

  /// What goes, by the kind of giver.
  std::map<GiverKind, Money> sums() const {
    std::map<GiverKind, Money> sums;
    for (Taken const& it : taken_) {
      if (it.refused) continue;
      Money& sum = sums.try_emplace(it.kind, Money::cents(0)).first->second;
      sum = sum + it.amount;
    }
    return sums;
  }

  std::vector<LeftOut> left_out() && { return std::move(left_out_); }

 private:
  struct Taken {
    AttemptId id;
    AgreementId agreement;
    GiverKind kind;
    Money amount;
    bool refused = false;
  };

  sepa::Debit debit(store::Prepared const& it) {
    Account account = store::opened(till_, it.account, it.sealed_account);
    sepa::Mandate mandate{.reference = it.mandate, .signed_on = it.signed_on};
    if (it.told && *it.told != it.account) mandate.amendment = sepa::Amendment{.debtor_has_other_account = true};
    sepa::Debtor debtor{
        .name = std::move(account.holder), .account = std::move(account.iban), .bic = std::move(account.bic)};
    if (it.has_address) debtor.address = giver(tx_, till_, it.giver)->data.address;
    return {.end_to_end_id = it.name,
            .amount = it.amount,
            .mandate = std::move(mandate),
            .debtor = std::move(debtor),
            .remittance = till_.rules.statement_text + " " + it.reference};
  }

  void leave_out(AttemptId id, AgreementId agreement, Refusal const& why) {
    left_out_.push_back({id, agreement, why.where, why.message});
  }

  /// They are told in the order of the file.
  void leave_out_refused(std::vector<sepa::Debit> const& debits, std::vector<sepa::RefusedDebit> const& refused) {
    std::size_t i = 0;
    for (auto const& it : refused) {
      while (debits[i].end_to_end_id != it.end_to_end_id) ++i;
      taken_[i].refused = true;
      leave_out(taken_[i].id, taken_[i].agreement, it.refusal);
    }
  }

  std::string nothing_left() const {
    if (left_out_.empty()) return "there is nothing to collect";
    return fmt::format("nothing of it can go; the first: {} ({})", left_out_.front().reason, left_out_.front().field);
  }

  WriteTx& tx_;
  Till const& till_;
  Run const& run_;
  sepa::DebitBatch batch_{.id = run_.batch_id(),
                          .sequence = run_.single ? sepa::Sequence::single : sepa::Sequence::recurring,
                          .collection = run_.collection,
                          .creditor = *till_.rules.creditor,
                          .debits = {}};
  std::vector<Taken> taken_;
  std::vector<LeftOut> left_out_;
};

void store_file(WriteTx& tx, people::Actor const& actor, Till const& till, Run const& run,
                sepa::WrittenDebits const& written, Instant now) {
  int parts = 0;
  std::string_view const xml = written.xml;
  for (std::size_t at = 0; at < xml.size(); at += kPartBytes) {
    ++parts;
    store::insert_part(tx, run.id, parts, till.vault.seal(xml.substr(at, kPartBytes), place(run.id, parts)));
  }
  store::insert_file(tx, actor, run.id,
                     {.message_id = run.message_id(),
                      .sha256 = written.sha256,
                      .bytes = static_cast<std::int64_t>(xml.size()),
                      .parts = parts,
                      .debits = written.count,
                      .sum = written.sum},
                     now);
}

Result<void> book(WriteTx& tx, people::Actor const& actor, Run const& run, std::map<GiverKind, Money> const& sums,
                  Instant now) {
  ledger::Fact fact{.day = run.collection, .text = "Lastschriften " + run.tag, .postings = {}};
  Money all = Money::cents(0);
  for (auto const& [kind, sum] : sums) {
    fact.postings.push_back(ledger::credit(income_account(kind, run.single ? Interval::once : Interval::monthly), sum));
    all = all + sum;
  }
  fact.postings.insert(fact.postings.begin(), ledger::debit(ledger::chart::kDebitClearing, all));
  TRY(ledger::book(tx, actor, {{"collection", run.tag, "sealed"}, std::move(fact)}, now));
  return {};
}

Result<Run> to_be_sealed(WriteTx& tx, people::Actor const& actor, Till const& till, RunId id, Instant now) {
  TRY(must_be_at_the_till(actor));
  TRY(jobs::must_not_be_held(tx));
  TRY(must_not_be_stopped(tx));
  if (!till.rules.creditor) return refuse(Code::conflict, "this paper collects no direct debits");
  auto it = run(tx, id);
  if (!it) return refuse(Code::not_found, "there is no such run");
  if (it->state != RunState::open)
    return refuse(Code::conflict, "this run is " + std::string(name_of(it->state)) + " already");
  TRY(check_day(till, *it, now));
  return *std::move(it);
}

}  // namespace

Result<Sealed> seal(WriteTx& tx, people::Actor const& actor, Till const& till, RunId id, Instant now) {
  Run const it = TRY(to_be_sealed(tx, actor, till, id, now));
  auto undone_unless_kept = tx.savepoint();
  Gathering gathering(tx, till, it);
  store::each_prepared(tx, id, [&](store::Prepared prepared) { gathering.take(prepared); });
  sepa::WrittenDebits const written = TRY(gathering.write(now));
  VERIFY(store::seal_noticed(tx, id, it.collection) == written.count);
  VERIFY(store::close(tx, id, RunState::sealed));
  store_file(tx, actor, till, it, written, now);
  TRY(book(tx, actor, it, gathering.sums(), now));
  people::record_deed(tx, actor, {"sealed", "run", std::to_string(id.value()), written.sha256}, now);
  undone_unless_kept.keep();
  return Sealed{.run = id,
                .sha256 = written.sha256,
                .bytes = static_cast<std::int64_t>(written.xml.size()),
                .count = written.count,
                .sum = written.sum,
                .left_out = std::move(gathering).left_out()};
}

Result<void> download(WriteTx& tx, people::Actor const& actor, Till const& till, RunId id,
                      std::function<void(std::string_view)> const& piece, Instant now) {
  TRY(must_be_at_the_till(actor));
  TRY(jobs::must_not_be_held(tx));
  auto it = run(tx, id);
  if (!it || it->state != RunState::sealed) return refuse(Code::not_found, "there is no such file");
  store::each_part(tx, id,
                   [&](int n, std::string const& sealed) { piece(till.vault.open(sealed, place(id, n)).reveal()); });
  store::record_download(tx, actor, id, now);
  people::record_deed(tx, actor, {"downloaded", "run", std::to_string(id.value())}, now);
  return {};
}

}  // namespace allmende::contributions
