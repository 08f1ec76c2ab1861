// SQL of what articles belong to, and of text pages.

#include "embedded/newsroom_migrations.h"
#include "newsroom/archive.h"
#include "newsroom/record.h"
#include "newsroom/subjects.h"

namespace allmende::newsroom {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

Sql const kSections{"newsroom.sections", R"(
    SELECT slug, name, description, position FROM section ORDER BY position, slug LIMIT 500)"};
Sql const kPutSection{"newsroom.put_section", R"(
    INSERT INTO section (slug, name, description, position)
    VALUES (:slug, :name, :description, :position)
    ON CONFLICT (slug) DO UPDATE SET name = excluded.name, description = excluded.description,
                                     position = excluded.position)"};

Sql const kAuthor{"newsroom.author", "SELECT slug, name, description FROM author WHERE slug = :slug"};
Sql const kAuthors{"newsroom.authors", R"(
    SELECT slug, name, description FROM author ORDER BY slug)"};
Sql const kPutAuthor{"newsroom.put_author", R"(
    INSERT INTO author (slug, name, description) VALUES (:slug, :name, :description)
    ON CONFLICT (slug) DO UPDATE SET name = excluded.name, description = excluded.description)"};

Sql const kTopic{"newsroom.topic", "SELECT slug, name FROM topic WHERE slug = :slug"};

Sql const kTextPage{"newsroom.text_page", "SELECT record FROM text_page WHERE slug = :slug"};
Sql const kTextPages{"newsroom.text_pages", "SELECT record FROM text_page ORDER BY slug LIMIT 500"};
Sql const kPutTextPage{"newsroom.put_text_page", R"(
    INSERT INTO text_page (slug, record) VALUES (:slug, :record)
    ON CONFLICT (slug) DO UPDATE SET record = excluded.record)"};

using Row = std::tuple<Slug, std::string, std::string>;

Author author_of(Row row) {
  auto& [slug, name, description] = row;
  return {std::move(slug), std::move(name), std::move(description)};
}

TextPage parse_stored(std::string_view record) {
  return database::must_be(text_page_from_json(database::must_be(json::parse(record))));
}

}  // namespace

std::vector<Section> sections(ReadTx& tx) {
  tx.depends_on(subjects::kSection);
  std::vector<Section> found;
  tx.each<Slug, std::string, std::string, int>(
      kSections, [&](Slug slug, std::string name, std::string description, int order) {
        found.push_back({std::move(slug), std::move(name), std::move(description), order});
      });
  return found;
}

std::optional<Author> author(ReadTx& tx, std::string_view slug) {
  tx.depends_on(subjects::kAuthor, slug);
  auto row = tx.maybe<Slug, std::string, std::string>(kAuthor, slug);
  if (!row) return std::nullopt;
  return author_of(*std::move(row));
}

std::vector<Author> authors(ReadTx& tx) {
  tx.depends_on(subjects::kAuthor);
  std::vector<Author> found;
  for (Row& row : tx.all<Slug, std::string, std::string>(kAuthors)) {
    found.push_back(author_of(std::move(row)));
  }
  return found;
}

std::optional<Topic> topic(ReadTx& tx, std::string_view slug) {
  tx.depends_on(subjects::kTopic, slug);
  auto row = tx.maybe<Slug, std::string>(kTopic, slug);
  if (!row) return std::nullopt;
  return Topic{std::get<0>(*row), std::get<1>(*row)};
}

std::optional<TextPage> text_page(ReadTx& tx, std::string_view slug) {
  tx.depends_on(subjects::kTextPage, slug);
  auto record = tx.maybe<std::string>(kTextPage, slug);
  if (!record) return std::nullopt;
  return parse_stored(*record);
}

std::vector<TextPage> text_pages(ReadTx& tx) {
  tx.depends_on(subjects::kTextPage);
  std::vector<TextPage> pages;
  for (std::string const& record : tx.all<std::string>(kTextPages)) {
    pages.push_back(parse_stored(record));
  }
  return pages;
}

Put put_section(WriteTx& tx, Section const& section) {
  Put put = Put::created;
  for (Section const& known : sections(tx)) {
    if (known == section) return Put::unchanged;
    if (known.slug == section.slug) put = Put::changed;
  }
  tx.run(kPutSection, section.slug, section.name, section.description, section.order);
  tx.record_change(subjects::kSection, section.slug.text());
  return put;
}

Put put_author(WriteTx& tx, Author const& author) {
  auto known = newsroom::author(tx, author.slug.text());
  if (known && known->name == author.name && known->description == author.description) {
    return Put::unchanged;
  }
  tx.run(kPutAuthor, author.slug, author.name, author.description);
  tx.record_change(subjects::kAuthor, author.slug.text());
  return known ? Put::changed : Put::created;
}

Put put_text_page(WriteTx& tx, TextPage const& page) {
  auto known = text_page(tx, page.slug.text());
  if (known == page) return Put::unchanged;
  tx.run(kPutTextPage, page.slug, json::write(to_json(page)));
  tx.record_change(subjects::kTextPage, page.slug.text());
  return known ? Put::changed : Put::created;
}

std::vector<database::Migration> migrations() {
  return database::migrations(embedded::newsroom_migrations());
}

}  // namespace allmende::newsroom
