#include "media/store.h"

#include "embedded/media_migrations.h"
#include "media/media.h"

namespace allmende::media {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace store {

namespace {

Sql const kSha256{"media.sha256", "SELECT sha256 FROM picture WHERE name = :name"};
Sql const kNameOf{"media.name_of", "SELECT MIN(name) FROM picture WHERE sha256 = :sha256"};
Sql const kPicture{"media.picture", R"(
    SELECT name, sha256, credit, caption, alt, focus_x, focus_y, ends_at, added_at, added_by, added_person
    FROM picture WHERE name = :name)"};
Sql const kNames{"media.names", "SELECT name FROM picture ORDER BY name"};
Sql const kPictureOfRendition{"media.picture_of_rendition", "SELECT picture FROM rendition WHERE file = :file"};
Sql const kRenditions{"media.renditions", R"(
    SELECT file, width, height FROM rendition WHERE picture = :name ORDER BY width, file)"};

Sql const kInsert{"media.insert_picture", R"(
    INSERT INTO picture (name, sha256, credit, caption, alt, focus_x, focus_y, ends_at, added_at, added_by, added_person, words)
    VALUES (:name, :sha256, :credit, :caption, :alt, :x, :y, :ends, :added, :by, :person, :words))"};
Sql const kUpdate{"media.update_picture", R"(
    UPDATE picture SET credit = :credit, caption = :caption, alt = :alt, focus_x = :x, focus_y = :y, ends_at = :ends,
                       words = :words
    WHERE name = :name)"};
Sql const kDeleteRenditions{"media.delete_renditions", "DELETE FROM rendition WHERE picture = :name"};
Sql const kInsertRendition{"media.insert_rendition", R"(
    INSERT INTO rendition (file, picture, width, height) VALUES (:file, :picture, :width, :height))"};

Sql const kBehind{"media.pictures_behind", R"(
    SELECT name, sha256, credit, caption, alt, focus_x, focus_y, ends_at, added_at, added_by, added_person
    FROM picture
    WHERE (added_at, name) < (:added, :name)
      AND words LIKE :first AND words LIKE :second AND words LIKE :third AND words LIKE :fourth
      AND (credit = '' OR alt = '' OR :incomplete = 0)
    ORDER BY added_at DESC, name DESC LIMIT :limit)"};

Sql const kNextEnd{"media.next_end", "SELECT MIN(ends_at) FROM picture WHERE ends_at > :after"};
Sql const kEnds{"media.ends", R"(
    SELECT name, ends_at FROM picture WHERE ends_at > :after AND ends_at <= :until ORDER BY ends_at, name)"};

using Text = std::string;
using Number = std::int64_t;

StoredPicture row(Text name, Text sha256, Text credit, Text caption, Text alt, int x, int y, std::optional<Instant> ends,
                  Number added, Text by, std::optional<people::PersonId> person) {
  StoredPicture picture{.name = std::move(name), .sha256 = std::move(sha256), .renditions = {}};
  picture.facts = {std::move(credit), std::move(caption), std::move(alt), {x, y}, ends};
  if (added != 0) picture.added = Instant::from_microseconds(added);
  picture.added_by = std::move(by);
  picture.taker = person;
  return picture;
}

template <class Callback>
void each_row(ReadTx& tx, Sql const& sql, Callback const& callback, auto const&... bound) {
  tx.each<Text, Text, Text, Text, Text, int, int, std::optional<Instant>, Number, Text, std::optional<people::PersonId>>(
      sql, [&](auto&&... columns) { callback(row(std::forward<decltype(columns)>(columns)...)); }, bound...);
}

std::string pattern(std::string const& word) { return word.empty() ? "%" : "% " + word + "%"; }

}  // namespace

std::optional<std::string> sha256_of(ReadTx& tx, std::string_view name) {
  return tx.maybe<std::string>(kSha256, name);
}

std::optional<std::string> name_of(ReadTx& tx, std::string_view sha256) {
  return tx.one<std::optional<std::string>>(kNameOf, sha256);
}

std::optional<StoredPicture> picture(ReadTx& tx, std::string_view name) {
  std::optional<StoredPicture> found;
  each_row(tx, kPicture, [&](StoredPicture it) { found = std::move(it); }, name);
  return found;
}

std::vector<std::string> names(ReadTx& tx) { return tx.all<std::string>(kNames); }

std::optional<std::string> picture_of_rendition(ReadTx& tx, std::string_view file) {
  return tx.maybe<std::string>(kPictureOfRendition, file);
}

std::vector<Rendition> renditions(ReadTx& tx, std::string_view name) {
  std::vector<Rendition> found;
  tx.each<std::string, int, int>(kRenditions, [&](std::string file, int width, int height) {
    found.push_back({std::move(file), width, height});
  }, name);
  return found;
}

void insert(WriteTx& tx, StoredPicture const& it, std::string const& words) {
  Facts const& facts = it.facts;
  tx.run(kInsert, it.name, it.sha256, facts.credit, facts.caption, facts.alt, facts.focus.x, facts.focus.y, facts.ends,
         it.added ? it.added->microseconds() : 0, it.added_by, it.taker, words);
  replace_renditions(tx, it.name, it.renditions);
}

void update(WriteTx& tx, std::string_view name, Facts const& facts, std::string const& words) {
  tx.run(kUpdate, facts.credit, facts.caption, facts.alt, facts.focus.x, facts.focus.y, facts.ends, words, name);
}

void replace_renditions(WriteTx& tx, std::string_view name, std::vector<Rendition> const& renditions) {
  tx.run(kDeleteRenditions, name);
  for (Rendition const& it : renditions) tx.run(kInsertRendition, it.file, name, it.width, it.height);
}

std::vector<StoredPicture> behind(ReadTx& tx, Behind const& position, Words const& words, bool incomplete, int limit) {
  std::vector<StoredPicture> found;
  each_row(tx, kBehind, [&](StoredPicture it) { found.push_back(std::move(it)); }, position.added.microseconds(),
           position.name, pattern(words[0]), pattern(words[1]), pattern(words[2]), pattern(words[3]), incomplete ? 1 : 0,
           limit);
  return found;
}

std::optional<Instant> next_end(ReadTx& tx, Instant after) { return tx.one<std::optional<Instant>>(kNextEnd, after); }

std::vector<End> ends(ReadTx& tx, Instant after, Instant until) {
  std::vector<End> found;
  tx.each<std::string, Instant>(kEnds, [&](std::string name, Instant at) { found.push_back({std::move(name), at}); },
                                after, until);
  return found;
}

}  // namespace store

std::vector<database::Migration> migrations() {
  return database::migrations(embedded::media_migrations());
}

}  // namespace allmende::media
