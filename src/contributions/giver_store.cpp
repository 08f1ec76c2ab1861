#include "contributions/giver_store.h"

#include <algorithm>
#include <set>
#include <utility>

#include "contributions/names.h"
#include "json/json.h"
#include "text/text.h"

namespace allmende::contributions {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

Sql const kInsert{"contributions.insert_giver", R"(
    INSERT INTO giver (name, email, address, email_index, language, kind, since)
    VALUES ('', '', '', :email_index, :language, :kind, :since) RETURNING id)"};
Sql const kSetSealed{"contributions.seal_giver", R"(
    UPDATE giver SET name = :name, email = :email, address = :address WHERE id = :id)"};
Sql const kInsertWord{"contributions.insert_giver_word", "INSERT INTO giver_word (word, giver) VALUES (:word, :giver)"};
Sql const kGiver{"contributions.giver", R"(
    SELECT name, email, address, language, kind, since, erased_at FROM giver WHERE id = :id)"};
Sql const kByEmail{"contributions.givers_by_email", "SELECT id FROM giver WHERE email_index = :email ORDER BY id DESC"};
Sql const kByWord{"contributions.givers_by_word", R"(
    SELECT giver FROM giver_word WHERE word = :word ORDER BY giver DESC LIMIT :limit)"};

Sql const kInsertLink{"contributions.insert_link", R"(
    INSERT INTO giver_link (hash, giver, expires) VALUES (:hash, :giver, :expires))"};
Sql const kLink{"contributions.link", R"(
    SELECT g.id, g.email_index FROM giver_link l JOIN giver g ON g.id = l.giver WHERE l.hash = :hash AND l.expires > :now)"};
Sql const kForgetLinks{"contributions.forget_links", "DELETE FROM giver_link WHERE expires <= :now"};

Sql const kErase{"contributions.erase_giver", R"(
    UPDATE giver SET name = '', email = '', address = '', email_index = '', erased_at = :now, rest_on = :rest
    WHERE id = :id)"};
Sql const kEraseWords{"contributions.erase_giver_words", "DELETE FROM giver_word WHERE giver = :id"};
Sql const kEraseLinks{"contributions.erase_giver_links", "DELETE FROM giver_link WHERE giver = :id"};
Sql const kRestIsErased{"contributions.rest_is_erased", "UPDATE giver SET rest_on = NULL WHERE id = :id"};
Sql const kRest{"contributions.rest_of_giver", "SELECT rest_on FROM giver WHERE id = :id"};
Sql const kRestDue{"contributions.givers_whose_rest_is_due", R"(
    SELECT id FROM giver WHERE rest_on <= :day ORDER BY id)"};
Sql const kErasedWithData{"contributions.erased_with_data", R"(
    SELECT id FROM giver WHERE erased_at IS NOT NULL
      AND (name <> '' OR email <> '' OR address <> '' OR email_index <> ''
        OR EXISTS (SELECT 1 FROM giver_word w WHERE w.giver = giver.id)
        OR EXISTS (SELECT 1 FROM giver_link l WHERE l.giver = giver.id)) ORDER BY id)"};

std::string place(GiverId id, std::string_view field) { return fmt::format("giver {} {}", id.value(), field); }

std::string sealed(Till const& till, GiverId id, std::string_view field, std::string_view text) {
  return text.empty() ? std::string() : till.vault.seal(text, place(id, field));
}
std::string opened(Till const& till, GiverId id, std::string_view field, std::string_view text) {
  return text.empty() ? std::string() : till.vault.open(text, place(id, field)).reveal();
}

std::string text_of(std::optional<sepa::PostalAddress> const& address) {
  if (!address) return {};
  json::Array lines(address->lines.begin(), address->lines.end());
  return json::write(json::Object{{"street", address->street},
                                  {"building", address->building},
                                  {"post_code", address->post_code},
                                  {"town", address->town},
                                  {"country", address->country},
                                  {"lines", std::move(lines)}});
}

std::optional<sepa::PostalAddress> address_of(std::string const& text) {
  if (text.empty()) return std::nullopt;
  json::Value value = database::must_be(json::parse(text));
  auto member = [&](char const* name) { return std::string(value.at(name).as_string()); };
  sepa::PostalAddress address{.street = member("street"),
                              .building = member("building"),
                              .post_code = member("post_code"),
                              .town = member("town"),
                              .country = member("country")};
  for (auto const& line : value.at("lines").as_array()) address.lines.emplace_back(line.as_string());
  return address;
}

std::string email_index(Till const& till, std::string_view email) {
  auto plain = people::parse_email(email);
  return plain ? till.vault.index("email", *plain) : std::string();
}

/// "Jürgen Groß-Möller" → juergen, gross, moeller.
std::set<std::string> words_of(std::string_view name) {
  std::set<std::string> words;
  std::string word;
  for (char c : text::in_ascii(name) + " ") {
    bool is_upper = c >= 'A' && c <= 'Z';
    if (is_upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += is_upper ? static_cast<char>(c + 32) : c;
    } else if (!word.empty()) {
      words.insert(std::exchange(word, {}));
    }
  }
  return words;
}

}  // namespace

