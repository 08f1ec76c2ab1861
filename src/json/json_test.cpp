#include "json/json.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

namespace allmende::json {
namespace {

std::string refusal(std::string_view text, Limits limits = {}) {
  auto value = parse(text, limits);
  return value ? "" : value.error().where + ": " + value.error().message;
}

TEST(Json, keeps_keys_in_the_order_they_were_written) {
  std::string const text = R"({"zebra":1,"apple":[true,null,"ä"],"mango":{"b":-2,"a":"x"}})";
  EXPECT_EQ(write(parse(text).value()), text);
}

TEST(Json, refuses_a_key_that_occurs_twice_and_says_where) {
  EXPECT_EQ(refusal("{\"a\": 1,\n \"ä\": {\"b\": 1, \"b\": 2}}"),
            "line 2, column 18: the key \"b\" occurs twice");
  EXPECT_EQ(refusal(R"({"a":1,"\u0061":2})"), "line 1, column 15: the key \"a\" occurs twice");
  EXPECT_TRUE(parse(R"([{"a":1},{"a":{"a":2}}])"));
}

TEST(Json, refuses_what_follows_the_value) {
  EXPECT_EQ(refusal("{} x"), "line 1, column 4: something follows the JSON value");
  EXPECT_TRUE(parse(" {} \n"));
}

TEST(Json, says_at_which_line_and_column_it_stopped) {
  EXPECT_EQ(refusal("{\n  \"a\": tru\n}"), "line 2, column 8: this is not JSON: syntax error");
  EXPECT_EQ(refusal("{\"ä\": x}"), "line 1, column 7: this is not JSON: syntax error");
  EXPECT_EQ(refusal("[1,"), "line 1, column 4: the JSON ends too early");
  EXPECT_EQ(refusal(""), "line 1, column 1: the JSON ends too early");
}

TEST(Json, refuses_what_is_no_json) {
  for (std::string_view text : {"{a:1}", "[1,]", "{'a':1}", "// x\n1", "NaN", "01", "\"\\ud800\"",
                                "\"\xC3\x28\"", "\"\xED\xA0\x80\"", "1e999", "\"\\u0000\"",
                                "1e-999", "{\"\\u0000\":1}", "\"a\nb\"", "\xEF\xBB\xBF{}"}) {
    EXPECT_FALSE(parse(text)) << text;
  }
}

TEST(Json, has_limits) {
  EXPECT_EQ(parse("[[[1]]]", {.max_bytes = 100, .max_depth = 2}).error().code, Code::limit);
  EXPECT_TRUE(parse("[[1]]", {.max_bytes = 100, .max_depth = 2}));
  EXPECT_EQ(parse("[1,2,3]", {.max_bytes = 6, .max_depth = 2}).error().code, Code::limit);
  EXPECT_EQ(refusal(std::string(100000, '[')), "line 1, column 33: nested deeper than 32 levels");
}

TEST(Json, is_written_for_people_too) {
  EXPECT_EQ(write_pretty(parse(R"({"a":[1,{"b":"\""}],"c":{},"d":[]})").value()),
            "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"\\\"\"\n    }\n  ],\n  \"c\": {},\n  "
            "\"d\": []\n}\n");
}

Value any_value(int depth) {
  int kind = *rc::gen::inRange(0, depth > 0 ? 7 : 5);
  if (kind == 0) return nullptr;
  if (kind == 1) return *rc::gen::arbitrary<bool>();
  if (kind == 2) return *rc::gen::arbitrary<std::int64_t>();
  if (kind == 3)
    return std::ldexp(*rc::gen::inRange(-1'000'000, 1'000'000), *rc::gen::inRange(-60, 60));
  if (kind == 4) {
    auto letters = rc::gen::container<std::string>(rc::gen::inRange('\x01', '\x7f'));
    return String(*letters + *rc::gen::element<std::string>("", "ä", "»", "😀", "\u2028"));
  }
  int const size = *rc::gen::inRange(0, 4);
  if (kind == 5) {
    Array array;
    for (int i = 0; i < size; ++i) array.push_back(any_value(depth - 1));
    return array;
  }
  Object object;
  for (int i = 0; i < size; ++i)
    object[std::string(1, static_cast<char>('a' + i))] = any_value(depth - 1);
  return object;
}

TEST(Json, what_is_written_is_read_back_the_same) {
  EXPECT_TRUE(rc::check([] {
    Value const value = any_value(4);
    RC_ASSERT(parse(write(value)).value() == value);
    RC_ASSERT(write(parse(write_pretty(value)).value()) == write(value));
  }));
}

}  // namespace
}  // namespace allmende::json
