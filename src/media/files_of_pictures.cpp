#include "media/files_of_pictures.h"

#include <algorithm>

#include "media/files.h"
#include "media/finding.h"
#include "media/maker.h"
#include "media/rendering.h"
#include "media/store.h"
#include "text/text.h"

namespace allmende::media {

namespace fs = std::filesystem;

namespace {

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

bool is_picture_name(std::string_view name) {
  std::size_t point = name.rfind('.');
  if (point == std::string_view::npos || point == 0 || name.size() > 120) return false;
  std::string_view stem = name.substr(0, point);
  std::string_view ending = name.substr(point + 1);
  static constexpr std::string_view kEndings[] = {"webp", "jpg", "jpeg", "png", "avif", "tif", "tiff"};
  bool known = std::ranges::find(kEndings, ending) != std::end(kEndings);
  return known && std::ranges::all_of(stem, is_plain) && stem.front() != '-' && stem.back() != '-';
}

/// "3f2a90c4d1-656.webp": made by us alone, so anything else is not looked for on the disk.
bool is_rendition_name(std::string_view file) {
  std::size_t point = file.rfind('.');
  if (point == std::string_view::npos || file.size() > 64) return false;
  std::string_view ending = file.substr(point);
  bool known = ending == ".webp" || ending == ".avif" || ending == ".jpg";
  return known && std::ranges::all_of(file.substr(0, point), is_plain);
}

std::string_view ending_of(Format format) {
  return format == Format::avif ? "avif" : format == Format::jpeg ? "jpg" : "webp";
}

/// The name says what is in the file, so that it may be kept by browsers for good and checked by us.
std::string rendition_name(std::string const& name, std::string const& content, int width, Format format) {
  return fmt::format("{}-{}.{}", sha256(name + content).substr(0, 16), width, ending_of(format));
}

/// A picture smaller than a width gives the same rendition again: one is enough.
bool has(std::vector<Rendition> const& renditions, MadeRendition const& made) {
  return std::ranges::any_of(renditions, [&](Rendition const& known) {
    return known.width == made.width && known.format() == format_of(made.file.string());
  });
}

/// Whether the name belongs to this picture. Refuses: conflict when it belongs to another.
Result<bool> has_name(database::ReadTx& tx, std::string const& name, std::string const& digest) {
  auto known = store::sha256_of(tx, name);
  if (!known || *known == digest) return known.has_value();
  return refuse(Code::conflict, "another picture has this name already; give this one a new name", name);
}

/// What the photographer called it, as far as it tells anything: "C:\\Bilder\\DSC 0815.JPG" → "dsc-0815".
std::string stem_of(std::string_view called) {
  called = called.substr(called.find_last_of("/\\") + 1);
  std::size_t point = called.rfind('.');
  if (point != std::string_view::npos && point > 0) called = called.substr(0, point);
  return text::slug_of(called, Language::german(), "bild").text();
}

std::string free_name(database::ReadTx& tx, std::string const& stem, std::string const& ending) {
  std::string name = fmt::format("{}.{}", stem, ending);
  for (int number = 2; store::sha256_of(tx, name); ++number) name = fmt::format("{}-{}.{}", stem, number, ending);
  return name;
}

/// Bytes of which nobody knows yet what they are, in a folder where they may be looked at. What others left there when
/// they were killed is thrown away.
class Unproved {
 public:
  Unproved(fs::path const& inside, std::string_view bytes) : work_(tidied(inside)) { write_durably(file(), bytes); }
  fs::path folder() const { return work_.path(); }
  fs::path file() const { return work_.path() / "original"; }

