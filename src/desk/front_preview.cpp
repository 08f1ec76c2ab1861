// The front page and section pages as readers will see them later: with what is scheduled until then.

#include "desk/articles.h"
#include "desk/frame.h"
#include "desk/pages.h"

namespace allmende::desk {

using html::Html;
using html::html;
using html::Url;

namespace {

/// For the sheet in the frame: of this paper only, in a page of the desk only, and nothing runs.
constexpr char kSheetPolicy[] =
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; require-trusted-types-for 'script'";

struct Asked {
  Instant at;
  std::string local;              ///< "2026-11-28T06:00"
  std::optional<Slug> section;    ///< none: the front page
};

Result<Asked> asked_for(Work const& work) {
  words::Words const& words = work.words();
  std::string local(work.request.query("wann").value_or(""));
  if (local.empty()) local = words.iso_with_offset(work.now).substr(0, 16);
  Instant at = TRY(words.moment_at(local));
  std::string section(work.request.query("ressort").value_or(""));
  Asked asked{std::max(at, work.now), std::move(local), std::nullopt};
  if (!section.empty()) asked.section = TRY(Slug::parse(section));
  return asked;
}

Html choice_view(Work const& work, Asked const& asked, std::vector<newsroom::Section> const& sections) {
  words::Words const& words = work.words();
  Html pages = html::html<R"(<option value="">{}</option>)">(words.say("Front page"));
  for (newsroom::Section const& it : sections) {
    pages += html::html<R"(<option value="{}" selected="{}">{}</option>)">(it.slug.text(), asked.section == it.slug, it.name);
  }
  return html::html<R"(<form class="form in-a-row" method="get" action="/redaktion/titelseite/vorschau"><div class="field"><label for="wann">{}</label><input id="wann" name="wann" type="datetime-local" value="{}" required></div><div class="field"><label for="ressort">{}</label><select id="ressort" name="ressort">{}</select></div>
<button class="button" type="submit">{}</button></form>
)">(words.say("At this moment"), asked.local, words.say("Page of the paper"), pages, words.say("Look"));
}

/// What comes out until then, the soonest first.
Html coming_view(Work const& work, database::ReadTx& tx, std::vector<manuscripts::Due> const& coming) {
  words::Words const& words = work.words();
  if (coming.empty()) return html::html<"<p>{}</p>\n">(words.say("Nothing is scheduled until then."));
  Html items = html::each(coming, [&](manuscripts::Due const& it) {
    auto found = manuscripts::find(tx, work.actor(), it.article);
    return html::html<R"(<li>{} <a href="{}">{}</a></li>
)">(words.date_time(it.at), article_address(it.article), found ? found->headline : std::string());
  });
  return html::html<R"(<h2>{}</h2><ul class="coming">
{}</ul>
)">(words.say("Comes out until then"), items);
}

Html frames_view(Work const& work, Asked const& asked) {
  words::Words const& words = work.words();
  std::string section = asked.section ? asked.section->text() : std::string();
  Url sheet = Url::path_of({"redaktion", "titelseite", "vorschau", "blatt"}, {{"wann", asked.local}, {"ressort", section}});
  return html::html<R"(<div class="sheets"><figure class="sheet-phone"><figcaption>{}</figcaption><iframe src="{}" title="{}" width="360" height="780"></iframe></figure>
<figure class="sheet-desktop"><figcaption>{}</figcaption><div class="sheet-window" tabindex="0" role="region" aria-label="{}"><iframe src="{}" title="{}" width="1280" height="1300"></iframe></div></figure></div>
<p><a class="link" href="{}">{}</a></p>
)">(words.say("On a phone"), sheet, words.say("On a phone"), words.say("On a large screen"), words.say("On a large screen"), sheet, words.say("On a large screen"), sheet,
    words.say("This page alone"));
}

/// The transaction in which everything until then has come out. Nobody commits it.
struct Ahead {
  database::WriteTx tx;
  std::vector<manuscripts::Due> coming;
};

Result<Ahead> ahead(Work const& work, Instant until) {
  auto tx = work.house.database.write();
  auto coming = TRY(manuscripts::look_ahead(tx, work.actor(), until));
  return Ahead{std::move(tx), std::move(coming)};
}

http::Response refused_page(Work const& work, Refusal const& refusal) {
  return page(work, work.words().say("Preview"), complaint(article_refusal_words(work.words(), refusal)), http::Status::not_found);
}

}  // namespace

Result<http::Response> front_preview_page(Work const& work) {
  auto asked = asked_for(work);
  if (!asked) return refused_page(work, asked.error());
  auto then = ahead(work, asked->at);
  if (!then) return refused_page(work, then.error());
  Html main = html::html<R"(<p class="ways"><a class="link" href="/redaktion/titelseite">{}</a></p>
)">(work.words().say("Back to the front desk"));
  main += choice_view(work, *asked, newsroom::sections(then->tx)) + coming_view(work, then->tx, then->coming);
  main += frames_view(work, *asked);
  return page(work, work.words().say("At a later moment"), main, http::Status::ok, {.frames = true});
}

Result<http::Response> front_preview_sheet(Work const& work) {
  auto shown = [&]() -> Result<http::Response> {
    Asked asked = TRY(asked_for(work));
    if (!work.house.settings.front_as_readers_see_it) return refuse(Code::not_found, "there is no preview");
    Ahead then = TRY(ahead(work, asked.at));
    return work.house.settings.front_as_readers_see_it(then.tx, asked.at, asked.section, kStaffPictures);
  }();
  if (!shown) return refused_page(work, shown.error());
  shown->set_header("Content-Security-Policy", kSheetPolicy);
  return shown;
}

}  // namespace allmende::desk
