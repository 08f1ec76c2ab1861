#pragma once
// The rows of runs and their files. Private to this room.

#include <functional>

#include "contributions/collecting.h"
#include "contributions/mandate_store.h"

namespace allmende::contributions::store {

std::optional<RunId> open_run(database::ReadTx& tx, Date collection, bool single);
/// With another tag than any before.
RunId insert_run(database::WriteTx& tx, Date collection, bool single, Instant now);
std::string tag_of(database::ReadTx& tx, RunId id);
/// Open ones for days before that one.
std::vector<RunId> open_before(database::ReadTx& tx, Date day);
/// Whether it was open.
bool close(database::WriteTx& tx, RunId id, RunState state);
std::vector<Run> newest(database::ReadTx& tx, RunId before, std::size_t limit);
std::optional<RunId> by_tag(database::ReadTx& tx, std::string_view tag);

/// An attempt of a run with all on which it depends whether it may go.
struct Prepared {
  AttemptId id;
  AgreementId agreement;
  sepa::PaymentId name;
  Money amount;
  std::optional<Date> noticed_on;
  MandateAccountId account;
  std::string sealed_account;
  sepa::MandateReference mandate;
  std::string creditor;
  Date signed_on;
  MandateState mandate_state;
  std::optional<Date> presented;
  std::optional<MandateAccountId> told;  ///< to the bank, of this mandate
  MandateAccountId newest;
  AgreementState state;
  Money promised;
  std::string reference;
  GiverId giver;
  GiverKind kind;
  bool has_address;
};
/// Planned and noticed ones, in their order.
void each_prepared(database::ReadTx& tx, RunId id, std::function<void(Prepared)> const& callback);
/// All noticed ones are sealed, and their mandates presented; how many.
std::int64_t seal_noticed(database::WriteTx& tx, RunId id, Date collection);
Money sealed_sum(database::ReadTx& tx, RunId id);
/// All sealed ones are settled, their obligations paid, and thanks due; how many.
std::int64_t settle_sealed(database::WriteTx& tx, RunId id, Instant now);

void insert_part(database::WriteTx& tx, RunId id, int n, std::string const& sealed);
struct NewFile {
  sepa::PaymentId message_id;
  std::string sha256;
  std::int64_t bytes;
  int parts;
  std::int64_t debits;
  Money sum;
};
void insert_file(database::WriteTx& tx, people::Actor const& actor, RunId id, NewFile const& file, Instant now);
void each_part(database::ReadTx& tx, RunId id, std::function<void(int, std::string)> const& callback);
void record_download(database::WriteTx& tx, people::Actor const& actor, RunId id, Instant now);

}  // namespace allmende::contributions::store
