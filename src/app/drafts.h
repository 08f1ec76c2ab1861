#pragma once
// The pages that the law asks of a paper, as drafts for its makers to fill in.

#include <span>

#include "app/paper.h"

namespace allmende::app {

struct Draft {
  std::string_view slug;  ///< the page's, and its file's name
  std::string_view text;  ///< a record of a text page, spread over lines to be edited
};

/// Imprint first, then privacy, in the paper's language. What is to be filled in stands in square brackets.
std::span<Draft const> drafts(std::string_view language);

/// Writes them to the folder's "pages". Throws Fault.
void write_drafts(std::filesystem::path const& folder, std::string_view language);

/// A sentence for the imprint that is missing, and for each draft that was imported as it was.
std::vector<std::string> notes_on_drafts(Paper const& paper, database::ReadTx& tx);

}  // namespace allmende::app
