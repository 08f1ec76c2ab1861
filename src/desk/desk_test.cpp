// Every route of the desk, asked for by everyone.

#include "desk/access.h"
#include "desk/frame.h"
#include "desk/test_desk.h"

namespace allmende::desk {
namespace {

using test::DeskTest;
using test::kNow;
using http::Method;
using people::PersonId;
using people::Role;
using people::Roles;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST_F(DeskTest, has_in_its_table_every_route_that_it_adds) {
  auto facts = Desk::routes();
  auto added = router.routes();
  ASSERT_EQ(facts.size(), added.size());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    EXPECT_EQ(facts[i].pattern, added[i]->pattern);
    EXPECT_EQ(facts[i].method, added[i]->method);
  }
}

TEST_F(DeskTest, asks_strangers_to_sign_in_on_every_route_that_is_not_for_everyone) {
  for (RouteFacts const& route : Desk::routes()) {
    if (route.access.who == Access::For::everyone) continue;
    for (std::string session : {std::string(), std::string("invented")}) {
      auto response = ask(route.method, address(route), session, "marke=invented");
      if (route.method == Method::get && !route.for_script) {
        EXPECT_EQ(response.status(), http::Status::see_other) << route.pattern;
        EXPECT_THAT(std::string(*response.header("Location")), testing::StartsWith("/redaktion/anmelden")) << route.pattern;
      } else {
        EXPECT_EQ(response.status(), http::Status::unauthorized) << route.pattern;
      }
    }
  }
}

TEST_F(DeskTest, opens_each_route_to_its_roles_and_to_no_other) {
  std::string administrator = at_work({Role::administrator}, "first@blatt.example");
  for (Role role : people::kRoles) {
    std::string session = at_work({role}, std::string(people::name_of(role)) + "@blatt.example");
    for (RouteFacts const& route : Desk::routes()) {
      if (route.access.who == Access::For::everyone || route.pattern == "/redaktion/abmelden") continue;
      bool may = route.access.roles.empty() || route.access.roles.has(role);
      int answered = http::number_of(ask_well(route, session).status());
      EXPECT_EQ(answered != 403 && answered != 401, may) << people::name_of(role) << ' ' << route.pattern << ' ' << answered;
      EXPECT_NE(answered, 500);
    }
  }
}

TEST_F(DeskTest, takes_no_form_without_the_sessions_token_or_from_elsewhere) {
  at_work({Role::administrator}, "first@blatt.example");
  std::string session = at_work({Role::administrator, Role::editor});
  std::string another = at_work({Role::administrator, Role::editor}, "ada@blatt.example");
  for (RouteFacts const& route : Desk::routes()) {
    if (route.method == Method::get) continue;
    std::string target = address(route);
    for (http::Fields const& elsewhere : {http::Fields{{"Origin", "https://evil.example"}}, {{"Origin", "null"}},
                                          {{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://blatt.example"}},
                                          {{"Sec-Fetch-Site", "same-site"}}, {{"X-None", "1"}}}) {
      http::Fields headers = elsewhere;
      if (route.for_script) headers.push_back({"X-Marke", people::form_token(session)});
      EXPECT_EQ(status(route.method, target, session, form_of(session), headers), 403) << target;
    }
    if (route.access.who == Access::For::everyone) continue;
    for (std::string body : {std::string(), std::string("marke="), form_of(another), std::string("marke=%00")}) {
      if (body == "marke=%00") body = "marke=x";
      EXPECT_EQ(status(route.method, target, session, body), 403) << target;
    }
  }
  auto tx = database.read();
  EXPECT_EQ(people::newest_deeds(tx, 10).size(), 3u) << "nobody did anything but come";
}

TEST_F(DeskTest, answers_a_form_when_readers_are_shown_what_it_did) {
  std::string session = at_work(Roles{Role::editor});
  EXPECT_EQ(status(Method::get, "/redaktion/konto", session), 200);
  EXPECT_EQ(waits_for_readers, 0);
  EXPECT_EQ(status(Method::post, "/redaktion/konto/sitzungen", session, form_of(session)), 303);
  EXPECT_EQ(waits_for_readers, 1);
}

TEST_F(DeskTest, takes_a_form_behind_a_proxy_that_writes_another_host) {
  std::string session = at_work({Role::administrator});
  auto request = [&](std::string origin) {
    return router.answer(http::Request::make(Method::post, "/redaktion/konto/sitzungen",
                                             {{"Host", "127.0.0.1:8080"}, {"Origin", std::move(origin)}, {"Cookie", "redaktion=" + session},
                                              {"Content-Type", "application/x-www-form-urlencoded"}},
                                             form_of(session)).value()).status();
  };
  EXPECT_EQ(request("https://blatt.example"), http::Status::see_other);
  EXPECT_EQ(request("https://blatt.example.evil.example"), http::Status::forbidden);
}

TEST_F(DeskTest, is_kept_by_nobody) {
  std::string session = at_work({Role::administrator, Role::editor});
  for (RouteFacts const& route : Desk::routes()) {
    if (route.method != Method::get) continue;
    auto response = ask(Method::get, address(route), session);
    bool is_rendition = route.pattern.ends_with("/{bild}/datei");
    EXPECT_EQ(response.header("Cache-Control"), is_rendition ? "private, max-age=3600" : "no-store") << route.pattern;
    EXPECT_EQ(response.header("X-Robots-Tag"), "noindex") << route.pattern;
  }
}

TEST_F(DeskTest, sends_nobody_elsewhere_after_signing_in) {
  auto page_after_of = [&](std::string const& wanted) {
    auto request = http::Request::make(Method::get, "/redaktion/anmelden?weiter=" + wanted).value();
    return page_after(request);
  };
  EXPECT_EQ(page_after_of("/redaktion/konto"), "/redaktion/konto");
  EXPECT_EQ(page_after_of("/redaktion/leute/7"), "/redaktion/leute/7");
  for (std::string wrong : {"https://evil.example", "//evil.example", "/redaktionx", "/redaktion/%5C%5Cevil", "/redaktion/a%0Ab", ""}) {
    EXPECT_EQ(page_after_of(wrong), "/redaktion") << wrong;
  }
}

TEST_F(DeskTest, shows_what_a_person_typed_as_text) {
  std::string session = at_work({Role::administrator});
  auto response = ask(Method::post, "/redaktion/leute", session, form_of(session, "&name=%3Cscript%3E&email=x%22%3E%3Cb%3E"));
  EXPECT_EQ(response.status(), http::Status::unprocessable_content);
  std::string page(response.body().view());
  EXPECT_THAT(page, AllOf(HasSubstr("&lt;script&gt;"), Not(HasSubstr("<script>")), Not(HasSubstr("<b>"))));
}

TEST_F(DeskTest, has_words_in_the_persons_language_for_every_refusal_of_a_form) {
  std::string session = at_work({Role::administrator}, "first@blatt.example");
  auto tx = database.write();
  std::vector<Refusal> refusals;
  auto hear = [&](auto const& result) {
    ASSERT_FALSE(result.has_value());
    refusals.push_back(result.error());
  };
  auto by_command_line = people::Actor::command_line();
  for (auto [name, email] : {std::pair<std::string, std::string>{"", "a@b.example"}, {std::string(201, 'x'), "a@b.example"}, {"a\nb", "a@b.example"},
                             {"Jo", "jo"}, {"Jo", std::string(255, 'x')}, {"Jo", "first@blatt.example"}}) {
    hear(people::add_person(tx, by_command_line, {.name = name, .email = email}, kNow));
  }
  hear(people::set_active(tx, by_command_line, PersonId(1), false, kNow));
  auto second = people::add_person(tx, by_command_line, {.name = "Jo", .email = "jo@blatt.example"}, kNow);
  ASSERT_TRUE(people::set_active(tx, by_command_line, *second, false, kNow));
  hear(people::invite(tx, by_command_line, *second, kNow));
  hear(people::invited(tx, "spent", kNow));
  hear(people::holder_of_reset(tx, "spent", kNow));
  for (std::string password : {std::string("kurz"), std::string(1001, 'x') + "y", std::string("passwortpasswort")}) {
    hear(people::check_password(Secret(password), "Jo", "jo@blatt.example"));
  }
  auto self = people::at_work(tx, session, kNow)->actor;
  hear(people::change_password(database, self, Secret("falsch"), Secret("drei Möwen auf dem Dach"), session, kNow));
  hear(people::drop_second_factor(database, self, Secret("falsch"), kNow));
  Secret key(std::string(32, 'k'));
  auto offer = people::offer_second_factor(key, "Hafenblatt", "jo@blatt.example");
  hear(people::take_second_factor(tx, self, key, offer.sealed, "12345", kNow));
  auto german = words::Words::make(Language::german(), "Europe/Berlin").value();
  for (Refusal const& refusal : refusals) {
    EXPECT_THAT(refusal_words(german, refusal), Not(HasSubstr(refusal.message))) << refusal.message;
  }
}

TEST_F(DeskTest, tells_a_script_that_signs_in_again_by_json) {
  auto try_it = [&](http::Fields more) {
    more.insert(more.end(), {{"Origin", "https://blatt.example"}, {"Accept", "application/json"}});
    return ask(Method::post, "/redaktion/anmelden", "", "email=jo%40blatt.example&passwort=" + std::string("Ebbe+und+Flut"), std::move(more));
  };
  at_work({Role::author});
  auto refused = try_it({});
  EXPECT_EQ(refused.status(), http::Status::unauthorized);
  EXPECT_EQ(refused.body().view(), R"({"why":"wrong","wait":0})");
  auto token = [&] {
    auto tx = database.write();
    auto made = people::invite(tx, people::Actor::command_line(), PersonId(1), kNow).value();
    tx.commit();
    return made;
  }();
  ASSERT_TRUE(people::accept_invitation(database, token.reveal(), Secret("Ebbe und Flut"), kNow));
  auto in = try_it({});
  EXPECT_EQ(in.status(), http::Status::ok);
  EXPECT_EQ(in.body().view(), "{}");
  EXPECT_TRUE(in.header("Set-Cookie"));
  EXPECT_EQ(try_it({{"Sec-Fetch-Site", "cross-site"}}).status(), http::Status::forbidden);
}

TEST_F(DeskTest, answers_slowly_and_says_when_to_come_back_to_who_guesses) {
  http::Response last = http::Response::text("");
  for (int i = 0; i < 6; ++i) last = ask(Method::post, "/redaktion/anmelden", "", "email=jo%40blatt.example&passwort=falsch");
  EXPECT_EQ(last.status(), http::Status::too_many_requests);
  EXPECT_EQ(last.header("Retry-After"), "15");
}

}  // namespace
}  // namespace allmende::desk
