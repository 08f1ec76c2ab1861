#pragma once
// What the pages about printed issues share. Private to this room.

#include "desk/house.h"
#include "edition/edition.h"
#include "html/html.h"

namespace allmende::desk {

/// What the chooser of articles was asked for; it stands in the address, and stays while articles are placed.
struct Chosen {
  std::string words = {};
  std::string section = {};
};

/// "/redaktion/ausgaben/2026-11-28", "/redaktion/ausgaben/2026-11-28/zug?suche=kai".
html::Url issue_address(Date day);
html::Url issue_address(Date day, std::string_view action, Chosen const& chosen);

html::Html state_view(words::Words const& words, edition::Issue const& issue);
/// As it was typed; nothing typed is no number. Refuses: invalid.
Result<std::optional<std::int64_t>> issue_number(std::string const& typed);

/// What of an issue is to be seen.
struct IssueShown {
  edition::Issue issue;
  std::vector<manuscripts::InPrint> placed;
  std::vector<manuscripts::Manuscript> found;  ///< by the chooser
  std::vector<newsroom::Section> sections;
  Chosen chosen;
};
/// Its pages with their articles, and beside them the chooser.
html::Html issue_pages_view(Work const& work, IssueShown const& shown);

}  // namespace allmende::desk
