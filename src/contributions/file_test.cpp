// The sealed file is what banks take: valid by the schema, and by Germany's rules.

#include <fmt/format.h>

#include <fstream>

#include "contributions/test_till.h"
#include "tests/support/schema_check.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;
using testing::HasSubstr;

namespace fs = std::filesystem;

fs::path payment_data() { return fs::path(ALLMENDE_SOURCE) / ".." / "shared" / "data" / "sepa"; }

std::string whole_file(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class SealedFile : public TillTest {
 protected:
  /// A debit that is plain, one with another account than before, one from outside of the EEA.
  std::string bytes() {
    AgreementId moved = give();
    Gift abroad = debit_gift(euros(15));
    abroad.giver.address = sepa::PostalAddress{.town = "London", .country = "GB"};
    abroad.account = Account{.holder = "Aimée O'Hara", .iban = iban("GB82WEST12345698765432")};
    give(abroad);
    collected("2026-12-01");
    settle_it(newest(moved).id, euros(10), "1").value();
    write([&](auto& tx) {
      return change_account(tx, ilse, till, moved, {.holder = "Jürgen Groß", .iban = iban("DE02500105170137075030")},
                            {"T", "2"}, now)
          .has_value();
    });
    now = moment("2026-12-10T09:00:00Z");
    return file_of(collected("2027-01-04"));
  }
};
ALLMENDE_ON_BOTH_ENGINES(SealedFile);

TEST_P(SealedFile, is_valid_by_the_schema) {
  fs::path const file = payment_data() / "xsd" / "iso" / "pain.008.001.08.xsd";
  if (!fs::exists(file)) GTEST_SKIP() << file << " is not here";
  std::string const xml = bytes();
  EXPECT_EQ(allmende::test::Schema(file).faults_in(xml), "");
  for (char const* part : {"SMNDA", "<Nm>Juergen Gross</Nm>", "<Nm>Aimee O'Hara</Nm>", "<TwnNm>London</TwnNm>",
                           "<ReqdColltnDt>2027-01-04</ReqdColltnDt>", "Beitrag Hafenblatt RF", "<SeqTp>RCUR</SeqTp>"}) {
    EXPECT_THAT(xml, HasSubstr(part));
  }
}

TEST_P(SealedFile, keeps_to_the_rules_that_germany_adds) {
  fs::path const file = payment_data() / "vectors" / "dk_pain008_rules.json";
  if (!fs::exists(file)) GTEST_SKIP() << file << " is not here";
  auto const rules = json::parse(whole_file(file)).value();
  std::string const xml = bytes();
  for (auto const& element : rules.at("mandatory").as_array()) {
    std::string const path(element.as_string());
    EXPECT_THAT(xml, HasSubstr(fmt::format("<{}>", path.substr(path.rfind('/') + 1))));
  }
  for (auto const& element : rules.at("forbidden").as_array()) {
    std::string const path(element.as_string());
    std::string const last = path.substr(path.rfind('/') + 1);
    if (last == "Prtry" || last == "PstlAdr" || last == "Tp")
      continue;  // elsewhere they are allowed; sepa's tests look
    EXPECT_EQ(xml.find(fmt::format("<{}>", last)), xml.npos) << path;
  }
}

}  // namespace
}  // namespace allmende::contributions
