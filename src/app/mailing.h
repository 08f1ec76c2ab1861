#pragma once
// How this paper sends mail, by its settings. Private to app.

#include <memory>

#include "app/paper.h"
#include "mail/mail.h"

namespace allmende::app {

/// Where letters that no server takes are laid.
std::filesystem::path outgoing_folder(std::filesystem::path const& paper);

bool has_mail_server(Config const& config);

/// The server with its password, or the folder. Refuses: not_found when the password's file cannot be read.
Result<mail::Way> mail_way(std::filesystem::path const& folder, Config const& config);

/// mail.from, or the paper's name and e-mail address. Refuses: invalid when there is neither.
Result<mail::Mailbox> mail_sender(Config const& config);

/// What invitations, and links for new passwords, are put into; none when the paper has no mail server.
Result<std::shared_ptr<mail::Outbox const>> invitations_outbox(Paper const& paper);

/// What givers' letters are put into; none when the paper has neither a mail server nor direct debits. With debits and
/// without a server they lie in the folder.
Result<std::shared_ptr<mail::Outbox const>> givers_outbox(Paper const& paper);

/// The jobs of a running paper.
Result<jobs::Handlers> job_handlers(Paper const& paper);

}  // namespace allmende::app
