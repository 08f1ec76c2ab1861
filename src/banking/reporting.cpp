// What was taken in, for who looks at it.

#include "banking/import_store.h"
#include "banking/line_store.h"
#include "banking/right.h"

namespace allmende::banking {

using database::ReadTx;

namespace {

std::vector<Line> opened(Till const& till, std::vector<store::LineRow> const& rows) {
  std::vector<Line> lines;
  lines.reserve(rows.size());
  for (auto const& row : rows) lines.push_back(store::opened(till.vault, row));
  return lines;
}

}  // namespace

Result<std::vector<ReportEntry>> report(ReadTx& tx, people::Actor const& actor, ImportId id, std::int64_t after,
                                        std::size_t limit) {
  TRY(must_be_at_the_till(actor));
  if (!store::import_of(tx, id)) return refuse(Code::not_found, "there is no such import");
  return store::report(tx, id, after, limit);
}

Result<std::vector<Line>> lines_of(ReadTx& tx, people::Actor const& actor, Till const& till, EntryId entry, int after,
                                   std::size_t limit) {
  TRY(must_be_at_the_till(actor));
  return opened(till, store::lines_of(tx, entry, after, limit));
}

Result<Line> line(ReadTx& tx, people::Actor const& actor, Till const& till, LineId id) {
  TRY(must_be_at_the_till(actor));
  auto row = store::line(tx, id);
  if (!row) return refuse(Code::not_found, "there is no such line");
  return store::opened(till.vault, *row);
}

Result<std::vector<Import>> imports(ReadTx& tx, people::Actor const& actor, std::optional<ImportId> before, std::size_t limit) {
  TRY(must_be_at_the_till(actor));
  return store::imports(tx, before, limit);
}

Result<std::vector<Line>> unexplained(ReadTx& tx, people::Actor const& actor, Till const& till, std::optional<LineId> after,
                                      std::size_t limit) {
  TRY(must_be_at_the_till(actor));
  return opened(till, store::unexplained(tx, after.value_or(LineId(0)), limit));
}

Result<std::vector<Line>> set_aside_lines(ReadTx& tx, people::Actor const& actor, Till const& till, std::optional<LineId> after,
                                          std::size_t limit) {
  TRY(must_be_at_the_till(actor));
  return opened(till, store::set_aside(tx, after.value_or(LineId(0)), limit));
}

}  // namespace allmende::banking
