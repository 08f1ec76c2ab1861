#include "mail/outbox.h"

#include <sodium.h>

#include "mail/seal.h"

namespace allmende::mail {

namespace {

/// Half a minute, then twice that, and so on: a day in all, and a little more.
constexpr jobs::Retries kRetries{.attempts = 14, .first = std::chrono::seconds(30), .longest = std::chrono::hours(4)};
/// Longer than any server's patience.
constexpr std::chrono::minutes kLease(10);

}  // namespace

Outbox::Outbox(Mailbox from, Secret key) : from_(std::move(from)), seal_(seal_of(key)) {}

Result<void> Outbox::post(database::WriteTx& tx, Message const& message, Instant now) const {
  std::string id = new_id();
  Letter letter = TRY(write(message, now, id));
  jobs::put(tx, {.kind = std::string(kJobs), .key = std::move(id), .payload = sealed(letter, seal_), .due = now});
  return {};
}

void Outbox::add_to(jobs::Handlers& handlers, Way way) const {
  handlers.outside(
      std::string(kJobs),
      [seal = seal_, way = std::move(way)](jobs::Job const& job, Instant, jobs::Lateness, std::stop_token stop) -> Result<void> {
        Letter letter = TRY(opened(job.payload, seal));
        return send(way, letter, job.key, std::move(stop));
      },
      kRetries, kLease);
}

std::string new_id() {
  if (sodium_init() < 0) throw Fault("libsodium cannot start");
  std::array<unsigned char, 16> random;
  randombytes_buf(random.data(), random.size());
  return fmt::format("{:02x}", fmt::join(random, ""));
}

}  // namespace allmende::mail
