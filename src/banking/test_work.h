#pragma once
// A piece of the till's work that can be begun again at any point, for tests that interrupt it.

#include "banking/test_bank.h"

namespace allmende::banking::test {

/// Done in transactions of its own, each of which may have been done before.
struct Work {
  Paper paper;
  c::AgreementId dora;
  std::string tag = {};  ///< of the run: another one in each paper
  std::vector<std::string> files = {};

  void do_all(database::Database& database) const {
    for (std::string const& bytes : files) must(paper.import(database, bytes));
    decide(database,
           [&](auto& tx) { return assign(tx, paper.ilse, paper.till, LineId(2), ToAgreement{dora}, "Oma", {}, paper.now); });
    decide(database, [&](auto& tx) { return set_aside(tx, paper.ilse, LineId(3), "ask the bank", paper.now); });
  }
  /// How often it commits.
  int commits() const { return static_cast<int>(files.size()) + 2; }

 private:
  template <class Do>
  static void decide(database::Database& database, Do const& act) {
    auto tx = database.write();
    must(act(tx));
    tx.commit();
  }

  /// What was done before is a conflict, or known.
  static void must(auto const& result) {
    if (!result && result.error().code != Code::conflict) throw std::runtime_error(result.error().message);
  }
};

/// What the bank tells of a run of which one payment was rejected, two were paid as one, and one came back before.
inline std::vector<std::string> files_of(database::ReadTx& tx, Paper const& paper, std::vector<c::AgreementId> const& givers,
                                         c::RunId run) {
  std::vector<Told> payments;
  for (c::AgreementId id : givers) {
    c::Attempt const it = c::attempts_of(tx, paper.ilse, id).value().front();
    payments.push_back({.amount = it.amount, .end_to_end_id = it.end_to_end_id.text()});
  }
  std::string const batch = c::run(tx, run)->batch_id().text(), on = "2026-12-01";
  Told back = payments[0];
  back.reason = "AM04";
  ToldEntry const returned{.amount = minus(back.amount), .day = on, .code = "PMNT/IDDT/UPDD", .payments = {back}};
  auto gift = [&](std::string name) {
    return ToldEntry{.amount = euros(5), .day = on, .payments = {{.amount = euros(5), .name = name}}};
  };
  ToldStatement const first{.number = 335, .day = on, .opening = euros(1000), .entries = {returned, gift("Oma"), gift("Opa")}};
  ToldEntry both{.amount = payments[0].amount + payments[1].amount,
                 .day = on,
                 .code = "PMNT/IDDT/ESDD",
                 .payments = {payments[0], payments[1]},
                 .count = 2};
  ToldStatement const notification{.number = 1, .day = on, .entries = {both}, .kind = "054", .has_balances = false};
  both.payments.clear();
  ToldStatement const second{.number = 336, .day = on, .opening = first.closing(), .entries = {both}};
  ToldReport const report{.file = "x", .batch = batch, .rejections = {{payments[2].end_to_end_id, "AC01"}}};
  return {file_of(first), file_of(report), file_of(second), file_of(notification)};
}

/// Fresh papers, as often as wanted: a file is copied, a schema is filled anew.
class Beginning {
 public:
  explicit Beginning(database::Engine engine) : model_(engine), work_(fill(model_)) {}

  Work lay_into(allmende::test::ScratchDatabase const& fresh) const {
    if (fresh.engine() == database::Engine::postgres) return fill(fresh);
    std::filesystem::copy_file(model_.file(), fresh.file());
    return work_;
  }

 private:
  /// Nothing is open when it returns.
  static Work fill(allmende::test::ScratchDatabase const& scratch) {
    auto database = scratch.open(all_migrations());
    Paper paper = Paper::found(database, moment("2026-11-10T09:00:00Z"));
    auto tx = database.write();
    std::vector<c::AgreementId> givers;
    for (auto const& [name, account, amount] :
         {std::tuple("Anna Abend", kAnnas, 1000), {"Ben Berg", kBens, 1250}, {"Cem Celik", kCems, 1500}}) {
      givers.push_back(paper.give(tx, debit_of(name, account, Money::cents(amount))));
    }
    c::Gift by_transfer = debit_of("Dora Dorn", kBens, euros(5));
    by_transfer.way = c::Way::transfer;
    Work work{.paper = paper, .dora = paper.give(tx, by_transfer)};
    c::RunId const run = work.paper.collect(tx, "2026-12-01");
    work.tag = c::run(tx, run)->tag;
    work.files = files_of(tx, work.paper, givers, run);
    tx.commit();
    return work;
  }

  allmende::test::ScratchDatabase model_;
  Work work_;
};

/// All that stands in the books, and what is known of every line.
inline std::string whole(database::Database& database, Work const& work) {
  Paper const& paper = work.paper;
  std::string text;
  auto tx = database.read();
  ledger::export_csv(tx, paper.ilse, {day("2000-01-01"), day("2199-12-31")}, [&](std::string_view part) { text += part; }).value();
  for (auto at = text.find(work.tag); at != text.npos; at = text.find(work.tag)) text.replace(at, work.tag.size(), "RUN");
  for (std::int64_t id = 1;; ++id) {
    auto const it = line(tx, paper.ilse, paper.till, LineId(id));
    if (!it) return text;
    text += fmt::format("{} {} {} {} {}\n", name_of(it->kind), name_of(it->state), name_of(it->cause), it->amount.decimal(),
                        it->particulars.name);
  }
}

inline std::vector<std::string> findings(database::Database& database) {
  auto tx = database.read();
  auto found = ledger::verify(tx);
  for (auto const& more : verify(tx)) found.push_back(more);
  return found;
}

}  // namespace allmende::banking::test
