// Writes and reads what goes between a bank and us, once, and prints what it took as "seconds megabytes bytes".
//
//     banking write COUNT             direct debits, written
//     banking make FILE COUNT [SIZE]  a statement of so many entries, or (COUNT 0) of so many megabytes
//     banking read FILE               a statement or a ZIP

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <fstream>
#include <iostream>

#include "sepa/sepa.h"

namespace {

using namespace allmende;

using Clock = std::chrono::steady_clock;

void say(Clock::time_point begin, std::uintmax_t bytes) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  double const seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  std::cout << fmt::format("{:.3f} {:.1f} {}\n", seconds, static_cast<double>(usage.ru_maxrss) / 1024, bytes);
}

sepa::Debit debit(int number, sepa::Iban const& account) {
  return {.end_to_end_id = sepa::PaymentId::parse(fmt::format("C-{:06}-202612", number)).value(),
          .amount = Money::cents(500 + number % 5000),
          .mandate = {.reference = sepa::MandateReference::numbered(number + 1).value(),
                      .signed_on = Date::parse("2026-08-31").value()},
          .debtor = {.name = number % 7 == 0 ? "Jürgen Großmann" : "Ada Eins", .account = account},
          .remittance = "Beitrag Dezember 2026 – danke"};
}

void write(int count) {
  auto const account = sepa::Iban::parse("AT611904300234573201").value();
  sepa::Creditor const creditor{.name = "Zeitung eG", .account = sepa::Iban::parse("DE89370400440532013000").value(),
                                .identifier = sepa::CreditorIdentifier::parse("DE98ZZZ09999999999").value()};
  sepa::DebitFile file{.id = sepa::PaymentId::parse("RUN-1").value(), .created = now(), .initiator = "Zeitung eG", .batches = {}};
  file.batches.push_back({.id = sepa::PaymentId::parse("B-1").value(), .collection = Date::parse("2026-12-01").value(),
                          .creditor = creditor, .debits = {}});
  for (int i = 0; i < count; ++i) file.batches[0].debits.push_back(debit(i, account));
  auto begin = Clock::now();
  auto written = sepa::write_debits(file);
  if (!written || written->count != count) throw std::runtime_error("not written");
  say(begin, written->xml.size());
}

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>"
    "<GrpHdr><MsgId>M</MsgId><CreDtTm>2026-12-01T20:00:00+01:00</CreDtTm></GrpHdr><Stmt><Id>S</Id><ElctrncSeqNb>1</ElctrncSeqNb>"
    "<CreDtTm>2026-12-01T20:00:00+01:00</CreDtTm><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>\n";

std::string entry(std::int64_t number) {
  return fmt::format(
      "<Ntry><NtryRef>{0}</NtryRef><Amt Ccy=\"EUR\">12.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
      "<BookgDt><Dt>2026-12-01</Dt></BookgDt><ValDt><Dt>2026-12-01</Dt></ValDt><AcctSvcrRef>{0}</AcctSvcrRef>"
      "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn><Prtry><Cd>NTRF+166+00000</Cd><Issr>DK</Issr></Prtry></BkTxCd>"
      "<NtryDtls><TxDtls><Refs><EndToEndId>E-{0}</EndToEndId></Refs><Amt Ccy=\"EUR\">12.50</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
      "<RltdPties><Dbtr><Pty><Nm>Dora Vier</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>GB82WEST12345698765432</IBAN></Id></DbtrAcct></RltdPties>"
      "<RmtInf><Ustrd>Beitrag {0}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n",
      number);
}

void make(char const* path, std::int64_t count, std::int64_t megabytes) {
  auto begin = Clock::now();
  std::ofstream out(path, std::ios::binary);
  out << kHead;
  for (std::int64_t i = 0; count > 0 ? i < count : out.tellp() < megabytes * 1'000'000; ++i) out << entry(i);
  out << "</Stmt></BkToCstmrStmt></Document>\n";
  out.close();
  say(begin, std::filesystem::file_size(path));
}

struct Counting : sepa::BankFileListener {
  Result<void> statement_begins(sepa::Statement const&) override { return {}; }
  Result<void> entry(sepa::Statement const&, sepa::Entry const& entry) override {
    sum = sum + entry.amount.money;
    return {};
  }
  Result<void> statement_ends(sepa::Statement const&, sepa::StatementTotals const&) override { return {}; }
  Result<void> status_report(sepa::StatusReport const&) override { return {}; }
  Money sum = Money::cents(0);
};

void read(char const* path) {
  auto begin = Clock::now();
  Counting counting;
  auto done = sepa::read_bank_file(path, counting);
  if (!done) throw std::runtime_error(done.error().message);
  say(begin, std::filesystem::file_size(path));
}

}  // namespace

int main(int count, char** words) {
  std::string_view const what = count > 2 ? words[1] : "";
  if (what == "write") write(std::stoi(words[2]));
  else if (what == "make" && count > 3) make(words[2], std::stoll(words[3]), count > 4 ? std::stoll(words[4]) : 0);
  else if (what == "read") read(words[2]);
  else return 2;
}
