// The page on what readers give and what it is spent on, and the same as data.

#include <gmock/gmock.h>

#include "json/json.h"
#include "site/test_paper.h"
#include "site/transparency_pages.h"
#include "tests/support/many_givers.h"
#include "tests/support/staff_at_work.h"

namespace allmende::site {
namespace {

using contributions::GiverKind;
using contributions::Interval;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using transparency::Per;

class Transparency : public testing::Test {
 protected:
  explicit Transparency(bool has_till = true) : paper(settings(has_till)) {
    paper.router.get("/transparenz", "transparency", [this](auto const& request) { return transparency_page(paper.context, request); });
    paper.router.get("/transparenz.json", "transparency", [this](auto const& request) { return transparency_json(paper.context, request); });
  }
  static Settings settings(bool has_till) {
    Settings settings = TestPaper::settings();
    settings.has_till = has_till;
    return settings;
  }
  Instant now() const { return paper.context.now(); }

  template <class Write>
  void write(Write const& act) {
    auto tx = paper.database.write();
    act(tx);
    tx.commit();
  }
  Money give(int count, GiverKind kind, Interval interval, Money least, std::string_view on) {
    Money sum = Money::cents(0);
    write([&](auto& tx) { sum = allmende::test::give_all(tx, till, count, kind, interval, least, day(on), now()); });
    return sum;
  }
  void tell() {
    write([&](auto& tx) { VERIFY(transparency::tell(tx, people::Actor::clock(), till, day("2026-11-20"), now()).has_value()); });
  }
  void plan(transparency::Plan const& plan) {
    write([&](auto& tx) {
      auto ilse = allmende::test::employ(tx, "Ilse", {people::Role::till}, now());
      VERIFY(transparency::write_plan(tx, ilse, plan, now()).has_value());
    });
  }
  json::Value data() { return json::parse(paper.get("/transparenz.json")).value(); }

  TestPaper paper;
  contributions::Till till = allmende::test::make_till();
};

struct WithoutTill : Transparency {
  WithoutTill() : Transparency(false) {}
};

TEST_F(WithoutTill, there_is_no_such_page) {
  for (char const* path : {"/transparenz", "/transparenz.json"}) EXPECT_EQ(http::number_of(paper.answer(path).status()), 404);
}

TEST_F(Transparency, shows_what_has_settled_of_the_goal_and_until_when) {
  plan({.goal = Money::cents(8'000'00), .spending = {{"Druck & Porto", Money::cents(1'200'00), Per::year}}, .text = "Erstens.\n\nZweitens."});
  give(12, GiverKind::reader, Interval::monthly, Money::cents(10'00), "2026-11-10");
  tell();
  std::string const page = paper.get("/transparenz");
  EXPECT_THAT(page, AllOf(HasSubstr("<strong>186\u00a0€</strong>"), HasSubstr("8.000\u00a0€"), HasSubstr("20.\u00a0November 2026")));
  EXPECT_THAT(page, AllOf(HasSubstr("<p>Erstens.</p>"), HasSubstr("<p>Zweitens.</p>"), HasSubstr("Druck &amp; Porto"), HasSubstr("100\u00a0€")));
  EXPECT_THAT(page, ContainsRegex("/theme/plots\\.[a-z0-9]+\\.css"));
}

TEST_F(Transparency, is_linked_from_every_page_when_there_is_a_goal) {
  EXPECT_THAT(paper.get("/transparenz"), Not(HasSubstr("<li><a href=\"/transparenz\">")));
  plan({.goal = Money::cents(8'000'00)});
  EXPECT_THAT(paper.get("/transparenz"), HasSubstr("<li><a href=\"/transparenz\">"));
}

TEST_F(Transparency, is_there_when_nothing_was_told_yet) {
  EXPECT_THAT(paper.get("/transparenz"), HasSubstr("Noch gibt es keine Zahlen."));
}

TEST_F(Transparency, shows_nothing_of_three) {
  give(3, GiverKind::organisation, Interval::once, Money::cents(4'321'00), "2026-11-10");
  tell();
  EXPECT_THAT(paper.get("/transparenz"), Not(HasSubstr("4.32")));
  EXPECT_THAT(paper.get("/transparenz.json"), Not(HasSubstr("432")));
}

TEST_F(Transparency, has_the_same_numbers_as_data) {
  plan({.goal = Money::cents(8'000'00), .spending = {{"Druck", Money::cents(1'200'50), Per::year}}});
  give(12, GiverKind::reader, Interval::monthly, Money::cents(10'00), "2026-10-10");
  give(10, GiverKind::member, Interval::once, Money::cents(20'00), "2026-10-11");
  tell();
  auto const all = data().as_object();
  EXPECT_EQ(all.at("format").as_string(), "allmende-transparency/1");
  EXPECT_EQ(all.at("goal").as_string(), "8000.00");
  EXPECT_EQ(all.at("givers").as_int64(), 12);
  EXPECT_EQ(all.at("statements_until").as_string(), "2026-11-20");
  auto const& months = all.at("months").as_array();
  ASSERT_EQ(months.size(), 24u);
  EXPECT_EQ(json::write(months.back()), R"({"month":"2026-11","settled":"0.00","kinds":[]})");
  EXPECT_EQ(json::write(months[22]), R"({"month":"2026-10","settled":"431.00","kinds":[{"kind":"regular-readers","amount":"186.00"},{"kind":"once-members","amount":"245.00"}]})");
  EXPECT_EQ(json::write(all.at("spending")), R"([{"name":"Druck","amount":"1200.50","per":"year"}])");
}

}  // namespace
}  // namespace allmende::site
