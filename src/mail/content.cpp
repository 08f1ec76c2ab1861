#include "mail/content.h"

#include <fmt/format.h>

namespace allmende::mail {

using html::Html;

namespace {

struct AsText {
  std::string operator()(Content::Paragraph const& words) const { return words + "\n"; }
  std::string operator()(Content::Link const& link) const { return link.address.text() + "\n"; }
  std::string operator()(Content::Facts const& facts) const {
    std::string lines;
    for (auto const& [name, said] : facts) lines += fmt::format("{}: {}\n", name, said);
    return lines;
  }
};

struct AsPage {
  Html operator()(Content::Paragraph const& words) const { return html::html<"<p>{}</p>\n">(words); }
  Html operator()(Content::Link const& link) const {
    return html::html<R"(<p><a href="{}">{}</a></p>
)">(link.address, link.address.text());
  }
  Html operator()(Content::Facts const& facts) const {
    Html rows = html::each(facts, [](auto const& fact) {
      return html::html<"<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n">(fact.first, fact.second);
    });
    return html::html<"<table><tbody>\n{}</tbody></table>\n">(rows);
  }
};

}  // namespace

Message message_of(Content const& content, Mailbox from, Mailbox to, Language const& language) {
  std::string text;
  Html page;
  for (Content::Part const& part : content.parts) {
    text += (text.empty() ? "" : "\n") + std::visit(AsText(), part);
    page += std::visit(AsPage(), part);
  }
  return {.from = std::move(from),
          .to = std::move(to),
          .subject = content.subject,
          .text = std::move(text),
          .page = html::document<R"(<!doctype html>
<html lang="{}">
<head><meta charset="utf-8"><title>{}</title></head>
<body>
{}</body>
</html>
)">(language.tag(), content.subject, page),
          .headers = {auto_submitted()}};
}

}  // namespace allmende::mail
