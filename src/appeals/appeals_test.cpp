#include "appeals/appeals.h"

#include <gmock/gmock.h>

#include "tests/support/scratch_database.h"
#include "tests/support/statement_coverage.h"

namespace allmende::appeals {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ALLMENDE_EVERY_STATEMENT_RUNS("appeals.");

Language const kDanish = Language::parse("da").value();

Slug slug(std::string_view text) { return Slug::parse(text).value(); }

Appeal plain_appeal(std::string_view name, Language const& language = Language::german()) {
  return {slug(name), language, "Diese Zeitung gehört Ihnen"};
}

Appeal full_appeal() {
  Appeal appeal = plain_appeal("wir-bleiben");
  appeal.text = {"Kein Konzern steht hinter uns.", "Nur Sie <und> \"wir\"."};
  appeal.lead_in = "Ihr Beitrag macht möglich:";
  appeal.purposes = {"Recherchen", "Reisen"};
  appeal.closing = "Geben Sie, was Sie können.";
  appeal.button = "Zur Bankverbindung";
  appeal.thanks = "Danke.";
  return appeal;
}

Instant const kNoon = Instant::parse("2026-11-21T12:00:00Z").value();

class Appeals : public testing::TestWithParam<database::Engine> {
 protected:
  /// What the appeals have noted in the change log so far.
  std::vector<std::string> noted(database::ReadTx& tx) {
    std::vector<std::string> found;
    for (database::Change const& change : tx.changes_since(database::Sequence(0), 100)) {
      found.push_back(change.what + " " + change.which);
    }
    return found;
  }

  std::string shown_to(Language const& article, Language const& paper) {
    auto tx = database.read();
    auto appeal = appeal_for(tx, {article, paper}, kNoon);
    return appeal ? appeal->slug.text() : "none";
  }

  void keep(Appeal const& appeal) {
    auto tx = database.write();
    put_appeal(tx, appeal);
    tx.commit();
  }

  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(all_migrations());

