// Letters on their way, to a server that behaves and to one that does not.

#include "mail/smtp.h"
#include "mail/test_mail.h"
#include "tests/support/certificate.h"

namespace allmende::mail {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Security = Server::Security;

/// "sent", "refused: …" or "fault: …".
std::string sent(Server const& server, Letter const& it, std::stop_token stop = {}) {
  try {
    auto done = send(server, it, "0a1b", std::move(stop));
    return done ? "sent" : "refused: " + done.error().message;
  } catch (Fault const& fault) {
    EXPECT_TRUE(fault.retryable());
    return std::string("fault: ") + fault.what();
  }
}

Letter const& short_letter() {
  static Letter const it = letter(message("Guten Morgen", "Flut um neun.\n"));
  return it;
}

TEST(Sending, brings_the_letter_as_it_is_with_its_envelope) {
  TestServer server;
  std::string text = "Grüße\n.\n..\n" + std::string(5'000, 'x') + "\n.\n";
  Letter it = letter(message("Möwen", text));
  EXPECT_EQ(sent(server.at(), it), "sent");
  ASSERT_EQ(server.letters(), 1);
  EXPECT_EQ(server.letter(1), it.bytes);
  EXPECT_THAT(server.envelope(1), AllOf(HasSubstr("FROM:<redaktion@hafenblatt.example>"), HasSubstr("\"TO:<ada@hafenblatt.example>\""),
                                        HasSubstr("\"name\": \"hafenblatt.example\""), HasSubstr("\"tls\": false")));
}

TEST(Sending, stuffs_the_dots_of_plain_text_too) {
  TestServer server;
  Letter it = letter(message("Dots", ".\n..\n.x\n\n.\n"));
  EXPECT_EQ(sent(server.at(), it), "sent");
  EXPECT_EQ(server.letter(1), it.bytes);
}

TEST(Sending, is_refused_when_the_server_will_never_take_it) {
  for (std::string stage : {"RCPT", "DATA", "END"}) {
    TestServer server({"--answer", stage + "=550 5.1.1 <ada@hafenblatt.example>: no such user"});
    EXPECT_EQ(sent(server.at(), short_letter()), "refused: the mail server said: 550 5.1.1 … no such user") << stage;
    EXPECT_EQ(server.letters(), 0);
  }
}

TEST(Sending, is_a_fault_when_it_may_be_otherwise_later) {
  for (std::string stage : {"MAIL", "RCPT", "DATA", "END"}) {
    TestServer server({"--answer", stage + "=451-4.7.1 not now\\n451 4.7.1 come back", "--times", "1"});
    EXPECT_THAT(sent(server.at(), short_letter()), StartsWith("fault: the mail server said: 451-4.7.1 not now 451 4.7.1 come back")) << stage;
    EXPECT_EQ(sent(server.at(), short_letter()), "sent");
  }
}

TEST(Sending, is_a_fault_when_it_is_not_the_letters_fault) {
  for (std::string stage : {"CONNECT", "MAIL"}) {
    TestServer server({"--answer", stage + "=554 5.7.1 not from you"});
    EXPECT_THAT(sent(server.at(), short_letter()), AllOf(StartsWith("fault:"), HasSubstr("554"))) << stage;
  }
}

TEST(Sending, is_a_fault_when_the_connection_breaks) {
  for (std::string stage : {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "END"}) {
    TestServer server({"--drop", stage});
    EXPECT_THAT(sent(server.at(), short_letter()), StartsWith("fault: the mail server cannot be used")) << stage;
  }
  Server nobody{.host = "127.0.0.1", .port = 1, .security = Security::plain};
  EXPECT_THAT(sent(nobody, short_letter()), StartsWith("fault:"));
}

TEST(Sending, loses_patience_with_a_server_that_hangs) {
  for (std::string stage : {"CONNECT", "RCPT", "END"}) {
    TestServer server({"--hang", stage});
    Server impatient = server.at();
    impatient.patience = 400ms;
    auto begin = std::chrono::steady_clock::now();
    EXPECT_THAT(sent(impatient, short_letter()), StartsWith("fault:")) << stage;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
  }
}

TEST(Sending, is_done_when_the_server_has_said_so_however_it_parts) {
  for (std::string how : {"--hang", "--drop"}) {
    TestServer server({how, "QUIT"});
    Server impatient = server.at();
    impatient.patience = 2s;
    auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(sent(impatient, short_letter()), "sent");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
    EXPECT_EQ(server.letters(), 1);
  }
}

TEST(Sending, gives_up_soon_when_the_program_stops) {
  TestServer server({"--hang", "RCPT"});
  std::stop_source stop;
  std::jthread later([&] {
    std::this_thread::sleep_for(100ms);
    stop.request_stop();
  });
  Server patient = server.at();
  patient.patience = 60s;
  auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(sent(patient, short_letter(), stop.get_token()), "fault: stopped in the middle");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
}

TEST(Sending, goes_by_starttls_with_user_and_password) {
  test::Certificate certificate;
  TestServer server(certificate.options({"--starttls", "--user", "blatt", "--password", "Ebbe & Flut"}));
  Server by = server.at(Security::starttls);
  by.authorities = certificate.file();
  by.user = "blatt";
  by.password = Secret("Ebbe & Flut");
  EXPECT_EQ(sent(by, short_letter()), "sent");
  EXPECT_EQ(server.letter(1), short_letter().bytes);
  EXPECT_THAT(server.envelope(1), AllOf(HasSubstr("\"tls\": true"), HasSubstr("\"user\": \"blatt\"")));
  by.password = Secret("Flut & Ebbe");
  EXPECT_THAT(sent(by, short_letter()), AllOf(StartsWith("fault: the mail server said: 535"), Not(HasSubstr("Flut"))));
}

TEST(Sending, goes_by_tls_from_the_first_byte) {
  test::Certificate certificate;
  TestServer server(certificate.options({"--tls"}));
  Server by = server.at(Security::tls);
  by.authorities = certificate.file();
  EXPECT_EQ(sent(by, short_letter()), "sent");
  EXPECT_THAT(server.envelope(1), HasSubstr("\"tls\": true"));
}

TEST(Sending, tells_nothing_to_a_server_without_tls_or_with_a_strangers_certificate) {
  TestServer plain({"--user", "blatt", "--password", "x"});
  Server by = plain.at(Security::starttls);
  by.user = "blatt";
  by.password = Secret("x");
  EXPECT_THAT(sent(by, short_letter()), StartsWith("fault: the mail server cannot be used"));
  EXPECT_EQ(plain.letters(), 0);

  test::Certificate certificate, other;
  for (auto [security, option] : {std::pair(Security::starttls, "--starttls"), std::pair(Security::tls, "--tls")}) {
    TestServer strange(certificate.options({option}));
    by = strange.at(security);
    by.authorities = other.file();
    EXPECT_THAT(sent(by, short_letter()), StartsWith("fault:"));
    by.authorities.clear();
    EXPECT_THAT(sent(by, short_letter()), StartsWith("fault:"));
    EXPECT_EQ(strange.letters(), 0);
  }
}

TEST(Folders, take_letters_for_a_paper_without_a_server) {
  Scratch scratch;
  Folder folder{scratch.path() / "outgoing"};
  EXPECT_TRUE(send(folder, short_letter(), "0a1b"));
  EXPECT_EQ(bytes_of(folder.folder / "0a1b.eml"), short_letter().bytes);
  EXPECT_TRUE(send(folder, short_letter(), "0a1b")) << "once more is the same";
  std::ofstream(scratch.path() / "file") << "x";
  EXPECT_THROW((void)send(Folder{scratch.path() / "file"}, short_letter(), "1"), Fault);
}

TEST(Servers, are_given_by_their_address) {
  auto at = [](std::string_view address) {
    auto server = Server::at(address);
    if (!server) return std::string("refused");
    return fmt::format("{} {} {}", server->host, server->port, static_cast<int>(server->security));
  };
  EXPECT_EQ(at("smtps://mail.example.org"), "mail.example.org 465 2");
  EXPECT_EQ(at("smtp://mail.example.org"), "mail.example.org 587 1");
  EXPECT_EQ(at("smtp://mail.example.org:2525"), "mail.example.org 2525 1");
  EXPECT_EQ(at("smtp://localhost"), "localhost 25 0");
  EXPECT_EQ(at("smtp://127.0.0.1:2525"), "127.0.0.1 2525 0");
  EXPECT_EQ(at("smtp://[::1]:2525"), "[::1] 2525 0");
  EXPECT_EQ(at("smtps://[2001:db8::1]"), "[2001:db8::1] 465 2");
  for (std::string_view wrong : {"", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://user@mail.example.org", "smtp://a:b@c",
                                 "smtp://mail.example.org/", "smtp://mail.example.org:", "smtp://mail.example.org:0", "smtp://a:70000",
                                 "smtp://a:25x", "smtp://a b", "smtp://[::1", "smtp://[]", "smtp://::1", "smtp://a\r\n"}) {
    EXPECT_EQ(at(wrong), "refused") << wrong;
  }
}

TEST(Answers, come_without_the_addresses_in_them) {
  EXPECT_EQ(without_addresses("550-5.1.1 <ada@a.de>:\r\n550 no such ada@a.de, sorry\r\n"), "550-5.1.1 … 550 no such … sorry");
}

}  // namespace
}  // namespace allmende::mail
