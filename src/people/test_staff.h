#pragma once
// A paper's staff for tests, on either engine.

#include <gmock/gmock.h>

#include "people/people.h"
#include "tests/support/scratch_database.h"

namespace allmende::people {

inline Instant moment(std::string_view text) { return Instant::parse(text).value(); }
inline Instant later(Instant instant, std::chrono::microseconds span) {
  return Instant::from_microseconds(instant.microseconds() + span.count());
}

inline Secret const kPassword{"Ebbe, Flut und Krabbenbrot"};
inline Secret const kOtherPassword{"drei Möwen auf dem Dach"};

class StaffTest : public testing::TestWithParam<database::Engine> {
 protected:
  /// In a transaction of its own, which is committed.
  template <class Do>
  auto write(Do const& act) {
    auto tx = database.write();
    auto done = act(tx);
    tx.commit();
    return done;
  }

  PersonId add(std::string const& name, Roles roles) {
    return write([&](auto& tx) {
      return add_person(tx, Actor::command_line(), {.name = name, .email = name + "@blatt.example", .roles = roles}, now).value();
    });
  }
  /// With a password too.
  PersonId employ(std::string const& name, Roles roles = {Role::author}) {
    PersonId id = add(name, roles);
    Secret token = write([&](auto& tx) { return invite(tx, Actor::command_line(), id, now).value(); });
    accept_invitation(database, token.reveal(), kPassword, now).value();
    return id;
  }

  Attempt attempt(std::string const& name, Secret const& password = kPassword) {
    return {.email = name + "@blatt.example", .password = password, .source = "192.0.2.1",
            .user_agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"};
  }
  SignedIn sign_in(std::string const& name) { return entrance.sign_in(attempt(name), now).value(); }
  NotSignedIn refusal(Attempt const& given) {
    auto in = entrance.sign_in(given, now);
    VERIFY(!in.has_value());
    return in.error().why;
  }

  std::optional<AtWork> at_work(Secret const& session) {
    auto tx = database.read();
    return people::at_work(tx, session.reveal(), now);
  }
  Actor actor(std::string const& name) { return at_work(sign_in(name).session)->actor; }

  test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(migrations());
  Secret key{std::string(32, 'k')};
  Entrance entrance{database, key};
  Instant now = moment("2026-11-27T09:00:00Z");
};

}  // namespace allmende::people
