#include <functional>

#include "banking/digest.h"
#include "banking/import_store.h"
#include "banking/importer.h"
#include "banking/one_line.h"
#include "banking/plan.h"
#include "banking/right.h"

namespace allmende::banking {

using database::WriteTx;

namespace {

constexpr std::size_t kLongestName = 200;  // bytes

using Read = std::function<Result<void>(sepa::BankFileListener&)>;

Result<Imported> take_in(WriteTx& tx, people::Actor const& actor, Till const& till, std::string_view name,
                         std::string const& sha256, ImportRules const& rules, Read const& read, Instant now) {
  TRY(must_be_at_the_till(actor));
  if (!is_line(name, kLongestName)) return refuse(Code::invalid, "a file's name is a line of up to 200 bytes", "name");
  if (auto known = store::find_import(tx, sha256)) return Imported{Imported::Outcome::known, *store::import_of(tx, *known)};
  Planner planner;
  TRY(read(planner));
  auto undone_unless_kept = tx.savepoint();
  ImportId const id = store::begin_import(tx, actor, name, sha256, now);
  Telling const telling{tx, actor, till, now};
  Importer importer(telling, rules, id, std::move(planner).order());
  while (!importer.is_done()) {
    importer.reads_again();
    TRY(read(importer));
  }
  Import const file = TRY(importer.finish());
  people::record_deed(tx, actor, {"imported", "bank-import", std::to_string(id.value()), sha256}, now);
  undone_unless_kept.keep();
  return Imported{Imported::Outcome::first, file};
}

}  // namespace

Result<Imported> import_file(WriteTx& tx, people::Actor const& actor, Till const& till, std::filesystem::path const& file,
                             std::string_view name, ImportRules const& rules, Instant now) {
  TRY(must_be_at_the_till(actor));
  auto read = [&](sepa::BankFileListener& listener) { return sepa::read_bank_file(file, listener, rules.limits); };
  return take_in(tx, actor, till, name, digest_of(file), rules, read, now);
}

Result<Imported> import_bytes(WriteTx& tx, people::Actor const& actor, Till const& till, std::string_view bytes,
                              std::string_view name, ImportRules const& rules, Instant now) {
  TRY(must_be_at_the_till(actor));
  auto read = [&](sepa::BankFileListener& listener) { return sepa::read_bank_bytes(bytes, listener, rules.limits); };
  return take_in(tx, actor, till, name, digest_of(bytes), rules, read, now);
}

}  // namespace allmende::banking
