// Whom mail can be sent to.

#include "mail/test_mail.h"

namespace allmende::mail {
namespace {

using testing::HasSubstr;

std::string parsed(std::string_view text) {
  auto address = Address::parse(text);
  return address ? address->text() : "refused: " + address.error().message;
}

TEST(Addresses, are_taken_as_people_have_them) {
  for (std::string usual : {"ada@hafenblatt.example", "ada.brink+blatt@mail.hafenblatt.example", "o'neill@a.de", "root@localhost",
                            "x_y=z@a-b.example", "1@2.example"}) {
    EXPECT_EQ(parsed(usual), usual);
  }
  EXPECT_EQ(parsed("Ada@HafenBlatt.Example"), "Ada@hafenblatt.example");
  EXPECT_EQ(Address::parse("ada@hafenblatt.example")->domain(), "hafenblatt.example");
}

TEST(Addresses, have_their_domain_converted) {
  EXPECT_EQ(parsed("ada@blätter.example"), "ada@xn--bltter-cua.example");
  EXPECT_EQ(parsed("ada@BLÄTTER.example"), "ada@xn--bltter-cua.example");
  EXPECT_EQ(parsed("ada@straße.example"), "ada@xn--strae-oqa.example") << "not strasse: IDNA 2008";
}

TEST(Addresses, that_no_server_takes_are_refused) {
  for (std::string_view wrong : {"", "ada", "@a.de", "ada@", "ada@@a.de", "a b@a.de", "ada@a b.de", "<ada@a.de>", "ada@a.de>", ".a@a.de",
                                 "a.@a.de", "a..b@a.de", "\"a\"@a.de", "a,b@a.de", "a@a.de,b@b.de", "a@-a.de", "a@a_b.de", "a@a..de",
                                 "a@.de", "a@a.de.", "a@[127.0.0.1]", "a@a.de\r\nRCPT TO:<b@b.de>", "a\r\n@a.de", "a\t@a.de", "a@xn--a.de",
                                 "a@a\xFF.de"}) {
    EXPECT_THAT(parsed(wrong), HasSubstr("refused")) << wrong;
  }
  EXPECT_THAT(parsed(std::string_view("a\0b@a.de", 8)), HasSubstr("refused"));
  EXPECT_THAT(parsed("jörg@a.de"), HasSubstr("plain letters"));
  EXPECT_EQ(Address::parse(std::string(65, 'a') + "@a.de").error().code, Code::limit);
  EXPECT_EQ(Address::parse("a@" + std::string(253, 'a')).error().code, Code::limit);
}

TEST(Mailboxes, are_an_address_with_or_without_a_name) {
  EXPECT_EQ(mailbox("ada@a.de").name, "");
  EXPECT_EQ(mailbox("Ada Brink <ada@a.de>").name, "Ada Brink");
  EXPECT_EQ(mailbox("\"Brink, Ada\" <ada@a.de>").name, "Brink, Ada");
  EXPECT_EQ(mailbox("<ada@a.de>"), mailbox("ada@a.de"));
  for (std::string_view wrong : {"Ada", "Ada <ada>", "Ada ada@a.de>", "Ada <ada@a.de> x", "A\nB <a@a.de>"}) {
    EXPECT_FALSE(Mailbox::parse(wrong)) << wrong;
  }
  EXPECT_EQ(Mailbox::of(std::string(201, 'x'), "a@a.de").error().code, Code::limit);
}

}  // namespace
}  // namespace allmende::mail
