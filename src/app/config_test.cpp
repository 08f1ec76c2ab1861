#include "app/config.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/options.h"

namespace allmende::app {
namespace {

Refusal refusal(std::string_view toml) {
  auto config = Config::parse(toml, "allmende.toml");
  return config ? Refusal{Code::invalid, "was accepted"} : config.error();
}

TEST(Config, without_any_option_is_the_default) {
  EXPECT_EQ(Config::parse("", "x")->server.port, 8080);
}

TEST(Config, written_and_read_again_is_the_same) {
  Config config;
  config.paper.name = "Die \"Zeitung\" \\ für alle";
  config.server.port = 81;
  config.robots.refused = {"a", "b"};
  config.robots.reserve_text_and_data_mining = false;
  config.contribution.amounts = {7};
  auto again = Config::parse(config.write(), "x");
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->write(), config.write());
  EXPECT_EQ(again->paper.name, config.paper.name);
}

TEST(Config, refuses_mail_that_cannot_be_sent_with_its_line) {
  EXPECT_EQ(refusal("[mail]\n\nserver = \"mail.blatt.example\"").where, "allmende.toml:3");
  std::string const from = "from = \"Blatt <a@blatt.example>\"\n";
  for (std::string wrong : {"[mail]\nfrom = \"Blatt\"", "[mail]\nfrom = \"jörg@blatt.example\"", "[mail]\nserver = \"smtp://mail.blatt.example\"",
                            "[mail]\npassword_file = \"mail.key\""}) {
    EXPECT_NE(refusal(wrong).message, "was accepted") << wrong;
  }
  Refusal with_password = refusal("[mail]\n" + from + "server = \"smtp://blatt:geheim@mail.blatt.example\"");
  EXPECT_NE(with_password.message, "was accepted");
  EXPECT_EQ(with_password.message.find("geheim"), std::string::npos);
  for (std::string right : {"[mail]\n" + from, "[mail]\n" + from + "server = \"smtps://mail.blatt.example:4650\"\nuser = \"blatt\"\npassword_file = \"mail.key\"",
                            std::string("[paper]\nemail = \"a@blatt.example\"\n[mail]\nserver = \"smtp://localhost\"")}) {
    EXPECT_EQ(refusal(right).message, "was accepted") << right;
  }
}

TEST(Config, written_explains_every_option) {
  std::string written = Config().write();
  for (Option const& option : options()) {
    EXPECT_NE(written.find(fmt::format("\n{} = ", option.key)), std::string::npos) << option.key;
    EXPECT_FALSE(option.explanation.empty()) << option.key;
  }
}

TEST(Config, names_the_nearest_option_to_an_unknown_one) {
  Refusal refused = refusal("[server]\nprot = 80\n");
  EXPECT_EQ(refused.where, "allmende.toml:2");
  EXPECT_EQ(refused.message, "there is no option \"server.prot\"; did you mean \"server.port\"?");
  EXPECT_NE(refusal("[papre]\n").message.find("did you mean \"paper\"?"), std::string::npos);
  EXPECT_EQ(refusal("[server]\nzzzzzzzz = 1").message, "there is no option \"server.zzzzzzzz\"");
}

TEST(Config, refuses_another_kind_or_range_with_its_line) {
  EXPECT_EQ(refusal("[server]\n\nport = \"80\"").where, "allmende.toml:3");
  EXPECT_NE(refusal("[server]\nport = 70000").message.find("from 0 to 65535"), std::string::npos);
  EXPECT_NE(refusal("[server]\nport = 80.5").message.find("whole number"), std::string::npos);
  EXPECT_NE(refusal("[paper]\nname = 3").message.find("a text"), std::string::npos);
  EXPECT_NE(refusal("[paper]\nquotes = \"xx\"").message, "was accepted");
  for (char const* stages : {"[]", "[\"boss\"]", "[\"published\"]", "[\"ready\", \"draft\"]", "[\"draft\", \"draft\"]"}) {
    EXPECT_NE(refusal(std::string("[newsroom]\nstages = ") + stages).message, "was accepted") << stages;
  }
  for (char const* movers : {"[\"edited\"]", "[\"edited:\"]", "[\"published: editor\"]", "[\"edited: boss\"]", "[\"edited: till\"]"}) {
    EXPECT_NE(refusal(std::string("[newsroom]\nmovers = ") + movers).message, "was accepted") << movers;
  }
  for (char const* publishers : {"[]", "[\"boss\"]", "[\"till\"]"}) {
    EXPECT_NE(refusal(std::string("[newsroom]\npublishers = ") + publishers).message, "was accepted") << publishers;
  }
  EXPECT_NE(refusal("[paper]\nlanguage = \"fr\"").message, "was accepted");
  EXPECT_NE(refusal("[paper]\naddress = \"https://a.example/\"").message, "was accepted");
  EXPECT_NE(refusal("[database]\nengine = \"oracle\"").message, "was accepted");
  EXPECT_NE(refusal("[server\n").message, "was accepted");
}

TEST(Config, refuses_values_that_cannot_be_meant_with_their_line) {
  for (std::string_view wrong : {
           "[paper]\nemail = \"redaktion\"", "[paper]\nemail = \"a@b@c\"", "[paper]\nemail = \"a b@c.example\"",
           "[paper]\nemail = \"Blatt <a@b.example>\"", "[paper]\nfounded = \"1.5.1994\"",
           "[paper]\nfounded = \"1994-13-01\"", "[paper]\nissn = \"0323-3374\"", "[paper]\nissn = \"03233375\"",
           "[paper]\nissn = \"X323-3375\"", "[policies]\nethics = \"ueber-uns\"", "[policies]\nethics = \"//a.example\"",
           "[server]\nlisten = []", "[server]\nlisten = [\"localhost\"]", "[server]\nlisten = [\"127.0.0.1:80\"]",
           "[server]\nproxies = [\"proxy\"]", "[tls]\nkey = \"k.pem\""}) {
    Refusal refused = refusal(wrong);
    EXPECT_EQ(refused.where, "allmende.toml:2") << wrong << ": " << refused.message;
  }
}

TEST(Config, takes_addresses_days_and_numbers_in_their_usual_forms) {
  for (std::string_view right : {
           "[paper]\nemail = \"redaktion+briefe@blatt.example\"", "[paper]\nfounded = \"1994\"",
           "[paper]\nfounded = \"1994-05-01\"", "[paper]\nissn = \"0323-3375\"", "[paper]\nissn = \"2434-561X\"",
           "[policies]\nethics = \"https://www.example/kodex\"", "[server]\nlisten = [\"0.0.0.0\", \"::\"]"}) {
    auto config = Config::parse(right, "allmende.toml");
    EXPECT_TRUE(config) << right << ": " << (config ? "" : config.error().message);
  }
}

}  // namespace
}  // namespace allmende::app
