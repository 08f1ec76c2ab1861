#include "index/index.h"

#include <xapian.h>

#include <mutex>
#include <thread>

namespace allmende::index {

namespace fs = std::filesystem;

namespace {

/// Another way of reading texts is another version.
constexpr char kVersion[] = "1";
constexpr char kVersionKey[] = "version", kPositionKey[] = "position";
constexpr unsigned kTitleWeight = 5;
constexpr int kAttempts = 20;
constexpr std::chrono::milliseconds kPause{5};

Xapian::Stem german() { return Xapian::Stem("german"); }

[[noreturn]] void fail(Xapian::Error const& error) { throw Fault("the index: " + error.get_description()); }

Xapian::WritableDatabase opened(fs::path const& folder, int action) {
  return Xapian::WritableDatabase(folder.string(), action);
}

/// Made beside its place and put there whole: who reads meanwhile finds the one of before, or none.
void put_empty_one(fs::path const& folder) {
  fs::path made = folder, before = folder;
  made += ".new";
  before += ".old";
  fs::remove_all(made);
  fs::remove_all(before);
  auto database = opened(made, Xapian::DB_CREATE_OR_OVERWRITE);
  database.set_metadata(kVersionKey, kVersion);
  database.commit();
  database.close();
  if (fs::exists(folder)) fs::rename(folder, before);
  fs::rename(made, folder);
  fs::remove_all(before);
}

Xapian::WritableDatabase opened_or_new(fs::path const& folder) {
  try {
    auto database = opened(folder, Xapian::DB_OPEN);
    if (database.get_metadata(kVersionKey) == kVersion) return database;
    database.close();
  } catch (Xapian::DatabaseLockError const&) {
    throw;
  } catch (Xapian::DatabaseError const&) {
    // There is none, or it is damaged: it is made anew.
  }
  put_empty_one(folder);
  return opened(folder, Xapian::DB_OPEN);
}

}  // namespace

struct Index::Inside {
  explicit Inside(fs::path where) : folder(std::move(where)), writer(opened_or_new(folder)) {
    generator.set_stemmer(german());
  }

  fs::path folder;
  mutable std::mutex mutex;  // of the writer
  Xapian::WritableDatabase writer;
  Xapian::TermGenerator generator;
};

Index::Index(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

std::optional<Index> Index::open(fs::path folder) {
  try {
    fs::create_directories(folder);
    return Index(std::make_unique<Inside>(std::move(folder)));
  } catch (Xapian::DatabaseLockError const&) {
    return std::nullopt;
  } catch (Xapian::Error const& error) {
    fail(error);
  }
}

Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() = default;

void Index::put(Document const& it) {
  std::lock_guard lock(inside_->mutex);
  try {
    Xapian::Document document;
    inside_->generator.set_document(document);
    inside_->generator.set_termpos(0);
    inside_->generator.index_text(it.title, kTitleWeight);
    inside_->generator.increase_termpos();
    inside_->generator.index_text(it.text.substr(0, kLongest));
    inside_->writer.replace_document(static_cast<Xapian::docid>(it.id), document);
  } catch (Xapian::Error const& error) {
    fail(error);
  }
}

void Index::remove(std::int64_t id) {
  std::lock_guard lock(inside_->mutex);
  try {
    inside_->writer.delete_document(static_cast<Xapian::docid>(id));
  } catch (Xapian::DocNotFoundError const&) {
    return;
  } catch (Xapian::Error const& error) {
    fail(error);
  }
}

void Index::commit(std::int64_t position) {
  std::lock_guard lock(inside_->mutex);
  try {
    inside_->writer.set_metadata(kPositionKey, std::to_string(position));
    inside_->writer.commit();
  } catch (Xapian::Error const& error) {
    fail(error);
  }
}

std::int64_t Index::position() const {
  std::lock_guard lock(inside_->mutex);
  try {
    std::string stored = inside_->writer.get_metadata(kPositionKey);
    return stored.empty() ? 0 : std::stoll(stored);
  } catch (Xapian::Error const& error) {
    fail(error);
  }
}

void Index::clear() {
  std::lock_guard lock(inside_->mutex);
  try {
    inside_->writer.close();
    put_empty_one(inside_->folder);
    inside_->writer = opened(inside_->folder, Xapian::DB_OPEN);
  } catch (Xapian::Error const& error) {
    fail(error);
  }
}

namespace {

std::vector<std::int64_t> found_in(fs::path const& folder, std::string const& words, int limit) {
  constexpr unsigned kFlags = Xapian::QueryParser::FLAG_PHRASE | Xapian::QueryParser::FLAG_LOVEHATE |
                              Xapian::QueryParser::FLAG_PARTIAL;
  Xapian::Database reader(folder.string());
  Xapian::QueryParser parser;
  parser.set_database(reader);
  parser.set_stemmer(german());
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  parser.set_default_op(Xapian::Query::OP_AND);
  Xapian::Enquire enquire(reader);
  enquire.set_query(parser.parse_query(words, kFlags));
  std::vector<std::int64_t> found;
  Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(limit));
  for (auto it = matches.begin(); it != matches.end(); ++it) found.push_back(*it);
  return found;
}

}  // namespace

std::vector<std::int64_t> find(fs::path const& folder, std::string_view words, int limit) {
  std::string query(words.substr(0, kLongestQuery));
  try {
    // Two commits while one reads, and what is read is gone: it is read anew.
    for (int attempt = 1;; ++attempt) {
      try {
        return found_in(folder, query, limit);
      } catch (Xapian::DatabaseNotFoundError const&) {
        return {};
      } catch (Xapian::DatabaseError const&) {
        if (attempt == kAttempts) throw;
        std::this_thread::sleep_for(kPause);
      }
    }
  } catch (Xapian::QueryParserError const&) {
    return {};
  } catch (Xapian::Error const& error) {
    fail(error);
  }
}

}  // namespace allmende::index
