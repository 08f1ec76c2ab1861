#include "ledger/verify.h"

#include <map>

#include "ledger/closing.h"
#include "ledger/correction.h"
#include "ledger/digest.h"
#include "ledger/right.h"
#include "ledger/verify_store.h"
#include "ledger/words.h"

namespace allmende::ledger {

namespace {

constexpr int kMostOfAKind = 10;

void check_digests(database::ReadTx& tx, std::vector<std::string>& findings) {
  std::string before;
  TransactionId after(0);
  for (Closing const& closing : closings(tx)) {
    if (digest_of(tx, before, after, closing.last) != closing.digest) {
      findings.push_back("what was booked before " + closing.month.text() + " was closed is not what was closed");
    }
    before = closing.digest;
    after = closing.last;
  }
}

}  // namespace

std::vector<std::string> verify(database::ReadTx& tx) {
  std::vector<std::string> findings;
  std::map<std::string_view, int> count;
  store::find_faults(tx, [&](std::string_view what, std::string const& which) {
    if (++count[what] <= kMostOfAKind) findings.push_back(std::string(what) + " " + which);
  });
  check_digests(tx, findings);
  return findings;
}

std::vector<std::string> check(database::Database& database, Instant now) {
  std::vector<std::string> findings;
  {
    auto tx = database.read();
    findings = verify(tx);
  }
  if (findings.empty()) return findings;
  auto tx = database.write();
  if (!store::open_halt(tx)) store::halt(tx, findings.front(), now);
  tx.commit();
  return findings;
}

std::optional<std::string> stopped(database::ReadTx& tx) {
  auto halt = store::open_halt(tx);
  if (!halt) return std::nullopt;
  return halt->finding;
}

Result<void> release(database::WriteTx& tx, people::Actor const& actor, std::string const& note, Instant now) {
  TRY(actor.must_have_any(kBookkeepers));
  TRY(check_words(note, Correction::kLongestCause, "note"));
  auto halt = store::open_halt(tx);
  if (!halt) return refuse(Code::conflict, "the books are not stopped");
  auto findings = verify(tx);
  if (!findings.empty()) return refuse(Code::conflict, "something is wrong still: " + findings.front());
  store::release(tx, *halt, note, actor, now);
  people::record_deed(tx, actor, {"books released", "ledger", std::to_string(halt->id), note}, now);
  return {};
}

}  // namespace allmende::ledger
