// What a message looks like on the wire.

#include <random>

#include "mail/encoding.h"
#include "mail/test_mail.h"

namespace allmende::mail {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr char kLongSubject[] =
    "Einladung in die Redaktion: Möwen, Krabbenbrot und die Überquerung der Außenweser bei Ebbe – was bis zur "
    "Mitgliederversammlung der Genossenschaft am Dienstag geklärt sein müsste, „nebenbei“ bemerkt";

/// Lines that every server takes.
void expect_fit(std::string const& bytes, std::size_t header_line = 78) {
  std::size_t begin = 0;
  bool in_head = true;
  while (begin < bytes.size()) {
    std::size_t end = bytes.find('\n', begin);
    ASSERT_NE(end, bytes.npos) << "the last line has an end";
    ASSERT_EQ(bytes[end - 1], '\r');
    std::string_view line(bytes.data() + begin, end - 1 - begin);
    EXPECT_EQ(line.find('\r'), line.npos);
    EXPECT_LE(line.size(), in_head ? header_line : 998u) << line;
    EXPECT_TRUE(std::ranges::all_of(line, [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\t'; })) << line;
    if (line.empty()) in_head = false;
    begin = end + 1;
  }
}

TEST(Messages, are_these_bytes) {
  Message it = message("Your invitation", "Hello,\n.\nyours\n");
  it.headers = {auto_submitted()};
  EXPECT_EQ(letter(it).bytes,
            "Date: Fri, 27 Nov 2026 09:00:00 +0000\r\n"
            "From: Hafenblatt <redaktion@hafenblatt.example>\r\n"
            "To: ada@hafenblatt.example\r\n"
            "Subject: Your invitation\r\n"
            "Message-ID: <0a1b@hafenblatt.example>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: 7bit\r\n"
            "\r\n"
            "Hello,\r\n.\r\nyours\r\n");
  EXPECT_EQ(letter(it).from.text(), "redaktion@hafenblatt.example");
  EXPECT_EQ(letter(it).to.text(), "ada@hafenblatt.example");
}

TEST(Messages, with_a_page_are_two_parts_the_plain_one_first) {
  Message it = message("Grüße", "Möwen & Krabben\n");
  it.page = html::document<"<!doctype html>\n<html lang=\"{}\"><head><title>{}</title></head><body><p>{}</p></body></html>\n">("de", "Grüße", "Möwen & Krabben");
  EXPECT_THAT(letter(it).bytes,
              EndsWith("MIME-Version: 1.0\r\n"
                       "Content-Type: multipart/alternative; boundary=\"0a1b\"\r\n"
                       "\r\n"
                       "--0a1b\r\n"
                       "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
                       "\r\n"
                       "M=C3=B6wen & Krabben\r\n"
                       "\r\n"
                       "--0a1b\r\n"
                       "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
                       "\r\n"
                       "<!doctype html>\r\n"
                       "<html lang=3D\"de\"><head><title>Gr=C3=BC=C3=9Fe</title></head><body><p>M=C3=\r\n"
                       "=B6wen &amp; Krabben</p></body></html>\r\n"
                       "\r\n"
                       "--0a1b--\r\n"));
  std::string read = read_by_python(letter(it).bytes);
  EXPECT_THAT(read, HasSubstr("\n\nMöwen & Krabben\n\n"));
  EXPECT_THAT(read, EndsWith("<p>Möwen &amp; Krabben</p></body></html>\n"));
}

TEST(Messages, with_other_letters_are_encoded) {
  Message it = message("Grüße", "Schöne Grüße =)\n");
  it.to = mailbox("Jörg Thoden <jo@blätter.example>");
  EXPECT_THAT(letter(it).bytes, HasSubstr("\r\nTo: =?UTF-8?Q?J=C3=B6rg_Thoden?= <jo@xn--bltter-cua.example>\r\n"));
  EXPECT_THAT(letter(it).bytes, HasSubstr("\r\nSubject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\n"));
  EXPECT_THAT(letter(it).bytes, EndsWith("Encoding: quoted-printable\r\n\r\nSch=C3=B6ne Gr=C3=BC=C3=9Fe =3D)\r\n"));
}

TEST(Messages, with_a_long_subject_keep_short_lines_and_whole_characters) {
  Letter written = letter(message(kLongSubject, "Text\n"));
  expect_fit(written.bytes, 76);
  EXPECT_THAT(read_by_python(written.bytes), HasSubstr(fmt::format("\nSubject: {}\n", kLongSubject)));
  std::string plain;
  for (int i = 0; i < 40; ++i) plain += "harbour tide ";
  Letter other = letter(message(plain + "end", "Text\n"));
  expect_fit(other.bytes, 76);
  EXPECT_THAT(other.bytes, Not(HasSubstr("=?")));
  EXPECT_THAT(read_by_python(other.bytes), HasSubstr(plain));
}

TEST(Messages, with_lines_of_any_length_and_lone_dots_arrive_as_they_were) {
  std::string text = ".\n..\n.dot\n\n" + std::string(5'000, 'x') + "\n" + std::string(5'000, '.') + "\nblank at the end \n\ttab\t\nFrom me\n";
  for (int i = 0; i < 700; ++i) text += "Möwen ";
  text += "\nEnde\n";
  Letter written = letter(message("Zeilen", text));
  expect_fit(written.bytes);
  EXPECT_THAT(read_by_python(written.bytes), EndsWith("\n\n" + text));
}

TEST(Messages, name_their_writer_even_with_marks_in_the_name) {
  for (auto [name, header] : {std::pair("Hafenblatt, Redaktion", "From: \"Hafenblatt, Redaktion\" <"),
                              std::pair("Der \"Hafen\" \\ Blatt", "From: \"Der \\\"Hafen\\\" \\\\ Blatt\" <"),
                              std::pair("a@b.example", "From: \"a@b.example\" <"), std::pair("=?UTF-8?Q?x?=", "From: =?UTF-8?Q?=3D=3F")}) {
    Message it = message("x", "y\n");
    it.from.name = name;
    EXPECT_THAT(letter(it).bytes, HasSubstr(header));
    std::string read = read_by_python(letter(it).bytes);
    EXPECT_THAT(read, HasSubstr("<redaktion@hafenblatt.example>")) << name;
  }
}

TEST(Messages, cannot_be_given_other_headers) {
  for (std::string evil : {std::string("x\r\nBcc: eve@evil.example"), std::string("x\nBcc: eve@evil.example"), std::string("x\rBcc: eve"), std::string("x\0y", 3), std::string("x\x7Fy"),
                           std::string("x\xFF")}) {
    EXPECT_EQ(write(message(evil, "y\n"), kNow, "1").error().where, "subject") << evil;
    Message it = message("x", "y\n");
    it.headers = {{"Reply-To", evil}};
    EXPECT_EQ(write(it, kNow, "1").error().code, Code::invalid) << evil;
    it.headers = {{evil, "x"}};
    EXPECT_EQ(write(it, kNow, "1").error().code, Code::invalid) << evil;
    EXPECT_FALSE(Mailbox::of(evil, "a@a.de")) << evil;
  }
  for (std::string ours : {"Bcc", "TO", "from", "Subject", "Content-Type", "MIME-Version", "X:", "", "X Y"}) {
    Message it = message("x", "y\n");
    it.headers = {{ours, "eve@evil.example"}};
    EXPECT_EQ(write(it, kNow, "1").error().code, Code::invalid) << ours;
  }
  for (std::string evil : {std::string("a\0b", 3), std::string("a\rb"), std::string("a\x1B[2J"), std::string("\xC3")}) {
    EXPECT_EQ(write(message("x", evil), kNow, "1").error().where, "text");
  }
}

TEST(Messages, that_are_too_long_are_refused) {
  EXPECT_EQ(write(message(std::string(1'001, 'x'), "y"), kNow, "1").error().code, Code::limit);
  EXPECT_EQ(write(message("x", std::string(1'000'001, 'x')), kNow, "1").error().code, Code::limit);
  Message it = message("x", "y");
  it.headers = {{"X-Long", std::string(901, 'x')}};
  EXPECT_EQ(write(it, kNow, "1").error().code, Code::limit);
}

TEST(Messages, say_how_to_get_no_more_of_them) {
  Message it = message("x", "y\n");
  std::string address = "https://hafenblatt.example/abbestellen/" + std::string(300, 'a');
  it.headers = list_unsubscribe(address);
  Letter written = letter(it);
  expect_fit(written.bytes, 998);
  EXPECT_THAT(written.bytes, HasSubstr("\r\nList-Unsubscribe: \r\n <" + address + ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
  EXPECT_THAT(read_by_python(written.bytes), testing::ContainsRegex("List-Unsubscribe: +<" + address + ">\n"));
}

TEST(Messages, at_random_are_read_as_they_were_written) {
  auto seed = std::random_device{}();
  SCOPED_TRACE(fmt::format("seed {}", seed));
  std::mt19937 random(seed);
  static constexpr std::string_view kPieces[] = {"a", "Zeit", " ", "  ", "ü", "ß", "„", "“", "🦀", "=", "=?", "?=", "_", "?", ".", ",", "\"", "\\",
                                                 "<", ">", "@", "e\xCC\x81", "supercalifragilistisch", "(", ")", ":", ";"};
  auto some = [&](std::size_t most, std::string_view between) {
    std::string text;
    for (std::size_t i = random() % most; i > 0; --i) {
      text += kPieces[random() % std::size(kPieces)];
      if (random() % 9 == 0) text += between;
    }
    return text;
  };
  for (int i = 0; i < 12; ++i) {
    std::string subject = "S" + some(120, "") + "E";
    std::string text = some(600, "\n") + "\n";
    Letter written = letter(message(subject, text));
    expect_fit(written.bytes);
    std::string read = read_by_python(written.bytes);
    EXPECT_THAT(read, HasSubstr(fmt::format("\nSubject: {}\n", subject)));
    EXPECT_THAT(read, EndsWith("\n\n" + text));
  }
}

TEST(EncodedWords, leave_room_for_what_stands_before_them) {
  EXPECT_EQ(encoded_words("ä", 70), "\r\n =?UTF-8?Q?=C3=A4?=");
  EXPECT_EQ(encoded_words("a b", 9), "=?UTF-8?Q?a_b?=");
}

TEST(QuotedPrintable, breaks_lines_between_its_signs) {
  std::string line = quoted_printable(std::string(74, 'x') + "ü");
  EXPECT_EQ(line, std::string(74, 'x') + "=\r\n=C3=BC");
  EXPECT_EQ(quoted_printable(std::string(75, 'x') + "y"), std::string(75, 'x') + "=\r\ny");
  EXPECT_EQ(quoted_printable("a \nb\t"), "a=20\r\nb=09");
}

}  // namespace
}  // namespace allmende::mail
