// The till's pages: what the paper tells everybody, and plots.

#include "banking/banking.h"
#include "contributions/contributions.h"
#include "desk/test_desk.h"
#include "ledger/ledger.h"
#include "tests/support/many_givers.h"
#include "transparency/transparency.h"

namespace allmende::desk::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using transparency::Per;

class TillPages : public testing::Test {
 protected:
  TillPages() {
    Desk::make(database,
               {.paper = "Hafenblatt", .address = "https://blatt.example", .time_zone = "Europe/Berlin", .key = Secret(std::string(32, 'k')), .till = till},
               [] { return kNow; })
        .value()
        .add_to(router);
    auto tx = database.write();
    auto id = people::add_person(tx, people::Actor::command_line(), {.name = "Ilse", .email = "ilse@blatt.example", .roles = {Role::till}}, kNow);
    session = people::begin_session(tx, id.value(), "Firefox, Linux", kNow).reveal();
    tx.commit();
  }
  static std::vector<database::Migration> migrations() {
    auto all = people::migrations();
    for (auto&& some : {jobs::migrations(), ledger::migrations(), contributions::migrations(), banking::migrations(), transparency::migrations()}) all.insert(all.end(), some.begin(), some.end());
    return all;
  }
  http::Response ask(Method method, std::string const& target, std::string const& body = "") {
    http::Fields headers{{"Host", kHost}, {"Content-Type", "application/x-www-form-urlencoded"}, {"Cookie", "redaktion=" + session}};
    if (method != Method::get) headers.push_back({"Origin", "https://blatt.example"});
    return router.answer(http::Request::make(method, target, std::move(headers), body).value());
  }
  std::string get(std::string const& target) { return std::string(ask(Method::get, target).body().view()); }
  /// The page of transparency, filled in; everything in the addresses' way of writing.
  http::Response fill_in(std::string const& fields) { return ask(Method::post, "/redaktion/kasse/transparenz", "marke=" + people::form_token(session) + fields); }
  transparency::Plan plan() {
    auto tx = database.read();
    return transparency::plan(tx);
  }

  contributions::Till till = allmende::test::make_till();
  allmende::test::ScratchDatabase scratch{database::Engine::sqlite};
  database::Database database = scratch.open(migrations());
  http::Router router;
  std::string session;
};

TEST_F(TillPages, plot_money_agreements_and_what_is_promised) {
  {
    auto tx = database.write();
    allmende::test::give(tx, till, contributions::GiverKind::reader, contributions::Interval::monthly, Money::cents(30'00), Date::parse("2026-11-20").value(), kNow);
    tx.commit();
  }
  std::string const page = get("/redaktion/kasse");
  EXPECT_THAT(page, AllOf(HasSubstr("/theme/plots."), HasSubstr("Geld nach Monaten"), HasSubstr("30\u00a0€"), HasSubstr("Oktober 2027"), HasSubstr("Dezember 2025")));
}

TEST_F(TillPages, take_goal_spending_and_text) {
  auto const answer = fill_in("&ziel=8.000&ausgaben=Schreiben%3A+5.000%0D%0ADruck%3A+Papier%3A+24.000%2C50+im+Jahr%0D%0A&text=Warum.%0D%0A%0D%0ADarum.");
  EXPECT_EQ(http::number_of(answer.status()), 200);
  transparency::Plan const expected{Money::cents(8'000'00), {{"Schreiben", Money::cents(5'000'00), Per::month}, {"Druck: Papier", Money::cents(24'000'50), Per::year}}, "Warum.\n\nDarum."};
  EXPECT_EQ(plan(), expected);
  EXPECT_THAT(get("/redaktion/kasse/transparenz"), AllOf(HasSubstr("value=\"8000\""), HasSubstr("Druck: Papier: 24000.50 im Jahr")));
}

TEST_F(TillPages, say_which_line_cannot_be_read_and_keep_what_was_typed) {
  auto const answer = fill_in("&ziel=viel&ausgaben=&text=");
  EXPECT_EQ(http::number_of(answer.status()), 422);
  auto const second = fill_in("&ziel=1&ausgaben=Druck+1.200&text=Bleibt");
  EXPECT_EQ(http::number_of(second.status()), 422);
  EXPECT_THAT(std::string(second.body().view()), AllOf(HasSubstr("Druck 1.200"), HasSubstr("Bleibt"), HasSubstr("aria-invalid=\"true\"")));
  EXPECT_EQ(plan(), transparency::Plan{});
}

TEST_F(TillPages, show_again_what_they_stored) {
  fill_in("&ziel=12%2C50&ausgaben=Druck%3A+1.200%2C50+im+Jahr&text=");
  auto const before = plan();
  fill_in("&ziel=12.50&ausgaben=Druck%3A+1200.50+im+Jahr&text=");
  EXPECT_EQ(plan(), before);
}

}  // namespace
}  // namespace allmende::desk::test
