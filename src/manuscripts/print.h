#pragma once
// Where texts stand in a printed issue. Part of the door.
//
// The place in print is not a matter of publishing: who sees the text sees it in its place at once, and whoever writes
// at the text is not disturbed (it is a field of its own). Within an issue a text is placed once, and the order on a
// page counts from 1 without gaps.

#include <optional>
#include <string>
#include <vector>

#include "manuscripts/manuscript.h"

namespace allmende::manuscripts {

struct InPrint {
  Manuscript it;
  std::string page;
  int order;
};
/// By page, then order; texts that are not published yet too, withdrawn ones not. Refuses: forbidden but to kNewsroom.
Result<std::vector<InPrint>> in_print(database::ReadTx& tx, Actor const& actor, Date issue);

struct PrintPlace {
  Date issue;
  std::string page;
};
/// There, before another article of that page, or at its end; it leaves its former place in the issue.
/// Refuses: forbidden but to kEditors; not_found; conflict for what was withdrawn; as a record does.
Result<void> place_in_print(database::WriteTx& tx, Actor const& actor, ArticleNumber article, PrintPlace const& place,
                            std::optional<ArticleNumber> before, Instant now);
/// Out of the issue. Refuses: forbidden; not_found; conflict when it does not stand in it.
Result<void> take_out_of_print(database::WriteTx& tx, Actor const& actor, ArticleNumber article, Date issue, Instant now);

}  // namespace allmende::manuscripts
