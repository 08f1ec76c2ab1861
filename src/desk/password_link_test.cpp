// From a forgotten password to another one: what strangers are told, and what is sent.

#include "desk/password_link.h"

#include <gmock/gmock.h>

#include <fstream>

#include "desk/desk.h"
#include "tests/support/scratch_database.h"

namespace allmende::desk {
namespace {

using http::Method;
using http::Status;
using people::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class PasswordLink : public testing::Test {
 protected:
  PasswordLink() {
    desk.add_to(router);
    VERIFY(add_jobs(handlers, settings(outbox)).has_value());
    outbox->add_to(handlers, mail::Folder{scratch.folder() / "outgoing"});
  }

  Settings settings(std::shared_ptr<mail::Outbox const> by) const {
    return {.paper = "Hafenblatt", .address = "https://blatt.example", .time_zone = "Europe/Berlin",
            .key = Secret(std::string(32, 'k')), .outbox = std::move(by)};
  }
  Secret invite(people::NewPerson const& person) {
    auto tx = database.write();
    auto id = people::add_person(tx, people::Actor::command_line(), person, now).value();
    Secret token = people::invite(tx, people::Actor::command_line(), id, now).value();
    tx.commit();
    return token;
  }
  void employ(std::string const& email, Language language = Language::german()) {
    Secret token = invite({.name = "Jo", .email = email, .language = language, .roles = {Role::author}});
    VERIFY(people::accept_invitation(database, token.reveal(), Secret("Ebbe und Flut"), now).has_value());
  }

  http::Response ask(Method method, std::string const& target, std::string const& body = "") {
    http::Fields headers{{"Host", "blatt.example"}, {"Content-Type", "application/x-www-form-urlencoded"}, {"Origin", "https://blatt.example"}};
    return router.answer(http::Request::make(method, target, std::move(headers), body).value());
  }
  http::Response ask_for(std::string const& email) { return ask(Method::post, "/redaktion/passwort", "email=" + email); }

  /// What has been sent by now, when all jobs are done.
  std::vector<std::string> letters() {
    jobs::run_due(database, handlers, {.clock = [this] { return now; }});
    std::vector<std::string> found;
    if (!std::filesystem::exists(scratch.folder() / "outgoing")) return found;
    for (auto const& file : std::filesystem::directory_iterator(scratch.folder() / "outgoing")) {
      std::ifstream in(file.path());
      std::string bytes{std::istreambuf_iterator<char>(in), {}};
      constexpr std::string_view kFold = "=\r\n";  // in lines that were too long for mail
      for (auto at = bytes.find(kFold); at != std::string::npos; at = bytes.find(kFold, at)) bytes.erase(at, kFold.size());
      found.push_back(std::move(bytes));
    }
    return found;
  }
  static std::string link_in(std::string const& letter) {
    constexpr std::string_view kSite = "https://blatt.example";
    auto begin = letter.find(std::string(kSite) + "/redaktion/passwort/");
    VERIFY(begin != std::string::npos);
    begin += kSite.size();
    return letter.substr(begin, letter.find("\r\n", begin) - begin);
  }
  bool signs_in(std::string const& password) {
    return ask(Method::post, "/redaktion/anmelden", "email=jo%40blatt.example&passwort=" + password).status() == Status::see_other;
  }

  static std::vector<database::Migration> migrations() {
    auto all = people::migrations();
    for (auto&& some : jobs::migrations()) all.push_back(some);
    return all;
  }

  Instant now = Instant::parse("2026-11-27T09:00:00Z").value();
  test::ScratchDatabase scratch{database::Engine::sqlite};
  database::Database database = scratch.open(migrations());
  std::shared_ptr<mail::Outbox const> outbox =
      std::make_shared<mail::Outbox const>(mail::Mailbox::parse("redaktion@blatt.example").value(), Secret(std::string(32, 'k')));
  Desk desk = Desk::make(database, settings(outbox), [this] { return now; }).value();
  jobs::Handlers handlers;
  http::Router router;
};

TEST_F(PasswordLink, is_mailed_and_lets_choose_another_password_once) {
  employ("jo@blatt.example");
  EXPECT_EQ(ask_for("Jo%40blatt.example").status(), Status::ok);
  auto sent = letters();
  ASSERT_THAT(sent, SizeIs(1));
  EXPECT_THAT(sent[0], AllOf(HasSubstr("To: Jo <jo@blatt.example>\r\n"), HasSubstr("Guten Tag Jo,\r\n"), HasSubstr("\r\n<p><a href=3D\"https://blatt")));
  std::string link = link_in(sent[0]);
  EXPECT_THAT(std::string(ask(Method::get, link).body().view()), HasSubstr("value=\"jo@blatt.example\""));
  auto short_one = ask(Method::post, link, "passwort=kurz");
  EXPECT_EQ(short_one.status(), Status::unprocessable_content);
  EXPECT_THAT(std::string(short_one.body().view()), HasSubstr("mindestens 12 Zeichen"));
  EXPECT_EQ(ask(Method::post, link, "passwort=drei+neue+Kutter").status(), Status::see_other);
  EXPECT_EQ(ask(Method::post, link, "passwort=vier+neue+Kutter").status(), Status::not_found);
  EXPECT_EQ(ask(Method::get, link).status(), Status::not_found);
  EXPECT_FALSE(signs_in("Ebbe+und+Flut"));
  EXPECT_TRUE(signs_in("drei+neue+Kutter"));
}

TEST_F(PasswordLink, is_in_the_persons_language) {
  employ("jo@blatt.example", Language::english());
  ask_for("jo%40blatt.example");
  EXPECT_THAT(letters().at(0), HasSubstr("Subject: A new password for Hafenblatt\r\n"));
}

TEST_F(PasswordLink, tells_nobody_whether_there_is_an_account) {
  employ("jo@blatt.example");
  auto known = ask_for("jo%40blatt.example");
  auto again = ask_for("jo%40blatt.example");
  auto unknown = ask_for("ni%40blatt.example");
  EXPECT_EQ(known.body().view(), unknown.body().view());
  EXPECT_EQ(known.body().view(), again.body().view());
  EXPECT_EQ(known.status(), unknown.status());
  auto tx = database.read();
  EXPECT_EQ(jobs::count(tx).waiting, 3) << "the same was done for all of them";
  EXPECT_THAT(people::newest_deeds(tx, 1).at(0).what, "invited");
}

TEST_F(PasswordLink, goes_to_nobody_else_and_not_again_at_once) {
  employ("jo@blatt.example");
  for (std::string email : {"jo%40blatt.example", "ni%40blatt.example", "jo%40blatt.example"}) ask_for(email);
  EXPECT_THAT(letters(), SizeIs(1));
  auto tx = database.read();
  auto left = jobs::count(tx);
  EXPECT_EQ(left.waiting + left.claimed + left.failed, 0);
}

TEST_F(PasswordLink, is_not_asked_for_again_and_again_by_one_source) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(ask_for("ni%40blatt.example").status(), Status::ok);
  auto response = ask_for("jo%40blatt.example");
  EXPECT_EQ(response.status(), Status::too_many_requests);
  EXPECT_EQ(response.header("Retry-After"), "15");
}

TEST_F(PasswordLink, is_refused_for_what_is_no_address) {
  for (std::string wrong : {"", "jo", "jo%40", "%3Cjo%40x%3E"}) {
    EXPECT_EQ(ask_for(wrong).status(), Status::unprocessable_content) << wrong;
  }
  EXPECT_THAT(letters(), SizeIs(0));
}

TEST_F(PasswordLink, needs_a_mail_server_and_says_whom_to_ask_without_one) {
  auto without = Desk::make(database, settings(nullptr), [this] { return now; }).value();
  http::Router other;
  without.add_to(other);
  for (Method method : {Method::get, Method::post}) {
    http::Fields headers{{"Host", "blatt.example"}, {"Content-Type", "application/x-www-form-urlencoded"}, {"Origin", "https://blatt.example"}};
    std::string body = method == Method::post ? "email=jo%40blatt.example" : "";
    auto response = other.answer(http::Request::make(method, "/redaktion/passwort", std::move(headers), body).value());
    EXPECT_EQ(response.status(), Status::ok);
    EXPECT_THAT(std::string(response.body().view()), AllOf(HasSubstr("keine Post"), Not(HasSubstr("<form"))));
  }
  auto tx = database.read();
  EXPECT_EQ(jobs::count(tx).waiting, 0);
}

TEST_F(PasswordLink, that_no_letter_can_bring_is_none_and_the_operator_sees_that) {
  employ("jö@blatt.example");
  ask_for("j%C3%B6%40blatt.example");
  EXPECT_THAT(letters(), SizeIs(0));
  auto tx = database.read();
  EXPECT_EQ(jobs::count(tx).failed, 1);
  EXPECT_THAT(people::newest_deeds(tx, 1).at(0).what, Not("password link"));
}

}  // namespace
}  // namespace allmende::desk
