#pragma once
// A paper's pictures and who works with them, for this room's tests, on either engine.

#include <gmock/gmock.h>

#include "media/media.h"
#include "tests/support/scratch_database.h"
#include "tests/support/staff_at_work.h"

namespace allmende::media::test {

using people::Role;
using people::Roles;

inline Instant moment(std::string_view text) { return Instant::parse(text).value(); }

inline std::vector<database::Migration> all_migrations() {
  std::vector<database::Migration> all = people::migrations();
  for (auto&& some : {jobs::migrations(), media::migrations()}) all.insert(all.end(), some.begin(), some.end());
  return all;
}

class LibraryTest : public testing::TestWithParam<database::Engine> {
 protected:
  Actor employ(std::string const& name, Roles roles) {
    return allmende::test::employ(database, name, roles, now);
  }

  Result<TakenIn> take_in(Actor const& actor, std::string_view called, std::string_view bytes) {
    auto incoming = pictures.look_at(bytes);
    if (!incoming) return std::unexpected(incoming.error());
    auto tx = database.write();
    auto taken = pictures.take_in(tx, actor, *incoming, called, now);
    if (taken) tx.commit();
    return taken;
  }

  StoredPicture find(std::string_view name) {
    auto tx = database.read();
    return media::find(tx, name).value();
  }

  Result<void> describe(Actor const& actor, std::string_view name, Facts const& facts) {
    auto tx = database.write();
    auto done = media::describe(tx, actor, name, facts, now);
    tx.commit();
    return done;
  }

  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(all_migrations());
  std::filesystem::path folder = scratch.folder() / "pictures";
  Pictures pictures{folder, ALLMENDE_PICTURES};
  Instant now = moment("2026-11-28T10:00:00Z");
  Actor mira = employ("mira", {Role::author}), pia = employ("pia", {Role::picture_desk}), till = employ("till", {Role::till});
};

}  // namespace allmende::media::test
