// How long a statement of many payments takes, through the room's door. See bench/bank.

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "banking/banking.h"
#include "jobs/jobs.h"

namespace {

using namespace allmende;
namespace c = contributions;
namespace chart = ledger::chart;
using people::Actor;

Date day(std::string_view text) { return Date::parse(text).value(); }
sepa::Iban iban(std::string_view text) { return sepa::Iban::parse(text).value(); }
std::string const kOurs = "DE89370400440532013000";

double seconds(auto const& act) {
  auto const begun = std::chrono::steady_clock::now();
  act();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

void put(std::string_view what, double figure, std::string_view unit) {
  std::cout << what << '\t' << figure << '\t' << unit << '\n' << std::flush;
}

/// In megabytes, since the process began.
double most_memory() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Paper {
  explicit Paper(std::filesystem::path const& file)
      : database(*database::Database::open({.where = file}, all())),
        till{.vault = vault::Vault(Secret(std::string(32, 'k'))),
             .rules = {.creditor = sepa::Creditor{.name = "Hafenblatt eG", .account = iban(kOurs),
                                                  .identifier = sepa::CreditorIdentifier::parse("DE98ZZZ09999999999").value()}},
             .calendar = std::make_shared<words::Words const>(words::Words::make(Language::german(), "Europe/Berlin").value())} {
    auto tx = database.write();
    ledger::lay_out_chart(tx, who, now).value();
    banking::add_account(tx, who, iban(kOurs), chart::kBank, {.day = day("2026-11-30"), .number = 334}, now).value();
    tx.commit();
  }

  static std::vector<database::Migration> all() {
    auto all = people::migrations();
    for (auto&& some : {jobs::migrations(), ledger::migrations(), c::migrations(), banking::migrations()}) {
      all.insert(all.end(), some.begin(), some.end());
    }
    return all;
  }

  std::vector<std::string> references(int count, c::Way way) {
    std::vector<std::string> references;
    for (int i = 0; i < count;) {
      auto tx = database.write();
      for (int some = 0; some < 5000 && i < count; ++some, ++i) {
        c::Gift gift{.amount = Money::cents(1000), .interval = c::Interval::monthly, .way = way, .first = day("2026-12-01"),
                     .giver = {.name = "Nora Nord", .email = "nora@kai.example"}};
        if (way == c::Way::direct_debit) {
          gift.account = c::Account{.holder = "Nora Nord", .iban = iban("AT611904300234573201")};
          gift.evidence = c::MandateEvidence{"Ich", "1"};
        }
        references.push_back(c::enter_gift(tx, who, till, gift, now).value().reference.compact());
      }
      tx.commit();
    }
    return references;
  }

  Actor who = Actor::command_line();
  Instant now = Instant::parse("2026-11-10T09:00:00Z").value();
  database::Database database;
  c::Till till;
};

/// A statement of `count` times 10.00; `content` writes what is between.
void write_statement(std::filesystem::path const& file, int number, std::int64_t opening, std::int64_t closing,
                     auto const& content) {
  std::ofstream out(file, std::ios::binary);
  auto balance = [](std::string_view type, std::int64_t cents) {
    return fmt::format("<Bal><Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{}</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
                       "<Dt><Dt>2026-12-01</Dt></Dt></Bal>", type, Money::cents(cents).decimal());
  };
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document "
         "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>"
         "<GrpHdr><MsgId>M</MsgId><CreDtTm>2026-12-01T20:00:00+01:00</CreDtTm></GrpHdr><Stmt><Id>S</Id>"
      << "<ElctrncSeqNb>" << number << "</ElctrncSeqNb><CreDtTm>2026-12-01T20:00:00+01:00</CreDtTm><Acct><Id><IBAN>" << kOurs
      << "</IBAN></Id><Ccy>EUR</Ccy></Acct>" << balance("OPBD", opening) << balance("CLBD", closing) << '\n';
  content(out);
  out << "</Stmt></BkToCstmrStmt></Document>\n";
}

void take_in(Paper& paper, std::filesystem::path const& file, std::string_view what) {
  double const took = seconds([&] {
    auto tx = paper.database.write();
    auto const done = banking::import_file(tx, paper.who, paper.till, file, "bench.xml", {}, paper.now);
    if (!done) throw std::runtime_error(done.error().where + ": " + done.error().message);
    if (done->file.unexplained != 0) throw std::runtime_error("not all of it was matched");
    tx.commit();
  });
  put(what, took, "s");
  put("  memory at most, so far", most_memory(), "MB");
}

constexpr std::string_view kEntry =
    "<Ntry><Amt "
    "Ccy=\"EUR\">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-12-01</Dt></BookgDt>"
    "<ValDt><Dt>2026-12-01</Dt></ValDt><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></"
    "Domn></BkTxCd>"
    "<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>Nora Nord</Nm></Pty></Dbtr>"
    "<DbtrAcct><Id><IBAN>AT611904300234573201</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>Beitrag ";

void transfers(Paper& paper, std::filesystem::path const& folder, int count) {
  auto const references = paper.references(count, c::Way::transfer);
  std::int64_t const sum = std::int64_t{1000} * count;
  write_statement(folder / "transfers.xml", 335, 0, sum, [&](std::ostream& out) {
    for (std::string const& it : references) out << kEntry << it << "</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n";
  });
  take_in(paper, folder / "transfers.xml", "transfers, an entry each");
}

void collections(Paper& paper, std::filesystem::path const& folder, int count) {
  auto const before = paper.references(count, c::Way::direct_debit).size();
  std::vector<std::string> names;
  c::RunId run{0};
  double const sealing = seconds([&] {
    auto tx = paper.database.write();
    run = c::plan(tx, paper.who, paper.till, day("2026-12-01"), paper.now).value().front();
    for (auto const& it : c::messages_to_send(tx, 2 * before)) c::note_sent(tx, paper.till, it.id, paper.now);
    paper.now = Instant::parse("2026-11-26T07:00:00Z").value();
    c::seal(tx, paper.who, paper.till, run, paper.now).value();
    tx.commit();
  });
  put("(a run of as many, planned and sealed)", sealing, "s");
  put("  memory at most, so far", most_memory(), "MB");
  auto tx = paper.database.read();
  for (std::optional<c::AttemptId> after;;) {
    auto const some = c::attempts_of(tx, paper.who, run, after, 5000).value();
    if (some.empty()) break;
    for (auto const& it : some) names.push_back(it.end_to_end_id.text());
    after = some.back().id;
  }
  std::int64_t const opening = std::int64_t{1000} * count;
  write_statement(folder / "batch.xml", 336, opening, 2 * opening, [&](std::ostream& out) {
    out << "<Ntry><Amt Ccy=\"EUR\">" << Money::cents(opening).decimal()
        << "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt>"
        << "<Dt>2026-12-01</Dt></BookgDt><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>IDDT</Cd><SubFmlyCd>ESDD</SubFmlyCd></Fmly></"
           "Domn></BkTxCd><NtryDtls>\n";
    for (std::string const& it : names) {
      out << "<TxDtls><Refs><EndToEndId>" << it
          << "</EndToEndId></Refs><Amt Ccy=\"EUR\">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>\n";
    }
    out << "</NtryDtls></Ntry>\n";
  });
  take_in(paper, folder / "batch.xml", "collections, one entry of all");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  std::filesystem::path const folder = arguments[1];
  int const lines = std::stoi(arguments[2]);
  Paper paper(folder / "paper.sqlite");
  transfers(paper, folder, lines);
  double const again = seconds([&] {
    auto tx = paper.database.write();
    banking::import_file(tx, paper.who, paper.till, folder / "transfers.xml", "bench.xml", {}, paper.now).value();
  });
  put("the same file again", again, "s");
  collections(paper, folder, lines);
}
