// The picture desk: who may, what is refused, and that what somebody typed stays text.

#include <fstream>
#include <thread>

#include "desk/pictures.h"
#include "desk/test_desk.h"
#include "json/json.h"

namespace allmende::desk {
namespace {

using http::Method;
using http::Status;
using people::Role;
using people::Roles;
using test::Grey;
using test::kNow;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr char kKran[] = "/redaktion/bilder/kran.png";
constexpr char kHostile[] = "<script>\"'&";
constexpr char kHostileEncoded[] = "%3Cscript%3E%22%27%26";

class PictureDesk : public test::DeskTest {
 protected:
  http::Response put(std::string const& session, std::string const& called, std::string const& bytes, http::Router const& where) {
    http::Fields headers{{"Host", test::kHost}, {"Origin", "https://blatt.example"}, {"Cookie", "redaktion=" + session},
                         {"X-Marke", people::form_token(session)}, {"Content-Type", "image/png"}};
    return where.answer(http::Request::make(Method::put, "/redaktion/bilder?name=" + called, std::move(headers), bytes).value());
  }
  http::Response put(std::string const& session, std::string const& called, std::string const& bytes) {
    return put(session, called, bytes, router);
  }

  std::string page(std::string const& target, std::string const& session) {
    auto response = ask(Method::get, target, session);
    EXPECT_EQ(response.status(), Status::ok) << target;
    return std::string(response.body().view());
  }

  static json::Object told(http::Response const& response) {
    EXPECT_EQ(response.header("Content-Type"), "application/json");
    return json::parse(response.body().view()).value().as_object();
  }

  /// The picture's form as its page shows it now, filled in, with what differs from a good one.
  std::string form(std::string const& session, std::string const& more = "&bis=", std::string const& target = kKran) {
    static constexpr std::string_view kStanding = "name=\"stand\" value=\"";
    auto shown = ask(Method::get, target, session);
    std::string_view form = shown.body().view();
    std::size_t at = form.find(kStanding);
    std::string standing;
    if (at != form.npos) standing = form.substr(at + kStanding.size(), form.find('"', at + kStanding.size()) - at - kStanding.size());
    return form_of(session, "&stand=" + standing + "&nachweis=Foto&unterschrift=Kran&beschreibung=Ein+Kran&fokus-x=30&fokus-y=70" + more);
  }

  media::StoredPicture kran() {
    auto tx = database.read();
    return media::find(tx, "kran.png").value();
  }
  void describe(media::Facts const& facts, Instant at = kNow) {
    auto tx = database.write();
    VERIFY(media::describe(tx, people::Actor::command_line(), "kran.png", facts, at).has_value());
    tx.commit();
  }

