#include <fmt/format.h>
#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "database/database.h"
#include "tests/support/scratch_database.h"

namespace allmende::database {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Sql const kTearOut{"test.tear_out_change", "DELETE FROM change WHERE sequence = :sequence"};

/// What a watcher has reported, for another thread to wait for.
class Heard {
 public:
  void note(Change const& change) {
    std::scoped_lock lock(mutex_);
    changes_.push_back(change);
    more_.notify_all();
  }

  /// Waits until there are `count`; gives back what there is after a long time all the same.
  std::vector<Change> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    more_.wait_for(lock, 20s, [&] { return changes_.size() >= count; });
    return changes_;
  }

  std::size_t count() {
    std::scoped_lock lock(mutex_);
    return changes_.size();
  }

 private:
  std::mutex mutex_;
  std::condition_variable more_;
  std::vector<Change> changes_;
};

class Changes : public testing::TestWithParam<Engine> {
 protected:
  Database open(std::shared_ptr<FaultPlan> plan = nullptr) {
    Options options = scratch.options();
    options.clock = [this] { return Instant::from_microseconds(time); };
    options.faults = std::move(plan);
    options.patience = 60s;
    return scratch.open({}, std::move(options));
  }

  static void change(Database& where, std::string_view what, std::string_view which) {
    WriteTx tx = where.write();
    tx.record_change(what, which);
    tx.commit();
  }

  static std::vector<std::string> since(Database& where, std::int64_t sequence) {
    std::vector<std::string> found;
    for (auto const& change : where.read().changes_since(Sequence(sequence), 1000)) {
      found.push_back(change.which);
    }
    return found;
  }

  std::atomic<std::int64_t> time = 1000;
  test::ScratchDatabase scratch{GetParam()};
  Database database = open();
};
ALLMENDE_ON_BOTH_ENGINES(Changes);

TEST_P(Changes, a_change_is_a_row_with_its_number_and_the_clocks_time) {
  WriteTx tx = database.write();
  EXPECT_EQ(tx.last_change(), Sequence(0));
  EXPECT_EQ(tx.record_change("ship", Id<struct ShipTag>(7)), Sequence(1));
  time = 2000;
  EXPECT_EQ(tx.record_change("berth", "nordkai"), Sequence(2));
  tx.commit();
  EXPECT_THAT(
      database.read().changes_since(Sequence(0), 10),
      ElementsAre(Change{Sequence(1), "ship", "7", Instant::from_microseconds(1000)},
                  Change{Sequence(2), "berth", "nordkai", Instant::from_microseconds(2000)}));
  EXPECT_EQ(database.read().last_change(), Sequence(2));
  EXPECT_THAT(database.read().changes_since(Sequence(1), 10), SizeIs(1));
  EXPECT_THAT(database.read().changes_since(Sequence(0), 1), SizeIs(1));
  EXPECT_THAT(database.read().changes_since(Sequence(2), 10), IsEmpty());
}

TEST_P(Changes, a_change_may_say_where_it_happened) {
  WriteTx tx = database.write();
  tx.record_change("queue", "nordkai", 1795000000000000);
  tx.record_change("queue", "nordkai", PositionRange::kBegin);
  tx.record_change("queue", "nordkai");
  tx.commit();
  auto changes = database.read().changes_since(Sequence(0), 10);
  ASSERT_THAT(changes, SizeIs(3));
  EXPECT_EQ(changes[0].position, 1795000000000000);
  EXPECT_EQ(changes[1].position, PositionRange::kBegin);
  EXPECT_EQ(changes[2].position, std::nullopt);
}

TEST_P(Changes, what_is_undone_leaves_no_change_and_no_gap) {
  change(database, "ship", "1");
  {
    WriteTx tx = database.write();
    tx.record_change("ship", "undone");
  }
  change(database, "ship", "2");
  EXPECT_THAT(since(database, 0), ElementsAre("1", "2"));
  EXPECT_EQ(database.read().last_change(), Sequence(2));
}

