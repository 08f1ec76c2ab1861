// Letters that are due, posted.

#include "giving/letters.h"

namespace allmende::giving {

using contributions::Message;

namespace {

/// In one round; the next one is soon.
constexpr std::size_t kAtOnce = 200;

Result<void> write(House const& house, Message const& message, Instant now) {
  auto tx = house.database.write();
  contributions::Till const& till = house.till();
  auto agreement = contributions::agreement(tx, till, message.agreement);
  VERIFY(agreement.has_value());
  auto giver = contributions::giver(tx, till, agreement->giver);
  VERIFY(giver.has_value());
  if (!contributions::note_sent(tx, till, message.id, now)) return {};
  auto attempt = message.attempt ? contributions::attempt(tx, *message.attempt) : std::nullopt;
  auto link = contributions::make_link(tx, giver->id, now);
  TRY(post(tx, house, message_letter(house, *giver, *agreement, message, attempt, link), now));
  tx.commit();
  return {};
}

}  // namespace

void Giving::write_letters(std::function<void(std::string_view)> const& report) const {
  if (!house_->knows_givers()) return;
  auto due = [&] {
    auto tx = house_->database.read();
    return contributions::messages_to_send(tx, kAtOnce);
  }();
  for (Message const& message : due) {
    auto told = [&](std::string_view why) { report(fmt::format("letter {} ({}): {}", message.id.value(), message.template_name, why)); };
    try {
      auto done = write(*house_, message, house_->clock());
      if (!done) told(done.error().message);
    } catch (std::exception const& fault) {  // the others are due all the same
      told(fault.what());
    }
  }
}

}  // namespace allmende::giving
