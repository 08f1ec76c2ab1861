#include "media/rendering.h"

#include "media/store.h"

namespace allmende::media {

namespace {

Result<void> render(database::Database& database, Pictures const& pictures, std::string const& name) {
  auto picture = [&] {
    auto tx = database.read();
    return find(tx, name);
  }();
  if (!picture) return {};
  auto renditions = TRY(pictures.render(*picture));
  auto tx = database.write();
  store::replace_renditions(tx, name, renditions);
  tx.record_change("picture", name);
  tx.commit();
  return {};
}

}  // namespace

void add_rendering(jobs::Handlers& handlers, database::Database& database, Pictures const& pictures) {
  handlers.outside(std::string(kRendering),
                   [&database, &pictures](jobs::Job const& job, Instant, jobs::Lateness, std::stop_token) {
                     return render(database, pictures, job.key);
                   },
                   jobs::Handlers::kOutsideRetries, jobs::Handlers::kLease, jobs::Reach::house);
}

void put_rendering(database::WriteTx& tx, std::string_view name, Instant now) {
  jobs::put(tx, {.kind = std::string(kRendering), .key = std::string(name), .due = now});
}

}  // namespace allmende::media
