#include "manuscripts/history.h"

#include <limits>

#include "manuscripts/revising.h"
#include "manuscripts/writing.h"

namespace allmende::manuscripts {

using database::ReadTx;
using database::WriteTx;

Result<std::vector<Event>> history(ReadTx& tx, Actor const& actor, ArticleNumber article, std::int64_t before, int limit) {
  TRY(must_be_newsroom(actor));
  TRY(look_into(tx, article));
  return store::events(tx, article, before > 0 ? before : std::numeric_limits<std::int64_t>::max(), limit);
}

Result<Event> event(ReadTx& tx, Actor const& actor, ArticleNumber article, std::int64_t id) {
  TRY(must_be_newsroom(actor));
  auto found = store::events(tx, article, id + 1, 1);
  if (found.empty() || found.front().id != id) return refuse(Code::not_found, "there is no such entry");
  return std::move(found.front());
}

Result<void> restore(WriteTx& tx, Actor const& actor, ArticleNumber article, std::int64_t event_id, Revisions seen,
                     Instant now) {
  TRY(must_be_newsroom(actor));
  Opened opened = TRY(open(tx, article, now));
  if (!may_write(actor, opened.it())) return refuse(Code::forbidden, "this text is at a stage at which others work on it");
  Event from = TRY(event(tx, actor, article, event_id));
  if (opened.it().now != seen) return refuse(Code::conflict, "there is a newer revision than the one you saw");
  auto writing = lease(tx, article, now);
  if (writing && !actor.is(writing->person)) return refuse(Code::conflict, writing->name + " is writing");
  Text older = TRY(text(tx, actor, article, from.revisions));
  std::string detail = from.at.rfc3339();
  TRY(revise(tx, opened, actor, older, "", {"restored", detail}, now));
  return {};
}

}  // namespace allmende::manuscripts
