// Writes what machines read of a small paper into a folder, for validate.py.
//
//   feed_samples FOLDER
//
// The paper has hostile texts, two languages, several stretches, and things that nobody may see
// yet: these carry the word GEHEIM.

#include <fstream>

#include "site/json_ld.h"
#include "site/test_paper.h"

namespace allmende::site {
namespace {

namespace fs = std::filesystem;

void write(fs::path const& file, std::string_view bytes) {
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  if (!out.flush()) throw Fault("cannot write " + file.string());
}

void put_hidden(TestPaper& paper) {
  auto secret = [](std::int64_t number, std::string_view published) {
    auto article = plain_article(number, published);
    article.headline = article.deck = "GEHEIM";
    return article;
  };
  auto hidden = secret(5001, "2026-11-23T05:00:00Z");
  hidden.state = newsroom::State::draft;
  paper.put(hidden);
  paper.put(secret(5002, "2026-11-23T12:00:01Z"));
  auto withdrawn = secret(5003, "2026-11-23T05:00:00Z");
  withdrawn.state = newsroom::State::withdrawn;
  withdrawn.withdrawal = {moment("2026-11-23T06:00:00Z"), "GEHEIM"};
  paper.put(withdrawn);
}

void put_articles(TestPaper& paper) {
  auto full = full_article();
  paper.put(full);
  paper.put(hostile_article());
  auto english = plain_article(1002, "2026-11-22T18:00:00Z");
  english.language = Language::english();
  english.sources = {"dpa"};
  paper.put(english);
  auto odd = plain_article(1003, "2026-11-23T05:00:00.25Z");
  odd.headline = "tab\there, \x01\x1F gone, \xEF\xBF\xBF too, \xF0\x9F\x93\xB0 stays";
  paper.put(odd);
  for (int i = 1; i <= 40; ++i) paper.put(plain_article(i, "2026-10-01T05:00:00Z"));
  put_hidden(paper);
}

void write_all(fs::path const& folder) {
  TestPaper paper;
  put_articles(paper);
  std::pair<char const*, char const*> const files[] = {
      {"feed.xml", "/feed.xml"},
      {"feed.atom", "/feed.atom"},
      {"feed.json", "/feed.json"},
      {"older.xml", "/feed.xml?vor=40"},
      {"older.atom", "/feed.atom?vor=40"},
      {"older.json", "/feed.json?vor=40"},
      {"section.xml", "/ressort/hafen/feed.xml"},
      {"section.atom", "/ressort/hafen/feed.atom"},
      {"section.json", "/ressort/hafen/feed.json"},
      {"empty.xml", "/ressort/kultur/feed.xml"},
      {"empty.atom", "/ressort/kultur/feed.atom"},
      {"empty.json", "/ressort/kultur/feed.json"},
      {"sitemap-index.xml", "/sitemap.xml"},
      {"sitemap-pages.xml", "/sitemap-seiten.xml"},
      {"sitemap-month.xml", "/sitemap-2026-11.xml"},
      {"news-sitemap.xml", "/news-sitemap.xml"},
      {"robots.txt", "/robots.txt"},
      {"tdmrep.json", "/.well-known/tdmrep.json"}};
  for (auto [file, address] : files) write(folder / file, paper.get(address));
  auto tx = paper.database.read();
  write(folder / "article.html",
        (news_article(paper.context, tx, full_article(), {}) +
         news_article(paper.context, tx, hostile_article(), {}) + newspaper(paper.context))
            .bytes());
}

}  // namespace
}  // namespace allmende::site

int main(int count, char** arguments) {
  if (count != 2) return 2;
  std::filesystem::create_directories(arguments[1]);
  allmende::site::write_all(arguments[1]);
  return testing::Test::HasFailure() ? 1 : 0;
}
