#pragma once
// Pages of giving in an English paper, somebody who asks as browsers do, and whoever opens the letters, for this room's tests.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>
#include <regex>

#include "giving/giving.h"
#include "jobs/jobs.h"
#include "tests/support/scratch_database.h"

namespace allmende::giving::test {

using contributions::Agreement;
using contributions::AgreementId;
using contributions::AgreementState;
using contributions::Till;
using http::Method;
using people::Actor;
using people::Role;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

inline constexpr char kAddress[] = "https://blatt.example";
inline constexpr char kIban[] = "DE02120300000000202051";
inline constexpr char kPrintedIban[] = "DE02 1203 0000 0000 2020 51";
inline constexpr char kEmail[] = "juergen@kai.example";

inline Date day(std::string_view text) { return Date::parse(text).value(); }
inline Instant moment(std::string_view text) { return Instant::parse(text).value(); }
inline Money euros(std::int64_t whole) { return Money::cents(whole * 100); }

inline std::string escaped(std::string_view text) {
  std::string out;
  for (unsigned char c : text) out += std::isalnum(c) ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
  return out;
}
/// "a=1&b=2".
inline std::string form(std::vector<std::pair<std::string, std::string>> const& fields) {
  std::string out;
  for (auto const& [name, value] : fields) out += (out.empty() ? "" : "&") + name + "=" + escaped(value);
  return out;
}

/// What `pattern` finds in its one group, the first time; empty when it finds nothing.
inline std::string found(std::string const& text, std::string const& pattern) {
  std::smatch match;
  return std::regex_search(text, match, std::regex(pattern)) ? match[1].str() : "";
}
inline std::string field_value(std::string const& page, std::string const& name) {
  return found(page, "name=\"" + name + "\"[^>]* value=\"([^\"]*)\"");
}
/// What is said to be wrong with a field, by the element to which the field points.
inline std::string wrong_at(std::string const& page, std::string const& field) {
  std::string input = found(page, "(<input id=\"feld-" + field + "\"[^>]*>)");
  if (!input.contains("aria-invalid=\"true\"") || !input.contains("feld-" + field + "-falsch")) return "";
  return found(page, "id=\"feld-" + field + "-falsch\">([^<]*)<");
}

/// A letter's lines, whatever its parts; headers stay as they are.
inline std::string unquoted(std::string const& bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != '=' || i + 2 >= bytes.size()) {
      out += bytes[i];
    } else if (bytes.compare(i, 3, "=\r\n") == 0) {
      i += 2;
    } else if (std::isxdigit(static_cast<unsigned char>(bytes[i + 1])) != 0 && std::isxdigit(static_cast<unsigned char>(bytes[i + 2])) != 0) {
      out += static_cast<char>(std::stoi(bytes.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      out += '=';
    }
  }
  return out;
}

inline Till make_till(char key = 'g') {
  static auto const calendar = std::make_shared<words::Words const>(words::Words::make(Language::german(), "Europe/Berlin").value());
  return {.vault = vault::Vault(Secret(std::string(32, key))),
          .rules = {.creditor = sepa::Creditor{.name = "Hafenblatt eG", .account = sepa::Iban::parse("DE89370400440532013000").value(),
                                               .identifier = sepa::CreditorIdentifier::parse("DE98ZZZ09999999999").value()},
                    .statement_text = "Beitrag Hafenblatt"},
          .calendar = calendar};
}

class GivingTest : public testing::TestWithParam<database::Engine> {
 protected:
  GivingTest() {
    write([&](auto& tx) { return ledger::lay_out_chart(tx, ilse, now).value(); });
    open();
  }

  /// Opens the pages with these settings, as after a restart.
  void open() {
    giving.emplace(Giving::make(database, settings, [this] { return now; }).value());
    router = http::Router();
    giving->add_to(router);
  }
  static std::vector<database::Migration> migrations() {
    auto all = people::migrations();
    for (auto&& some : {jobs::migrations(), ledger::migrations(), contributions::migrations()}) all.insert(all.end(), some.begin(), some.end());
    return all;
  }
  Settings usual_settings() const {
    return {.paper = "Hafenblatt", .address = kAddress, .language = Language::english(), .time_zone = "Europe/Berlin",
            .framed = [](Page const& page) {
              return http::Response::html(html::document<"<!doctype html><html lang=\"en\"><head><title>{}</title></head><body>{}</body></html>">(
                  page.title, page.main).bytes(), page.status);
            },
            .till = till,
            .account = sepa::BankDetails{.account_holder = "Hafenblatt eG", .iban = sepa::Iban::parse("DE89370400440532013000").value()},
            .reference = sepa::CreditorReference::from("BEITRAG").value(),
            .amounts = {euros(5), euros(10), euros(25)},
            .outbox = outbox};
  }

  /// In a transaction of its own, which is committed whatever comes of it.
  template <class Do>
  auto write(Do const& act) {
    auto tx = database.write();
    auto done = act(tx);
    tx.commit();
    return done;
  }
  template <class Do>
  auto read(Do const& act) {
    auto tx = database.read();
    return act(tx);
  }
  Actor employ() {
    return write([&](auto& tx) {
      auto id = people::add_person(tx, Actor::command_line(), {.name = "Ilse", .email = "ilse@blatt.example", .roles = {Role::till}}, now);
      Secret token = people::begin_session(tx, id.value(), "Firefox, Linux", now);
      return people::at_work(tx, token.reveal(), now)->actor;
    });
  }

