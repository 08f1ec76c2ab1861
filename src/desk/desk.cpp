#include "desk/desk.h"

#include "advertising/advertising.h"
#include "appeals/appeals.h"
#include "desk/access.h"
#include "desk/pages.h"
#include "html/html.h"

namespace allmende::desk {

namespace {

using http::Method;
using people::Role;
using people::Roles;

constexpr Roles kAnyone;
constexpr Roles kAdministrators{Role::administrator};
constexpr Roles kNewsroom = manuscripts::kNewsroom, kWriters = manuscripts::kWriters, kEditors = manuscripts::kEditors;
constexpr Roles kPictureTakers = media::kPictureTakers;
constexpr Roles kTill = contributions::kAtTheTill;
constexpr Roles kAppealWriters = appeals::kAppealWriters, kAdvertisingDesk = advertising::kAdvertisingDesk;

/// The largest of what the writing page sends; and a picture, with room for saying of one that it is too large.
constexpr std::chrono::seconds kPictureTime{90};  // for its decoding, which ends itself
constexpr std::chrono::seconds kStatementTime{120};
constexpr std::size_t kStatementBytes = 64 << 20;  // larger ones by the command line
constexpr std::size_t kTextBytes = 4'500'000, kPictureBytes = media::Pictures::kLargestFile + 1024 * 1024;

struct StaffRoute {
  Method method;
  char const* pattern;
  char const* name;
  Roles roles;
  WorkHandler handler;
  std::size_t body_bytes = 0;
  std::chrono::seconds time{0};  ///< of its own
};

struct OpenRoute {
  Method method;
  char const* pattern;
  char const* name;
  VisitHandler handler;
};

/// For everyone; what is not here asks who is there.
constexpr OpenRoute kOpen[] = {
    {Method::get, "/redaktion/anmelden", "sign in", sign_in_page},
    {Method::post, "/redaktion/anmelden", "sign in", sign_in},
    {Method::get, "/redaktion/einladung/{marke}", "invitation", invitation_page},
    {Method::post, "/redaktion/einladung/{marke}", "invitation", take_invitation},
    {Method::get, "/redaktion/passwort", "password", forgotten_page},
    {Method::post, "/redaktion/passwort", "password", ask_for_link},
    {Method::get, "/redaktion/passwort/{marke}", "password", reset_page},
    {Method::post, "/redaktion/passwort/{marke}", "password", reset_password},
    {Method::get, "/redaktion/vorschau/{marke}", "preview", preview_by_link},
    {Method::get, "/redaktion/vorschau/{marke}/bild/{datei}", "preview", preview_picture},
};

constexpr StaffRoute kStaff[] = {
    {Method::get, "/redaktion", "desk", kAnyone, start_page},
    {Method::post, "/redaktion/abmelden", "sign out", kAnyone, sign_out},
    {Method::get, "/redaktion/konto", "account", kAnyone, account_page},
    {Method::post, "/redaktion/konto/passwort", "account", kAnyone, change_password},
    {Method::get, "/redaktion/konto/zweitfaktor", "account", kAnyone, second_factor_page},
    {Method::post, "/redaktion/konto/zweitfaktor", "account", kAnyone, take_second_factor},
    {Method::post, "/redaktion/konto/zweitfaktor/ende", "account", kAnyone, drop_second_factor},
    {Method::post, "/redaktion/konto/sitzung", "account", kAnyone, end_session},
    {Method::post, "/redaktion/konto/sitzungen", "account", kAnyone, end_other_sessions},
    {Method::get, "/redaktion/leute", "staff", kAdministrators, staff_page},
    {Method::post, "/redaktion/leute", "staff", kAdministrators, add_person},
    {Method::get, "/redaktion/leute/{person}", "staff", kAdministrators, person_page},
    {Method::post, "/redaktion/leute/{person}/rollen", "staff", kAdministrators, set_roles},
    {Method::post, "/redaktion/leute/{person}/dienst", "staff", kAdministrators, set_active},
    {Method::post, "/redaktion/leute/{person}/ruhe", "staff", kAdministrators, set_active},
    {Method::post, "/redaktion/leute/{person}/einladung", "staff", kAdministrators, invite},
    {Method::post, "/redaktion/leute/{person}/zweitfaktor", "staff", kAdministrators, remove_second_factor},
    {Method::get, "/redaktion/titelseite", "front desk", kEditors, arranging_page},
    {Method::post, "/redaktion/titelseite/platz", "front desk", kEditors, place_article},
    {Method::post, "/redaktion/titelseite/schritt", "front desk", kEditors, move_placed},
    {Method::post, "/redaktion/titelseite/zug", "front desk", kEditors, drag_placed},
    {Method::get, "/redaktion/titelseite/vorschau", "front desk", kEditors, front_preview_page},
    {Method::get, "/redaktion/titelseite/vorschau/blatt", "front desk", kEditors, front_preview_sheet},
    {Method::post, "/redaktion/titelseite/zurueck", "front desk", kEditors, undo_arranging},
    {Method::get, "/redaktion/ausgaben", "issue desk", kEditors, issues_page},
    {Method::post, "/redaktion/ausgaben", "issue desk", kEditors, make_issue},
    {Method::get, "/redaktion/ausgaben/{tag}", "issue desk", kEditors, issue_page},
    {Method::post, "/redaktion/ausgaben/{tag}", "issue desk", kEditors, change_issue},
    {Method::post, "/redaktion/ausgaben/{tag}/platz", "issue desk", kEditors, place_in_issue},
    {Method::post, "/redaktion/ausgaben/{tag}/zug", "issue desk", kEditors, drag_in_issue},
    {Method::post, "/redaktion/ausgaben/{tag}/schritt", "issue desk", kEditors, move_in_issue},
    {Method::post, "/redaktion/ausgaben/{tag}/veroeffentlichen", "issue desk", kEditors, publish_issue},
    {Method::get, "/redaktion/bilder", "picture desk", kPictureTakers, pictures_page},
    {Method::get, "/redaktion/bilder/{bild}", "picture desk", kPictureTakers, picture_page},
    {Method::post, "/redaktion/bilder/{bild}", "picture desk", kPictureTakers, describe_picture},
    {Method::get, "/redaktion/bilder/{bild}/datei", "picture file", kPictureTakers, picture_rendition},
    {Method::get, "/redaktion/bilddatei/{datei}", "picture file", kNewsroom, rendition_by_file},
    {Method::get, "/redaktion/aufrufe", "appeals", kAppealWriters, appeals_page},
    {Method::post, "/redaktion/aufrufe", "appeals", kAppealWriters, write_appeal},
    {Method::get, "/redaktion/aufruf", "appeals", kAppealWriters, new_appeal_page},
    {Method::get, "/redaktion/aufrufe/{name}", "appeals", kAppealWriters, appeal_page},
    {Method::post, "/redaktion/aufrufe/{name}/ende", "appeals", kAppealWriters, end_appeal},
    {Method::get, "/redaktion/werbung", "campaigns", kAdvertisingDesk, campaigns_page},
    {Method::post, "/redaktion/werbung", "campaigns", kAdvertisingDesk, book_campaign},
    {Method::get, "/redaktion/kampagne", "campaigns", kAdvertisingDesk, new_campaign_page},
    {Method::get, "/redaktion/werbung/{name}", "campaigns", kAdvertisingDesk, campaign_page},
    {Method::get, "/redaktion/werbung/{name}/bericht.csv", "campaigns", kAdvertisingDesk, campaign_report},
    {Method::post, "/redaktion/werbung/{name}/ende", "campaigns", kAdvertisingDesk, end_campaign},
    {Method::get, "/redaktion/kasse", "till", kTill, till_page},
    {Method::post, "/redaktion/kasse/halt", "till", kTill, release_collections},
    {Method::get, "/redaktion/kasse/transparenz", "transparency", kTill, plan_page},
    {Method::post, "/redaktion/kasse/transparenz", "transparency", kTill, write_plan},
    {Method::get, "/redaktion/kasse/beitraege", "gifts", kTill, gifts_page},
    {Method::get, "/redaktion/kasse/beitraege/{nummer}", "gifts", kTill, gift_page},
    {Method::post, "/redaktion/kasse/beitraege/{nummer}", "gifts", kTill, change_gift},
    {Method::get, "/redaktion/kasse/einzuege", "collections", kTill, runs_page},
    {Method::post, "/redaktion/kasse/einzuege", "collections", kTill, plan_run},
    {Method::get, "/redaktion/kasse/einzuege/{nummer}", "collections", kTill, run_page},
    {Method::post, "/redaktion/kasse/einzuege/{nummer}", "collections", kTill, change_run},
    {Method::post, "/redaktion/kasse/einzuege/{nummer}/datei", "collections", kTill, run_file},
    {Method::get, "/redaktion/kasse/auszuege", "statements", kTill, statements_page},
    {Method::post, "/redaktion/kasse/konto", "statements", kTill, begin_account},
    {Method::get, "/redaktion/kasse/auszuege/{nummer}", "statements", kTill, statement_page},
    {Method::get, "/redaktion/kasse/klaerung", "suspense", kTill, suspense_page},
    {Method::get, "/redaktion/kasse/klaerung/{nummer}", "suspense", kTill, line_page},
    {Method::post, "/redaktion/kasse/klaerung/{nummer}", "suspense", kTill, decide_line},
    {Method::post, "/redaktion/artikel", "articles", kWriters, begin_article},
    {Method::get, "/redaktion/artikel/{artikel}", "article", kNewsroom, article_page},
    {Method::get, "/redaktion/artikel/{artikel}/vorschau", "article", kNewsroom, preview_page},
    {Method::post, "/redaktion/artikel/{artikel}/vorschau", "article", kNewsroom, make_preview},
    {Method::post, "/redaktion/artikel/{artikel}/vorschau/ende", "article", kNewsroom, end_previews},
    {Method::get, "/redaktion/artikel/{artikel}/verlauf", "article", kNewsroom, history_page},
    {Method::get, "/redaktion/artikel/{artikel}/verlauf/{eintrag}", "article", kNewsroom, event_page},
    {Method::post, "/redaktion/artikel/{artikel}/verlauf/{eintrag}", "article", kNewsroom, restore},
    {Method::get, "/redaktion/artikel/{artikel}/veroeffentlichen", "article", kNewsroom, publish_page},
    {Method::post, "/redaktion/artikel/{artikel}/veroeffentlichen", "article", kWriters, publish},
    {Method::post, "/redaktion/artikel/{artikel}/planen", "article", kWriters, schedule},
    {Method::post, "/redaktion/artikel/{artikel}/planen/ende", "article", kEditors, unschedule},
    {Method::post, "/redaktion/artikel/{artikel}/stand", "article", kNewsroom, move_stage},
    {Method::post, "/redaktion/artikel/{artikel}/zustaendig", "article", kWriters, make_responsible},
    {Method::post, "/redaktion/artikel/{artikel}/zurueckziehen", "article", kWriters, withdraw},
};

/// What the scripts of the writing page and of the picture desk ask: docs/writing.md.
constexpr StaffRoute kScript[] = {
    {Method::get, "/redaktion/worte", "writing", kNewsroom, writing_words},
    {Method::get, "/redaktion/artikel/{artikel}/stand", "writing", kNewsroom, writing_standing},
    {Method::put, "/redaktion/artikel/{artikel}/entwurf", "writing", kNewsroom, keep_draft},
    {Method::post, "/redaktion/artikel/{artikel}/fassung", "writing", kNewsroom, save_revision},
    {Method::post, "/redaktion/artikel/{artikel}/anwesend", "writing", kNewsroom, be_present},
    {Method::post, "/redaktion/artikel/{artikel}/verlassen", "writing", kNewsroom, leave_tab},
    {Method::post, "/redaktion/artikel/{artikel}/uebernehmen", "writing", kNewsroom, take_over},
    {Method::post, "/redaktion/artikel/{artikel}/verwerfen", "writing", kNewsroom, discard_draft},
    {Method::post, "/redaktion/artikel/{artikel}/notiz", "writing", kNewsroom, add_note},
    {Method::post, "/redaktion/artikel/{artikel}/notiz/{notiz}", "writing", kNewsroom, resolve_note},
    {Method::get, "/redaktion/bilder/liste", "picture desk", kPictureTakers, picture_list},
    {Method::put, "/redaktion/bilder", "picture desk", kPictureTakers, take_in_picture, kPictureBytes, kPictureTime},
    {Method::put, "/redaktion/kasse/auszuege", "statements", kTill, take_in_statement, kStatementBytes, kStatementTime},
};

}  // namespace

Desk::Desk(std::shared_ptr<House const> house) : house_(std::move(house)) {}
Desk::Desk(Desk&&) noexcept = default;
Desk::~Desk() = default;

Result<Desk> Desk::make(database::Database& database, Settings settings, Clock clock) {
  auto german = TRY(words::Words::make(Language::german(), settings.time_zone));
  auto english = TRY(words::Words::make(Language::english(), settings.time_zone));
  Secret key = settings.key;
  return Desk(std::shared_ptr<House const>(new House{.database = database,
                                                     .settings = std::move(settings),
                                                     .clock = std::move(clock),
                                                     .german = std::move(german),
                                                     .english = std::move(english),
                                                     .entrance = people::Entrance(database, std::move(key))}));
}

void Desk::add_to(http::Router& router) const {
  for (OpenRoute const& route : kOpen) {
    router.add({.method = route.method, .pattern = route.pattern, .name = route.name,
                .handler = for_everyone(house_, route.handler),
                .has_secret_path = std::string_view(route.pattern).contains("{marke}")});
  }
  for (StaffRoute const& route : kStaff) {
    router.add({.method = route.method, .pattern = route.pattern, .name = route.name,
                .handler = for_staff(house_, route.roles, route.handler)});
  }
  for (StaffRoute const& route : kScript) {
    router.add({.method = route.method, .pattern = route.pattern, .name = route.name,
                .handler = for_script(house_, route.roles, route.handler),
                .body_bytes = route.body_bytes != 0 ? route.body_bytes : kTextBytes,
                .time = route.time});
  }
}

std::vector<RouteFacts> Desk::routes() {
  std::vector<RouteFacts> facts;
  for (OpenRoute const& route : kOpen) {
    facts.push_back({route.method, route.pattern, {.who = Access::For::everyone}});
  }
  for (StaffRoute const& route : kStaff) facts.push_back({route.method, route.pattern, {.roles = route.roles}});
  for (StaffRoute const& route : kScript) facts.push_back({route.method, route.pattern, {.roles = route.roles}, true});
  return facts;
}

}  // namespace allmende::desk