  static std::vector<database::Migration> all_migrations() {
    auto all = people::migrations();
    for (auto& it : migrations()) all.push_back(std::move(it));
    return all;
  }
};
ALLMENDE_ON_BOTH_ENGINES(Appeals);

TEST_P(Appeals, are_read_back_as_they_were_written_in_the_order_of_their_slugs) {
  keep(full_appeal());
  keep(plain_appeal("an-alle", Language::english()));
  auto tx = database.read();
  EXPECT_THAT(all_appeals(tx),
              ElementsAre(plain_appeal("an-alle", Language::english()), full_appeal()));
}

TEST_P(Appeals, are_replaced_by_another_of_the_same_slug) {
  auto tx = database.write();
  Appeal appeal = full_appeal();
  EXPECT_EQ(put_appeal(tx, appeal), Put::created);
  EXPECT_EQ(put_appeal(tx, appeal), Put::unchanged);
  appeal.purposes.pop_back();
  appeal.language = Language::english();
  EXPECT_EQ(put_appeal(tx, appeal), Put::changed);
  EXPECT_THAT(all_appeals(tx), ElementsAre(appeal));
  EXPECT_EQ(appeal_for(tx, {Language::german(), Language::german()}, kNoon), std::nullopt);
  EXPECT_EQ(appeal_for(tx, {Language::english(), Language::german()}, kNoon), appeal);
}

TEST_P(Appeals, are_noted_as_changes_only_when_they_look_different) {
  auto tx = database.write();
  Appeal appeal = full_appeal();
  put_appeal(tx, appeal);
  put_appeal(tx, appeal);
  EXPECT_THAT(noted(tx), ElementsAre("appeal wir-bleiben"));
  appeal.thanks.clear();
  put_appeal(tx, appeal);
  put_appeal(tx, plain_appeal("an-alle"));
  EXPECT_THAT(noted(tx), ElementsAre("appeal wir-bleiben", "appeal wir-bleiben", "appeal an-alle"));
}

TEST_P(Appeals, speak_the_articles_language_else_the_papers_else_are_silent) {
  EXPECT_EQ(shown_to(Language::german(), Language::german()), "none");
  keep(plain_appeal("englisch", Language::english()));
  EXPECT_EQ(shown_to(Language::german(), Language::german()), "none");
  keep(plain_appeal("deutsch"));
  EXPECT_EQ(shown_to(Language::german(), Language::english()), "deutsch");
  EXPECT_EQ(shown_to(Language::english(), Language::german()), "englisch");
  EXPECT_EQ(shown_to(kDanish, Language::german()), "deutsch");
  EXPECT_EQ(shown_to(kDanish, Language::english()), "englisch");
  EXPECT_EQ(shown_to(kDanish, kDanish), "none");
}

TEST_P(Appeals, make_no_difference_between_the_regions_of_a_language) {
  Language swiss = Language::parse("de-CH").value();
  keep(plain_appeal("schweiz", swiss));
  EXPECT_EQ(shown_to(Language::german(), Language::english()), "schweiz");
  EXPECT_EQ(shown_to(Language::parse("de-AT").value(), Language::english()), "schweiz");
  auto tx = database.read();
  EXPECT_EQ(all_appeals(tx)[0].language, swiss);
}

TEST_P(Appeals, of_one_language_the_first_by_slug_is_shown) {
  keep(plain_appeal("b-zweiter"));
  keep(plain_appeal("c-dritter"));
  EXPECT_EQ(shown_to(Language::german(), Language::german()), "b-zweiter");
  keep(plain_appeal("a-erster"));
  EXPECT_EQ(shown_to(Language::german(), Language::german()), "a-erster");
}

TEST_P(Appeals, stand_under_their_sections_before_those_for_all_and_under_no_other) {
  keep(plain_appeal("an-alle"));
  Appeal harbour = plain_appeal("hafen");
  harbour.sections = {slug("hafen"), slug("meer")};
  keep(harbour);
  auto tx = database.read();
  auto shown = [&](std::optional<Slug> section) {
    return appeal_for(tx, {Language::german(), Language::german(), std::move(section)}, kNoon)->slug.text();
  };
  EXPECT_EQ(shown(slug("hafen")), "hafen");
  EXPECT_EQ(shown(slug("meer")), "hafen");
  EXPECT_EQ(shown(slug("kultur")), "an-alle");
  EXPECT_EQ(shown(std::nullopt), "an-alle");
}

TEST_P(Appeals, run_from_their_beginning_to_their_end_and_tell_when_the_next_turn_is) {
  Appeal autumn = plain_appeal("herbst");
  autumn.from = Instant::parse("2026-11-21T12:00:00Z").value();
  autumn.to = Instant::parse("2026-11-22T12:00:00Z").value();
  keep(autumn);
  auto tx = database.read();
  auto is_shown = [&](std::string_view moment) {
    return appeal_for(tx, {Language::german(), Language::german()}, Instant::parse(moment).value()).has_value();
  };
  EXPECT_FALSE(is_shown("2026-11-21T11:59:59Z"));
  EXPECT_TRUE(is_shown("2026-11-21T12:00:00Z"));
  EXPECT_TRUE(is_shown("2026-11-22T11:59:59Z"));
  EXPECT_FALSE(is_shown("2026-11-22T12:00:00Z"));
  EXPECT_EQ(next_turn(tx, Instant::parse("2026-11-21T11:00:00Z").value()), autumn.from);
  EXPECT_EQ(next_turn(tx, *autumn.from), autumn.to);
  EXPECT_EQ(next_turn(tx, *autumn.to), std::nullopt);
}

TEST_P(Appeals, are_written_and_ended_by_editors_and_that_is_a_deed) {
  auto tx = database.write();
  auto editor = people::Actor::command_line(), clock = people::Actor::clock();
  Appeal appeal = full_appeal();
  EXPECT_EQ(write_appeal(tx, clock, appeal, Writing::anew, kNoon).error().code, Code::forbidden);
  EXPECT_TRUE(write_appeal(tx, editor, appeal, Writing::anew, kNoon));
  EXPECT_EQ(write_appeal(tx, editor, appeal, Writing::anew, kNoon).error().code, Code::conflict);
  EXPECT_TRUE(write_appeal(tx, editor, appeal, Writing::over, kNoon));
  Appeal without = appeal;
  without.title.clear();
  EXPECT_EQ(write_appeal(tx, editor, without, Writing::over, kNoon).error().where, "title");
  EXPECT_EQ(end_appeal(tx, clock, appeal.slug, kNoon).error().code, Code::forbidden);
  EXPECT_EQ(end_appeal(tx, editor, slug("keiner"), kNoon).error().code, Code::not_found);
  EXPECT_TRUE(end_appeal(tx, editor, appeal.slug, kNoon));
  EXPECT_EQ(end_appeal(tx, editor, appeal.slug, kNoon).error().code, Code::conflict);
  EXPECT_FALSE(runs(*find_appeal(tx, appeal.slug), kNoon));
  EXPECT_EQ(find_appeal(tx, appeal.slug)->title, appeal.title) << "it stays readable";
  Appeal future = plain_appeal("winter");
  future.from = Instant::parse("2026-12-21T12:00:00Z").value();
  EXPECT_TRUE(write_appeal(tx, editor, future, Writing::anew, kNoon));
  EXPECT_TRUE(end_appeal(tx, editor, future.slug, kNoon));
  EXPECT_FALSE(runs(*find_appeal(tx, future.slug), *future.from));
  std::vector<std::string> told;
  for (auto const& deed : people::deeds_on(tx, "appeal", "wir-bleiben", 10)) told.push_back(deed.what);
  EXPECT_THAT(told, ElementsAre("appeal ended", "appeal written"));
}

TEST_P(Appeals, that_are_removed_are_shown_no_more_and_that_is_a_change) {
  auto tx = database.write();
  put_appeal(tx, full_appeal());
  EXPECT_EQ(remove_appeal(tx, slug("wir-bleiben")).value(), full_appeal());
  EXPECT_THAT(all_appeals(tx), IsEmpty());
  EXPECT_THAT(noted(tx), ElementsAre("appeal wir-bleiben", "appeal wir-bleiben"));
  EXPECT_EQ(remove_appeal(tx, slug("wir-bleiben")).error().code, Code::not_found);
  EXPECT_THAT(noted(tx), testing::SizeIs(2));
}

TEST_P(Appeals, that_were_not_committed_leave_neither_appeal_nor_change) {
  {
    auto tx = database.write();
    put_appeal(tx, full_appeal());
  }
  auto tx = database.read();
  EXPECT_THAT(all_appeals(tx), IsEmpty());
  EXPECT_THAT(noted(tx), IsEmpty());
}

TEST_P(Appeals, are_asked_for_in_statements_that_the_engine_takes) {
  EXPECT_THAT(database.prepare_all("appeals."), IsEmpty());
}

Result<Appeal> read(std::string_view text) { return appeal_from_json(json::parse(text).value()); }

/// Where the record of a good appeal is refused, with this member put in.
std::string refused_at(char const* key, json::Value value) {
  json::Object record = to_json(full_appeal());
  record[key] = std::move(value);
  auto appeal = appeal_from_json(record);
  return appeal ? "taken" : appeal.error().where;
}

TEST(AppealRecord, gives_the_same_appeal) {
  EXPECT_EQ(appeal_from_json(to_json(full_appeal())).value(), full_appeal());
  EXPECT_EQ(appeal_from_json(to_json(plain_appeal("kurz", kDanish))).value(),
            plain_appeal("kurz", kDanish));
}

TEST(AppealRecord, keeps_for_which_sections_and_from_when_to_when) {
  Appeal appeal = full_appeal();
  appeal.sections = {slug("hafen"), slug("meer")};
  appeal.from = kNoon;
  appeal.to = Instant::parse("2026-11-30T12:00:00Z").value();
  EXPECT_EQ(appeal_from_json(to_json(appeal)).value(), appeal);
  appeal.to = kNoon;
  EXPECT_EQ(appeal_from_json(to_json(appeal)).error().where, "to");
}

TEST(AppealRecord, names_only_what_there_is) {
  EXPECT_EQ(
      json::write(to_json(plain_appeal("kurz"))),
      R"({"format":"allmende-appeal/1","slug":"kurz","language":"de","title":"Diese Zeitung gehört Ihnen"})");
}

TEST(AppealRecord, without_a_language_is_german) {
  EXPECT_EQ(read(R"({"format":"allmende-appeal/1","slug":"a","title":"Danke"})")->language,
            Language::german());
}

TEST(AppealRecord, with_a_key_that_there_is_not_is_refused_by_its_name) {
  json::Object record = to_json(full_appeal());
  record["buton"] = "Geben";
  EXPECT_THAT(appeal_from_json(record).error().message, testing::HasSubstr("buton"));
}

TEST(AppealRecord, is_refused_where_it_is_wrong) {
  EXPECT_EQ(refused_at("title", "Danke"), "taken");
  EXPECT_EQ(refused_at("format", "allmende-appeal/2"), "format");
  EXPECT_EQ(refused_at("slug", "Mit Leerzeichen"), "slug");
  EXPECT_EQ(refused_at("language", "deutsch"), "language");
  EXPECT_EQ(refused_at("title", ""), "title");
  EXPECT_EQ(refused_at("title", json::String(1201, 'a')), "title");
  EXPECT_EQ(refused_at("text", "kein Feld"), "text");
  EXPECT_EQ(refused_at("text", json::Array{"gut", 7}), "text[1]");
  EXPECT_EQ(refused_at("purposes", json::Array(51, "zu viele")), "purposes");
  EXPECT_EQ(refused_at("button", nullptr), "button");
  EXPECT_FALSE(read("[]"));
  EXPECT_THAT(read(R"({"format":"allmende-appeal/1","slug":"a"})").error().message,
              testing::HasSubstr("title"));
  EXPECT_THAT(read(R"({"format":"allmende-appeal/1","title":"a"})").error().message,
              testing::HasSubstr("slug"));
}

}  // namespace
}  // namespace allmende::appeals
