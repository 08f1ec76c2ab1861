#pragma once
// Reading records, texts and pictures into a paper.

#include <functional>
#include <span>

#include "app/paper.h"
#include "newsroom/newsroom.h"
#include "tar/tar.h"

namespace allmende::app {

class ImportWatch;

/// What an article names, to be looked at when all has come.
struct ArticleFacts {
  newsroom::ArticleNumber number;
  std::string section;
  std::vector<std::string> pictures = {};
  std::vector<Date> issues = {};
};

ArticleFacts facts_of(newsroom::Article const& article);

/// What became of one record; or a note on what was imported (its `note`), which is no record and not counted.
struct Imported {
  enum class Kind { created, changed, unchanged, refused, note };
  Kind kind;
  std::string what = {};                  ///< "article 1009243", "section hafen", "picture kran.webp"
  std::string where = {};                 ///< file and line
  std::string note = {};                  ///< the reason of a refusal
  std::vector<std::string> details = {};  ///< what a page of text was taken for, a line each
  std::optional<ArticleFacts> article = {};  ///< when it is one
  std::string section = {};                  ///< when it is a section's record: its slug
};

struct ImportCount {
  std::size_t created = 0;
  std::size_t changed = 0;
  std::size_t unchanged = 0;
  std::size_t refused = 0;
};

/// What a page of plain text does not say itself.
struct ImportHints {
  std::optional<Slug> section = {};       ///< without it: nachrichten
  std::optional<Instant> published = {};  ///< without it: now
  bool appeal = false;                    ///< take a page's appeal over though the paper is at work already
};

/// Reads input of any kind this program knows into a paper: records as JSON (one object or array a file, or
/// one object a line), a page as plain text, a picture, or a .tar of these (what `export --to x.tar`
/// writes). The order does not matter: pictures and sections may come after the articles.
///
/// A page of text is known again by its bytes: then only a section or date that the hints give is changed.
/// Under the number of an article with the same headline or beginning it corrects that article.
/// What stands beneath a page of text (the appeal, the place for advertising) becomes the paper's own only
/// when the import began in an empty paper; later only the appeal, and only when the hints ask for it.
///
/// A record that is refused leaves no trace and stops no other. Records are committed in batches; each is
/// reported when it is on the disk. A number that comes a second time with another content is refused. At the
/// end come notes: pictures and issues that articles name and nobody brought, sections that are new. Typography is set on the way in, by the paper's settings.
class Import {
 public:
  using Report = std::function<void(Imported const&)>;

  Import(Paper& paper, ImportHints hints, Report report);
  ~Import();

  void file(std::filesystem::path const& file);
  void tar(std::string_view bytes, std::string const& name);
  /// Commits and reports what is left. Nothing may follow.
  ImportCount finish();

 private:
  class Batch;

  void bytes(std::string const& name, std::string_view bytes);
  void json_file(std::filesystem::path const& file);
  void json_lines(std::istream& in, std::string const& name);
  /// Stores with `store`, then lets the watch see it.
  template <class Store>
  void add(std::string const& where, Store store);
  void put_value(std::string const& where, json::Value const& value);
  void put_one(std::string const& where, json::Value const& record);
  void entry_of_tar(std::string const& archive, allmende::tar::Entry const& entry);
  void page_text(std::string const& name, std::string_view text);
  Result<Imported> known_page(database::WriteTx& tx, newsroom::ArticleNumber known, std::string const& name,
                              std::string_view text);
  Result<Imported> new_page(database::WriteTx& tx, std::string const& name, std::string_view text);
  Result<newsroom::PageText> read_page(database::ReadTx& tx, std::string_view text);
  void put_furniture(database::WriteTx& tx, newsroom::PageText const& page, Imported& imported);
  void picture(std::string const& name, std::string_view bytes);
  void tar_file(std::filesystem::path const& file);
  void refused(std::string where, Refusal const& refusal);

  Paper& paper_;
  ImportHints hints_;
  bool began_empty_;  ///< no article was there before this import
  std::optional<std::vector<std::string>> places_;  ///< asked of the paper with the first page of text
  struct Waiting {
    std::string where;
    json::Value record;
  };
  std::vector<Waiting> of_pictures_;  ///< what is known of pictures that may come yet
  std::unique_ptr<ImportWatch> watch_;
  std::unique_ptr<Batch> batch_;
};

/// Stores one JSON record of any format in the transaction. The what and the kind of the answer are set.
Result<Imported> put_record(database::WriteTx& tx, json::Value const& value, Config const& config);

}  // namespace allmende::app
