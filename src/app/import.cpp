#include "app/import.h"

#include <fstream>
#include <istream>
#include <sstream>

#include "app/import_batch.h"
#include "tar/tar.h"

namespace allmende::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestLine = 8 * 1024 * 1024;

bool ends_with_any(std::string const& name, std::initializer_list<std::string_view> endings) {
  for (std::string_view ending : endings) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

bool is_picture(std::string const& name) {
  return ends_with_any(name, {".webp", ".jpg", ".jpeg", ".png"});
}
bool is_json(std::string const& name) { return ends_with_any(name, {".json", ".jsonl", ".ndjson"}); }

/// A line without its end; false at the end of the input. Longer ones than `kLongestLine` come in pieces,
/// which no parser accepts.
bool next_line(std::istream& in, std::string& line) {
  line.clear();
  for (int c; (c = in.get()) != EOF;) {
    if (c == '\n') return true;
    line += static_cast<char>(c);
    if (line.size() > kLongestLine) return true;
  }
  return !line.empty();
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

std::string base_name(std::string const& name) { return fs::path(name).filename().string(); }

}  // namespace

Import::Import(Paper& paper, ImportHints hints, Report report)
    : paper_(paper),
      hints_(std::move(hints)),
      batch_(std::make_unique<Batch>(paper.database(), std::move(report))) {}

Import::~Import() = default;

ImportCount Import::finish() {
  batch_->commit();
  return batch_->counted();
}

void Import::refused(std::string where, Refusal const& refusal) { batch_->add_refusal(where, refusal); }

void Import::file(fs::path const& file) {
  std::string name = file.string();
  std::ifstream in(file, std::ios::binary);
  if (!in || fs::is_directory(file)) {
    return refused(name, {Code::not_found, "cannot be read", ""});
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

/// One record a line, if the first line is a record; else the whole is one value.
void Import::json_lines(std::istream& in, std::string const& name) {
  std::string line;
  std::size_t number = 0;
  while (next_line(in, line)) {
    ++number;
    if (is_blank(line)) continue;
    auto value = json::parse(line);
    if (!value && number == 1) {
      std::ostringstream rest;
      rest << line << '\n' << in.rdbuf();
      return json_text(name, rest.view());
    }
    std::string where = fmt::format("{}:{}", name, number);
    if (!value) {
      refused(where, {value.error().code, value.error().message, ""});
      continue;
    }
    if (value->is_array()) return json_text(name, line);
    batch_->add(where, [&](auto& tx) { return put_record(tx, *value, paper_.config()); });
  }
}

void Import::json_text(std::string const& name, std::string_view text) {
  auto value = json::parse(text, {.max_bytes = 64 * 1024 * 1024});
  if (!value) return refused(name, value.error());
  if (!value->is_array()) {
    return batch_->add(name, [&](auto& tx) { return put_record(tx, *value, paper_.config()); });
  }
  std::size_t number = 0;
  for (json::Value const& element : value->as_array()) {
    std::string where = fmt::format("{}, [{}]", name, number++);
    batch_->add(where, [&](auto& tx) { return put_record(tx, element, paper_.config()); });
  }
}

void Import::picture(std::string const& name, std::string_view bytes) {
  std::string short_name = base_name(name);
  batch_->add(name, [&](auto& tx) -> Result<Imported> {
    auto stored = paper_.pictures().add(tx, short_name, bytes);
    if (!stored) return refuse(stored.error().code, stored.error().message);
    auto kind = *stored == media::Stored::added ? Imported::Kind::created : Imported::Kind::unchanged;
    return Imported{kind, "picture " + short_name};
  });
}

void Import::tar_file(fs::path const& file) {
  auto done = tar::read(file, media::Pictures::kLargestFile, [&](tar::Entry const& entry) -> Result<void> {
    bytes(file.string() + "/" + entry.name, entry.read());
    return {};
  });
  if (!done) refused(file.string(), done.error());
}

void Import::tar(std::string_view tar_bytes, std::string const& name) {
  auto done = tar::read(tar_bytes, media::Pictures::kLargestFile, [&](tar::Entry const& entry) -> Result<void> {
    bytes(name + "/" + entry.name, entry.read());
    return {};
  });
  if (!done) refused(name, done.error());
}

}  // namespace allmende::app
