// The paper's pictures: the desk's grid of them, and the same for the chooser beside a text.

#include "desk/frame.h"
#include "desk/json_answer.h"
#include "desk/pages.h"
#include "desk/pictures.h"

namespace allmende::desk {

using html::Html;
using html::html;
using html::Url;
using media::StoredPicture;

namespace {

constexpr int kOnAPage = 40;

/// What is looked for, as it stands in the address.
struct Asked {
  std::string words;
  bool incomplete = false;
  std::optional<media::Behind> behind = {};
};

Asked asked_in(http::Request const& request) {
  Asked asked{std::string(request.query("worte").value_or("")), request.query("luecken") == "1"};
  auto instant = Instant::parse(request.query("nach").value_or(""));
  auto name = request.query("bild");
  if (instant && name) asked.behind = media::Behind{*instant, std::string(*name)};
  return asked;
}

Url address_behind(Asked const& asked, media::Behind const& behind, bool for_script) {
  std::string gaps = asked.incomplete ? "1" : "";
  std::string after = behind.added.rfc3339();
  if (for_script) {
    return Url::path_of({"redaktion", "bilder", "liste"},
                        {{"worte", asked.words}, {"luecken", gaps}, {"nach", after}, {"bild", behind.name}});
  }
  return Url::path_of({"redaktion", "bilder"}, {{"worte", asked.words}, {"luecken", gaps}, {"nach", after}, {"bild", behind.name}});
}

Html card(Work const& work, StoredPicture const& it) {
  words::Words const& words = work.words();
  Html lines;
  if (!it.facts.credit.empty()) lines += html::html<"<p>{}</p>\n">(it.facts.credit);
  else lines += html::html<"<p class=\"gap\">{}</p>\n">(words.say("No credit yet."));
  if (it.facts.alt.empty()) lines += html::html<"<p class=\"gap\">{}</p>\n">(words.say("Not described yet."));
  std::string until = until_words(words, it, work.now);
  if (!until.empty() && it.may_be_shown(work.now)) lines += html::html<"<p>{}</p>\n">(until);
  else if (!until.empty()) lines += html::html<"<p class=\"gap\">{}</p>\n">(until);
  return html::html<R"(<li><a href="{}"><span class="picture-frame"><img src="{}" alt="{}" loading="lazy"></span><span class="picture-name">{}</span></a>
{}</li>
)">(picture_address(it.name), rendition_address(it.name, kCardWidth), it.facts.alt, it.name, lines);
}

/// Where pictures come in. What the script says stands beside what it does it with, in the words of who is at work.
Html intake(Work const& work) {
  words::Words const& words = work.words();
  std::string most = std::to_string(media::Pictures::kLargestFile);
  return html::html<R"(<section class="intake" aria-labelledby="aufnehmen-titel"><h2 id="aufnehmen-titel">{}</h2>
<noscript><p class="complaint">{}</p></noscript>
<form id="aufnehmen" data-address="/redaktion/bilder" data-token="{}" data-most="{}" data-most-words="{}" data-failed="{}" data-signed-out="{}"
  data-known="{}" data-taken="{}" data-not-taken="{}" data-sending="{}" data-looking="{}" data-again="{}" data-all="{}" hidden>
<label for="dateien">{}</label>
<input id="dateien" type="file" multiple accept="{}" aria-describedby="dateien-hinweis">
<p class="hint" id="dateien-hinweis">{}</p>
</form>
<ul id="eingang" class="incoming" aria-label="{}"></ul>
<p id="eingang-stand" class="unseen" role="status"></p>
</section>
)">(words.say("Take in pictures"), words.say("Taking in pictures needs JavaScript. It is switched off in this browser."), work.form_token(), most,
    words.say("A picture has at most 30 MB. Export it smaller."), words.say("It could not be sent: there was no answer."),
    words.say("You are signed out. Sign in in another tab, then try again."),
    words.say("This picture is in the paper already:"), words.say("“{name}” was taken in.", {{"name", "{name}"}}),
    words.say("“{name}” was not taken in: {message}", {{"name", "{name}"}, {"message", "{message}"}}), words.say("Is being sent …"),
    words.say("Is being looked at …"), words.say("Try again"), words.say("Taken in: {taken} of {count}", {{"taken", "{taken}"}, {"count", "{count}"}}),
    words.say("Choose pictures"), kPictureTypes,
    words.say("Or drop them anywhere on this page. JPEG, PNG, WebP, AVIF or TIFF, up to 30 MB each. Credit and caption are read from the file where it has them."),
    words.say("Pictures that are being taken in"));
}

