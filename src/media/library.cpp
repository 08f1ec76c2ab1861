#include "media/library.h"

#include <algorithm>

#include "media/finding.h"
#include "media/store.h"
#include "text/text.h"

namespace allmende::media {

using database::ReadTx;
using database::WriteTx;

namespace {

constexpr std::string_view kSubject = "picture";

Result<std::string> one_line(std::string const& given, std::size_t most, std::string_view field) {
  std::string line = text::squeeze(text::normalise(given));
  if (line.size() > most) return refuse(Code::limit, fmt::format("this has at most {} bytes", most), std::string(field));
  return line;
}

Result<Facts> in_order(Facts facts) {
  facts.credit = TRY(one_line(facts.credit, kLongestCredit, "credit"));
  facts.caption = TRY(one_line(facts.caption, kLongestCaption, "caption"));
  facts.alt = TRY(one_line(facts.alt, kLongestAlt, "alt"));
  auto inside = [](int it) { return it >= 0 && it <= 100; };
  if (!inside(facts.focus.x) || !inside(facts.focus.y)) {
    return refuse(Code::invalid, "the focus lies within the picture: from 0 to 100", "focus");
  }
  return facts;
}

}  // namespace

std::optional<StoredPicture> find(ReadTx& tx, std::string_view name) {
  tx.depends_on(kSubject, name);
  auto found = store::picture(tx, name);
  if (found) found->renditions = store::renditions(tx, name);
  return found;
}

std::vector<StoredPicture> all(ReadTx& tx) {
  tx.depends_on(kSubject);
  std::vector<StoredPicture> pictures;
  for (std::string const& name : store::names(tx)) pictures.push_back(find(tx, name).value());
  return pictures;
}

std::optional<StoredPicture> find_by_rendition(ReadTx& tx, std::string_view file) {
  auto name = store::picture_of_rendition(tx, file);
  if (!name) return std::nullopt;
  return find(tx, *name);
}

Result<Listed> list(ReadTx& tx, Actor const& actor, Wanted const& wanted, std::optional<Behind> const& behind, int limit) {
  TRY(actor.must_have_any(kPictureTakers));
  if (wanted.words.size() > 200) return refuse(Code::limit, "search for less: at most 200 bytes", "words");
  store::Words words;
  std::vector<std::string> folded = folded_words(wanted.words);
  std::move(folded.begin(), folded.begin() + static_cast<std::ptrdiff_t>(std::min(folded.size(), words.size())), words.begin());
  Behind const newest{Instant::parse("9999-12-31T23:59:59Z").value(), ""};
  Listed listed;
  listed.pictures = store::behind(tx, behind.value_or(newest), words, wanted.incomplete, limit + 1);
  if (listed.pictures.size() > static_cast<std::size_t>(limit)) {
    listed.pictures.pop_back();
    StoredPicture const& last = listed.pictures.back();
    listed.behind = Behind{last.added.value_or(Instant::from_microseconds(0)), last.name};
  }
  for (StoredPicture& it : listed.pictures) it.renditions = store::renditions(tx, it.name);
  return listed;
}

bool may_describe(Actor const& actor, StoredPicture const& picture) {
  bool is_taker = picture.taker && actor.is(*picture.taker);
  return is_taker || actor.roles().has_any(kPictureEditors);
}

Result<void> describe(WriteTx& tx, Actor const& actor, std::string_view name, Facts const& given, Instant now) {
  auto picture = store::picture(tx, name);
  if (!picture) return refuse(Code::not_found, "there is no such picture", std::string(name));
  if (!may_describe(actor, *picture)) return refuse(Code::forbidden, "a picture is described by the picture desk, and by whoever took it in");
  Facts facts = TRY(in_order(given));
  if (facts == picture->facts) return {};
  store::update(tx, name, facts, words_of(name, facts));
  tx.record_change(kSubject, std::string(name));
  std::string detail = facts.ends != picture->facts.ends ? (facts.ends ? "ends " + facts.ends->rfc3339() : "ends never") : "";
  people::record_deed(tx, actor, {"described", kSubject, name, detail}, now);
  return {};
}

std::optional<Instant> next_end(ReadTx& tx, Instant after) { return store::next_end(tx, after); }

std::vector<database::Change> changes_by_clock(ReadTx& tx, Instant after, Instant until) {
  std::vector<database::Change> changes;
  if (until <= after) return changes;
  database::Sequence last = tx.last_change();
  for (store::End& it : store::ends(tx, after, until)) changes.push_back({last, std::string(kSubject), std::move(it.name), it.at, {}});
  return changes;
}

}  // namespace allmende::media
