#include "desk/password_link.h"

#include "desk/desk.h"
#include "desk/link_letter.h"
#include "words/words.h"

namespace allmende::desk {

namespace {

/// What letters are written with.
struct Writer {
  std::string paper, address;
  std::shared_ptr<mail::Outbox const> outbox;
  words::Words german, english;

  Result<void> post(database::WriteTx& tx, people::ResetLink const& reset, Instant now) const {
    words::Words const& words = reset.person.language.primary() == "de" ? german : english;
    LinkLetter letter{.subject = words.say("A new password for {paper}", {{"paper", paper}}),
                      .before = words.say("somebody, probably you, has asked for a new password at {paper}. With this link you choose it:", {{"paper", paper}}),
                      .link = link_address(address, "passwort", reset.token),
                      .after = {words.say("It is good for an hour, and once. Then you are signed out everywhere. If you have a second factor, it stays."),
                                words.say("It was not you? Then do nothing: your password stays as it is.")}};
    return outbox->post(tx, TRY(message_of(letter, outbox->from(), reset.person, words)), now);
  }
};

}  // namespace

Result<void> add_jobs(jobs::Handlers& handlers, Settings const& settings) {
  if (!settings.outbox) return {};
  auto german = TRY(words::Words::make(Language::german(), settings.time_zone));
  auto english = TRY(words::Words::make(Language::english(), settings.time_zone));
  std::shared_ptr<Writer const> writer(new Writer{.paper = settings.paper,
                                                  .address = settings.address,
                                                  .outbox = settings.outbox,
                                                  .german = std::move(german),
                                                  .english = std::move(english)});
  handlers.inside(std::string(kPasswordJobs),
                  [writer](database::WriteTx& tx, jobs::Job const& job, Instant now, jobs::Lateness) -> Result<void> {
                    auto reset = people::forgotten_password(tx, job.payload, now);
                    if (!reset) return {};
                    return writer->post(tx, *reset, now);
                  });
  return {};
}

}  // namespace allmende::desk
