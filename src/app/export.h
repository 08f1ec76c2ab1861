#pragma once
// Writing a paper out, keeping a copy of it, and bringing it back.

#include <iosfwd>

#include "app/paper.h"

namespace allmende::app {

/// Every article as JSON, one a line, by number: the same paper gives the same bytes.
void export_articles(Paper& paper, std::ostream& out);

/// A .tar with articles.jsonl, paper.jsonl (sections, authors, issues, appeals, campaigns, pages) and
/// pictures/: what `import` takes to make the same paper again, all as of one moment.
void export_tar(Paper& paper, std::filesystem::path const& file);

/// Everything that is in the folder, as of one moment, while the paper is being served: one .tar.
/// Refuses: conflict when the file exists.
Result<void> backup(Paper& paper, std::filesystem::path const& file);

/// Makes the folder of a backup. Refuses: conflict when `folder` holds anything; invalid for a file that
/// is no backup; what opening its database refuses. Nothing is left of an attempt that failed. The paper is held
/// (jobs/hold.h): no letter, no file for the bank and no call of a provider goes out before its operator confirms.
Result<void> restore(std::filesystem::path const& file, std::filesystem::path const& folder);

/// A sentence each.
struct Checked {
  std::vector<std::string> findings;  ///< what is wrong anywhere in the paper; empty when all is well
  std::vector<std::string> notes;     ///< what may be meant to be so, and is worth a look
};

Checked check(Paper& paper);

}  // namespace allmende::app
