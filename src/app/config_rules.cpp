#include "app/config_rules.h"

#include <algorithm>

#include "http/http.h"
#include "mail/mail.h"
#include "manuscripts/manuscripts.h"
#include "people/people.h"
#include "text/text.h"

namespace allmende::app {

namespace {

/// Empty when the value is right, else what is wrong with it.
using Wrong = std::string;

bool is_web_address(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

Wrong wrong_with_email(std::string_view email) {
  return email.empty() || people::parse_email(email) ? "" : "is no e-mail address";
}

/// schema.org's foundingDate: a day, or a year where the day is forgotten.
Wrong wrong_with_founded(std::string const& founded) {
  bool year = founded.size() == 4 && std::ranges::all_of(founded, [](char c) { return c >= '0' && c <= '9'; });
  return founded.empty() || year || Date::parse(founded) ? "" : "is neither a year (1994) nor a day (1994-05-01)";
}

/// ISO 3297: seven digits weighted 8 to 2, and one that makes the sum divisible by 11 (X is ten).
Wrong wrong_with_issn(std::string_view issn) {
  if (issn.empty()) return {};
  constexpr std::string_view kForm = "has not the form 1234-5679";
  if (issn.size() != 9 || issn[4] != '-') return Wrong(kForm);
  int sum = 0;
  int weight = 8;
  for (char c : issn) {
    if (c == '-' && weight == 4) continue;
    bool ten = c == 'X' && weight == 1;
    if (!ten && (c < '0' || c > '9')) return Wrong(kForm);
    sum += weight-- * (ten ? 10 : c - '0');
  }
  return sum % 11 == 0 ? "" : "has a wrong check digit: a figure may be mistyped";
}

Wrong wrong_with_mail_server(std::string const& server) {
  auto parsed = mail::Server::at(server);
  return server.empty() || parsed ? "" : "is wrong: " + parsed.error().message;
}

Wrong wrong_with_mail_sender(Config const& config) {
  if (config.mail.from.empty()) {
    bool from_paper = config.mail.server.empty() || mail::Mailbox::of(config.paper.name, config.paper.email);
    return from_paper ? "" : "must say from whom the paper's letters are, or paper.email must";
  }
  auto sender = mail::Mailbox::parse(config.mail.from);
  return sender ? "" : "is wrong: " + sender.error().message;
}

Wrong wrong_with_listen(std::vector<std::string> const& addresses) {
  if (addresses.empty()) return "is empty: nobody could read the paper";
  for (std::string const& address : addresses) {
    if (!http::is_address(address)) {
      return fmt::format("\"{}\" is no IPv4 or IPv6 address (\"127.0.0.1\"; the port is server.port)", address);
    }
  }
  return {};
}

Wrong wrong_with_policy(std::string_view policy) {
  bool path = policy.starts_with('/') && !policy.starts_with("//");
  return policy.empty() || path || is_web_address(policy) ? "" : "is neither a path (\"/ueber-uns\") nor a web address";
}

Wrong wrong_with_quotes(std::string const& quotes) {
  if (quotes.empty()) return {};
  auto style = text::parse_quote_style(quotes);
  return style ? "" : style.error().message;
}

Wrong wrong_with_stages(std::vector<std::string> const& stages) {
  if (stages.empty()) return "must have one stage at least";
  std::optional<manuscripts::Stage> last;
  for (std::string const& word : stages) {
    auto stage = manuscripts::parse_stage(word);
    bool by_hand = stage && *stage <= manuscripts::Stage::ready;
    if (!by_hand) return fmt::format("\"{}\" is none of idea, draft, edited, proofread, ready", word);
    if (last && *stage <= *last) return "must be in the order idea, draft, edited, proofread, ready, each once";
    last = *stage;
  }
  return "";
}

Wrong wrong_with_movers(std::vector<std::string> const& movers) {
  for (std::string const& words : movers) {
    auto mover = manuscripts::Workflow::parse_mover(words);
    if (!mover) return fmt::format("\"{}\": {}", words, mover.error().message);
  }
  return "";
}

Wrong wrong_with_publishers(std::vector<std::string> const& publishers) {
  for (std::string const& name : publishers) {
    auto role = people::parse_role(name);
    if (!role || !manuscripts::kWriters.has(*role)) return fmt::format("\"{}\" is none of author, editor, duty-editor", name);
  }
  return publishers.empty() ? "must name one at least" : "";
}

Wrong wrong_with_redirect(Config const& config) {
  bool https = !config.tls.key.empty() && config.paper.address.starts_with("https://");
  return config.tls.redirect_port == 0 || https
             ? "" : "needs a certificate, and a paper.address that begins with https://";
}

Wrong wrong_with_proxies(std::vector<std::string> const& proxies) {
  auto wrong = std::ranges::find_if_not(proxies, [](std::string const& proxy) { return http::is_network(proxy); });
  return wrong == proxies.end() ? "" : fmt::format("\"{}\" is no address and no network", *wrong);
}

std::string_view one_of(std::string_view value, std::string_view first, std::string_view second,
                        std::string_view wrong) {
  return value == first || value == second ? std::string_view() : wrong;
}

}  // namespace

Result<void> check_values(Config const& config, std::string const& file, Config::Origins const& origins) {
  Config::Paper const& paper = config.paper;
  Config::Policies const& policies = config.policies;
  bool address_wrong = !is_web_address(paper.address) || paper.address.ends_with('/');
  std::pair<std::string_view, Wrong> const rules[] = {
      {"paper.language", Wrong(one_of(paper.language, "de", "en", "must be \"de\" or \"en\""))},
      {"paper.address", address_wrong ? "must begin with http:// or https:// and end without a slash" : ""},
      {"paper.quotes", wrong_with_quotes(paper.quotes)},
      {"paper.email", wrong_with_email(paper.email)},
      {"paper.founded", wrong_with_founded(paper.founded)},
      {"paper.issn", wrong_with_issn(paper.issn)},
      {"policies.principles", wrong_with_policy(policies.principles)},
      {"policies.ownership", wrong_with_policy(policies.ownership)},
      {"policies.corrections", wrong_with_policy(policies.corrections)},
      {"policies.masthead", wrong_with_policy(policies.masthead)},
      {"policies.ethics", wrong_with_policy(policies.ethics)},
      {"policies.diversity", wrong_with_policy(policies.diversity)},
      {"newsroom.stages", wrong_with_stages(config.newsroom.stages)},
      {"newsroom.movers", wrong_with_movers(config.newsroom.movers)},
      {"newsroom.publishers", wrong_with_publishers(config.newsroom.publishers)},
      {"server.listen", wrong_with_listen(config.server.listen)},
      {"server.proxies", wrong_with_proxies(config.server.proxies)},
      {"tls.key", config.tls.certificate.empty() != config.tls.key.empty() ? "and tls.certificate go together" : ""},
      {"tls.redirect_port", wrong_with_redirect(config)},
      {"mail.server", wrong_with_mail_server(config.mail.server)},
      {"mail.from", wrong_with_mail_sender(config)},
      {"mail.password_file", config.mail.user.empty() && !config.mail.password_file.empty() ? "goes with mail.user" : ""},
      {"database.engine",
       Wrong(one_of(config.database.engine, "sqlite", "postgresql", "must be \"sqlite\" or \"postgresql\""))},
  };
  for (auto const& [name, wrong] : rules) {
    if (wrong.empty()) continue;
    auto origin = origins.find(name);
    std::string where = origin == origins.end() ? file : file + origin->second.substr(origin->second.rfind(':'));
    return refuse(Code::invalid, fmt::format("{} {}", name, wrong), std::move(where));
  }
  return {};
}

}  // namespace allmende::app