TEST_P(Changes, pruning_forgets_the_old_ones_but_never_the_newest) {
  for (int i = 1; i <= 5; ++i) {
    time = i * 1000;
    change(database, "ship", std::to_string(i));
  }
  auto prune = [&](std::int64_t before) {
    WriteTx tx = database.write();
    auto forgotten = tx.prune_changes(Instant::from_microseconds(before));
    tx.commit();
    return forgotten;
  };
  EXPECT_EQ(prune(3000), 2);
  EXPECT_THAT(since(database, 2), ElementsAre("3", "4", "5"));
  EXPECT_EQ(prune(1'000'000), 2);
  EXPECT_THAT(since(database, 4), ElementsAre("5"));
  change(database, "ship", "6");
  EXPECT_THAT(since(database, 5), ElementsAre("6")) << "numbers go on";
}

TEST_P(Changes, who_asks_for_pruned_changes_is_told_and_not_left_without) {
  for (int i = 1; i <= 3; ++i) change(database, "ship", std::to_string(i));
  time = 2000;
  change(database, "ship", "4");
  WriteTx tx = database.write();
  tx.prune_changes(Instant::from_microseconds(2000));
  tx.commit();
  EXPECT_THAT(since(database, 3), ElementsAre("4"));
  try {
    since(database, 2);
    FAIL() << "no fault";
  } catch (StatementFault const& fault) {
    EXPECT_EQ(fault.state(), "gap");
  }
}

TEST_P(Changes, a_clock_that_runs_back_tears_no_hole_into_the_log) {
  for (std::int64_t at : {5000, 1000, 6000, 2000}) {
    time = at;
    change(database, "ship", std::to_string(at));
  }
  WriteTx tx = database.write();
  tx.prune_changes(Instant::from_microseconds(4000));
  tx.commit();
  EXPECT_THAT(database.integrity_check(), IsEmpty());
  EXPECT_THAT(since(database, 0), ElementsAre("5000", "1000", "6000", "2000"));
}

TEST_P(Changes, a_missing_row_of_the_log_is_found) {
  for (int i = 1; i <= 3; ++i) change(database, "ship", std::to_string(i));
  EXPECT_THAT(database.integrity_check(), IsEmpty());
  WriteTx tx = database.write();
  tx.run(kTearOut, 2);
  tx.commit();
  EXPECT_THAT(database.integrity_check(), ElementsAre(testing::HasSubstr("change log")));
}

TEST_P(Changes, come_once_each_and_in_the_order_of_commits_with_four_writers_and_two_databases) {
  constexpr int kEach = 40;
  Database other = open();
  Heard here, there;
  {
    ChangeWatcher at_here(database, {.poll = 20ms, .on_change = [&](auto& c) { here.note(c); }});
    ChangeWatcher at_there(other, {.poll = 20ms, .on_change = [&](auto& c) { there.note(c); }});
    auto work = [&](int writer) {
      Database& mine = writer % 2 == 0 ? database : other;
      for (int i = 0; i < kEach; ++i) {
        WriteTx tx = mine.write();
        tx.record_change("ship", fmt::format("{}/{}", writer, i));
        if (i % 8 == 3) continue;  // undone
        tx.commit();
      }
    };
    auto report = [&](int writer) { EXPECT_NO_THROW(work(writer)) << "writer " << writer; };
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < 4; ++writer) writers.emplace_back(report, writer);
    writers.clear();
    here.wait_for(4 * kEach * 7 / 8);
    there.wait_for(4 * kEach * 7 / 8);
  }
  auto all = database.read().changes_since(Sequence(0), 1000);
  ASSERT_THAT(all, SizeIs(4 * kEach * 7 / 8));
  std::map<char, int> last;
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].sequence, Sequence(static_cast<std::int64_t>(i) + 1)) << "no gap";
    int number = std::stoi(all[i].which.substr(2));
    auto [before, first] = last.try_emplace(all[i].which[0], -1);
    EXPECT_GT(number, before->second) << "the order of commits of writer " << before->first;
    before->second = number;
  }
  EXPECT_EQ(here.wait_for(0), all) << "none lost, none twice";
  EXPECT_EQ(there.wait_for(0), all) << "none lost, none twice";
}