 private:
  static fs::path const& tidied(fs::path const& folder) {
    remove_abandoned_folders(folder);
    return folder;
  }
  TemporaryFolder work_;
};

/// Under the names by which readers get them.
std::vector<Rendition> store_renditions(fs::path const& folder, std::string const& name,
                                        std::vector<MadeRendition> const& made) {
  std::vector<Rendition> stored;
  for (MadeRendition const& rendition : made) {
    if (has(stored, rendition)) continue;
    std::string content = read_file(rendition.file).value();
    std::string file = rendition_name(name, content, rendition.width, format_of(rendition.file.string()));
    write_durably(folder / "renditions" / file, content);
    stored.push_back({file, rendition.width, rendition.height});
  }
  return stored;
}

}  // namespace

Pictures::Pictures(fs::path folder, fs::path maker)
    : folder_(std::move(folder)), maker_(std::move(maker)) {
  fs::create_directories(folder_ / "originals");
  fs::create_directories(folder_ / "renditions");
}

Result<bool> Pictures::knows(database::ReadTx& tx, std::string const& name,
                             std::string_view bytes) const {
  if (!is_picture_name(name)) {
    return refuse(Code::invalid,
                  "a picture's name has lower-case letters, digits and hyphens and ends with .webp, "
                  ".jpg, .jpeg, .png, .avif, .tif or .tiff",
                  name);
  }
  if (bytes.size() > kLargestFile) return refuse(Code::limit, "a picture has at most 30 MB", name);
  return has_name(tx, name, sha256(bytes));
}

Result<Incoming> Pictures::look_at(std::string_view bytes) const {
  if (bytes.size() > kLargestFile) return refuse(Code::limit, "a picture has at most 30 MB");
  Unproved unproved(folder_, bytes);
  Looked looked = TRY(look(maker_, unproved.file(), unproved.folder()));
  Incoming incoming{.sha256 = sha256(bytes), .ending = std::move(looked.ending), .width = looked.width,
                    .height = looked.height, .said = std::move(looked.said)};
  write_durably(folder_ / "originals" / incoming.sha256, bytes);
  incoming.small = {read_file(looked.small.file).value(), looked.small.width, looked.small.height};
  return incoming;
}

Result<TakenIn> Pictures::take_in(database::WriteTx& tx, Actor const& actor, Incoming const& incoming,
                                  std::string_view called, Instant now) const {
  TRY(actor.must_have_any(kPictureTakers));
  if (auto twin = store::name_of(tx, incoming.sha256)) return TakenIn{*twin, Stored::known};
  std::string name = free_name(tx, stem_of(called), incoming.ending);
  Incoming::Small const& small = incoming.small;
  std::string file = rendition_name(name, small.bytes, small.width, Format::webp);
  write_durably(folder_ / "renditions" / file, small.bytes);
  StoredPicture picture{.name = name, .sha256 = incoming.sha256, .renditions = {{file, small.width, small.height}}};
  picture.facts = incoming.said;
  picture.added = now;
  picture.added_by = actor.name();
  picture.taker = actor.person();
  store::insert(tx, picture, words_of(name, picture.facts));
  tx.record_change("picture", name);
  people::record_deed(tx, actor, {"taken in", "picture", name}, now);
  put_rendering(tx, name, now);
  return TakenIn{name, Stored::added};
}

Result<StoredPicture> Pictures::make(std::string const& name, std::string_view bytes) const {
  std::string digest = sha256(bytes);
  Unproved unproved(folder_, bytes);
  auto made = make_renditions(maker_, unproved.file(), unproved.folder());
  if (!made) return refuse(made.error().code, made.error().message, name);
  write_durably(folder_ / "originals" / digest, bytes);
  return StoredPicture{name, digest, store_renditions(folder_, name, *made)};
}

Result<std::vector<Rendition>> Pictures::render(StoredPicture const& picture) const {
  fs::path original = folder_ / "originals" / picture.sha256;
  if (!fs::exists(original)) throw Fault("the original of " + picture.name + " is gone");
  TemporaryFolder work(folder_);
  return store_renditions(folder_, picture.name, TRY(make_renditions(maker_, original, work.path())));
}

Result<Stored> Pictures::keep(database::WriteTx& tx, StoredPicture const& made) const {
  if (TRY(has_name(tx, made.name, made.sha256))) return Stored::known;
  store::insert(tx, made, words_of(made.name, made.facts));
  tx.record_change("picture", made.name);
  return Stored::added;
}

Result<Stored> Pictures::add(database::WriteTx& tx, std::string const& name,
                             std::string_view bytes) const {
  if (TRY(knows(tx, name, bytes))) return Stored::known;
  return keep(tx, TRY(make(name, bytes)));
}

std::optional<std::string> Pictures::rendition(std::string_view file) const {
  if (!is_rendition_name(file)) return std::nullopt;
  return read_file(folder_ / "renditions" / file);
}

std::string Pictures::original(StoredPicture const& picture) const {
  auto bytes = read_file(folder_ / "originals" / picture.sha256);
  if (!bytes) throw Fault("the original of " + picture.name + " is gone");
  return *std::move(bytes);
}

std::vector<std::string> Pictures::check(database::ReadTx& tx) const {
  std::vector<std::string> findings;
  for (StoredPicture const& picture : all(tx)) {
    auto bytes = read_file(folder_ / "originals" / picture.sha256);
    if (!bytes) findings.push_back(fmt::format("picture {}: its file is missing", picture.name));
    else if (sha256(*bytes) != picture.sha256) {
      findings.push_back(fmt::format("picture {}: its file has been altered", picture.name));
    }
    for (Rendition const& rendition : picture.renditions) {
      auto content = read_file(folder_ / "renditions" / rendition.file);
      if (content && rendition_name(picture.name, *content, rendition.width, rendition.format()) ==
                         rendition.file) {
        continue;
      }
      findings.push_back(fmt::format("picture {}: rendition {} is missing or has been altered", picture.name,
                                     rendition.file));
    }
  }
  return findings;
}

}  // namespace allmende::media
