// The story that lies beside the project: one run, and all that happened to it.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "banking/test_bank.h"

namespace allmende::banking {
namespace {

using namespace banking::test;
using testing::SizeIs;

class Story : public BankTest {
 protected:
  static std::filesystem::path folder() {
    return std::filesystem::path(ALLMENDE_SOURCE).parent_path() / "shared" / "data" / "sepa" / "synthetic";
  }

  void SetUp() override {
    if (!std::filesystem::exists(folder())) GTEST_SKIP() << folder() << " is not here";
    run = collected();
    std::size_t i = 0;
    for (c::AgreementId id : {anna, ben, cem}) {
      ++i;
      ours.emplace_back(fmt::format("C-000{}-202612", i), name_of_attempt(id));
      ours.emplace_back(fmt::format("M-000{}", i), mandate_of(id));
    }
    ours.emplace_back("RUN-2026-12-01-RCUR", batch_of(run));
  }

  /// The file whose name begins so, with the names that our own run has.
  std::string part(std::string_view number) {
    for (auto const& file : std::filesystem::directory_iterator(folder())) {
      if (!file.path().filename().string().starts_with(number)) continue;
      std::ifstream in(file.path(), std::ios::binary);
      std::string text{std::istreambuf_iterator<char>(in), {}};
      for (auto const& [theirs, our] : ours) {
        for (auto at = text.find(theirs); at != text.npos; at = text.find(theirs, at + our.size()))
          text.replace(at, theirs.size(), our);
      }
      return text;
    }
    return {};
  }

  c::RunId run{0};
  std::vector<std::pair<std::string, std::string>> ours;
};
ALLMENDE_ON_BOTH_ENGINES(Story);

TEST_P(Story, of_a_run_that_was_paid_returned_and_refunded) {
  EXPECT_EQ(imported(part("01")).unexplained, 0);
  EXPECT_EQ(balance(chart::kDebitClearing), euros(0));

  EXPECT_EQ(imported(part("02")).unexplained, 0);
  EXPECT_EQ(balance(chart::kReturned), euros(22, 50));
  EXPECT_EQ(balance(chart::kReturnFees), euros(3));

  Import const gifts = imported(part("03"));
  EXPECT_EQ(gifts.booked, 3);
  EXPECT_EQ(gifts.unexplained, 3) << "twins, and a reference of nobody here";

  Import const refunds = imported(part("04"));
  EXPECT_EQ(only_line(refunds, 1).cause, Cause::contradiction) << "returned before";
  EXPECT_EQ(only_line(refunds, 2).cause, Cause::unknown);
  EXPECT_EQ(balance(chart::kBank), euros(1009, 50));
  for (std::string_view const again : {"01", "02", "03", "04"}) EXPECT_EQ(import(part(again))->outcome, Imported::Outcome::known);
}

TEST_P(Story, F23_is_refused_where_a_part_is_missing) {
  imported(part("01"));
  EXPECT_EQ(code_of(import(part("03"))), Code::conflict);
  EXPECT_EQ(code_of(import(part("04"))), Code::conflict);
  imported(part("02"));
  EXPECT_EQ(imported(part("03")).booked, 3);
}

TEST_P(Story, of_a_payment_that_was_rejected_and_a_batch_that_has_it_all_the_same) {
  EXPECT_EQ(imported(part("05")).rejections, 1);
  EXPECT_EQ(balance(chart::kDebitClearing), euros(22, 50));
  Import const file = imported(part("01"));
  EXPECT_EQ(file.unexplained, 1) << "the two files contradict each other";
  EXPECT_EQ(balance(chart::kDebitClearing), euros(0));
}

}  // namespace
}  // namespace allmende::banking
