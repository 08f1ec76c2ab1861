#include "desk/link_letter.h"

namespace allmende::desk {

namespace {

using html::Html;
using html::Url;

std::string text_of(LinkLetter const& letter, std::string const& greeting) {
  return fmt::format("{}\n\n{}\n\n{}\n\n{}\n", greeting, letter.before, letter.link, fmt::join(letter.after, "\n\n"));
}

html::Document page_of(LinkLetter const& letter, Url const& link, std::string const& greeting, Language const& language) {
  Html after = html::each(letter.after, [](std::string const& words) { return html::html<"<p>{}</p>\n">(words); });
  return html::document<R"(<!doctype html>
<html lang="{}">
<head><meta charset="utf-8"><title>{}</title></head>
<body>
<p>{}</p>
<p>{}</p>
<p><a href="{}">{}</a></p>
{}</body>
</html>
)">(language.tag(), letter.subject, greeting, letter.before, link, letter.link, after);
}

}  // namespace

std::string link_address(std::string_view paper_address, std::string_view page, Secret const& token) {
  return std::string(paper_address) + Url::path_of({"redaktion", page, token.reveal()}).text();
}

Result<mail::Message> message_of(LinkLetter const& letter, mail::Mailbox from, people::Person const& to, words::Words const& words) {
  mail::Mailbox mailbox = TRY(mail::Mailbox::of(to.name, to.email));
  Url link = TRY(Url::external(letter.link));
  std::string greeting = words.say("Good day {name},", {{"name", to.name}});
  return mail::Message{.from = std::move(from),
                       .to = std::move(mailbox),
                       .subject = letter.subject,
                       .text = text_of(letter, greeting),
                       .page = page_of(letter, link, greeting, words.language()),
                       .headers = {mail::auto_submitted()}};
}

}  // namespace allmende::desk
