// Signing in, staying signed in, and being kept out.

#include <fstream>
#include <thread>

#include "people/one_time_code.h"
#include "people/test_staff.h"
#include "people/throttle.h"
#include "people/token.h"

namespace allmende::people {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class SigningIn : public StaffTest {
 protected:
  /// The sealed key's authenticator, and recovery codes.
  struct Factor {
    Secret key;
    std::vector<Secret> codes;
  };
  Factor take_factor(std::string const& name) {
    auto offer = offer_second_factor(key, "Hafenblatt", name + "@blatt.example");
    EXPECT_EQ(same_offer(key, offer.sealed, "Hafenblatt", name + "@blatt.example")->address, offer.address);
    Secret factor(Seal(key).open(offer.sealed).reveal().substr(6));
    EXPECT_EQ(base32(factor.reveal()), offer.by_hand);
    Actor self = actor(name);
    auto codes = write([&](auto& tx) {
      return take_second_factor(tx, self, key, offer.sealed, code_at(factor, step_of(now)), now).value();
    });
    now = later(now, 1min);
    return {factor, codes};
  }
  Attempt with_code(std::string const& name, std::string code) {
    Attempt given = attempt(name);
    given.code = std::move(code);
    return given;
  }
};
ALLMENDE_ON_BOTH_ENGINES(SigningIn);

TEST_P(SigningIn, makes_an_actor_of_a_password) {
  PersonId ada = employ("Ada", {Role::editor});
  auto in = entrance.sign_in(attempt("Ada"), now);
  ASSERT_TRUE(in);
  auto work = at_work(in->session);
  ASSERT_TRUE(work);
  EXPECT_TRUE(work->actor.is(ada));
  EXPECT_EQ(work->actor.name(), "Ada");
  EXPECT_TRUE(work->actor.has(Role::editor));
  EXPECT_FALSE(at_work(Secret("invented")));
  EXPECT_FALSE(at_work(Secret("")));
}

TEST_P(SigningIn, tells_nobody_whether_there_is_such_a_person) {
  employ("Ada");
  add("Invited", {});
  EXPECT_EQ(refusal(attempt("Ada", kOtherPassword)), NotSignedIn::wrong);
  EXPECT_EQ(refusal(attempt("Nobody")), NotSignedIn::wrong);
  EXPECT_EQ(refusal(attempt("Invited")), NotSignedIn::wrong);
  EXPECT_EQ(refusal(attempt("Ada", Secret(std::string(2000, 'x')))), NotSignedIn::wrong);
}

TEST_P(SigningIn, waits_after_five_failures_also_with_the_right_password) {
  employ("Ada");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal(attempt("Ada", kOtherPassword)), NotSignedIn::wrong);
  EXPECT_EQ(refusal(attempt("Ada")), NotSignedIn::wait);
  now = later(now, 15s);
  EXPECT_TRUE(entrance.sign_in(attempt("Ada"), now));
  EXPECT_EQ(refusal(attempt("Ada", kOtherPassword)), NotSignedIn::wrong) << "what failed before is forgotten";
}

TEST_P(SigningIn, strangers_who_guess_do_not_lock_the_owner_out) {
  employ("Ada");
  auto in = sign_in("Ada");
  Attempt stranger = attempt("Ada", kOtherPassword);
  for (int i = 0; i < 12; ++i) {
    stranger.source = "198.51.100." + std::to_string(i);
    (void)entrance.sign_in(stranger, now);
  }
  stranger.source = "198.51.100.99";
  EXPECT_EQ(refusal(stranger), NotSignedIn::wait);
  Attempt owner = attempt("Ada");
  owner.device = in.device.reveal();
  EXPECT_TRUE(entrance.sign_in(owner, now));
  owner.device.back() ^= 1;
  EXPECT_EQ(refusal(owner), NotSignedIn::wait) << "an invented device";
  employ("Jo");
  Attempt other = attempt("Jo", kOtherPassword);
  other.device = in.device.reveal();
  for (int i = 0; i < 5; ++i) (void)entrance.sign_in(other, now);
  other.device = "";
  EXPECT_EQ(refusal(other), NotSignedIn::wait) << "a device is one account's";
}

TEST_P(SigningIn, many_at_once_do_not_keep_all_threads_waiting) {
  employ("Ada");
  std::atomic<int> in = 0, told_to_wait = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 24; ++i) {
      threads.emplace_back([&] {
        auto done = entrance.sign_in(attempt("Ada"), now);
        if (done) ++in;
        else if (done.error().why == NotSignedIn::wait && done.error().wait == 1s) ++told_to_wait;
      });
    }
  }
  EXPECT_GT(in, 0);
  EXPECT_EQ(in + told_to_wait, 24) << "nobody is told that the password is wrong";
  EXPECT_TRUE(entrance.sign_in(attempt("Ada"), now));
}

