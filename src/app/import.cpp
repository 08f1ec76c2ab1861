#include "app/import.h"

#include <fstream>
#include <istream>
#include <sstream>

#include "app/import_batch.h"
#include "app/reasons.h"
#include "tar/tar.h"

namespace allmende::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestLine = 8 * 1024 * 1024;
constexpr std::size_t kLargestValue = 64 * 1024 * 1024;

bool ends_with_any(std::string name, std::initializer_list<std::string_view> endings) {
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  for (std::string_view ending : endings) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

bool is_picture(std::string const& name) {
  return ends_with_any(name, {".webp", ".jpg", ".jpeg", ".png", ".avif", ".tif", ".tiff"});
}
/// What nobody means as a page of plain text. Other endings may be part of an old archive's names.
bool is_foreign(std::string const& name) {
  return ends_with_any(name, {".gif", ".svg", ".bmp", ".heic", ".pdf", ".doc", ".docx", ".odt",
                              ".rtf", ".html", ".htm", ".xml", ".csv", ".zip", ".gz", ".tgz", ".xz", ".bz2"});
}
bool is_json(std::string const& name) { return ends_with_any(name, {".json", ".jsonl", ".ndjson"}); }

enum class Line { whole, too_long, end };

/// Takes a line without its end. What is beyond `kLongestLine` is passed over.
Line next_line(std::istream& in, std::string& line) {
  line.clear();
  bool too_long = false;
  for (int c; (c = in.get()) != EOF;) {
    if (c == '\n') return too_long ? Line::too_long : Line::whole;
    if (line.size() < kLongestLine) line += static_cast<char>(c);
    else too_long = true;
  }
  if (too_long) return Line::too_long;
  return line.empty() ? Line::end : Line::whole;
}

void pass_byte_order_mark(std::istream& in) {
  char mark[3] = {};
  in.read(mark, sizeof mark);
  bool found = in.gcount() == 3 && std::string_view(mark, 3) == "\xef\xbb\xbf";
  in.clear();
  if (!found) in.seekg(0);
}

/// The whole of a stream as one JSON value; the stream is where it was afterwards.
Result<json::Value> as_one_value(std::istream& in) {
  auto begin = in.tellg();
  std::ostringstream all;
  all << in.rdbuf();
  in.clear();
  in.seekg(begin);
  if (!is_utf8(all.view())) return refuse(Code::invalid, "is not UTF-8; save it as UTF-8");
  return json::parse(all.view(), {.max_bytes = kLargestValue});
}

/// Passes over the line that begins here; whether the one behind it is a value by itself. The stream is at
/// that line afterwards.
bool value_follows(std::istream& in) {
  std::string line;
  next_line(in, line);
  auto behind = in.eof() ? std::istream::pos_type(-1) : in.tellg();
  bool found = next_line(in, line) == Line::whole && json::parse(line).has_value();
  in.clear();
  if (behind == std::istream::pos_type(-1)) in.seekg(0, std::ios::end);
  else in.seekg(behind);
  return found;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

std::string base_name(std::string const& name) { return fs::path(name).filename().string(); }

}  // namespace

Import::Import(Paper& paper, ImportHints hints, Report report)
    : paper_(paper),
      hints_(std::move(hints)),
      began_empty_([&] {
        auto tx = paper.database().read();
        return !newsroom::holds_articles(tx);
      }()),
      watch_(std::make_unique<ImportWatch>()),
      batch_(std::make_unique<Batch>(paper.database(), std::move(report))) {}

Import::~Import() = default;

ImportCount Import::finish() {
  for (Waiting const& it : of_pictures_) {
    add(it.where, [&](auto& tx) { return put_record(tx, it.record, paper_.config()); });
  }
  batch_->commit();
  {
    auto tx = paper_.database().read();
    for (std::string& note : watch_->notes(tx)) batch_->add_note(std::move(note));
  }
  batch_->commit();
  return batch_->counted();
}

void Import::refused(std::string where, Refusal const& refusal) { batch_->add_refusal(where, refusal); }

void Import::file(fs::path const& file) {
  std::string name = file.string();
  std::ifstream in(file, std::ios::binary);
  if (!in || fs::is_directory(file)) {
    return refused(name, {Code::not_found, "cannot be read: " + why_unreadable(file), ""});
  }
  if (is_foreign(name)) {
    return refused(name, {Code::invalid, "files of this kind are not taken; taken are .json, .jsonl and .ndjson (records), "
                                         ".webp, .jpg, .jpeg, .png, .avif, .tif and .tiff (pictures), .txt (pages of plain "
                                         "text), and .tar of these", ""});
  }
  if (name.ends_with(".tar")) return tar_file(file);
  if (is_json(name)) return json_file(file);
  if (fs::file_size(file) > media::Pictures::kLargestFile) {
    return refused(name, {Code::limit, "a text or picture has at most 30 MB", ""});
  }
  std::ostringstream content;
  content << in.rdbuf();
  bytes(name, content.view());
}

void Import::bytes(std::string const& name, std::string_view bytes) {
  if (is_picture(name)) return picture(name, bytes);
  if (!is_json(name)) return page_text(name, bytes);
  std::istringstream in{std::string(bytes)};
  json_lines(in, name);
}

void Import::json_file(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  json_lines(in, file.string());
}

/// One record a line; or, when the first line with something in it is none, the whole as one value.
void Import::json_lines(std::istream& in, std::string const& name) {
  pass_byte_order_mark(in);
  std::string line;
  bool first = true;
  for (std::size_t number = 1;; ++number) {
    auto begin = in.tellg();
    Line kind = next_line(in, line);
    if (kind == Line::end) {
      if (first) batch_->add_note(name + " holds no record");
      return;
    }
    std::string where = fmt::format("{}:{}", name, number);
    if (kind == Line::too_long) {
      refused(where, {Code::limit, fmt::format("a line has at most {} bytes", kLongestLine), ""});
      continue;
    }
    if (is_blank(line)) continue;
    auto value = json::parse(line);
    if (!value && std::exchange(first, false)) {
      in.clear();
      in.seekg(begin);
      auto whole = as_one_value(in);
      if (whole) return put_value(name, *whole);
      if (!value_follows(in)) return refused(name, whole.error());
    }
    first = false;
    if (value) put_value(where, *value);
    else if (!is_utf8(line)) refused(where, {Code::invalid, "is not UTF-8", ""});
    else refused(where, {value.error().code, value.error().message, ""});
  }
}

/// What is known of a picture, which may come behind it.
static bool is_of_a_picture(json::Value const& record) {
  auto const* object = record.if_object();
  auto const* format = object ? object->if_contains("format") : nullptr;
  return format != nullptr && *format == json::Value(media::kPictureFormat);
}

ArticleFacts facts_of(newsroom::Article const& article) {
  ArticleFacts facts{article.number, article.section.text()};
  if (article.lead_picture) facts.pictures.push_back(article.lead_picture->file);
  for (newsroom::PictureUse const& use : newsroom::pictures_of(article.body)) facts.pictures.push_back(use.file);
  for (newsroom::Placement const& placement : article.placements) facts.issues.push_back(placement.issue);
  return facts;
}

/// A record, or an array of them.
void Import::put_value(std::string const& where, json::Value const& value) {
  if (!value.is_array()) return put_one(where, value);
  if (value.as_array().empty()) batch_->add_note(where + " holds no record");
  std::size_t number = 0;
  for (json::Value const& element : value.as_array()) put_one(fmt::format("{}, [{}]", where, number++), element);
}

void Import::put_one(std::string const& where, json::Value const& record) {
  constexpr std::size_t kMostWaiting = 100'000;
  if (is_of_a_picture(record) && of_pictures_.size() < kMostWaiting) return of_pictures_.push_back({where, record});
  add(where, [&](auto& tx) { return put_record(tx, record, paper_.config()); });
}

void Import::picture(std::string const& name, std::string_view bytes) {
  media::Pictures const& pictures = paper_.pictures();
  std::string short_name = base_name(name);
  auto reported = [&](media::Stored stored) {
    return Imported{stored == media::Stored::added ? Imported::Kind::created : Imported::Kind::unchanged,
                    "picture " + short_name};
  };
  auto known = [&] {
    auto tx = paper_.database().read();
    return pictures.knows(tx, short_name, bytes);
  }();
  if (!known) return refused(name, {known.error().code, known.error().message, ""});
  if (*known) return batch_->add(name, [&](auto&) -> Result<Imported> { return reported(media::Stored::known); });

  batch_->commit();  // no other writer waits while the picture is decoded
  auto made = pictures.make(short_name, bytes);
  if (!made) return refused(name, {made.error().code, made.error().message, ""});
  batch_->add(name, [&](auto& tx) -> Result<Imported> {
    auto kept = pictures.keep(tx, *made);
    if (!kept) return refuse(kept.error().code, kept.error().message);
    return reported(*kept);
  });
}

void Import::entry_of_tar(std::string const& archive, tar::Entry const& entry) {
  std::string name = archive + "/" + entry.name;
  auto content = entry.read();
  if (!content) return refused(name, {content.error().code, content.error().message, ""});
  bytes(name, *content);
}

void Import::tar_file(fs::path const& file) {
  auto done = tar::read(file, media::Pictures::kLargestFile, [&](tar::Entry const& entry) -> Result<void> {
    entry_of_tar(file.string(), entry);
    return {};
  });
  if (!done) refused(file.string(), done.error());
}

void Import::tar(std::string_view tar_bytes, std::string const& name) {
  auto done = tar::read(tar_bytes, media::Pictures::kLargestFile, [&](tar::Entry const& entry) -> Result<void> {
    entry_of_tar(name, entry);
    return {};
  });
  if (!done) refused(name, done.error());
}

}  // namespace allmende::app
