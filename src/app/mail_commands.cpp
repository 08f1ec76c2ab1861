#include "app/mail_commands.h"

#include <iostream>

#include "app/commands.h"
#include "app/mailing.h"
#include "words/words.h"

namespace allmende::app {

namespace {

struct MailWords {
  std::string folder, address;
};

std::string told(mail::Way const& way, std::string const& id) {
  if (auto const* folder = std::get_if<mail::Folder>(&way)) {
    return fmt::format("This paper has no mail server (mail.server in allmende.toml). The letter lies in {}", (folder->folder / (id + ".eml")).string());
  }
  auto const& server = std::get<mail::Server>(way);
  std::string_view how = server.security == mail::Server::Security::plain ? "without TLS, on this machine" : "by TLS";
  return fmt::format("{}:{} has taken it, {}. Whether it arrives, its mailbox tells.", server.host, server.port, how);
}

Result<void> test(MailWords const& given) {
  auto paper = TRY(Paper::open(given.folder));
  Config const& config = paper.config();
  auto words = TRY(words::Words::make(TRY(Language::parse(config.paper.language)), config.paper.time_zone));
  mail::Mailbox sender = TRY(mail_sender(config));
  auto to = mail::Mailbox::parse(given.address);
  if (!to) return refuse(to.error().code, to.error().message, given.address);
  mail::Way way = TRY(mail_way(paper.folder(), config));
  mail::Message message{.from = std::move(sender),
                        .to = *std::move(to),
                        .subject = words.say("Test letter from {paper}", {{"paper", config.paper.name}}),
                        .text = words.say("This letter was sent to see whether mail from {paper} arrives. It does.", {{"paper", config.paper.name}}) + "\n",
                        .headers = {mail::auto_submitted()}};
  std::string id = mail::new_id();
  auto letter = TRY(mail::write(message, now(), id));
  TRY(mail::send(way, letter, id));
  std::cout << told(way, id) << '\n';
  return {};
}

}  // namespace

void add_mail_commands(CLI::App& program, int& status) {
  static MailWords words;
  CLI::App* mail = program.add_subcommand("mail", "Letters that the paper sends: [mail] in allmende.toml.");
  mail->require_subcommand(1);
  CLI::App* added = mail->add_subcommand("test", "Send one letter to see whether it works, and say what happened.");
  added->footer("Example:\n  allmende mail test paper ada@hafenblatt.example");
  added->add_option("DIR", words.folder, "The paper's folder")->required();
  added->add_option("ADDRESS", words.address, "Whom to send it to")->required();
  added->callback([&status] {
    auto done = test(words);
    status = done ? 0 : refused(done.error());
  });
}

}  // namespace allmende::app
