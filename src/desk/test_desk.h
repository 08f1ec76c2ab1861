#pragma once
// A desk, and somebody who asks as browsers do, for this room's tests.

#include <gmock/gmock.h>

#include "advertising/advertising.h"
#include "appeals/appeals.h"
#include "desk/desk.h"
#include "edition/edition.h"
#include "jobs/jobs.h"
#include "tests/support/scratch_database.h"

namespace allmende::desk::test {

using http::Method;
using people::PersonId;
using people::Role;
using people::Roles;

inline Instant const kNow = Instant::parse("2026-11-27T09:00:00Z").value();
inline constexpr char kHost[] = "blatt.example";

/// A PNG of 6 by 4 pixels, grey; the other one is lighter.
enum class Grey { dark, light };
inline std::string picture(Grey grey = Grey::dark) {
  using namespace std::string_literals;
  std::string head = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x06\0\0\0\x04\x08\0\0\0\0\x88\x6f\x11\x9f\0\0\0\x0eIDAT\x78\xda\x63"s;
  std::string dark = "\x88\x02\x03\x06\x6c\x14\0\x76\x3c\x08\x71\xf4\xf7\x1b\xa5"s;
  std::string light = "\x58\0\x06\x0c\xd8\x28\0\xd2\x1c\x0f\x01\x66\x88\xf9\x88"s;
  return head + (grey == Grey::dark ? dark : light) + "\0\0\0\0IEND\xae\x42\x60\x82"s;
}

class DeskTest : public testing::Test {
 protected:
  DeskTest() {
    desk.add_to(router);
    auto tx = database.write();
    auto begun = manuscripts::begin(tx, people::Actor::command_line(),
                                    {.headline = "Der Kai", .section = Slug::parse("hafen").value()}, kNow);
    VERIFY(begun == manuscripts::ArticleNumber(1001));
    edition::put_issue(tx, {Date::parse("2026-11-28").value(), 271, "", {{"1"}}, edition::IssueState::planned});
    Slug name = Slug::parse("bleibt").value();
    appeals::put_appeal(tx, {name, Language::german(), "Die Zeitung bleibt"});
    advertising::put_campaign(tx, {.slug = name, .title = "Kalender"});
    VERIFY(pictures.add(tx, "kran.png", picture()).has_value());
    tx.commit();
  }

  /// A session's token of somebody with these roles.
  std::string at_work(Roles roles, std::string const& email = "jo@blatt.example") {
    auto tx = database.write();
    auto id = people::add_person(tx, people::Actor::command_line(), {.name = "Jo", .email = email, .roles = roles}, kNow);
    VERIFY(id.has_value());
    std::string token = people::begin_session(tx, *id, "Firefox, Linux", kNow).reveal();
    tx.commit();
    return token;
  }

  http::Response ask(Method method, std::string const& target, std::string const& session = "", std::string const& body = "",
                     http::Fields more = {}) {
    http::Fields headers{{"Host", kHost}, {"Content-Type", "application/x-www-form-urlencoded"}};
    if (!session.empty()) headers.push_back({"Cookie", "redaktion=" + session});
    if (method != Method::get && more.empty()) more = {{"Origin", "https://blatt.example"}};
    headers.insert(headers.end(), more.begin(), more.end());
    return router.answer(http::Request::make(method, target, std::move(headers), body).value());
  }
  int status(Method method, std::string const& target, std::string const& session = "", std::string const& body = "",
             http::Fields more = {}) {
    return http::number_of(ask(method, target, session, body, std::move(more)).status());
  }
  /// As the desk's own page asks: a form with its token, or a script with it in a header.
  http::Response ask_well(RouteFacts const& route, std::string const& session) {
    if (!route.for_script) return ask(route.method, address(route), session, form_of(session));
    return ask(route.method, address(route), session, "{}",
               {{"Origin", "https://blatt.example"}, {"Content-Type", "application/json"}, {"X-Marke", people::form_token(session)}});
  }
  static std::string form_of(std::string const& session, std::string const& more = "") {
    return "marke=" + people::form_token(session) + more;
  }

  /// The route's address with a person that there is.
  static std::string address(RouteFacts const& route) {
    std::string target = route.pattern;
    for (auto [name, value] : {std::pair("{person}", "1"), std::pair("{marke}", "invented"), std::pair("{artikel}", "1001"),
                               std::pair("{eintrag}", "1"), std::pair("{notiz}", "1"), std::pair("{tag}", "2026-11-28"), std::pair("{name}", "bleibt"),
                               std::pair("{bild}", "kran.png"), std::pair("{nummer}", "1"), std::pair("{datei}", "0123456789abcdef-480.webp")}) {
      if (auto at = target.find(name); at != target.npos) target.replace(at, std::string_view(name).size(), value);
    }
    return target;
  }

  static std::vector<database::Migration> migrations() {
    auto all = people::migrations();
    for (auto&& some : {jobs::migrations(), media::migrations(), newsroom::migrations(), edition::migrations(), manuscripts::migrations(),
                        appeals::migrations(), advertising::migrations()}) {
      all.insert(all.end(), some.begin(), some.end());
    }
    return all;
  }

  allmende::test::ScratchDatabase scratch{database::Engine::sqlite};
  database::Database database = scratch.open(migrations());
  int waits_for_readers = 0;
  media::Pictures pictures{scratch.folder() / "pictures", ALLMENDE_PICTURES};
  Desk desk = Desk::make(database,
                         {.paper = "Hafenblatt", .address = "https://blatt.example", .time_zone = "Europe/Berlin",
                          .key = Secret(std::string(32, 'k')),
                          .workflow = {.publishers = manuscripts::kWriters},  // so that the routes alone decide
                          .picture_files = &pictures,
                          .until_shown = [this] { ++waits_for_readers; }},
                         [] { return kNow; }).value();
  http::Router router;
};

}  // namespace allmende::desk::test