TEST_P(SigningIn, one_source_cannot_try_many_accounts) {
  for (int i = 0; i < 20; ++i) EXPECT_EQ(refusal(attempt("nobody" + std::to_string(i))), NotSignedIn::wrong);
  EXPECT_EQ(refusal(attempt("nobody20")), NotSignedIn::wait);
  Attempt elsewhere = attempt("nobody20");
  elsewhere.source = "192.0.2.2";
  EXPECT_EQ(refusal(elsewhere), NotSignedIn::wrong);
}

TEST_P(SigningIn, with_a_second_factor_needs_its_code_and_each_code_once) {
  employ("Ada");
  Factor factor = take_factor("Ada");
  EXPECT_EQ(refusal(attempt("Ada")), NotSignedIn::needs_code);
  EXPECT_EQ(refusal(attempt("Ada", kOtherPassword)), NotSignedIn::wrong) << "without the password nobody hears of the code";
  EXPECT_EQ(refusal(with_code("Ada", "000000")), NotSignedIn::wrong_code);
  std::string code = code_at(factor.key, step_of(now));
  EXPECT_TRUE(entrance.sign_in(with_code("Ada", code.substr(0, 3) + " " + code.substr(3)), now));
  EXPECT_EQ(refusal(with_code("Ada", code)), NotSignedIn::wrong_code) << "replayed";
  EXPECT_TRUE(entrance.sign_in(with_code("Ada", code_at(factor.key, step_of(now) + 1)), now)) << "a clock half a minute fast";
  EXPECT_EQ(refusal(with_code("Ada", code_at(factor.key, step_of(now) + 2))), NotSignedIn::wrong_code);
}

TEST_P(SigningIn, with_a_recovery_code_works_once_each) {
  employ("Ada");
  Factor factor = take_factor("Ada");
  ASSERT_THAT(factor.codes, SizeIs(10));
  std::string typed = factor.codes[3].reveal();
  for (char& c : typed) c = static_cast<char>(std::toupper(c));
  EXPECT_TRUE(entrance.sign_in(with_code("Ada", typed), now));
  EXPECT_EQ(refusal(with_code("Ada", typed)), NotSignedIn::wrong_code);
  Actor self = at_work(entrance.sign_in(with_code("Ada", factor.codes[4].reveal()), now)->session)->actor;
  auto tx = database.read();
  EXPECT_EQ(recovery_codes_left(tx, self), 8);
}

TEST_P(SigningIn, without_the_second_factor_again_when_it_is_dropped_or_removed) {
  PersonId ada = employ("Ada", {Role::administrator});
  Actor self = actor("Ada");
  take_factor("Ada");
  EXPECT_EQ(write([&](auto& tx) { return take_second_factor(tx, self, key, "", "123456", now); }).error().code, Code::conflict);
  EXPECT_EQ(drop_second_factor(database, self, kOtherPassword, now).error().code, Code::forbidden);
  EXPECT_TRUE(drop_second_factor(database, self, kPassword, now));
  EXPECT_TRUE(entrance.sign_in(attempt("Ada"), now));
  take_factor("Ada");
  EXPECT_TRUE(write([&](auto& tx) { return remove_second_factor(tx, Actor::command_line(), ada, now); }));
  EXPECT_TRUE(entrance.sign_in(attempt("Ada"), now));
}

TEST_P(SigningIn, that_somebody_is_at_work_is_written_down_once_in_five_minutes) {
  employ("Ada");
  auto in = sign_in("Ada");
  Instant began = now;
  auto see = [&] { write([&](auto& tx) { return see_session(tx, at_work(in.session)->session, now), 0; }); };
  auto seen = [&] {
    auto tx = database.read();
    return sessions(tx, at_work(in.session)->actor, now).front().seen;
  };
  now = later(began, kSeenEvery);
  EXPECT_FALSE(at_work(in.session)->should_be_seen);
  see();
  EXPECT_EQ(seen(), began);
  Instant first = now = later(began, kSeenEvery + 1s);
  EXPECT_TRUE(at_work(in.session)->should_be_seen);
  see();
  EXPECT_EQ(seen(), first);
  now = later(first, 1s);
  see();
  EXPECT_EQ(seen(), first) << "of two that came together one has written";
  EXPECT_FALSE(at_work(in.session)->should_be_seen);
}

