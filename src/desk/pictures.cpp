#include "desk/pictures.h"

namespace allmende::desk {

using html::Html;
using html::html;
using html::Url;

namespace {

/// A right that ends within this is worth a word wherever the picture is used.
constexpr std::chrono::hours kSoon{24 * 60};
constexpr int kProposals = 50;

}  // namespace

Url picture_address(std::string_view name) { return Url::path_of({"redaktion", "bilder", name}); }

Url rendition_address(std::string_view name, int width) {
  return Url::path_of({"redaktion", "bilder", name, "datei"}, {{"breite", std::to_string(width)}});
}

bool has_all_sizes(media::StoredPicture const& picture) { return picture.renditions.size() > 1; }

std::optional<Date> last_day(words::Words const& words, media::Facts const& facts) {
  if (!facts.ends) return std::nullopt;
  return words.day_of(Instant::from_microseconds(facts.ends->microseconds() - 1));
}

std::string until_words(words::Words const& words, media::StoredPicture const& picture, Instant now) {
  auto day = last_day(words, picture.facts);
  if (!day) return "";
  std::string date = words.date_short(*day);
  if (!picture.may_be_shown(now)) return words.say("The right to show it ended on {date}.", {{"date", date}});
  return words.say("May be shown until {date}.", {{"date", date}});
}

std::string soon_over_words(Work const& work, media::StoredPicture const& picture) {
  auto const& ends = picture.facts.ends;
  bool is_soon = ends && ends->time_point() < work.now.time_point() + kSoon;
  return is_soon ? until_words(work.words(), picture, work.now) : "";
}

std::vector<std::string> remarks(Work const& work, media::StoredPicture const& picture) {
  words::Words const& words = work.words();
  std::vector<std::string> all;
  if (picture.facts.credit.empty()) all.push_back(words.say("No credit yet."));
  if (picture.facts.alt.empty()) all.push_back(words.say("Not described yet."));
  std::string until = soon_over_words(work, picture);
  if (!until.empty()) all.push_back(std::move(until));
  return all;
}

json::Object picture_told(Work const& work, media::StoredPicture const& picture) {
  json::Object told{{"name", picture.name},
                    {"address", picture_address(picture.name).text()},
                    {"thumbnail", rendition_address(picture.name, kCardWidth).text()},
                    {"credit", picture.facts.credit},
                    {"caption", picture.facts.caption},
                    {"alt", picture.facts.alt}};
  told.emplace("ends", picture.facts.ends ? json::Value(picture.facts.ends->rfc3339()) : json::Value(nullptr));
  told.emplace("until", soon_over_words(work, picture));
  json::Array said;
  for (std::string const& remark : remarks(work, picture)) said.emplace_back(remark);
  told.emplace("remarks", std::move(said));
  bool has_any = !picture.renditions.empty();
  told.emplace("width", has_any ? picture.renditions.back().width : 0);
  told.emplace("height", has_any ? picture.renditions.back().height : 0);
  return told;
}

std::string picture_refusal_words(words::Words const& words, Refusal const& refusal) {
  static constexpr std::pair<std::string_view, char const*> kKnown[] = {
      {"that is not yours to do", WORD("That is not yours to do.")},
      {"a picture is described by", WORD("A picture is described by the picture desk, and by whoever took it in.")},
      {"a picture has at most 30 MB", WORD("A picture has at most 30 MB. Export it smaller.")},
      {"the picture has more than 100", WORD("The picture has more than 100 million pixels. Export it smaller.")},
      {"this is no picture", WORD("This is no picture that can be taken in: JPEG, PNG, WebP, AVIF or TIFF are.")},
      {"pictures are JPEG, PNG, WebP, AVIF or TIFF; have HEIC", WORD("This is HEIC. Export it as JPEG.")},
      {"pictures are JPEG", WORD("This is no picture that can be taken in: JPEG, PNG, WebP, AVIF or TIFF are.")},
      {"this is a picture and", WORD("This file is a picture and something else besides. Export the picture anew.")},
      {"the picture cannot be read", WORD("The picture cannot be read. Export it anew.")},
      {"the picture could not be read within", WORD("The picture takes too long to read. Export it smaller.")},
      {"the picture is damaged", WORD("The picture is damaged or cut off. Export or send it anew.")},
      {"there is no such picture", WORD("There is no picture of this name.")},
      {"somebody has described it", WORD("It was described anew meanwhile. Yours is still in the form; saving it again replaces what stands now.")},
      {"the focus lies within", WORD("The point lies within the picture: from 0 to 100.")},
      {"a day is asked for", WORD("This is no day.")},
      {"search for less", WORD("These are too many words to search for.")},
  };
  for (auto const& [beginning, said] : kKnown) {
    if (refusal.message.starts_with(beginning)) return words.say(said);
  }
  if (refusal.message.starts_with("this has at most")) return words.say("This is too long. Say it in fewer words.");
  return words.say("That could not be done: {reason}", {{"reason", refusal.message}});
}

Html picture_proposals(database::ReadTx& tx, Work const& work) {
  if (!work.actor().roles().has_any(media::kPictureTakers)) return {};
  auto newest = media::list(tx, work.actor(), {}, std::nullopt, kProposals);
  VERIFY(newest.has_value());
  Html options = html::each(newest->pictures, [](media::StoredPicture const& it) {
    return html::html<R"(<option value="{}"></option>)">(it.name);
  });
  return html::html<R"(<datalist id="bilder">{}</datalist>
)">(options);
}

}  // namespace allmende::desk