  http::Response ask(Method method, std::string const& target, std::string const& body = "",
                     http::Fields more = {{"Origin", kAddress}, {"Sec-Fetch-Site", "same-origin"}}) {
    http::Fields headers{{"Host", "blatt.example"}, {"Content-Type", "application/x-www-form-urlencoded"}};
    headers.insert(headers.end(), more.begin(), more.end());
    auto answer = router.answer(http::Request::make(method, target, std::move(headers), body).value());
    shown += std::string(answer.body().view());
    return answer;
  }
  http::Response get(std::string const& target) { return ask(Method::get, target); }
  http::Response post(std::string const& target, std::vector<std::pair<std::string, std::string>> const& fields = {}) {
    return ask(Method::post, target, form(fields));
  }
  static int status(http::Response const& answer) { return http::number_of(answer.status()); }
  static std::string text(http::Response const& answer) { return std::string(answer.body().view()); }
  static std::string location(http::Response const& answer) { return std::string(answer.header("Location").value_or("")); }
  std::string page(std::string const& target) {
    auto answer = get(target);
    EXPECT_EQ(status(answer), 200) << target;
    return text(answer);
  }

  /// Those posted since the last time, oldest first as far as the clock tells them apart, headers and both parts in clear.
  std::vector<std::string> letters() {
    std::filesystem::path const folder = scratch.folder() / "outgoing";
    jobs::Handlers handlers;
    outbox->add_to(handlers, mail::Folder{folder});
    jobs::run_due(database, handlers, {.clock = [this] { return now; }});
    std::vector<std::string> all;
    if (!std::filesystem::exists(folder)) return all;
    for (auto const& file : std::filesystem::directory_iterator(folder)) {
      std::ifstream in(file.path(), std::ios::binary);
      all.push_back(unquoted({std::istreambuf_iterator<char>(in), {}}));
    }
    std::filesystem::remove_all(folder);
    for (auto const& it : all) sent += it;
    return all;
  }
  std::string letter() {
    auto all = letters();
    EXPECT_THAT(all, SizeIs(1));
    return all.empty() ? "" : all.front();
  }
  /// The path behind the paper's address in a letter.
  static std::string link_in(std::string const& letter) { return found(letter, "https://blatt\\.example(/beitrag/[a-z]+/[A-Za-z0-9_-]{43})"); }

  static std::vector<std::pair<std::string, std::string>> debit_form(std::string iban = kPrintedIban) {
    return {{"betrag", "10"}, {"rhythmus", "monatlich"}, {"aufruf", "bleibt"}, {"tag", "2026-11-09"},
            {"name", "Jürgen Groß"}, {"email", kEmail}, {"iban", std::move(iban)}};
  }
  /// A form with another value in one of its fields.
  static std::vector<std::pair<std::string, std::string>> with(std::vector<std::pair<std::string, std::string>> fields,
                                                               std::string const& name, std::string const& value) {
    for (auto& field : fields) {
      if (field.first == name) field.second = value;
    }
    return fields;
  }
  /// What the summary hides, for its last button.
  std::string sealed_form() { return field_value(text(post("/beitrag/lastschrift", debit_form())), "angaben"); }
  /// 10 € monthly by direct debit, confirmed; the own page's path.
  std::string give() {
    EXPECT_EQ(status(post("/beitrag/geben", {{"angaben", sealed_form()}})), 200);
    return own_path(post(link_in(letter())));
  }
  static std::string own_path(http::Response const& proved) {
    EXPECT_EQ(status(proved), 303);
    return location(proved).substr(0, location(proved).find('?'));
  }
  /// A transfer with a reference of its own: "RF…", in the letter.
  std::string give_by_transfer(std::string const& email = "aimee@kai.example", std::string const& once = std::string(32, 'a')) {
    EXPECT_EQ(status(post("/beitrag/ueberweisung", {{"betrag", "5"}, {"rhythmus", "monatlich"}, {"email", email}, {"einmal", once}})), 200);
    return letter();
  }

  Agreement stored(std::int64_t id = 1) {
    return *read([&](auto& tx) { return contributions::agreement(tx, till, AgreementId(id)); });
  }
  bool is_there(std::int64_t id) {
    return read([&](auto& tx) { return contributions::agreement(tx, till, AgreementId(id)).has_value(); });
  }
  contributions::RunId plan(std::string_view collection) {
    return write([&](auto& tx) { return contributions::plan(tx, Actor::clock(), till, day(collection), now).value().front(); });
  }
  void write_letters() {
    giving->write_letters([this](std::string_view line) { reported.emplace_back(line); });
  }

  Instant now = moment("2026-11-10T09:00:00Z");
  Till till = make_till();
  std::shared_ptr<mail::Outbox const> outbox =
      std::make_shared<mail::Outbox const>(mail::Mailbox::parse("Hafenblatt <beitrag@blatt.example>").value(), Secret(std::string(32, 'k')));
  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(migrations());
  Actor ilse = employ();
  Settings settings = usual_settings();
  std::optional<Giving> giving;
  http::Router router;
  std::string shown, sent;  ///< every page and every letter so far
  std::vector<std::string> reported;
};

}  // namespace allmende::giving::test
