#pragma once
// A small newsroom for tests, on either engine: Mira writes, Jo edits, Edda too, Pia looks after pictures.

#include <gmock/gmock.h>

#include "manuscripts/manuscripts.h"
#include "media/media.h"
#include "tests/support/scratch_database.h"
#include "tests/support/staff_at_work.h"

namespace allmende::manuscripts::test {

using people::Role;
using people::Roles;

inline Instant moment(std::string_view text) { return Instant::parse(text).value(); }

inline std::vector<database::Migration> all_migrations() {
  std::vector<database::Migration> all = people::migrations();
  for (auto&& some : {jobs::migrations(), media::migrations(), newsroom::migrations(), manuscripts::migrations()}) all.insert(all.end(), some.begin(), some.end());
  return all;
}

/// `{"version":1,"blocks":[…]}` of paragraphs "a: text".
inline std::string body(std::vector<std::pair<std::string, std::string>> const& paragraphs) {
  newsroom::Body made;
  for (auto const& [id, words] : paragraphs) made.blocks.push_back({id, newsroom::Paragraph{{{words}}}});
  return json::write(newsroom::to_json(made));
}

class NewsroomTest : public testing::TestWithParam<database::Engine> {
 protected:
  Actor employ(std::string const& name, Roles roles) {
    return allmende::test::employ(database, name, roles, now);
  }

  /// In a transaction of its own, which is committed whatever comes of it.
  template <class Do>
  auto write(Do const& act) {
    auto tx = database.write();
    auto done = act(tx);
    tx.commit();
    return done;
  }

  ArticleNumber begin(Actor const& actor, std::string const& headline = "Der Kai wird saniert") {
    return write([&](auto& tx) {
      return manuscripts::begin(tx, actor, {.headline = headline, .section = Slug::parse("hafen").value()}, now).value();
    });
  }

  Manuscript find(ArticleNumber article) {
    auto tx = database.read();
    return manuscripts::find(tx, jo, article).value();
  }
  Text text(ArticleNumber article) {
    auto tx = database.read();
    return manuscripts::text(tx, jo, article).value();
  }
  newsroom::Article article(ArticleNumber number) {
    auto tx = database.read();
    return newsroom::any_article(tx, number).value();
  }
  /// The fields with one of them set.
  std::string with(std::string const& fields, std::string_view key, json::Value value) {
    json::Object object = json::parse(fields).value().as_object();
    object.insert_or_assign(key, std::move(value));
    return read_fields(json::write(object)).value();
  }

  Draft draft(ArticleNumber number, std::string const& tab, std::int64_t serial, std::string const& words) {
    return {.article = number, .tab = tab, .serial = serial, .base = find(number).now,
            .text = {body({{"a", words}}), text(number).fields}};
  }
  auto keep(Actor const& actor, Draft const& draft) {
    return write([&](auto& tx) { return keep_draft(tx, actor, draft, now); });
  }
  auto save(Actor const& actor, Draft const& draft, std::string_view label = "") {
    return write([&](auto& tx) { return manuscripts::save(tx, actor, draft, label, now); });
  }
  std::vector<StoredDraft> drafts(Actor const& actor, ArticleNumber number) {
    auto tx = database.read();
    return manuscripts::drafts(tx, actor, number).value();
  }
  std::vector<std::string> history(ArticleNumber number) {
    auto tx = database.read();
    std::vector<std::string> told;
    auto events = manuscripts::history(tx, jo, number, 0, 100).value();
    for (Event const& it : events) {
      told.push_back(it.name + " " + it.what + (it.detail.empty() ? "" : " " + it.detail));
    }
    return {told.rbegin(), told.rend()};
  }
  auto publish(Actor const& actor, ArticleNumber number, Workflow const& workflow = {}, std::string const& correction = "") {
    Revisions seen = find(number).now;
    return write([&](auto& tx) {
      return manuscripts::publish(tx, actor, workflow, {number, seen, correction}, now);
    });
  }
  /// With a text, saved.
  ArticleNumber written(Actor const& actor, std::string const& headline = "Der Kai wird saniert") {
    ArticleNumber number = begin(actor, headline);
    EXPECT_TRUE(save(actor, draft(number, "tab-of-written", 1, "Ein Satz.")));
    write([&](auto& tx) { return leave(tx, actor, number, "tab-of-written", now).has_value(); });
    return number;
  }
  void pass(std::chrono::microseconds span) { now = Instant::from_microseconds(now.microseconds() + span.count()); }

  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(all_migrations());
  Instant now = moment("2026-11-27T09:00:00Z");
  Actor mira = employ("Mira", {Role::author});
  Actor jo = employ("Jo", {Role::editor});
  Actor edda = employ("Edda", {Role::duty_editor});
  Actor pia = employ("Pia", {Role::picture_desk});
  Actor till = employ("Kassandra", {Role::till, Role::cooperative_office, Role::administrator});
};

template <class T>
bool is(std::expected<Stored, NotStored> const& result) {
  return !result && std::holds_alternative<T>(result.error());
}

}  // namespace allmende::manuscripts::test
