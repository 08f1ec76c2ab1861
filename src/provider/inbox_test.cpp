// Events, each once, however often and early they come.

#include <atomic>

#include "provider/test_provider.h"
#include "tests/support/statement_coverage.h"

namespace allmende::provider {
namespace {

using inbox::Received;
using inbox::State;
using testing::ElementsAre;
using testing::IsEmpty;

ALLMENDE_EVERY_STATEMENT_RUNS("provider.");

Instant const kNow = at("2026-11-27T09:00:00Z");

Event event(std::string_view id) {
  return {.id = EventId::parse(id).value(), .type = "invoice.paid", .created = kNow, .reference = {}, .news = {}};
}

class Inbox : public testing::TestWithParam<database::Engine> {
 protected:
  template <class Do>
  auto write(Do const& act) {
    auto tx = database.write();
    auto result = act(tx);
    tx.commit();
    return result;
  }
  Received receive(std::string_view id, Instant now = kNow, std::string_view provider = "stripe") {
    return write([&](auto& tx) { return inbox::receive(tx, provider, event(id), "{}", now); });
  }
  std::vector<std::string> in(State state) {
    std::vector<std::string> ids;
    auto tx = database.read();
    for (auto const& entry : inbox::list(tx, state, 100)) ids.push_back(entry.id.text());
    return ids;
  }
  std::optional<inbox::Entry> find(std::string_view id) {
    auto tx = database.read();
    return inbox::find(tx, "stripe", EventId::parse(id).value());
  }

  database::Database open() {
    database::Options where = scratch.options();
    where.patience = 30s;
    return scratch.open(migrations(), std::move(where));
  }

  test::ScratchDatabase scratch{GetParam()};
  database::Database database = open();
};
ALLMENDE_ON_BOTH_ENGINES(Inbox);

TEST_P(Inbox, keeps_an_event_once) {
  EXPECT_EQ(receive("evt_1"), Received::first_time);
  EXPECT_EQ(receive("evt_1", later(kNow, 1h)), Received::again);
  EXPECT_EQ(receive("evt_2"), Received::first_time);
  EXPECT_EQ(receive("evt_1", kNow, "another"), Received::first_time);
  EXPECT_THAT(in(State::waiting), ElementsAre("evt_1", "evt_2", "evt_1"));
  EXPECT_EQ(find("evt_1")->received, kNow);
  EXPECT_EQ(find("evt_1")->body, "{}");
  EXPECT_FALSE(find("evt_3"));
}

TEST_P(Inbox, F11_fifty_copies_at_once_are_handled_once) {
  std::atomic<int> first{0}, handled{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 50; ++i) {
      threads.emplace_back([&] {
        bool is_first = receive("evt_1") == Received::first_time;
        bool is_mine = write([](auto& tx) { return inbox::claim(tx, "stripe", EventId::parse("evt_1").value()); });
        first += is_first;
        handled += is_mine;
      });
    }
  }
  EXPECT_EQ(first, 1);
  EXPECT_EQ(handled, 1);
  EXPECT_THAT(in(State::handled), ElementsAre("evt_1"));
}

TEST_P(Inbox, F11_what_was_claimed_and_not_committed_is_not_handled) {
  receive("evt_1");
  {
    auto tx = database.write();
    EXPECT_TRUE(inbox::claim(tx, "stripe", event("evt_1").id));
  }
  EXPECT_THAT(in(State::waiting), ElementsAre("evt_1"));
}

TEST_P(Inbox, F13_an_event_that_is_too_early_is_parked_and_offered_again) {
  receive("evt_1");
  for (int i = 0; i < 2; ++i) {
    write([](auto& tx) {
      inbox::park(tx, "stripe", event("evt_1").id, "no such attempt");
      return 0;
    });
  }
  EXPECT_EQ(receive("evt_1"), Received::again);
  EXPECT_THAT(in(State::waiting), IsEmpty());
  EXPECT_THAT(in(State::parked), ElementsAre("evt_1"));
  EXPECT_EQ(find("evt_1")->looks, 2);
  EXPECT_EQ(find("evt_1")->note, "no such attempt");
  EXPECT_TRUE(write([](auto& tx) { return inbox::claim(tx, "stripe", event("evt_1").id); }));
  EXPECT_EQ(find("evt_1")->state, State::handled);
  EXPECT_EQ(find("evt_1")->note, "");
}

TEST_P(Inbox, what_is_handled_is_not_parked_any_more) {
  receive("evt_1");
  write([](auto& tx) { return inbox::claim(tx, "stripe", event("evt_1").id); });
  write([](auto& tx) {
    inbox::park(tx, "stripe", event("evt_1").id, "late");
    return 0;
  });
  EXPECT_EQ(find("evt_1")->state, State::handled);
  EXPECT_FALSE(write([](auto& tx) { return inbox::claim(tx, "stripe", event("evt_1").id); }));
}

TEST_P(Inbox, forgets_old_bodies_and_still_knows_the_events) {
  receive("evt_old");
  receive("evt_waiting");
  receive("evt_new", later(kNow, 24h));
  for (auto id : {"evt_old", "evt_new"}) write([&](auto& tx) { return inbox::claim(tx, "stripe", event(id).id); });
  EXPECT_EQ(write([](auto& tx) { return inbox::forget(tx, later(kNow, 1h)); }), 1);
  EXPECT_EQ(find("evt_old")->body, "");
  EXPECT_EQ(find("evt_waiting")->body, "{}");
  EXPECT_EQ(find("evt_new")->body, "{}");
  EXPECT_EQ(receive("evt_old"), Received::again);
}

}  // namespace
}  // namespace allmende::provider
