// Messages that go with the transaction that causes them.

#include "mail/outbox.h"

#include "mail/test_mail.h"
#include "tests/support/scratch_database.h"

namespace allmende::mail {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class Outboxes : public testing::TestWithParam<database::Engine> {
 protected:
  template <class Do>
  void write(Do const& act) {
    auto tx = database.write();
    act(tx);
    tx.commit();
  }
  Result<void> post(Message const& it, Outbox const& from) {
    auto tx = database.write();
    auto posted = from.post(tx, it, now);
    tx.commit();
    return posted;
  }
  int run(Way way, Outbox const& from) {
    jobs::Handlers handlers;
    from.add_to(handlers, std::move(way));
    return jobs::run_due(database, handlers, {.clock = [this] { return now; }, .poll = 5ms,
                                              .log = [this](std::string_view line) { log += std::string(line) + "\n"; }, .chance = [] { return 0.5; }});
  }
  std::vector<jobs::Standing> standing(jobs::State state) {
    auto tx = database.read();
    return jobs::list(tx, state, 10);
  }
  static std::vector<std::string> files(std::filesystem::path const& folder) {
    std::vector<std::string> found;
    for (auto const& entry : std::filesystem::directory_iterator(folder)) found.push_back(bytes_of(entry.path()));
    return found;
  }

  Instant now = kNow;
  std::string log;
  test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(jobs::migrations());
  Outbox outbox{mailbox("Hafenblatt <redaktion@hafenblatt.example>"), Secret(std::string(32, 'k'))};
  Folder folder{scratch.folder() / "outgoing"};
};
ALLMENDE_ON_BOTH_ENGINES(Outboxes);

TEST_P(Outboxes, send_what_a_transaction_posted_and_nothing_of_one_that_is_undone) {
  {
    auto tx = database.write();
    ASSERT_TRUE(outbox.post(tx, message("Undone", "x\n"), now));
  }
  ASSERT_TRUE(post(message("Moin", "Flut um neun.\n"), outbox));
  EXPECT_EQ(run(folder, outbox), 1);
  auto sent = files(folder.folder);
  ASSERT_THAT(sent, SizeIs(1));
  EXPECT_THAT(sent[0], HasSubstr("Subject: Moin\r\n"));
  EXPECT_EQ(run(folder, outbox), 0);
}

TEST_P(Outboxes, refuse_what_cannot_be_written) {
  EXPECT_EQ(post(message("two\nlines", "x\n"), outbox).error().code, Code::invalid);
  EXPECT_EQ(run(folder, outbox), 0);
}

TEST_P(Outboxes, keep_nothing_that_can_be_read_in_the_database) {
  ASSERT_TRUE(post(message("Moin", "https://hafenblatt.example/redaktion/einladung/geheim\n"), outbox));
  ASSERT_TRUE(post(message("Moin", "https://hafenblatt.example/redaktion/einladung/geheim\n"), outbox));
  auto waiting = standing(jobs::State::waiting);
  ASSERT_THAT(waiting, SizeIs(2));
  EXPECT_NE(waiting[0].job.payload, waiting[1].job.payload);
  for (auto const& it : waiting) {
    EXPECT_THAT(it.job.payload, Not(HasSubstr("einladung")));
    EXPECT_THAT(it.job.payload, Not(HasSubstr("ada")));
  }
}

TEST_P(Outboxes, say_so_when_a_letter_is_sealed_with_another_key) {
  ASSERT_TRUE(post(message("Moin", "x\n"), outbox));
  Outbox other(outbox.from(), Secret(std::string(32, 'o')));
  EXPECT_EQ(run(folder, other), 1);
  auto failed = standing(jobs::State::failed);
  ASSERT_THAT(failed, SizeIs(1));
  EXPECT_THAT(failed[0].last_error, HasSubstr("another key"));
  write([&](auto& tx) { jobs::put(tx, {.kind = std::string(kJobs), .key = "1", .payload = "no box at all", .due = now}); });
  run(folder, outbox);
  EXPECT_THAT(standing(jobs::State::failed), SizeIs(2));
}

TEST_P(Outboxes, try_again_with_the_same_message_id_and_log_no_address) {
  TestServer server({"--answer", "END=451 4.3.0 <ada@hafenblatt.example> later", "--times", "1"});
  ASSERT_TRUE(post(message("Moin", "x\n"), outbox));
  EXPECT_EQ(run(server.at(), outbox), 1);
  auto waiting = standing(jobs::State::waiting);
  ASSERT_THAT(waiting, SizeIs(1));
  EXPECT_EQ(waiting[0].last_error, "the mail server said: 451 4.3.0 … later");
  EXPECT_EQ(run(server.at(), outbox), 0);
  now = waiting[0].next;
  EXPECT_EQ(run(server.at(), outbox), 1);
  ASSERT_EQ(server.letters(), 1);
  EXPECT_THAT(server.letter(1), HasSubstr("Message-ID: <" + waiting[0].job.key + "@hafenblatt.example>"));
  EXPECT_THAT(log, HasSubstr("kind=mail"));
  EXPECT_THAT(log, Not(HasSubstr("@")));
}

TEST_P(Outboxes, leave_a_letter_for_people_to_see_that_the_server_refuses) {
  TestServer server({"--answer", "RCPT=550 5.1.1 no such user", "--times", "1"});
  ASSERT_TRUE(post(message("Moin", "x\n"), outbox));
  run(server.at(), outbox);
  auto failed = standing(jobs::State::failed);
  ASSERT_THAT(failed, SizeIs(1));
  EXPECT_EQ(failed[0].last_error, "the mail server said: 550 5.1.1 no such user");
  write([&](auto& tx) { EXPECT_TRUE(jobs::retry(tx, kJobs, failed[0].job.key, now)); });
  run(server.at(), outbox);
  EXPECT_EQ(server.letters(), 1);
}

}  // namespace
}  // namespace allmende::mail
