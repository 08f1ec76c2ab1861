#include "app/export.h"

#include <unistd.h>

#include <fstream>
#include <ostream>
#include <sstream>

#include "advertising/advertising.h"
#include "appeals/appeals.h"
#include "app/drafts.h"
#include "app/import_watch.h"
#include "app/reasons.h"
#include "app/serve.h"
#include "app/till.h"
#include "edition/edition.h"
#include "jobs/jobs.h"
#include "newsroom/newsroom.h"
#include "tar/tar.h"

namespace allmende::app {

namespace fs = std::filesystem;

namespace {

constexpr char const* kDatabaseFile = "paper.sqlite";

/// A file that is gone when the scope ends.
class TemporaryFile {
 public:
  explicit TemporaryFile(fs::path path) : path_(std::move(path)) {}
  ~TemporaryFile() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  TemporaryFile(TemporaryFile const&) = delete;
  TemporaryFile& operator=(TemporaryFile const&) = delete;
  fs::path const& path() const { return path_; }

 private:
  fs::path path_;
};

template <class Records>
void write_each(std::ostream& out, Records const& records) {
  for (auto const& record : records) out << json::write(to_json(record)) << '\n';
}

std::string paper_records(database::ReadTx& tx) {
  std::ostringstream out;
  write_each(out, newsroom::sections(tx));
  write_each(out, newsroom::authors(tx));
  write_each(out, newsroom::text_pages(tx));
  write_each(out, edition::all_issues(tx));
  write_each(out, appeals::all_appeals(tx));
  write_each(out, advertising::all_campaigns(tx));
  return out.str();
}

/// Those of which anything is known.
std::string picture_records(database::ReadTx& tx) {
  auto pictures = media::all(tx);
  std::erase_if(pictures, [](media::StoredPicture const& it) { return it.facts == media::Facts{}; });
  std::ostringstream out;
  write_each(out, pictures);
  return out.str();
}

void write_articles(database::ReadTx& tx, std::ostream& out) {
  newsroom::each_record(tx, [&](std::string_view record) { out << record << '\n'; });
}

/// What readers will miss though nothing is broken: pictures and issues that articles name, the imprint.
/// A page that all readers share has open places for one advertisement and for the appeal: see site/slots.h.
std::vector<std::string> notes_on_campaigns(Paper& paper, database::ReadTx& tx) {
  std::vector<std::string> notes;
  if (!paper.config().press.shared) return notes;
  for (advertising::Campaign const& campaign : advertising::all_campaigns(tx)) {
    std::string places;
    for (advertising::Place place : campaign.places) {
      if (place == advertising::Place::article) continue;
      places += (places.empty() ? "" : ", ") + std::string(advertising::name_of(place));
    }
    if (places.empty()) continue;
    notes.push_back(fmt::format("campaign {} is not shown at {}: with press.shared there is only \"article\"",
                                campaign.slug.text(), places));
  }
  return notes;
}

std::vector<std::string> notes_on(Paper& paper, database::ReadTx& tx) {
  ImportWatch watch;
  newsroom::each_record(tx, [&](std::string_view record) {
    auto value = json::parse(record);
    auto article = value ? newsroom::article_from_json(*value) : std::unexpected(value.error());
    if (article) watch.look(tx, facts_of(*article), fmt::format("article {}", article->number.value()));
  });
  std::vector<std::string> notes = watch.notes(tx, SIZE_MAX);
  if (auto hold = jobs::held(tx)) {
    notes.push_back(fmt::format("nothing goes out since {}: {}; allmende confirm-restore lets it go on", hold->since.rfc3339(), hold->reason));
  }
  for (auto&& more : {notes_on_drafts(paper, tx), notes_on_campaigns(paper, tx)}) {
    notes.insert(notes.end(), more.begin(), more.end());
  }
  return notes;
}

constexpr char const* kKeys[] = {"operator.key", "staff.key", "givers.key"};

/// Sentences for the operator.
std::vector<std::string> wrong_with_keys(fs::path const& folder) {
  std::vector<std::string> findings;
  for (char const* key : kKeys) {
    std::error_code error;
    fs::file_status status = fs::status(folder / key, error);
    constexpr auto kOthers = fs::perms::group_all | fs::perms::others_all;
    if (fs::exists(status) && (status.permissions() & kOthers) != fs::perms::none) {
      findings.push_back(fmt::format("{} can be read by other users: chmod 600 {}", key, (folder / key).string()));
    }
  }
  if (!fs::exists(folder / kKeys[0])) {
    findings.push_back("operator.key is missing: nobody can sign in at the operator's page; write a long password into it");
  }
  return findings;
}

/// What happened after the backup is not known to it, and would be sent or collected once more.
Result<void> hold_restored(fs::path const& file) {
  if (!fs::exists(file)) return {};
  auto database = TRY(database::Database::open({.where = file, .readers = 1}, all_migrations()));
  auto tx = database.write();
  jobs::hold(tx, "this paper was restored from a backup", now());
  tx.commit();
  return {};
}

bool is_empty_or_missing(fs::path const& folder) {
  return !fs::exists(folder) || (fs::is_directory(folder) && fs::is_empty(folder));
}

}  // namespace

void export_articles(Paper& paper, std::ostream& out) {
  auto tx = paper.database().read();
  write_articles(tx, out);
}

void export_tar(Paper& paper, fs::path const& file) {
  auto tx = paper.database().read();
  TemporaryFile articles(file.string() + ".articles.part");
  {
    std::ofstream out(articles.path(), std::ios::binary);
    write_articles(tx, out);
    if (!out.flush()) throw Fault("cannot write " + articles.path().string());
  }
  tar::Writer writer(file);
  writer.add("paper.jsonl", paper_records(tx));
  for (media::StoredPicture const& picture : media::all(tx)) {
    writer.add("pictures/" + picture.name, paper.pictures().original(picture));
  }
  writer.add("pictures.jsonl", picture_records(tx));
  writer.add_file("articles.jsonl", articles.path());
  writer.finish();
}

Result<void> backup(Paper& paper, fs::path const& file) {
  if (fs::exists(file)) {
    return refuse(Code::conflict, "this file exists already; a backup never overwrites one", file.string());
  }
  TemporaryFile copy(file.string() + ".database.part");
  std::error_code ignored;
  fs::remove(copy.path(), ignored);
  // Pictures first named, then copied: files never change, so those that the copy knows are all there.
  TRY(paper.database().backup_to(copy.path()));
  tar::Writer writer(file);
  writer.add_file("allmende.toml", paper.folder() / "allmende.toml");
  for (char const* key : kKeys) {
    if (fs::exists(paper.folder() / key)) writer.add_file(key, paper.folder() / key);
  }
  writer.add_file(kDatabaseFile, copy.path());
  if (fs::exists(paper.folder() / "pages")) {
    for (auto const& entry : fs::directory_iterator(paper.folder() / "pages")) {
      if (entry.is_regular_file()) writer.add_file("pages/" + entry.path().filename().string(), entry.path());
    }
  }
  for (auto const& entry : fs::recursive_directory_iterator(paper.folder() / "pictures")) {
    bool finished = entry.is_regular_file() && entry.path().extension() != ".part";
    bool work = entry.path().string().find("/work-") != std::string::npos;
    if (!finished || work) continue;
    writer.add_file(fs::relative(entry.path(), paper.folder()).string(), entry.path());
  }
  writer.finish();
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  return {};
}

Result<void> restore(fs::path const& file, fs::path const& folder) {
  if (!is_empty_or_missing(folder)) {
    return refuse(Code::conflict, "is not empty; restore makes a new folder", folder.string());
  }
  if (!std::ifstream(file) || fs::is_directory(file)) {
    return refuse(Code::not_found, "cannot be read: " + why_unreadable(file), file.string());
  }
  fs::path work = folder;
  work += fmt::format(".{}.part", ::getpid());
  fs::create_directories(work);
  auto extracted = tar::extract(file, work);
  if (extracted && !fs::exists(work / "allmende.toml")) {
    bool is_export = fs::exists(work / "articles.jsonl") && fs::exists(work / "paper.jsonl");
    extracted = refuse(Code::invalid, is_export ? "this is an export, no backup: make a paper with `new` and use `import`"
                                                : "this is no backup of a paper", file.string());
  }
  if (extracted) extracted = hold_restored(work / kDatabaseFile);
  if (!extracted) {
    fs::remove_all(work);
    return std::unexpected(extracted.error());
  }
  for (char const* key : kKeys) {
    if (fs::exists(work / key)) fs::permissions(work / key, fs::perms::owner_read | fs::perms::owner_write);
  }
  if (fs::exists(folder)) fs::remove(folder);
  fs::rename(work, folder);
  return {};
}

Checked check(Paper& paper) {
  std::vector<std::string> findings = paper.database().integrity_check();
  auto tx = paper.database().read();
  for (auto&& some : {newsroom::check_archive(tx), paper.pictures().check(tx)}) {
    findings.insert(findings.end(), some.begin(), some.end());
  }
  for (advertising::Campaign const& campaign : advertising::all_campaigns(tx)) {
    if (!campaign.picture || media::find(tx, campaign.picture->file)) continue;
    findings.push_back(fmt::format("campaign {}: the picture {} is not there", campaign.slug.text(),
                                   campaign.picture->file));
  }
  if (auto settings = site_settings(paper.config()); !settings) {
    findings.push_back(fmt::format("allmende.toml: {}: {}", settings.error().where, settings.error().message));
  }
  if (auto settings = giving_settings(paper.config()); !settings) {
    findings.push_back(fmt::format("allmende.toml: {}: {}", settings.error().where, settings.error().message));
  }
  for (std::string& finding : wrong_with_keys(paper.folder())) findings.push_back(std::move(finding));
  return {std::move(findings), notes_on(paper, tx)};
}

}  // namespace allmende::app