Html search_form(words::Words const& words, Asked const& asked) {
  return html::html<R"(<form class="filters picture-filters" method="get" action="/redaktion/bilder" role="search" aria-label="{}">
<div class="field"><label for="filter-worte">{}</label><input id="filter-worte" name="worte" type="search" value="{}" maxlength="200"></div>
<div class="choice"><input id="filter-luecken" name="luecken" type="checkbox" value="1" checked="{}"><label for="filter-luecken">{}</label></div>
<button type="submit">{}</button></form>
)">(words.say("Find pictures"), words.say("Words"), asked.words, asked.incomplete, words.say("only those without credit or description"),
    words.say("Show"));
}

Html grid(Work const& work, Asked const& asked, media::Listed const& listed) {
  words::Words const& words = work.words();
  bool is_search = !asked.words.empty() || asked.incomplete;
  if (listed.pictures.empty()) {
    return html::html<R"(<p class="empty" id="keine">{}</p><ul id="bilder" class="pictures" aria-labelledby="bilder-titel"></ul>
)">(is_search ? words.say("No picture is like this.") : words.say("There is no picture yet."));
  }
  Html cards = html::each(listed.pictures, [&](StoredPicture const& it) { return card(work, it); });
  Html onwards;
  if (listed.behind) {
    onwards = html::html<R"(<p><a class="link" href="{}">{}</a></p>
)">(address_behind(asked, *listed.behind, false), words.say("Older ones"));
  }
  return html::html<R"(<ul id="bilder" class="pictures" aria-labelledby="bilder-titel">
{}</ul>
{})">(cards, onwards);
}

}  // namespace

Result<http::Response> pictures_page(Work const& work) {
  if (work.house.settings.picture_files == nullptr) return refuse(Code::not_found, "this paper keeps no pictures");
  words::Words const& words = work.words();
  Asked asked = asked_in(work.request);
  auto tx = work.house.database.read();
  auto listed = media::list(tx, work.actor(), {asked.words, asked.incomplete}, asked.behind, kOnAPage);
  auto status = http::Status::ok;
  Html above;
  if (!listed) {
    above = complaint(picture_refusal_words(words, listed.error()));
    status = http::Status::unprocessable_content;
    listed = media::Listed{};
  }
  Html main = above + intake(work);
  main += html::html<R"(<section aria-labelledby="bilder-titel"><h2 id="bilder-titel">{}</h2>
{}{}</section>
)">(words.say("All pictures"), search_form(words, asked), grid(work, asked, *listed));
  return page(work, words.say("Pictures"), main, status, {.script = "pictures.js"});
}

Result<http::Response> picture_list(Work const& work) {
  if (work.house.settings.picture_files == nullptr) return json_answer({}, http::Status::not_found);
  auto tx = work.house.database.read();
  json::Array told;
  if (auto name = work.request.query("name")) {
    if (auto picture = media::find(tx, *name)) told.push_back(picture_told(work, *picture));
    return json_answer({{"pictures", std::move(told)}, {"behind", nullptr}});
  }
  Asked asked = asked_in(work.request);
  auto listed = media::list(tx, work.actor(), {asked.words, asked.incomplete}, asked.behind, kOnAPage);
  if (!listed) {
    return json_answer({{"message", picture_refusal_words(work.words(), listed.error())}}, http::Status::unprocessable_content);
  }
  for (StoredPicture const& it : listed->pictures) told.push_back(picture_told(work, it));
  json::Value behind = nullptr;
  if (listed->behind) behind = json::Value(address_behind(asked, *listed->behind, true).text());
  return json_answer({{"pictures", std::move(told)}, {"behind", std::move(behind)}});
}

}  // namespace allmende::desk
