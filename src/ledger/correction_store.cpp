#include "ledger/correction_store.h"

namespace allmende::ledger::store {

using database::Sql;

namespace {

Sql const kNext{"ledger.next_proposal", "SELECT COALESCE(MAX(id), 0) + 1 FROM ledger_proposal"};
Sql const kInsert{"ledger.insert_proposal", R"(
    INSERT INTO ledger_proposal (id, corrects, cause, day, value_day, text, at, person, name)
    VALUES (:id, :corrects, :cause, :day, :value_day, :text, :at, :person, :name))"};
Sql const kInsertEntry{"ledger.insert_proposed_entry", R"(
    INSERT INTO ledger_proposed_entry (proposal, line, account, currency, cents)
    VALUES (:proposal, :line, :account, :currency, :cents))"};
Sql const kDecide{"ledger.insert_decision", R"(
    INSERT INTO ledger_decision (proposal, approved, at, person, name) VALUES (:proposal, :approved, :at, :person, :name))"};

Sql const kFind{"ledger.proposal", R"(
    SELECT corrects, cause, day, value_day, text, at, person, name FROM ledger_proposal WHERE id = :id)"};
Sql const kEntries{"ledger.proposed_entries", R"(
    SELECT account, cents, currency FROM ledger_proposed_entry WHERE proposal = :proposal ORDER BY line)"};
Sql const kDecided{"ledger.is_decided", "SELECT COUNT(*) FROM ledger_decision WHERE proposal = :proposal"};
Sql const kOpen{"ledger.open_proposals", R"(
    SELECT id FROM ledger_proposal p
    WHERE NOT EXISTS (SELECT 1 FROM ledger_decision d WHERE d.proposal = p.id) ORDER BY id)"};
Sql const kWaiting{"ledger.waiting_proposal", R"(
    SELECT id FROM ledger_proposal p
    WHERE corrects = :corrects AND NOT EXISTS (SELECT 1 FROM ledger_decision d WHERE d.proposal = p.id))"};

}  // namespace

ProposalId next_proposal(database::ReadTx& tx) { return tx.one<ProposalId>(kNext); }

void insert(database::WriteTx& tx, Proposal const& it) {
  auto const& [corrects, cause, replacement] = it.correction;
  std::optional<Date> day = replacement ? std::optional(replacement->day) : std::nullopt;
  std::optional<Date> value_day = replacement ? replacement->value_day : std::nullopt;
  std::optional<std::string> text = replacement ? std::optional(replacement->text) : std::nullopt;
  tx.run(kInsert, it.id, corrects, cause, day, value_day, text, it.at, it.person, it.name);
  if (!replacement) return;
  int line = 0;
  for (auto const& [account, amount, currency] : replacement->postings) {
    tx.run(kInsertEntry, it.id, ++line, account, currency, amount);
  }
}

void decide(database::WriteTx& tx, ProposalId proposal, Decision decision, people::Actor const& actor, Instant now) {
  tx.run(kDecide, proposal, decision == Decision::approved, now, actor.person(), actor.name());
}

std::optional<Proposal> find_proposal(database::ReadTx& tx, ProposalId id) {
  auto row = tx.maybe<TransactionId, std::string, std::optional<Date>, std::optional<Date>, std::optional<std::string>,
                      Instant, people::PersonId, std::string>(kFind, id);
  if (!row) return std::nullopt;
  auto& [corrects, cause, day, value_day, text, at, person, name] = *row;
  std::optional<Fact> replacement;
  if (day) {
    replacement = Fact{.day = *day, .value_day = value_day, .text = text.value(), .postings = {}};
    for (auto const& [account, amount, currency] : tx.all<AccountNumber, Money, Currency>(kEntries, id)) {
      replacement->postings.push_back({account, amount, currency});
    }
  }
  return Proposal{id, {corrects, std::move(cause), std::move(replacement)}, at, person, std::move(name)};
}

bool is_decided(database::ReadTx& tx, ProposalId id) { return tx.one<int>(kDecided, id) > 0; }

std::vector<ProposalId> open_ones(database::ReadTx& tx) { return tx.all<ProposalId>(kOpen); }

std::optional<ProposalId> waiting_for(database::ReadTx& tx, TransactionId corrects) {
  return tx.maybe<ProposalId>(kWaiting, corrects);
}

}  // namespace allmende::ledger::store
