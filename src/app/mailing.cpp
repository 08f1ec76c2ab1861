#include "app/mailing.h"

#include <cstdlib>
#include <fstream>

#include "desk/desk.h"

namespace allmende::app {

namespace fs = std::filesystem;

namespace {

Result<Secret> password(fs::path const& folder, Config::Mail const& config) {
  if (char const* given = std::getenv("ALLMENDE_MAIL_PASSWORD"); given != nullptr && *given != '\0') return Secret(given);
  if (config.password_file.empty()) return Secret("");
  fs::path file = folder / config.password_file;
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line) || line.empty()) return refuse(Code::not_found, "cannot read the mail server's password", file.string());
  return Secret(std::move(line));
}

std::shared_ptr<mail::Outbox const> outbox_of(Paper const& paper, mail::Mailbox sender) {
  return std::make_shared<mail::Outbox const>(std::move(sender), paper.staff_key());
}

}  // namespace

fs::path outgoing_folder(fs::path const& paper) { return paper / "outgoing"; }

bool has_mail_server(Config const& config) { return !config.mail.server.empty(); }

Result<mail::Way> mail_way(fs::path const& folder, Config const& config) {
  if (!has_mail_server(config)) return mail::Way(mail::Folder{outgoing_folder(folder)});
  auto server = mail::Server::at(config.mail.server);
  if (!server) return refuse(server.error().code, server.error().message, "mail.server");
  server->user = config.mail.user;
  if (!server->user.empty()) server->password = TRY(password(folder, config.mail));
  return mail::Way(*std::move(server));
}

Result<mail::Mailbox> mail_sender(Config const& config) {
  auto sender = !config.mail.from.empty() ? mail::Mailbox::parse(config.mail.from) : mail::Mailbox::of(config.paper.name, config.paper.email);
  if (sender) return sender;
  return refuse(Code::invalid, "says from whom the paper's letters are: \"Hafenblatt <redaktion@hafenblatt.example>\"", "mail.from");
}

Result<std::shared_ptr<mail::Outbox const>> invitations_outbox(Paper const& paper) {
  if (!has_mail_server(paper.config())) return std::shared_ptr<mail::Outbox const>();
  return outbox_of(paper, TRY(mail_sender(paper.config())));
}

Result<std::shared_ptr<mail::Outbox const>> givers_outbox(Paper const& paper) {
  bool are_written = has_mail_server(paper.config()) || !paper.config().contribution.creditor_identifier.empty();
  if (!are_written) return std::shared_ptr<mail::Outbox const>();
  return outbox_of(paper, TRY(mail_sender(paper.config())));
}

/// What was posted while there was a server, and is still there without one, goes into the folder.
Result<jobs::Handlers> job_handlers(Paper const& paper) {
  jobs::Handlers handlers;
  auto sender = mail_sender(paper.config());
  if (sender) outbox_of(paper, *std::move(sender))->add_to(handlers, TRY(mail_way(paper.folder(), paper.config())));
  Config::Paper const& config = paper.config().paper;
  auto outbox = TRY(invitations_outbox(paper));
  TRY(desk::add_jobs(handlers, {.paper = config.name, .address = config.address, .time_zone = config.time_zone,
                                .key = paper.staff_key(), .outbox = std::move(outbox)}));
  return handlers;
}

}  // namespace allmende::app