/// Whether a thread gets to compute for so long, within some seconds.
bool computes_for(std::jthread& thread, std::chrono::nanoseconds wanted) {
  clockid_t clock;
  if (pthread_getcpuclockid(thread.native_handle(), &clock) != 0) return false;
  for (int i = 0; i < 500; ++i) {
    timespec so_far{};
    clock_gettime(clock, &so_far);
    if (std::chrono::seconds(so_far.tv_sec) + std::chrono::nanoseconds(so_far.tv_nsec) >= wanted) return true;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

TEST_P(SigningIn, no_password_is_hashed_while_a_transaction_writes) {
  PersonId jo = add("Jo", {});
  Secret invitation = write([&](auto& tx) { return invite(tx, Actor::command_line(), jo, now).value(); });
  std::atomic<bool> taken = false, ended = false;
  std::jthread thread;
  {
    auto tx = database.write();  // somebody else's, who saves a text
    thread = std::jthread([&] {
      taken = accept_invitation(database, invitation.reveal(), kPassword, now).has_value();
      while (!ended) std::this_thread::sleep_for(1ms);  // its clock is looked at
    });
    EXPECT_TRUE(computes_for(thread, 20ms));
  }
  ended = true;
  thread.join();
  EXPECT_TRUE(taken);
}

TEST_P(SigningIn, a_session_ends_after_a_week_unused_or_a_month) {
  employ("Ada");
  auto in = sign_in("Ada");
  Instant then = now;
  EXPECT_FALSE(at_work(in.session)->should_be_seen);
  now = later(then, kIdleSession - 1s);
  auto work = at_work(in.session);
  ASSERT_TRUE(work && work->should_be_seen);
  write([&](auto& tx) { return see_session(tx, work->session, now), 0; });
  now = later(then, kIdleSession + 1h);
  EXPECT_TRUE(at_work(in.session)) << "it was used";
  now = later(then, kIdleSession + kIdleSession);
  EXPECT_FALSE(at_work(in.session));
  now = then;
  for (Instant at = then; at < later(then, kLongestSession); at = later(at, 24h)) {
    now = at;
    write([&](auto& tx) { return see_session(tx, work->session, now), 0; });
  }
  now = later(then, kLongestSession + 1s);
  EXPECT_FALSE(at_work(in.session));
}

TEST_P(SigningIn, sessions_are_listed_and_ended_by_their_owner_alone) {
  employ("Ada");
  employ("Jo");
  auto first = sign_in("Ada");
  now = later(now, 1h);
  auto second = sign_in("Ada");
  Actor ada = at_work(second.session)->actor;
  Actor jo = actor("Jo");
  auto listed = [&] {
    auto tx = database.read();
    return sessions(tx, ada, now);
  };
  ASSERT_THAT(listed(), SizeIs(2));
  EXPECT_EQ(listed()[0].id, at_work(second.session)->session) << "the newest first";
  EXPECT_EQ(listed()[0].browser, "Firefox, Linux");
  SessionId id = at_work(first.session)->session;
  EXPECT_EQ(write([&](auto& tx) { return end_session(tx, jo, id); }).error().code, Code::not_found);
  EXPECT_TRUE(write([&](auto& tx) { return end_session(tx, ada, id); }));
  EXPECT_FALSE(at_work(first.session));
  sign_in("Ada");
  write([&](auto& tx) { return end_other_sessions(tx, ada, at_work(second.session)->session), 0; });
  EXPECT_THAT(listed(), SizeIs(1));
}

TEST_P(SigningIn, another_password_signs_out_everywhere_else) {
  employ("Ada");
  auto here = sign_in("Ada");
  auto there = sign_in("Ada");
  Actor ada = at_work(here.session)->actor;
  auto change = [&](Secret const& old_one, Secret const& new_one) {
    return change_password(database, ada, old_one, new_one, here.session.reveal(), now);
  };
  EXPECT_EQ(change(kOtherPassword, kOtherPassword).error().code, Code::forbidden);
  EXPECT_EQ(change(kPassword, Secret("kurz")).error().code, Code::limit);
  EXPECT_TRUE(at_work(there.session));
  EXPECT_TRUE(change(kPassword, kOtherPassword));
  EXPECT_TRUE(at_work(here.session));
  EXPECT_FALSE(at_work(there.session));
  EXPECT_EQ(refusal(attempt("Ada")), NotSignedIn::wrong);
  EXPECT_TRUE(entrance.sign_in(attempt("Ada", kOtherPassword), now));
}

TEST_P(SigningIn, nothing_that_lets_somebody_in_stands_in_the_database) {
  if (GetParam() != database::Engine::sqlite) GTEST_SKIP() << "one engine's file is looked through";
  PersonId jo = add("Jo", {});
  Secret invitation = write([&](auto& tx) { return invite(tx, Actor::command_line(), jo, now).value(); });
  employ("Ada");
  Factor factor = take_factor("Ada");
  auto in = entrance.sign_in(with_code("Ada", code_at(factor.key, step_of(now))), now).value();
  ASSERT_TRUE(database.backup_to(scratch.folder() / "copy.sqlite"));
  std::ifstream file(scratch.folder() / "copy.sqlite", std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(bytes, HasSubstr("ada@blatt.example"));
  EXPECT_THAT(bytes, HasSubstr("$argon2id$v=19$m=65536,t=2,p=1$"));
  for (std::string const& secret : {kPassword.reveal(), invitation.reveal(), in.session.reveal(), in.device.reveal(), factor.key.reveal(),
                                    base32(factor.key.reveal()), factor.codes[9].reveal(), plain_recovery_code(factor.codes[9].reveal())}) {
    EXPECT_TRUE(bytes.find(secret) == bytes.npos);
  }
}

TEST(OneTimeCode, is_that_of_rfc_4226_and_6238) {
  Secret key("12345678901234567890");
  std::vector<std::string> codes;
  for (int count = 0; count < 10; ++count) codes.push_back(code_at(key, count));
  EXPECT_THAT(codes, ElementsAre("755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"));
  // RFC 6238, appendix B, the last six digits of its eight.
  EXPECT_EQ(code_at(key, step_of(moment("1970-01-01T00:00:59Z"))), "287082");
  EXPECT_EQ(code_at(key, step_of(moment("2005-03-18T01:58:29Z"))), "081804");
  EXPECT_EQ(code_at(key, step_of(moment("2033-05-18T03:33:20Z"))), "279037");
  EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(base32("fooba"), "MZXW6YTB");
  EXPECT_EQ(base32(""), "");
}

TEST(SecondFactor, is_offered_as_an_address_that_authenticators_read) {
  Secret key(std::string(32, 'k'));
  auto offer = offer_second_factor(key, "Die Zeitung & Co", "ada@blatt.example");
  EXPECT_EQ(offer.by_hand.size(), 32u);
  for (std::string wrong : {std::string(), std::string("x"), Seal(key).close("a key of one's own"), std::string(300, 'A')}) {
    EXPECT_FALSE(same_offer(key, wrong, "x", "y"));
  }
  EXPECT_EQ(offer.address, "otpauth://totp/Die%20Zeitung%20%26%20Co:ada%40blatt.example?secret=" + offer.by_hand +
                               "&issuer=Die%20Zeitung%20%26%20Co");
}

TEST(FormToken, belongs_to_one_session) {
  EXPECT_TRUE(is_form_token("session", form_token("session")));
  EXPECT_FALSE(is_form_token("another", form_token("session")));
  EXPECT_FALSE(is_form_token("session", ""));
  EXPECT_THAT(form_token("session"), Not(HasSubstr("session")));
}

TEST(Seal, is_opened_by_its_key_alone) {
  Seal seal(Secret(std::string(32, 'a')));
  EXPECT_EQ(seal.open(seal.close("text")).reveal(), "text");
  EXPECT_NE(seal.close("text"), seal.close("text"));
  EXPECT_THROW(Seal(Secret(std::string(32, 'b'))).open(seal.close("text")), Fault);
  EXPECT_THROW(seal.open("torn"), Fault);
}

TEST(Throttle, waits_twice_as_long_each_time_and_forgets_after_an_hour) {
  Throttle throttle;
  Throttle::Rule rule{.free_failures = 2};
  Instant now = moment("2026-11-27T09:00:00Z");
  std::vector<int> waits;
  for (int i = 0; i < 10; ++i) {
    throttle.fail("a", rule, now);
    waits.push_back(static_cast<int>(throttle.wait("a", now).count()));
    now = later(now, throttle.wait("a", now));
  }
  EXPECT_THAT(waits, ElementsAre(0, 15, 30, 60, 120, 240, 480, 900, 900, 900));
  EXPECT_EQ(throttle.wait("b", now).count(), 0);
  now = later(now, Throttle::kMemory);
  throttle.fail("b", rule, now);
  EXPECT_EQ(throttle.size(), 1u);
}

TEST(Browser, is_told_by_its_rarer_name) {
  EXPECT_EQ(browser_name("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"), "Edge, Windows");
  EXPECT_EQ(browser_name("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit Version/18.0 Safari/604.1"), "Safari, iPhone");
  EXPECT_EQ(browser_name(""), "");
}

}  // namespace
}  // namespace allmende::people
