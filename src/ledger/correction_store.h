#pragma once
// The rows of proposals and decisions. Private to this room.

#include "ledger/correction.h"

namespace allmende::ledger::store {

enum class Decision { approved, declined };

ProposalId next_proposal(database::ReadTx& tx);
void insert(database::WriteTx& tx, Proposal const& proposal);
void decide(database::WriteTx& tx, ProposalId proposal, Decision decision, people::Actor const& actor, Instant now);

std::optional<Proposal> find_proposal(database::ReadTx& tx, ProposalId id);
bool is_decided(database::ReadTx& tx, ProposalId id);
std::vector<ProposalId> open_ones(database::ReadTx& tx);
/// The one that waits for this transaction.
std::optional<ProposalId> waiting_for(database::ReadTx& tx, TransactionId corrects);

}  // namespace allmende::ledger::store
