// A password that was forgotten.

#include <fstream>

#include "people/test_staff.h"

namespace allmende::people {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class ForgottenPassword : public StaffTest {
 protected:
  std::optional<ResetLink> ask(std::string const& email) {
    return write([&](auto& tx) { return forgotten_password(tx, email, now); });
  }
  Result<Person> reset(Secret const& token, Secret const& password = kOtherPassword) {
    return reset_password(database, token.reveal(), password, now);
  }
  bool is_good(Secret const& token) {
    auto tx = database.read();
    return holder_of_reset(tx, token.reveal(), now).has_value();
  }
};
ALLMENDE_ON_BOTH_ENGINES(ForgottenPassword);

TEST_P(ForgottenPassword, is_replaced_by_a_link_once_and_all_sessions_end) {
  PersonId ada = employ("Ada");
  auto in = sign_in("Ada");
  auto link = ask("ADA@blatt.example");
  ASSERT_TRUE(link);
  EXPECT_EQ(link->person.id, ada);
  EXPECT_TRUE(at_work(in.session)) << "nothing has happened yet";
  EXPECT_EQ(reset(link->token, Secret("kurz")).error().code, Code::limit);
  EXPECT_EQ(reset(link->token, Secret("ada@blatt.example")).error().code, Code::invalid);
  EXPECT_TRUE(reset(link->token));
  EXPECT_FALSE(at_work(in.session));
  EXPECT_EQ(refusal(attempt("Ada")), NotSignedIn::wrong);
  EXPECT_TRUE(entrance.sign_in(attempt("Ada", kOtherPassword), now));
  EXPECT_EQ(reset(link->token).error().code, Code::not_found) << "used";
}

TEST_P(ForgottenPassword, makes_links_that_are_good_for_an_hour_and_the_newest_alone) {
  employ("Ada");
  auto first = ask("ada@blatt.example");
  Instant then = now;
  now = later(then, kResetLife - 1s);
  EXPECT_TRUE(is_good(first->token));
  now = later(then, kResetLife);
  EXPECT_FALSE(is_good(first->token));
  EXPECT_EQ(reset(first->token).error().code, Code::not_found) << "too old";
  now = later(then, 10min);
  auto second = ask("ada@blatt.example");
  EXPECT_FALSE(is_good(first->token)) << "replaced";
  EXPECT_TRUE(is_good(second->token));
  EXPECT_FALSE(is_good(Secret("")));
}

TEST_P(ForgottenPassword, brings_no_second_link_within_five_minutes) {
  employ("Ada");
  auto first = ask("ada@blatt.example");
  now = later(now, kResetPause - 1s);
  EXPECT_FALSE(ask("ada@blatt.example"));
  EXPECT_TRUE(is_good(first->token)) << "a stranger who asks again takes no link away";
  now = later(now, 1s);
  EXPECT_TRUE(ask("ada@blatt.example"));
}

TEST_P(ForgottenPassword, brings_no_link_to_who_may_not_sign_in) {
  employ("Ada", {Role::administrator});
  PersonId jo = employ("Jo");
  add("Invited", {});
  auto link = ask("jo@blatt.example");
  EXPECT_TRUE(write([&](auto& tx) { return set_active(tx, Actor::command_line(), jo, false, now); }));
  EXPECT_FALSE(is_good(link->token));
  now = later(now, 1h);
  for (std::string email : {"jo@blatt.example", "invited@blatt.example", "nobody@blatt.example", ""}) EXPECT_FALSE(ask(email)) << email;
}

TEST_P(ForgottenPassword, has_one_way_at_a_time_to_another) {
  PersonId ada = employ("Ada", {Role::administrator});
  auto invitation = [&] { return write([&](auto& tx) { return invite(tx, Actor::command_line(), ada, now).value(); }); };
  auto link = ask("ada@blatt.example");
  Secret invited = invitation();
  EXPECT_FALSE(is_good(link->token)) << "an administrator's link replaces it";
  now = later(now, 10min);
  link = ask("ada@blatt.example");
  EXPECT_TRUE(reset(link->token));
  EXPECT_EQ(accept_invitation(database, invited.reveal(), kPassword, now).error().code, Code::not_found);
  now = later(now, 10min);
  link = ask("ada@blatt.example");
  auto in = entrance.sign_in(attempt("Ada", kOtherPassword), now);
  ASSERT_TRUE(change_password(database, at_work(in->session)->actor, kOtherPassword, kPassword, in->session.reveal(), now));
  EXPECT_FALSE(is_good(link->token)) << "it is not forgotten any more";
}

TEST_P(ForgottenPassword, is_written_down) {
  PersonId ada = employ("Ada");
  auto link = ask("ada@blatt.example");
  EXPECT_TRUE(reset(link->token));
  auto tx = database.read();
  auto deeds = deeds_on(tx, "person", std::to_string(ada.value()), 2);
  EXPECT_EQ(deeds[0].what, "password reset");
  EXPECT_EQ(deeds[0].person, ada);
  EXPECT_EQ(deeds[1].what, "password link");
  EXPECT_EQ(deeds[1].person, std::nullopt) << "who asked has shown nothing yet";
}

TEST_P(ForgottenPassword, has_a_link_that_is_not_in_the_database) {
  if (GetParam() != database::Engine::sqlite) GTEST_SKIP() << "one engine's file is looked through";
  employ("Ada");
  auto link = ask("ada@blatt.example");
  ASSERT_TRUE(database.backup_to(scratch.folder() / "copy.sqlite"));
  std::ifstream file(scratch.folder() / "copy.sqlite", std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(bytes.find(link->token.reveal()), bytes.npos);
}

TEST_P(ForgottenPassword, is_asked_for_five_times_by_one_source_and_then_more_slowly) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(entrance.ask("192.0.2.1", now), 0s);
  EXPECT_EQ(entrance.ask("192.0.2.1", now), 15s);
  EXPECT_EQ(entrance.ask("192.0.2.2", now), 0s);
  now = later(now, 15s);
  EXPECT_EQ(entrance.ask("192.0.2.1", now), 0s);
  EXPECT_EQ(entrance.ask("192.0.2.1", now), 30s);
}

}  // namespace
}  // namespace allmende::people
