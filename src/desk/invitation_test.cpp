// The letter that brings an invitation.

#include "desk/invitation.h"

#include <gmock/gmock.h>

#include <fstream>

#include "jobs/jobs.h"
#include "tests/support/scratch_database.h"

namespace allmende::desk {
namespace {

using testing::HasSubstr;

Instant const kNow = Instant::parse("2026-11-27T09:00:00Z").value();

class InvitationLetter : public testing::Test {
 protected:
  Result<void> invite(people::Person const& person, Language const& language) {
    auto words = words::Words::make(language, "Europe/Berlin").value();
    auto tx = database.write();
    auto done = mail_invitation(tx, outbox, {.paper = "Hafenblatt", .address = "https://blatt.example"}, words, person, Secret("marke"), kNow);
    tx.commit();
    return done;
  }
  /// The only letter that went out.
  std::string letter() {
    jobs::Handlers handlers;
    outbox.add_to(handlers, mail::Folder{scratch.folder() / "outgoing"});
    jobs::run_due(database, handlers, {.clock = [] { return kNow; }});
    auto file = *std::filesystem::directory_iterator(scratch.folder() / "outgoing");
    std::ifstream in(file.path());
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static people::Person person(std::string email) {
    return {.id = people::PersonId(1), .name = "Jörg Thoden", .email = std::move(email), .language = Language::german(), .roles = {},
            .active = true, .has_password = false, .has_second_factor = false, .added = kNow};
  }

  test::ScratchDatabase scratch{database::Engine::sqlite};
  database::Database database = scratch.open(jobs::migrations());
  mail::Outbox outbox{mail::Mailbox::parse("redaktion@blatt.example").value(), Secret(std::string(32, 'k'))};
};

TEST_F(InvitationLetter, is_in_the_persons_language) {
  ASSERT_TRUE(invite(person("jo@blatt.example"), Language::german()));
  std::string bytes = letter();
  EXPECT_THAT(bytes, HasSubstr("To: =?UTF-8?Q?J=C3=B6rg_Thoden?= <jo@blatt.example>\r\n"));
  EXPECT_THAT(bytes, HasSubstr("\r\nhttps://blatt.example/redaktion/einladung/marke\r\n"));
  EXPECT_THAT(bytes, HasSubstr("Guten Tag J=C3=B6rg Thoden,\r\n"));
}

TEST_F(InvitationLetter, is_plain_text_and_the_same_as_a_page) {
  people::Person jo = person("jo@blatt.example");
  jo.name = "<b>Jo</b>";
  ASSERT_TRUE(invite(jo, Language::english()));
  std::string bytes = letter();
  EXPECT_THAT(bytes, HasSubstr("\r\nContent-Type: multipart/alternative; boundary="));
  EXPECT_THAT(bytes, HasSubstr("\r\nGood day <b>Jo</b>,\r\n\r\nyou are invited to work at Hafenblatt."));
  EXPECT_THAT(bytes, HasSubstr("\r\n<p>Good day &lt;b&gt;Jo&lt;/b&gt;,</p>\r\n"));
  EXPECT_THAT(bytes, HasSubstr("<p><a href=\"https://blatt.example/redaktion/einladung/marke\">https://blatt.example/redaktion/einladung/marke</a></p>"));
}

TEST_F(InvitationLetter, is_in_english_for_who_works_in_english) {
  ASSERT_TRUE(invite(person("jo@blatt.example"), Language::english()));
  EXPECT_THAT(letter(), HasSubstr("Subject: Your invitation to work at Hafenblatt\r\n"));
}

TEST_F(InvitationLetter, is_refused_for_an_address_that_no_letter_reaches) {
  EXPECT_EQ(invite(person("jörg@blatt.example"), Language::german()).error().code, Code::invalid);
}

}  // namespace
}  // namespace allmende::desk
