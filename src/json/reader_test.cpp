#include <gtest/gtest.h>

#include "base/slug.h"
#include "json/json.h"

namespace allmende::json {
namespace {

struct Run {
  std::string text;
  std::vector<std::string> marks;
};

Result<Run> run_of(Place const& place) {
  Reader reader = TRY(place.object());
  Run run;
  run.text = TRY(reader.required_string("t", 10));
  run.marks = TRY(reader.list("marks", 2, [](Place const& mark) { return mark.string(8); }));
  TRY(reader.finish());
  return run;
}

/// A document of runs, nested as a real record is.
Result<std::vector<Run>> runs_of(Value const& value) {
  Reader reader = TRY(Place(value).object());
  Reader body = TRY(reader.required_object("body"));
  std::vector<Run> runs = TRY(body.list("runs", 3, run_of));
  TRY(body.finish());
  TRY(reader.finish());
  return runs;
}

Refusal refusal(std::string_view text) {
  Value const value = parse(text).value();
  auto runs = runs_of(value);
  return runs ? Refusal{} : runs.error();
}

TEST(Reader, reads_a_record) {
  Value const value =
      parse(R"({"body":{"runs":[{"t":"Elbe","marks":["strong"]},{"t":"!"}]}})").value();
  auto runs = runs_of(value);
  ASSERT_TRUE(runs);
  ASSERT_EQ(runs->size(), 2U);
  EXPECT_EQ((*runs)[0].text, "Elbe");
  EXPECT_EQ((*runs)[0].marks, std::vector<std::string>{"strong"});
  EXPECT_TRUE((*runs)[1].marks.empty());
}

TEST(Reader, says_by_a_path_where_something_is_wrong) {
  EXPECT_EQ(refusal(R"({"body":{"runs":[{"t":"a"},{"t":5}]}})"),
            (Refusal{Code::invalid, "a string expected, not a number", "body.runs[1].t"}));
  EXPECT_EQ(refusal(R"({"body":{"runs":[{"t":"a","marks":["strong",{}]}]}})"),
            (Refusal{Code::invalid, "a string expected, not an object", "body.runs[0].marks[1]"}));
  EXPECT_EQ(refusal(R"({"body":{"runs":{}}})"),
            (Refusal{Code::invalid, "an array expected, not an object", "body.runs"}));
  EXPECT_EQ(refusal("[]"), (Refusal{Code::invalid, "an object expected, not an array", ""}));
}

TEST(Reader, names_what_is_missing) {
  EXPECT_EQ(refusal(R"({"body":{"runs":[{}]}})"),
            (Refusal{Code::invalid, "the key \"t\" is missing", "body.runs[0]"}));
  EXPECT_EQ(refusal("{}"), (Refusal{Code::invalid, "the key \"body\" is missing", ""}));
}

TEST(Reader, refuses_an_unknown_key_and_names_the_nearest_known_one) {
  EXPECT_EQ(
      refusal(R"({"body":{"runs":[{"t":"a","mark":[]}]}})"),
      (Refusal{Code::invalid, "unknown key \"mark\", did you mean \"marks\"?", "body.runs[0]"}));
  EXPECT_EQ(refusal(R"({"body":{},"completely-different":1})"),
            (Refusal{Code::invalid, "unknown key \"completely-different\"", ""}));
  EXPECT_EQ(refusal("{\"body\":{},\"" + std::string(81, 'x') + "\":1}").message,
            "unknown key of more than 80 bytes");
}

TEST(Reader, does_not_take_null_for_absent) {
  EXPECT_EQ(refusal(R"({"body":{"runs":null}})").message, "an array expected, not null");
}

TEST(Reader, keeps_every_measure) {
  EXPECT_EQ(refusal(R"({"body":{"runs":[{"t":"12345678901"}]}})"),
            (Refusal{Code::limit, "longer than 10 bytes", "body.runs[0].t"}));
  EXPECT_EQ(refusal(R"({"body":{"runs":[{"t":"a"},{"t":"b"},{"t":"c"},{"t":"d"}]}})"),
            (Refusal{Code::limit, "more than 3 elements", "body.runs"}));
}

TEST(Reader, reads_numbers_and_truths) {
  Value const value = parse(R"({"a":7,"b":1.5,"c":true,"d":18446744073709551615})").value();
  Reader reader(value.as_object());
  EXPECT_EQ(reader.required_integer("a", 1, 7).value(), 7);
  EXPECT_EQ(reader.required_integer("a", 1, 6).error(),
            (Refusal{Code::limit, "a number from 1 to 6 expected", "a"}));
  EXPECT_EQ(reader.optional_integer("b", 1, 6).error().message, "a whole number expected");
  EXPECT_FALSE(reader.required_integer("d", 1, INT64_MAX));
  EXPECT_EQ(reader.optional_integer("x", 1, 6).value(), std::nullopt);
  EXPECT_TRUE(reader.boolean_or("c", false).value());
  EXPECT_TRUE(reader.boolean_or("x", true).value());
  EXPECT_EQ(reader.boolean_or("a", true).error().message, "true or false expected, not a number");
}

TEST(Reader, reads_strings_with_a_meaning) {
  Value const value = parse(R"({"slug":"hafen","bad":"Hafen!"})").value();
  Reader reader(value.as_object(), "section");
  EXPECT_EQ(reader.required("slug", Slug::parse).value().text(), "hafen");
  EXPECT_EQ(reader.optional("absent", Slug::parse).value(), std::nullopt);
  auto bad = reader.optional("bad", Slug::parse);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().where, "section.bad");
  EXPECT_TRUE(reader.finish());
}

}  // namespace
}  // namespace allmende::json