bool ProvenGiver::is(GiverId id) const { return std::ranges::find(ids_, id) != ids_.end(); }

struct ProvenGiverMaker {
  static ProvenGiver make(std::vector<GiverId> ids) { return ProvenGiver(std::move(ids)); }
};

std::optional<Link> make_link(WriteTx& tx, Till const& till, std::string_view email, Instant now) {
  auto givers = store::givers_by_email(tx, till, email);
  if (givers.empty()) return std::nullopt;
  return make_link(tx, givers.front(), now);
}

Link make_link(WriteTx& tx, GiverId giver, Instant now) {
  Secret token = people::new_link_token();
  auto expires = Instant::from_microseconds(now.microseconds() + std::chrono::microseconds(kLinkLife).count());
  tx.run(kInsertLink, people::hash_of_link(token.reveal()), giver, expires);
  return {giver, std::move(token)};
}

Result<ProvenGiver> open_link(ReadTx& tx, std::string_view token, Instant now) {
  auto found = tx.maybe<GiverId, std::string>(kLink, people::hash_of_link(token), now);
  if (!found) return refuse(Code::not_found, "this link is too old, or was never one");
  auto const& [id, email] = *found;
  if (email.empty()) return ProvenGiverMaker::make({id});
  return ProvenGiverMaker::make(tx.all<GiverId>(kByEmail, email));
}

std::int64_t forget_links(WriteTx& tx, Instant now) { return tx.run(kForgetLinks, now); }

std::optional<Giver> giver(ReadTx& tx, Till const& till, GiverId id) {
  auto row =
      tx.maybe<std::string, std::string, std::string, Language, GiverKind, Instant, std::optional<Instant>>(kGiver, id);
  if (!row) return std::nullopt;
  auto& [name, email, address, language, kind, since, erased] = *row;
  GiverData data{.name = opened(till, id, "name", name),
                 .email = opened(till, id, "email", email),
                 .language = language,
                 .kind = kind,
                 .address = address_of(opened(till, id, "address", address))};
  return Giver{.id = id, .data = std::move(data), .since = since, .erased = erased.has_value()};
}

namespace store {

GiverId insert_giver(WriteTx& tx, Till const& till, GiverData const& data, Instant now) {
  auto id = tx.one<GiverId>(kInsert, email_index(till, data.email), data.language, data.kind, now);
  tx.run(kSetSealed, sealed(till, id, "name", data.name), sealed(till, id, "email", data.email),
         sealed(till, id, "address", text_of(data.address)), id);
  for (std::string const& word : words_of(data.name)) tx.run(kInsertWord, till.vault.index("name", word), id);
  return id;
}

std::vector<GiverId> givers_by_email(ReadTx& tx, Till const& till, std::string_view email) {
  std::string index = email_index(till, email);
  if (index.empty()) return {};
  return tx.all<GiverId>(kByEmail, index);
}

std::vector<GiverId> givers_by_word(ReadTx& tx, Till const& till, std::string_view word, std::size_t limit) {
  auto words = words_of(word);
  if (words.size() != 1) return {};
  return tx.all<GiverId>(kByWord, till.vault.index("name", *words.begin()), limit);
}

void erase_giver(WriteTx& tx, GiverId id, Instant now, std::optional<Date> rest_on) {
  tx.run(kErase, now, rest_on, id);
  tx.run(kEraseWords, id);
  tx.run(kEraseLinks, id);
}

void rest_is_erased(WriteTx& tx, GiverId id) { tx.run(kRestIsErased, id); }

std::optional<Date> rest_of(ReadTx& tx, GiverId id) { return tx.one<std::optional<Date>>(kRest, id); }

std::vector<GiverId> givers_whose_rest_is_due(ReadTx& tx, Date day) { return tx.all<GiverId>(kRestDue, day); }

std::vector<GiverId> erased_with_data(ReadTx& tx) { return tx.all<GiverId>(kErasedWithData); }

}  // namespace store
}  // namespace allmende::contributions
