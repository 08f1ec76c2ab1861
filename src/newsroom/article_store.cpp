// SQL of single articles and of what hangs on them.

#include <map>

#include "newsroom/record.h"
#include "newsroom/store.h"
#include "newsroom/subjects.h"

namespace allmende::newsroom {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace store {

namespace {

Sql const kRecord{"newsroom.record", "SELECT record FROM article WHERE number = :number"};

Sql const kIndexRow{"newsroom.index_row", R"(
    SELECT slug, state, language, genre, kicker, headline, deck, section, authors, picture,
           picture_alt, minutes, advertising, listed_at, changed_at
    FROM article WHERE number = :number)"};

Sql const kInsert{"newsroom.insert_article", R"(
    INSERT INTO article (number, record, slug, state, language, genre, kicker, headline, deck,
                         section, authors, picture, picture_alt, minutes, advertising, listed_at,
                         changed_at)
    VALUES (:number, :record, :slug, :state, :language, :genre, :kicker, :headline, :deck,
            :section, :authors, :picture, :picture_alt, :minutes, :advertising, :listed_at,
            :changed_at))"};

Sql const kAllNumbers{"newsroom.all_numbers", "SELECT number FROM article ORDER BY number DESC"};
Sql const kDelete{"newsroom.delete_article", "DELETE FROM article WHERE number = :number"};
Sql const kDeleteTopics{"newsroom.delete_article_topics",
                        "DELETE FROM article_topic WHERE article = :number"};
Sql const kDeleteAuthors{"newsroom.delete_article_authors",
                         "DELETE FROM article_author WHERE article = :number"};
Sql const kDeletePlacements{"newsroom.delete_placements",
                            "DELETE FROM placement WHERE article = :number"};
Sql const kDeletePictures{"newsroom.delete_article_pictures",
                          "DELETE FROM article_picture WHERE article = :number"};

Sql const kInsertTopic{"newsroom.insert_topic", R"(
    INSERT INTO topic (slug, name) VALUES (:slug, :name) ON CONFLICT (slug) DO NOTHING)"};
Sql const kInsertArticleTopic{"newsroom.insert_article_topic", R"(
    INSERT INTO article_topic (article, topic, listed_at) VALUES (:article, :topic, :listed_at)
    ON CONFLICT (article, topic) DO NOTHING)"};

Sql const kInsertAuthor{"newsroom.insert_author", R"(
    INSERT INTO author (slug, name, description) VALUES (:slug, :name, :description)
    ON CONFLICT (slug) DO NOTHING)"};
Sql const kInsertArticleAuthor{"newsroom.insert_article_author", R"(
    INSERT INTO article_author (article, author, listed_at) VALUES (:article, :author, :listed_at)
    ON CONFLICT (article, author) DO NOTHING)"};

Sql const kInsertPlacement{"newsroom.insert_placement", R"(
    INSERT INTO placement (article, issue, page, position) VALUES (:article, :issue, :page, :position)
    ON CONFLICT (issue, page, position, article) DO NOTHING)"};

Sql const kInsertPicture{"newsroom.insert_article_picture", R"(
    INSERT INTO article_picture (article, picture, listed_at) VALUES (:article, :picture, :listed_at)
    ON CONFLICT (article, picture) DO NOTHING)"};
Sql const kShowsPicture{"newsroom.shows_picture", R"(
    SELECT article FROM article_picture WHERE picture = :picture AND listed_at <= :now LIMIT 1)"};
Sql const kArticlesWithPicture{"newsroom.articles_with_picture", R"(
    SELECT article FROM article_picture WHERE picture = :picture ORDER BY article DESC LIMIT :limit)"};

}  // namespace

std::optional<std::string> record(ReadTx& tx, ArticleNumber number) {
  return tx.maybe<std::string>(kRecord, number);
}

std::optional<IndexRow> index_row(ReadTx& tx, ArticleNumber number) {
  using Text = std::string;
  auto row = tx.maybe<Text, Text, Text, Text, Text, Text, Text, Text, Text, Text, Text, int, bool,
                      std::optional<Instant>, std::optional<Instant>>(kIndexRow, number);
  if (!row) return std::nullopt;
  return std::apply([](auto&&... columns) { return IndexRow{std::move(columns)...}; }, *row);
}

void insert(WriteTx& tx, ArticleNumber number, std::string const& text, IndexRow const& row) {
  tx.run(kInsert, number, text, row.slug, row.state, row.language, row.genre, row.kicker,
         row.headline, row.deck, row.section, row.authors, row.picture, row.picture_alt, row.minutes,
         row.advertising, row.listed_at, row.changed_at);
}

void remove(WriteTx& tx, ArticleNumber number) {
  tx.run(kDeleteTopics, number);
  tx.run(kDeleteAuthors, number);
  tx.run(kDeletePlacements, number);
  tx.run(kDeletePictures, number);
  tx.run(kDelete, number);
}

void add_topic(WriteTx& tx, ArticleNumber number, Topic const& topic,
               std::optional<Instant> listed_at) {
  bool is_new = tx.run(kInsertTopic, topic.slug, topic.name) > 0;
  if (is_new) tx.record_change(subjects::kTopic, topic.slug.text());
  tx.run(kInsertArticleTopic, number, topic.slug, listed_at);
}

void add_author(WriteTx& tx, ArticleNumber number, Author const& author,
                std::optional<Instant> listed_at) {
  bool is_new = tx.run(kInsertAuthor, author.slug, author.name, author.description) > 0;
  if (is_new) tx.record_change(subjects::kAuthor, author.slug.text());
  tx.run(kInsertArticleAuthor, number, author.slug, listed_at);
}

void add_placement(WriteTx& tx, ArticleNumber number, Placement const& placement) {
  tx.run(kInsertPlacement, number, placement.issue, placement.page, placement.order);
}

void add_picture(WriteTx& tx, ArticleNumber number, std::string const& picture, std::optional<Instant> listed_at) {
  tx.run(kInsertPicture, number, picture, listed_at);
}

bool shows_picture(ReadTx& tx, std::string_view picture, Instant now) {
  return tx.maybe<ArticleNumber>(kShowsPicture, picture, now).has_value();
}

std::vector<ArticleNumber> articles_with_picture(ReadTx& tx, std::string_view picture, int limit) {
  return tx.all<ArticleNumber>(kArticlesWithPicture, picture, limit);
}

namespace {

Sql const kNumberedRecords{"newsroom.numbered_records", "SELECT number, record FROM article ORDER BY number"};
Sql const kRecordsListed{"newsroom.records_listed", R"(
    SELECT record FROM article WHERE listed_at > :after AND listed_at <= :until
    ORDER BY listed_at, number)"};
Sql const kTopicsOf{"newsroom.topics_of", R"(
    SELECT topic, listed_at FROM article_topic WHERE article = :article ORDER BY topic)"};
Sql const kAuthorsOf{"newsroom.authors_of", R"(
    SELECT author, listed_at FROM article_author WHERE article = :article ORDER BY author)"};
Sql const kPicturesOf{"newsroom.pictures_of", R"(
    SELECT picture, listed_at FROM article_picture WHERE article = :article ORDER BY picture)"};
Sql const kPlacementsOf{"newsroom.placements_of", R"(
    SELECT issue, page, position FROM placement WHERE article = :article
    ORDER BY issue, page, position)"};

}  // namespace

void each_record(ReadTx& tx, std::function<void(ArticleNumber, std::string_view record)> const& callback) {
  tx.each<ArticleNumber, std::string>(kNumberedRecords, callback);
}

std::vector<std::string> records_listed(ReadTx& tx, Instant after, Instant until) {
  return tx.all<std::string>(kRecordsListed, after, until);
}

std::vector<std::string> relations(ReadTx& tx, ArticleNumber number) {
  std::vector<std::string> found;
  auto add = [&](char const* kind) {
    return [&found, kind](std::string const& slug, std::optional<std::int64_t> at) {
      found.push_back(fmt::format("{} {} {}", kind, slug, at.value_or(0)));
    };
  };
  tx.each<std::string, std::optional<std::int64_t>>(kTopicsOf, add("topic"), number);
  tx.each<std::string, std::optional<std::int64_t>>(kAuthorsOf, add("author"), number);
  tx.each<std::string, std::optional<std::int64_t>>(kPicturesOf, add("picture"), number);
  tx.each<std::string, std::string, int>(
      kPlacementsOf, [&](std::string const& issue, std::string const& page, int position) {
        found.push_back(fmt::format("placement {} {} {}", issue, page, position));
      }, number);
  std::ranges::sort(found);
  return found;
}

std::vector<ArticleNumber> numbers(ReadTx& tx) { return tx.all<ArticleNumber>(kAllNumbers); }

}  // namespace store

namespace {

Sql const kNextNumber{"newsroom.next_number", R"(
    SELECT number + 1 FROM article ORDER BY number DESC LIMIT 1)"};

Sql const kEachRecord{"newsroom.each_record", "SELECT record FROM article ORDER BY number"};

Sql const kRecordsBetween{"newsroom.records_between", R"(
    SELECT record FROM article WHERE listed_at >= :from AND listed_at < :to
    ORDER BY listed_at, number LIMIT :limit)"};

Sql const kNewestRecords{"newsroom.newest_records", R"(
    SELECT record FROM article WHERE listed_at IS NOT NULL
    ORDER BY listed_at DESC, number DESC LIMIT 500)"};

Sql const kNextListing{"newsroom.next_listing", R"(
    SELECT listed_at FROM article WHERE listed_at > :after ORDER BY listed_at LIMIT 1)"};

Sql const kOrigin{"newsroom.article_of_origin",
                  "SELECT article FROM article_origin WHERE origin = :origin"};
Sql const kInsertOrigin{"newsroom.remember_origin", R"(
    INSERT INTO article_origin (origin, article) VALUES (:origin, :article)
    ON CONFLICT (origin) DO NOTHING)"};

Sql const kHeadline{"newsroom.article_with_headline", R"(
    SELECT number FROM article WHERE headline = :headline ORDER BY number LIMIT 1)"};

constexpr ArticleNumber kFirstNumber{1001};

std::vector<Article> parsed(std::vector<std::string> const& records) {
  std::vector<Article> articles;
  for (std::string const& text : records) {
    articles.push_back(database::must_be(article_from_json(database::must_be(json::parse(text)))));
  }
  return articles;
}

}  // namespace

bool holds_articles(ReadTx& tx) { return tx.maybe<ArticleNumber>(kNextNumber).has_value(); }

ArticleNumber next_number(ReadTx& tx) {
  return tx.maybe<ArticleNumber>(kNextNumber).value_or(kFirstNumber);
}

void each_record(ReadTx& tx, std::function<void(std::string_view record)> const& callback) {
  tx.each<std::string>(kEachRecord, callback);
}

std::vector<Article> articles_between(ReadTx& tx, Instant from, Instant to, Instant now, int limit) {
  auto articles = parsed(tx.all<std::string>(kRecordsBetween, from, store::end_of(to, now), limit));
  bool cut = articles.size() == static_cast<std::size_t>(limit) && limit > 0;
  subjects::note(tx, Shelf{}, {subjects::at(from), cut ? subjects::behind(*articles.back().published)
                                                       : subjects::at(to)});
  for (Article const& article : articles) tx.depends_on(subjects::kArticle, article.number);
  return articles;
}

std::vector<std::string> usual_datelines(ReadTx& tx) {
  std::map<std::string, int> count;
  for (Article const& article : parsed(tx.all<std::string>(kNewestRecords))) {
    for (std::string const& place : article.dateline) ++count[place];
  }
  std::vector<std::string> usual;
  for (auto const& [place, articles] : count) {
    if (articles > 1) usual.push_back(place);
  }
  return usual;
}

std::optional<Instant> next_listing(ReadTx& tx, Instant after) {
  return tx.maybe<Instant>(kNextListing, after);
}

std::optional<ArticleNumber> article_of_origin(ReadTx& tx, std::string_view origin) {
  return tx.maybe<ArticleNumber>(kOrigin, origin);
}

void remember_origin(WriteTx& tx, std::string_view origin, ArticleNumber article) {
  tx.run(kInsertOrigin, origin, article);
}

std::optional<ArticleNumber> article_with_headline(ReadTx& tx, std::string_view headline) {
  return tx.maybe<ArticleNumber>(kHeadline, headline);
}

std::vector<ArticleNumber> all_numbers(ReadTx& tx) { return store::numbers(tx); }

}  // namespace allmende::newsroom