  /// A published article with the picture above it.
  newsroom::ArticleNumber published(std::string const& headline) {
    newsroom::Article article{.number = newsroom::ArticleNumber(2001), .slug = Slug::parse("kran").value(),
                              .state = newsroom::State::published, .language = Language::german(), .headline = headline,
                              .section = Slug::parse("hafen").value()};
    article.published = kNow;
    article.lead_picture = newsroom::PictureUse{"kran.png", "Ein Kran", "Foto: Jo"};
    auto tx = database.write();
    newsroom::put_section(tx, {article.section, "Hafen", "", 1});
    VERIFY(newsroom::put_article(tx, article).has_value());
    tx.commit();
    return article.number;
  }
};

TEST_F(PictureDesk, takes_a_picture_in_and_tells_what_it_is_called) {
  std::string session = at_work({Role::author});
  auto answer = put(session, "DSC%200815.PNG", test::picture(Grey::light));
  ASSERT_EQ(answer.status(), Status::ok) << answer.body().view();
  json::Object it = told(answer);
  EXPECT_EQ(it.at("name"), "dsc-0815.png");
  EXPECT_EQ(it.at("known"), false);
  EXPECT_EQ(it.at("address"), "/redaktion/bilder/dsc-0815.png");
  EXPECT_EQ(it.at("width"), 6);
  EXPECT_EQ(it.at("height"), 4);
  EXPECT_THAT(page("/redaktion/bilder", session), AllOf(HasSubstr("dsc-0815.png"), HasSubstr("kran.png")));
  EXPECT_EQ(told(put(session, "anders.png", test::picture(Grey::light))).at("known"), true);
}

TEST_F(PictureDesk, says_in_the_persons_language_why_a_file_is_refused) {
  std::string session = at_work({Role::author});
  auto refused = put(session, "brief.pdf", "%PDF-1.7");
  EXPECT_EQ(refused.status(), Status::unprocessable_content);
  EXPECT_THAT(std::string(told(refused).at("message").as_string()), HasSubstr("kein Bild"));
  EXPECT_EQ(put(session, "leer.png", "").status(), Status::unprocessable_content);
  std::string torn = test::picture(Grey::light).substr(0, 50);
  EXPECT_EQ(put(session, "halb.png", torn).status(), Status::unprocessable_content);
  EXPECT_EQ(put(session, "gross.png", std::string(media::Pictures::kLargestFile + 1, 'x')).status(), Status::content_too_large);
  auto tx = database.read();
  EXPECT_EQ(media::all(tx).size(), 1u);
}

TEST_F(PictureDesk, has_words_in_german_for_every_refusal_of_media) {
  auto german = words::Words::make(Language::german(), "Europe/Berlin").value();
  for (char const* message : {"that is not yours to do", "a picture is described by the picture desk, and by whoever took it in",
                              "a picture has at most 30 MB", "the picture has more than 100 million pixels",
                              "this is no picture (JPEG, PNG, WebP, AVIF or TIFF)", "pictures are JPEG, PNG, WebP, AVIF or TIFF",
                              "pictures are JPEG, PNG, WebP, AVIF or TIFF; have HEIC exported as JPEG",
                              "this is a picture and a ZIP archive in one file; export it anew", "the picture cannot be read",
                              "the picture is damaged or cut off", "there is no such picture", "this has at most 300 bytes",
                              "the focus lies within the picture: from 0 to 100", "search for less: at most 200 bytes"}) {
    EXPECT_THAT(picture_refusal_words(german, {Code::invalid, message, ""}), Not(HasSubstr(message))) << message;
  }
}

/// Whether a file appears before long.
bool appears(std::filesystem::path const& file) {
  for (int turn = 0; turn < 1000 && !std::filesystem::exists(file); ++turn) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  return std::filesystem::exists(file);
}

TEST_F(PictureDesk, lets_two_pictures_be_decoded_at_once_and_asks_the_third_to_come_back) {
  std::filesystem::path folder = scratch.folder();
  std::filesystem::path maker = folder / "maker";
  std::ofstream(maker) << "#!/bin/sh\n"
                          "if mkdir " << (folder / "first").string() << " 2>/dev/null; then :; else mkdir " << (folder / "second").string() << "; fi\n"
                          "while ! test -e " << (folder / "go").string() << "; do sleep 0.05; done\n"
                          "echo 'the picture cannot be read' >&2\nexit 2\n";
  std::filesystem::permissions(maker, std::filesystem::perms::owner_all);
  media::Pictures slow(folder / "slow", maker);
  auto another = Desk::make(database, {.paper = "Hafenblatt", .address = "https://blatt.example", .time_zone = "Europe/Berlin",
                                       .key = Secret(std::string(32, 'k')), .picture_files = &slow}, [] { return kNow; }).value();
  http::Router where;
  another.add_to(where);
  std::string session = at_work({Role::author});
  auto takes = [&] { EXPECT_EQ(put(session, "a.png", test::picture(), where).status(), Status::unprocessable_content); };
  std::thread first(takes);
  std::thread second(takes);
  EXPECT_TRUE(appears(folder / "first") && appears(folder / "second"));
  auto third = put(session, "b.png", test::picture(), where);
  EXPECT_EQ(third.status(), Status::unavailable);
  EXPECT_TRUE(third.header("Retry-After"));
  std::ofstream(folder / "go") << "go";
  first.join();
  second.join();
  takes();
}

TEST_F(PictureDesk, shows_what_is_missing_and_finds_by_words) {
  std::string session = at_work({Role::picture_desk});
  EXPECT_THAT(page("/redaktion/bilder", session), AllOf(HasSubstr("Noch kein Nachweis."), HasSubstr("Noch nicht beschrieben.")));
  EXPECT_THAT(page("/redaktion/bilder?luecken=1", session), HasSubstr(kKran));
  describe({.credit = "Foto: Jo", .caption = "Am Kai", .alt = "Ein Kran", .ends = Instant::parse("2026-11-30T23:00:00Z").value()});
  EXPECT_THAT(page("/redaktion/bilder", session), AllOf(HasSubstr("Foto: Jo"), HasSubstr("Darf bis 30.11.2026 gezeigt werden.")));
  EXPECT_THAT(page("/redaktion/bilder?luecken=1", session), Not(HasSubstr(kKran)));
  EXPECT_THAT(page("/redaktion/bilder?worte=ka", session), HasSubstr(kKran));
  EXPECT_THAT(page("/redaktion/bilder?worte=bagger", session), Not(HasSubstr(kKran)));
  EXPECT_EQ(status(Method::get, "/redaktion/bilder?worte=" + std::string(300, 'x'), session), 422);
}

TEST_F(PictureDesk, tells_the_chooser_the_same_and_one_picture_by_its_name) {
  std::string session = at_work({Role::author});
  describe({.credit = "Foto: Jo", .alt = "Ein Kran", .ends = Instant::parse("2026-11-01T23:00:00Z").value()});
  json::Object all = told(ask(Method::get, "/redaktion/bilder/liste", session));
  EXPECT_TRUE(all.at("behind").is_null());
  json::Object const& it = all.at("pictures").as_array().at(0).as_object();
  EXPECT_EQ(it.at("credit"), "Foto: Jo");
  EXPECT_EQ(it.at("ends"), "2026-11-01T23:00:00Z");
  EXPECT_THAT(std::string(it.at("until").as_string()), HasSubstr("1.11.2026"));
  EXPECT_EQ(told(ask(Method::get, "/redaktion/bilder/liste?name=kran.png", session)).at("pictures").as_array().size(), 1u);
  EXPECT_TRUE(told(ask(Method::get, "/redaktion/bilder/liste?name=weg.png", session)).at("pictures").as_array().empty());
}

TEST_F(PictureDesk, pages_through_the_pictures_without_losing_one) {
  {
    auto tx = database.write();
    for (int number = 100; number < 145; ++number) {
      std::string digits = std::to_string(number);
      media::StoredPicture made{.name = "bild-" + digits + ".png", .sha256 = std::string(61, 'a') + digits, .renditions = {}};
      VERIFY(pictures.keep(tx, made).has_value());
    }
    tx.commit();
  }
  std::string session = at_work({Role::author});
  std::size_t found = 0;
  std::string address = "/redaktion/bilder/liste";
  for (int turn = 0; turn < 5 && !address.empty(); ++turn) {
    json::Object stretch = told(ask(Method::get, address, session));
    found += stretch.at("pictures").as_array().size();
    address = stretch.at("behind").is_null() ? "" : std::string(stretch.at("behind").as_string());
  }
  EXPECT_EQ(found, 46u);
  EXPECT_THAT(page("/redaktion/bilder", session), HasSubstr("Ältere"));
}

TEST_F(PictureDesk, is_described_until_the_end_of_a_day_of_the_paper) {
  std::string session = at_work({Role::editor});
  EXPECT_EQ(status(Method::post, kKran, session, form(session, "&bis=2026-12-31")), 303);
  media::Facts facts = kran().facts;
  EXPECT_EQ(facts.credit, "Foto");
  EXPECT_EQ(facts.caption, "Kran");
  EXPECT_EQ(facts.alt, "Ein Kran");
  EXPECT_EQ(facts.focus, (media::Focus{30, 70}));
  EXPECT_EQ(facts.ends, Instant::parse("2026-12-31T23:00:00Z").value()) << "all of that day in Berlin";
  EXPECT_THAT(page(kKran, session), AllOf(HasSubstr("value=\"2026-12-31\""), HasSubstr("Darf bis 31.12.2026 gezeigt werden."),
                                          HasSubstr("beschrieben; darf bis 31.12.2026 gezeigt werden")));
  EXPECT_EQ(status(Method::post, kKran, session, form(session)), 303);
  EXPECT_EQ(kran().facts.ends, std::nullopt);
}

TEST_F(PictureDesk, keeps_an_end_that_nobody_changed_to_the_second) {
  Instant at_noon = Instant::parse("2026-12-24T11:30:00Z").value();
  describe({.ends = at_noon});
  std::string session = at_work({Role::editor});
  EXPECT_EQ(status(Method::post, kKran, session, form(session, "&bis=2026-12-24")), 303);
  EXPECT_EQ(kran().facts.ends, at_noon);
}

TEST_F(PictureDesk, lets_nobody_write_over_what_somebody_else_has_just_said_of_a_picture) {
  std::string session = at_work({Role::editor});
  std::string mine = form(session);
  describe({.credit = "Foto: Mira"}, Instant::from_microseconds(kNow.microseconds() + 1));
  auto refused = ask(Method::post, kKran, session, mine);
  EXPECT_EQ(refused.status(), Status::conflict);
  EXPECT_EQ(kran().facts.credit, "Foto: Mira");
  EXPECT_THAT(std::string(refused.body().view()), AllOf(HasSubstr("<dd>Foto: Mira</dd>"), HasSubstr("value=\"Foto\"")));
  std::string again = form(session);
  EXPECT_EQ(status(Method::post, kKran, session, again), 303);
  EXPECT_EQ(status(Method::post, kKran, session, again), 303) << "the button was pressed two times";
  EXPECT_EQ(kran().facts.credit, "Foto");
}

TEST_F(PictureDesk, gives_back_what_was_typed_and_says_at_the_field_what_is_wrong) {
  std::string session = at_work({Role::editor});
  for (std::string more : {"&bis=gestern", "&bis=2026-02-30", "&bis=9999-12-31"}) {
    auto refused = ask(Method::post, kKran, session, form(session, more));
    EXPECT_EQ(refused.status(), Status::unprocessable_content) << more;
    EXPECT_THAT(std::string(refused.body().view()), AllOf(HasSubstr("id=\"feld-bis-falsch\""), HasSubstr("value=\"Foto\"")));
  }
  for (std::string focus : {"-1", "101", "x", "", "50.5", "99999999999999999999"}) {
    auto refused = ask(Method::post, kKran, session, form_of(session, "&nachweis=Foto&fokus-y=50&fokus-x=" + focus));
    EXPECT_EQ(refused.status(), Status::unprocessable_content) << focus;
    EXPECT_THAT(std::string(refused.body().view()), HasSubstr("fokus-falsch")) << focus;
  }
  auto long_credit = ask(Method::post, kKran, session, form_of(session, "&fokus-x=50&fokus-y=50&nachweis=" + std::string(400, 'x')));
  EXPECT_EQ(long_credit.status(), Status::unprocessable_content);
  EXPECT_THAT(std::string(long_credit.body().view()), HasSubstr("id=\"feld-nachweis-falsch\""));
  EXPECT_EQ(kran().facts, media::Facts{});
}

TEST_F(PictureDesk, is_described_by_the_picture_desk_and_by_whoever_took_it_in) {
  std::string mira = at_work({Role::author}, "mira@blatt.example"), jo = at_work({Role::author});
  ASSERT_EQ(put(mira, "meins.png", test::picture(Grey::light)).status(), Status::ok);
  constexpr char kMeins[] = "/redaktion/bilder/meins.png";
  EXPECT_THAT(page(kMeins, mira), HasSubstr("name=\"nachweis\""));
  EXPECT_THAT(page(kMeins, jo), Not(HasSubstr("name=\"nachweis\"")));
  EXPECT_EQ(status(Method::post, kMeins, mira, form(mira, "&bis=", kMeins)), 303);
  EXPECT_EQ(status(Method::post, kMeins, jo, form(jo)), 403);
  EXPECT_EQ(status(Method::post, kMeins, jo, form(jo, "&bis=2026-12-31")), 403) << "and not that somebody was faster";
  EXPECT_THAT(page(kMeins, jo), AllOf(HasSubstr("aufgenommen"), HasSubstr("Foto")));
  EXPECT_EQ(status(Method::get, "/redaktion/bilder/weg.png", jo), 404);
  EXPECT_EQ(status(Method::post, "/redaktion/bilder/weg.png", jo, form(jo)), 404);
}

TEST_F(PictureDesk, shows_hostile_words_as_text) {
  describe({.credit = kHostile, .caption = kHostile, .alt = kHostile});
  published(kHostile);
  std::string session = at_work({Role::editor});
  for (std::string target : {std::string("/redaktion/bilder?worte=") + kHostileEncoded, std::string("/redaktion/bilder"), std::string(kKran)}) {
    EXPECT_THAT(page(target, session), AllOf(HasSubstr("&lt;script&gt;"), Not(HasSubstr("<script>")))) << target;
  }
  auto refused = ask(Method::post, kKran, session, form_of(session, std::string("&fokus-x=") + kHostileEncoded + "&nachweis=" + kHostileEncoded));
  EXPECT_THAT(std::string(refused.body().view()), AllOf(HasSubstr("&lt;script&gt;"), Not(HasSubstr("<script>"))));
  auto taken = put(session, kHostileEncoded, test::picture(Grey::light));
  EXPECT_THAT(std::string(told(taken).at("name").as_string()), testing::MatchesRegex("[a-z0-9-]+\\.png"));
}

TEST_F(PictureDesk, links_the_articles_in_which_a_picture_stands) {
  std::string session = at_work({Role::editor});
  EXPECT_THAT(page(kKran, session), HasSubstr("In noch keinem."));
  published("Der Kran bleibt");
  EXPECT_THAT(page(kKran, session), AllOf(HasSubstr("href=\"/redaktion/artikel/2001\""), HasSubstr("Der Kran bleibt")));
}

TEST_F(PictureDesk, gives_renditions_to_the_staff_and_originals_to_nobody) {
  std::string session = at_work({Role::author});
  for (std::string width : {"", "?breite=1", "?breite=480", "?breite=9999"}) {
    auto response = ask(Method::get, std::string(kKran) + "/datei" + width, session);
    EXPECT_EQ(response.status(), Status::ok) << width;
    EXPECT_EQ(response.header("Cache-Control"), "private, max-age=3600");
    EXPECT_NE(response.body().view(), test::picture());
  }
  for (std::string width : {"x", "-1", "1e9", "99999999999999999999999"}) {
    EXPECT_EQ(status(Method::get, std::string(kKran) + "/datei?breite=" + width, session), 404) << width;
  }
  for (media::Rendition const& it : kran().renditions) {
    auto response = ask(Method::get, "/redaktion/bilddatei/" + it.file, session);
    EXPECT_EQ(response.status(), Status::ok) << it.file;
    EXPECT_EQ(response.header("Content-Type"), media::type_of(it.format()));
  }
  for (std::string file : {kran().sha256, std::string("kran.png"), std::string("..%5Coriginals"), std::string("x.webp")}) {
    EXPECT_EQ(status(Method::get, "/redaktion/bilddatei/" + file, session), 404) << file;
  }
  std::string till = at_work({Role::till}, "till@blatt.example");
  EXPECT_EQ(status(Method::get, std::string(kKran) + "/datei", till), 403);
  EXPECT_EQ(status(Method::get, "/redaktion/bilddatei/" + kran().renditions[0].file, till), 403);
}

TEST_F(PictureDesk, has_a_browser_keep_no_small_picture_for_a_large_one_that_is_being_made) {
  std::string session = at_work({Role::author});
  ASSERT_EQ(put(session, "neu.png", test::picture(Grey::light)).status(), Status::ok);
  EXPECT_EQ(ask(Method::get, "/redaktion/bilder/neu.png/datei?breite=1040", session).header("Cache-Control"), "no-store");
  EXPECT_THAT(page("/redaktion/bilder/neu.png", session), HasSubstr("Werden gerade gemacht."));
}

TEST_F(PictureDesk, shows_behind_a_previews_link_the_pictures_of_that_text_while_they_may_be_shown) {
  auto number = published("Der Kran bleibt");
  std::string token = [&] {
    auto tx = database.write();
    std::string made = manuscripts::make_preview(tx, people::Actor::command_line(), number, kNow).value().reveal();
    VERIFY(pictures.add(tx, "anderes.png", test::picture(Grey::light)).has_value());
    tx.commit();
    return made;
  }();
  std::string at = "/redaktion/vorschau/" + token + "/bild/", file = kran().renditions[0].file;
  auto shown = ask(Method::get, at + file);
  EXPECT_EQ(shown.status(), Status::ok);
  EXPECT_EQ(shown.header("Cache-Control"), "no-store");
  EXPECT_EQ(status(Method::get, "/redaktion/vorschau/invented/bild/" + file), 404);
  std::string another = [&] {
    auto tx = database.read();
    return media::find(tx, "anderes.png")->renditions[0].file;
  }();
  EXPECT_EQ(status(Method::get, at + another), 404) << "it does not stand in that text";
  EXPECT_EQ(status(Method::get, at + "kran.png"), 404);
  describe({.ends = kNow});
  EXPECT_EQ(status(Method::get, at + file), 404) << "its right has ended";
}

TEST_F(PictureDesk, proposes_pictures_for_a_campaign_to_who_may_see_them) {
  std::string duty = at_work({Role::duty_editor}, "duty@blatt.example"), till = at_work({Role::till}, "till@blatt.example");
  EXPECT_THAT(page("/redaktion/kampagne", duty), AllOf(HasSubstr("list=\"bilder\""), HasSubstr("<option value=\"kran.png\">")));
  EXPECT_THAT(page("/redaktion/kampagne", till), Not(HasSubstr("kran.png")));
}

TEST_F(PictureDesk, is_not_there_where_a_paper_keeps_no_pictures) {
  auto without = Desk::make(database, {.paper = "Hafenblatt", .address = "https://blatt.example", .time_zone = "Europe/Berlin",
                                       .key = Secret(std::string(32, 'k'))}, [] { return kNow; }).value();
  http::Router where;
  without.add_to(where);
  std::string session = at_work({Role::editor});
  for (std::string target : {"/redaktion/bilder", "/redaktion/bilder/liste", "/redaktion/bilder/kran.png", "/redaktion/bilder/kran.png/datei"}) {
    auto request = http::Request::make(Method::get, target, {{"Host", test::kHost}, {"Cookie", "redaktion=" + session}}).value();
    EXPECT_EQ(where.answer(std::move(request)).status(), Status::not_found) << target;
  }
  EXPECT_EQ(put(session, "a.png", test::picture(), where).status(), Status::not_found);
}

}  // namespace
}  // namespace allmende::desk
