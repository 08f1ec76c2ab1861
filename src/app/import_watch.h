#pragma once
// What an import notices across its records. Private to app.

#include <map>
#include <set>
#include <unordered_map>

#include "app/import.h"

namespace allmende::app {

/// Numbers that come twice, and what articles name that nobody has brought: files may come in any order, so
/// that is known at the end only.
class ImportWatch {
 public:

  /// After each record. Refuses: conflict for a number that came before in this import, with another content.
  Result<void> see(database::ReadTx& tx, Imported const& one, std::string const& where);
  /// Only what the article names.
  void look(database::ReadTx& tx, ArticleFacts const& facts, std::string const& namer);
  /// Before the first article, which may make sections.
  void remember_sections(database::ReadTx& tx);
  /// A sentence for each thing that is named and not there, `most` of a kind.
  std::vector<std::string> notes(database::ReadTx& tx, std::size_t most = 50) const;

 private:
  using Namer = std::string;  ///< "article 7, articles.jsonl:3"

  std::unordered_map<std::int64_t, std::string> numbers_;  ///< and where each came
  std::map<std::string, Namer> pictures_missing_;
  std::map<Date, Namer> issues_missing_;
  std::optional<std::vector<std::string>> sections_;  ///< that were there before
  std::map<std::string, Namer> sections_new_;
  std::set<std::string> sections_described_;
};

}  // namespace allmende::app