TEST_P(Changes, a_commit_in_the_same_process_wakes_at_once) {
  Heard heard;
  ChangeWatcher watcher(database, {.poll = 1h, .on_change = [&](auto& c) { heard.note(c); }});
  for (std::size_t i = 1; i <= 20; ++i) {
    change(database, "ship", std::to_string(i));
    ASSERT_THAT(heard.wait_for(i), SizeIs(i));
  }
}

TEST_P(Changes, a_commit_of_another_process_wakes_at_once_on_postgres) {
  if (GetParam() == Engine::sqlite) GTEST_SKIP() << "SQLite tells no other process: the poll does";
  Database other = open();
  Heard heard;
  change(other, "ship", "first");
  ChangeWatcher watcher(database, {.poll = 1h, .on_change = [&](auto& c) { heard.note(c); }});
  ASSERT_THAT(heard.wait_for(1), SizeIs(1)) << "it listens from here on";
  change(other, "ship", "1");
  ASSERT_THAT(heard.wait_for(2), SizeIs(2));
}

TEST_P(Changes, a_lost_notification_costs_a_poll_and_no_change) {
  auto plan = std::make_shared<FaultPlan>();
  plan->lose_notifications();
  Database silent = open(plan);
  Heard heard;
  change(silent, "ship", "before");
  ChangeWatcher watcher(silent, {.poll = 300ms, .on_change = [&](auto& c) { heard.note(c); }});
  ASSERT_THAT(heard.wait_for(1), SizeIs(1));
  change(silent, "ship", "after");
  std::this_thread::sleep_for(20ms);
  EXPECT_EQ(heard.count(), 1u) << "nobody was told";
  EXPECT_THAT(heard.wait_for(2), SizeIs(2)) << "the poll found it";
}

TEST_P(Changes, a_watcher_begins_where_it_is_told) {
  for (int i = 1; i <= 5; ++i) change(database, "ship", std::to_string(i));
  Heard heard;
  {
    ChangeWatcher watcher(database, {.from = Sequence(3), .poll = 20ms, .on_change = [&](auto& c) {
                                       heard.note(c);
                                     }});
    heard.wait_for(2);
  }
  auto changes = heard.wait_for(0);
  ASSERT_THAT(changes, SizeIs(2));
  EXPECT_EQ(changes[0].which, "4");
}

TEST_P(Changes, a_watcher_that_fails_is_offered_the_same_change_again) {
  Heard heard;
  std::atomic<int> faults = 0;
  bool failed = false;
  auto on_change = [&](Change const& change) {
    if (change.which == "2" && !std::exchange(failed, true)) throw Fault("no memory");
    heard.note(change);
  };
  ChangeWatcher watcher(database,
                        {.poll = 20ms, .on_change = on_change, .on_fault = [&](auto text) {
                           EXPECT_EQ(text, "no memory");
                           ++faults;
                         }});
  for (int i = 1; i <= 3; ++i) change(database, "ship", std::to_string(i));
  auto changes = heard.wait_for(3);
  ASSERT_THAT(changes, SizeIs(3));
  EXPECT_EQ(changes[1].which, "2");
  EXPECT_EQ(faults, 1);
}

TEST_P(Changes, a_watcher_ends_at_once) {
  Heard heard;
  auto begin = std::chrono::steady_clock::now();
  {
    ChangeWatcher watcher(database, {.poll = 1h, .on_change = [&](auto& c) { heard.note(c); }});
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
}

}  // namespace
}  // namespace allmende::database
