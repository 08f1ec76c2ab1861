#include "media/media.h"

#include <algorithm>

#include "media/files.h"
#include "media/maker.h"
#include "media/store.h"

namespace allmende::media {

namespace fs = std::filesystem;

namespace {

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

bool is_picture_name(std::string_view name) {
  std::size_t point = name.rfind('.');
  if (point == std::string_view::npos || point == 0 || name.size() > 120) return false;
  std::string_view stem = name.substr(0, point);
  std::string_view ending = name.substr(point + 1);
  bool known = ending == "webp" || ending == "jpg" || ending == "jpeg" || ending == "png";
  return known && std::ranges::all_of(stem, is_plain) && stem.front() != '-' && stem.back() != '-';
}

/// "3f2a90c4d1-656.webp": made by us alone, so anything else is not looked for on the disk.
bool is_rendition_name(std::string_view file) {
  return file.size() <= 64 && (file.ends_with(".webp") || file.ends_with(".avif")) &&
         std::ranges::all_of(file.substr(0, file.size() - 5), is_plain);
}

/// The name says what is in the file, so that it may be kept by browsers for good and checked by us.
std::string rendition_name(std::string const& name, std::string const& content, int width, Format format) {
  return fmt::format("{}-{}.{}", sha256(name + content).substr(0, 16), width,
                     format == Format::avif ? "avif" : "webp");
}

/// A picture smaller than a width gives the same rendition again: one is enough.
bool has(StoredPicture const& picture, MadeRendition const& made) {
  return std::ranges::any_of(picture.renditions, [&](Rendition const& known) {
    return known.width == made.width && known.format() == format_of(made.file.string());
  });
}

/// Whether the name belongs to this picture. Refuses: conflict when it belongs to another.
Result<bool> has_name(database::ReadTx& tx, std::string const& name, std::string const& digest) {
  auto known = store::sha256_of(tx, name);
  if (!known || *known == digest) return known.has_value();
  return refuse(Code::conflict, "another picture has this name already; give this one a new name", name);
}

}  // namespace

Format format_of(std::string_view file) {
  return file.ends_with(".avif") ? Format::avif : Format::webp;
}

Format Rendition::format() const { return format_of(file); }

std::vector<Rendition> StoredPicture::in(Format format) const {
  std::vector<Rendition> found;
  std::ranges::copy_if(renditions, std::back_inserter(found),
                       [&](Rendition const& rendition) { return rendition.format() == format; });
  return found;
}

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
                  ".jpg, .jpeg or .png",
                  name);
  }
  if (bytes.size() > kLargestFile) return refuse(Code::limit, "a picture has at most 30 MB", name);
  return has_name(tx, name, sha256(bytes));
}

Result<StoredPicture> Pictures::make(std::string const& name, std::string_view bytes) const {
  std::string digest = sha256(bytes);
  remove_abandoned_folders(folder_);
  TemporaryFolder work(folder_);
  fs::path unproved = work.path() / "original";
  write_durably(unproved, bytes);
  auto made = make_renditions(maker_, unproved, work.path());
  if (!made) return refuse(made.error().code, made.error().message, name);
  write_durably(folder_ / "originals" / digest, bytes);

  StoredPicture picture{name, digest, {}};
  for (MadeRendition const& rendition : *made) {
    if (has(picture, rendition)) continue;
    std::string content = read_file(rendition.file).value();
    std::string file = rendition_name(name, content, rendition.width, format_of(rendition.file.string()));
    write_durably(folder_ / "renditions" / file, content);
    picture.renditions.push_back({file, rendition.width, rendition.height});
  }
  return picture;
}

Result<Stored> Pictures::keep(database::WriteTx& tx, StoredPicture const& made) const {
  if (TRY(has_name(tx, made.name, made.sha256))) return Stored::known;
  store::insert(tx, made);
  tx.record_change("picture", made.name);
  return Stored::added;
}

Result<Stored> Pictures::add(database::WriteTx& tx, std::string const& name,
                             std::string_view bytes) const {
  if (TRY(knows(tx, name, bytes))) return Stored::known;
  return keep(tx, TRY(make(name, bytes)));
}

std::optional<StoredPicture> Pictures::find(database::ReadTx& tx, std::string_view name) const {
  tx.depends_on("picture", name);
  auto digest = store::sha256_of(tx, name);
  if (!digest) return std::nullopt;
  return StoredPicture{std::string(name), *digest, store::renditions(tx, name)};
}

std::vector<StoredPicture> Pictures::all(database::ReadTx& tx) const {
  tx.depends_on("picture");
  std::vector<StoredPicture> pictures;
  for (auto& [name, digest] : store::names_and_digests(tx)) {
    auto renditions = store::renditions(tx, name);
    pictures.push_back({std::move(name), std::move(digest), std::move(renditions)});
  }
  return pictures;
}

std::optional<std::string> Pictures::rendition(std::string_view file) const {
  if (!is_rendition_name(file)) return std::nullopt;
  return read_file(folder_ / "renditions" / file);
}

bool Pictures::has_rendition(std::string_view file) const {
  return is_rendition_name(file) && fs::is_regular_file(folder_ / "renditions" / file);
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
