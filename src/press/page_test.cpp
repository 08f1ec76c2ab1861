// What a reader gets is the page with fillings in its slots, in every coding.

#include <algorithm>
#include <random>

#include "press/test_support.h"

namespace allmende::press::testing {
namespace {

html::Html filling(std::string_view words) { return html::html<"<aside>{}</aside>">(words); }

/// The page with these pieces in its slots, each padded to the longest of its kind.
std::string composed(html::Html const& page, std::vector<std::string> const& pieces) {
  html::Cut cut = html::cut(page.bytes());
  std::string whole(cut.slices[0]);
  for (std::size_t i = 0; i < cut.slots.size(); ++i) whole.append(pieces[i]).append(cut.slices[i + 1]);
  return whole;
}

std::string padded(html::Html const& piece, std::size_t bytes) {
  std::string text = piece.bytes();
  text.resize(bytes, ' ');
  return text;
}

TEST(Page, is_the_same_in_every_coding_whatever_fills_its_slots) {
  std::mt19937 numbers(7);
  auto random = [&] { return static_cast<unsigned>(numbers()); };
  for (int turn = 0; turn < 40; ++turn) {
    Running running;
    std::vector<unsigned> kinds;
    for (unsigned i = 0, count = random() % 4; i < count; ++i) kinds.push_back(random() % 3);
    html::Html page = long_page(300 + random() % 30'000, kinds, static_cast<unsigned>(turn) + 1);
    std::vector<html::Html> pieces = {filling("eins"), filling("zwei und noch etwas mehr"),
                                      filling(std::string(700, 'x'))};
    std::size_t longest = pieces[2].bytes().size();
    running.maker = [&](http::Request const&) { return sheet(page); };
    running.open();
    // Kind 2 has no fillings at all.
    running.press.set_fillings(0, pieces);
    running.press.set_fillings(1, pieces);
    running.chosen->number = random() % 4;
    std::string piece = running.chosen->number == 0 ? std::string(longest, ' ')
                                                    : padded(pieces[running.chosen->number - 1], longest);
    std::vector<std::string> in_slots;
    for (unsigned kind : kinds) in_slots.push_back(kind == 2 ? "" : piece);
    std::string whole = composed(page, in_slots);

    for (std::string_view coding : {"", "gzip", "br", "gzip, deflate, br, zstd"}) {
      ASSERT_TRUE(running.ask("/", {{"Accept-Encoding", std::string(coding)}}));
      auto answer = running.quick("/", coding);
      ASSERT_TRUE(answer);
      EXPECT_EQ(answer->header("Content-Length"), std::to_string(answer->body.size()));
      std::string used = answer->header("Content-Encoding");
      EXPECT_EQ(used, coding.contains("br") ? "br" : coding);
      std::string plain = used == "br"     ? unbrotlied(answer->body)
                          : used == "gzip" ? gunzipped(answer->body)
                                           : answer->body;
      ASSERT_EQ(plain, whole) << coding << " turn " << turn;
    }
  }
}

TEST(Page, that_is_hardly_more_than_its_filling_is_compressed_for_the_sake_of_that) {
  Running running;
  running.maker = [](http::Request const&) { return sheet(html::slot(0)); };
  running.open();
  running.press.set_fillings(0, {filling(std::string(700, 'x'))});
  running.chosen->number = 1;
  (void)running.ask("/", {{"Accept-Encoding", "gzip"}});
  auto answer = running.quick("/", "gzip");
  EXPECT_EQ(answer->header("Vary"), "Accept-Encoding");
  EXPECT_EQ(gunzipped(answer->body), filling(std::string(700, 'x')).bytes());
}

TEST(Page, that_begins_and_ends_with_a_slot_or_is_nothing_else_is_the_same_in_every_coding) {
  for (html::Html const& page : {html::slot(0), html::slot(0) + html::slot(0),
                                 html::slot(0) + long_page(2000) + html::slot(0), html::slot(1) + html::slot(0)}) {
    Running running;
    running.maker = [&](http::Request const&) { return sheet(page); };
    running.open();
    html::Html piece = filling(std::string(900, 'x'));
    running.press.set_fillings(0, {piece});  // kind 1 has none
    running.chosen->number = 1;
    std::vector<std::string> in_slots;
    for (unsigned kind : html::cut(page.bytes()).slots) in_slots.push_back(kind == 0 ? piece.bytes() : "");
    std::string whole = composed(page, in_slots);
    for (std::string_view coding : {"", "gzip", "br"}) {
      ASSERT_TRUE(running.ask("/", {{"Accept-Encoding", std::string(coding)}}));
      auto answer = running.quick("/", coding);
      ASSERT_TRUE(answer);
      std::string used = answer->header("Content-Encoding");
      EXPECT_EQ(used == "br" ? unbrotlied(answer->body) : used == "gzip" ? gunzipped(answer->body) : answer->body,
                whole)
          << coding;
    }
  }
}

TEST(Page, is_the_same_in_whatever_order_its_codings_are_asked_for) {
  std::vector<std::string> codings = {"", "br", "gzip"};
  do {
    Running running;
    html::Html page = html::slot(0) + long_page(9000, {0, 1, 2});
    running.maker = [&](http::Request const&) { return sheet(page); };
    running.open();
    html::Html piece = filling(std::string(900, 'x'));
    running.press.set_fillings(0, {piece, filling("y")});
    running.press.set_fillings(1, {piece});
    running.chosen->number = 1;
    std::string whole = composed(page, {piece.bytes(), piece.bytes(), piece.bytes(), ""});
    for (std::string const& coding : codings) {
      ASSERT_TRUE(running.ask("/", {{"Accept-Encoding", coding}}));
      auto answer = running.quick("/", coding);
      ASSERT_TRUE(answer);
      EXPECT_EQ(coding == "br" ? unbrotlied(answer->body) : coding == "gzip" ? gunzipped(answer->body) : answer->body, whole)
          << codings[0] << ", then " << codings[1];
    }
    EXPECT_EQ(running.made, 1);
  } while (std::next_permutation(codings.begin(), codings.end()));
}

TEST(Page, is_held_in_those_codings_only_in_which_it_was_asked_for) {
  auto held_after = [](std::vector<std::string> const& codings) {
    Running running;
    running.maker = [](http::Request const&) { return sheet(long_page(30'000)); };
    running.open();
    for (std::string const& coding : codings) (void)running.ask("/", {{"Accept-Encoding", coding}});
    return running.press.figures().bytes;
  };
  std::size_t plain = held_after({""}), gzip = held_after({"gzip"}), brotli = held_after({"br"});
  EXPECT_GT(plain, 30'000u);
  EXPECT_LT(gzip, plain / 3);
  EXPECT_LT(brotli, plain / 3);
  EXPECT_GT(held_after({"gzip", ""}), plain);
}

TEST(Page, is_compressed_across_its_slots_nearly_as_well_as_in_one_piece) {
  Running running;
  html::Html page = long_page(14'000, {0, 1});
  running.maker = [&](http::Request const&) { return sheet(page); };
  running.open();
  running.press.set_fillings(0, {filling("eine Anzeige für Regenjacken")});
  running.press.set_fillings(1, {filling("ein Aufruf, der um einen Beitrag bittet")});
  running.chosen->number = 1;
  (void)running.ask("/");
  (void)running.ask("/", {{"Accept-Encoding", "gzip"}});
  auto in_parts = running.quick("/", "gzip")->body.size();

  Running whole;
  whole.maker = [&](http::Request const&) {
    Sheet made{.response = http::Response::html(running.quick("/", "")->body)};
    return made;
  };
  whole.open();
  (void)whole.ask("/", {{"Accept-Encoding", "gzip"}});
  EXPECT_LT(static_cast<double>(in_parts), 1.06 * static_cast<double>(whole.quick("/", "gzip")->body.size()));
}

TEST(Page, has_the_headers_of_its_sheet_and_those_of_every_answer) {
  Running running;
  running.maker = [](http::Request const&) {
    Sheet made = sheet(long_page(2000));
    made.response.set_header("Cache-Control", "private, no-cache");
    return made;
  };
  running.open();
  auto ordinary = running.ask("/");
  ASSERT_TRUE(ordinary);
  EXPECT_EQ(ordinary->header("Cache-Control"), "private, no-cache");
  auto quick = running.quick("/", "");
  EXPECT_EQ(quick->header("Cache-Control"), "private, no-cache");
  EXPECT_EQ(quick->header("Vary"), "Accept-Encoding");
  EXPECT_EQ(quick->header("X-Always"), "yes");
  EXPECT_EQ(quick->header("Content-Type"), "text/html; charset=utf-8");
}

TEST(Page, that_a_reader_has_is_not_sent_again) {
  Running running;
  running.maker = [](http::Request const&) { return sheet(long_page(2000, {0})); };
  running.open();
  running.press.set_fillings(0, {filling("eins"), filling("zwei")});
  running.chosen->number = 1;
  (void)running.ask("/", {{"Accept-Encoding", "gzip"}});
  auto gzip = *running.quick("/", "gzip");
  auto plain = *running.quick("/", "");
  EXPECT_NE(gzip.etag(), plain.etag());

  auto again = *running.quick("/", "gzip", gzip.etag());
  EXPECT_EQ(again.status, http::Status::not_modified);
  EXPECT_EQ(again.etag(), gzip.etag());
  EXPECT_TRUE(again.body.empty());
  EXPECT_EQ(again.header("Content-Length"), "");
  EXPECT_EQ(running.quick("/", "gzip", "\"other\", W/" + gzip.etag())->status,
            http::Status::not_modified);
  EXPECT_EQ(running.quick("/", "gzip", "*")->status, http::Status::not_modified);
  EXPECT_EQ(running.quick("/", "gzip", plain.etag())->status, http::Status::ok);
  EXPECT_EQ(running.quick("/", "gzip", "\"other\"")->status, http::Status::ok);
}

TEST(Page, with_another_filling_of_the_same_kind_is_kept_by_its_reader_but_not_where_one_must_go) {
  Running running;
  running.maker = [](http::Request const&) { return sheet(long_page(2000, {0})); };
  running.open();
  running.press.set_fillings(0, {filling("eins"), filling("zwei")});
  running.chosen->number = 1;
  (void)running.ask("/");
  std::string one = running.quick("/", "")->etag();
  running.chosen->number = 2;
  auto kept = running.quick("/", "", one);
  EXPECT_EQ(kept->status, http::Status::not_modified);
  EXPECT_EQ(kept->etag(), one);
  running.chosen->number = 0;
  auto without = running.quick("/", "", one);
  EXPECT_EQ(without->status, http::Status::ok);
  EXPECT_NE(without->etag(), one);
}

TEST(Page, changes_its_etag_when_its_text_or_its_fillings_change) {
  Running running;
  std::string text = "eins";
  running.maker = [&](http::Request const&) {
    return sheet(html::html<"<p>{}</p>">(text) + html::slot(0), {{"text", "1"}});
  };
  running.open();
  running.press.set_fillings(0, {filling("alt")});
  running.chosen->number = 1;
  (void)running.ask("/");
  std::string first = running.quick("/", "")->etag();
  running.press.set_fillings(0, {filling("neu")});
  EXPECT_FALSE(running.quick("/", ""));
  EXPECT_THAT(std::string(running.ask("/")->body().view()), ::testing::HasSubstr("neu"));
  std::string second = running.quick("/", "")->etag();
  EXPECT_NE(first, second);
  text = "zwei";
  running.commit(change(1, "text", "1"));
  (void)running.ask("/");
  EXPECT_NE(running.quick("/", "")->etag(), second);
}

}  // namespace
}  // namespace allmende::press::testing
