#include "app/options.h"

namespace allmende::app {

namespace {

template <auto Section, auto Member>
auto place() {
  return +[](Config& config) { return &(config.*Section.*Member); };
}

#define PLACE(section, member) \
  place<&Config::section, &std::remove_reference_t<decltype(Config::section)>::member>()

constexpr OptionSection kSections[] = {
    {"paper", "What the paper is called and how it speaks."},
    {"policies", "Addresses of pages that say how the paper works, for search engines (schema.org).\n"
                 "A path of this paper (\"/ueber-uns\") or a whole address; empty = not stated."},
    {"server", "How readers reach the paper, and what one visitor may cost it."},
    {"tls", "HTTPS without a proxy in front. With a certificate the readers' port ([server] port) speaks nothing\n"
            "else: TLS 1.3, and 1.2 for old phones."},
    {"press", "Pages are made once and kept in memory until something in them changes."},
    {"database", "Where everything is kept."},
    {"mail", "Letters that the paper sends: invitations to the staff. `allmende mail test` tries it."},
    {"contribution", "The account that readers' contributions go to. Without an IBAN the contribution page\n"
                     "says that the paper takes none yet."},
    {"newsroom", "How a text comes from an idea to the readers, at /redaktion."},
    {"advertising", "Campaigns come in by `import`; what was shown and clicked is told by `report`."},
    {"robots", "What machines may do with the texts."},
};

}  // namespace

std::span<OptionSection const> option_sections() { return kSections; }

std::span<Option const> options() {
  static Option const table[] = {
      {"paper", "name", PLACE(paper, name), "The name in the masthead, in feeds and in search engines."},
      {"paper", "claim", PLACE(paper, claim), "A line beneath the name. Empty = none."},
      {"paper", "language", PLACE(paper, language),
       "Language of the pages around the articles: de or en. Articles carry their own."},
      {"paper", "time_zone", PLACE(paper, time_zone),
       "The clock of the paper's days and times, as the tz database names it."},
      {"paper", "address", PLACE(paper, address),
       "The public address, without a slash at the end. It stands in feeds, sitemaps and permanent links:\n"
       "set it before the first reader comes."},
      {"paper", "sign", PLACE(paper, sign),
       "The paper's own sign in credit lines: \"nd\" makes »dpa/nd« of agency copy the house worked on."},
      {"paper", "quotes", PLACE(paper, quotes),
       "Quotation marks that texts are set in: \"»…«\", \"„…“\", \"«…»\" or \"“…”\"; the inner ones follow.\n"
       "Empty = what is usual in the article's language (German: »…« with ›…‹)."},
      {"paper", "publisher", PLACE(paper, publisher), "Who publishes: the cooperative's full name."},
      {"paper", "email", PLACE(paper, email), "Where readers write to. Shown on help pages; empty = none."},
      {"paper", "founded", PLACE(paper, founded), "Day or year of foundation, for search engines."},
      {"paper", "issn", PLACE(paper, issn), "The printed paper's ISSN, if it has one."},

      {"policies", "principles", PLACE(policies, principles), "Editorial principles."},
      {"policies", "ownership", PLACE(policies, ownership), "Who owns and finances the paper."},
      {"policies", "corrections", PLACE(policies, corrections), "How mistakes are corrected."},
      {"policies", "masthead", PLACE(policies, masthead), "Who works there."},
      {"policies", "ethics", PLACE(policies, ethics), "Code of ethics."},
      {"policies", "diversity", PLACE(policies, diversity), "Diversity policy."},

      {"server", "listen", PLACE(server, listen),
       "Addresses to listen on. The default answers only this machine, for a proxy in front or for trying\n"
       "out; [\"0.0.0.0\", \"::\"] answers the world."},
      {"server", "port", PLACE(server, port), "Port for readers. 0 = any free one.", 0, 65535},
      {"server", "operator_port", PLACE(server, operator_port),
       "Port of the operator's page and of /metrics, on 127.0.0.1 only. 0 = any free one.", 0, 65535},
      {"server", "loops", PLACE(server, loops),
       "Threads that answer from memory. One serves more readers than a small paper will ever have; as many\n"
       "as there are cores when one is not enough.",
       1, 64},
      {"server", "workers", PLACE(server, workers),
       "Threads that make pages, each with its own database connection. One or two per core.", 1, 256},
      {"server", "connections", PLACE(server, connections),
       "Connections at the same time. Beyond that a visitor is told to come back (503).", 1, 1'000'000},
      {"server", "connections_per_source", PLACE(server, connections_per_source),
       "Connections from one address. A proxy's own (proxies) are not counted.", 1,
       1'000'000},
      {"server", "header_seconds", PLACE(server, header_seconds),
       "How long a request's head may take to arrive.", 1, 600},
      {"server", "idle_seconds", PLACE(server, idle_seconds),
       "How long an unused connection is kept open.", 1, 3600},
      {"server", "request_seconds", PLACE(server, request_seconds),
       "How long making a page may take before the reader is told so.", 1, 600},
      {"server", "write_seconds", PLACE(server, write_seconds),
       "How long a reader may take to accept a page without taking a byte.", 1, 3600},
      {"server", "header_kilobytes", PLACE(server, header_kilobytes), "Size of a request's head.", 1, 1024},
      {"server", "body_kilobytes", PLACE(server, body_kilobytes), "Size of a request's body.", 1, 1024 * 1024},

      {"server", "log_requests", PLACE(server, log_requests),
       "A line for each request, without the reader's address. What goes wrong is always logged."},
      {"server", "proxies", PLACE(server, proxies),
       "Addresses and networks of proxies in front: [\"127.0.0.1\", \"10.0.0.0/8\"]. Only they are believed whom\n"
       "they ask for (X-Forwarded-For, or without it Forwarded: the proxy must drop the one that it does not\n"
       "set); that is counted, as connections_per_source says, and never kept."},

      {"tls", "certificate", PLACE(tls, certificate),
       "File with the certificate and those that lead to its root (fullchain.pem), from this folder on. Empty =\n"
       "plain HTTP. When the file changes it is taken within seconds, without a restart."},
      {"tls", "key", PLACE(tls, key), "File with the certificate's key (privkey.pem), without a password."},
      {"tls", "redirect_port", PLACE(tls, redirect_port),
       "Port for plain HTTP, from which everything is sent on to paper.address: 80. 0 = none.", 0, 65535},
      {"tls", "hsts_days", PLACE(tls, hsts_days),
       "For how many days browsers are to come by HTTPS alone (HSTS). Set it when HTTPS has worked for a while:\n"
       "it cannot be taken back. 0 = not said.",
       0, 3650},

      {"press", "megabytes", PLACE(press, megabytes),
       "Memory for pages that are ready to be sent. A page takes some 20 kB.", 8, 1024 * 1024},
      {"press", "shared", PLACE(press, shared),
       "For a paper behind a CDN or Varnish that keeps its pages: they are the same for all readers, and a\n"
       "small script fills in appeal and advertisement. Campaigns then stand above articles only. Without a cache\n"
       "in front, leave it."},
      {"press", "shared_seconds", PLACE(press, shared_seconds),
       "How long such a cache may keep a page without asking. With purge below, an hour or a day; without,\n"
       "as long as a new text may take to be seen by all.",
       1, 7 * 24 * 3600},
      {"press", "purge", PLACE(press, purge),
       "Such caches, as [\"http://127.0.0.1:6081\"]: each is sent PURGE with the keys of what a change\n"
       "outdates. See docs/varnish.vcl for what Varnish needs."},

      {"database", "engine", PLACE(database, engine),
       "\"sqlite\": one file in this folder, right for one machine. \"postgresql\": when one is not enough."},
      {"database", "connection_file", PLACE(database, connection_file),
       "For PostgreSQL: a file that holds the connection string, readable by the paper's user alone.\n"
       "The environment's ALLMENDE_DATABASE goes before it."},

      {"mail", "server", PLACE(mail, server),
       "The server that sends them: \"smtps://mail.example.org\" (TLS, port 465), \"smtp://mail.example.org\"\n"
       "(STARTTLS, port 587), \"smtp://localhost\" (this machine's own, port 25); another port behind a colon.\n"
       "Empty = none: invitations are links that you pass on, who has forgotten their password asks you for one,\n"
       "and other letters lie in the folder outgoing."},
      {"mail", "from", PLACE(mail, from),
       "From whom they are: \"Hafenblatt <redaktion@hafenblatt.example>\". Empty = the paper's name and email.\n"
       "The server must be allowed to send for its domain (SPF, DKIM), or they are taken for spam."},
      {"mail", "user", PLACE(mail, user), "What the server knows the paper by. Empty = it asks for nothing."},
      {"mail", "password_file", PLACE(mail, password_file),
       "A file that holds its password on one line, readable by the paper's user alone, from this folder on.\n"
       "The environment's ALLMENDE_MAIL_PASSWORD goes before it."},

      {"contribution", "account_holder", PLACE(contribution, account_holder),
       "Exactly the name that the bank knows: banks compare it with what givers enter."},
      {"contribution", "iban", PLACE(contribution, iban), "The account."},
      {"contribution", "bic", PLACE(contribution, bic), "Its bank; empty is fine within the euro area."},
      {"contribution", "reference", PLACE(contribution, reference),
       "Letters and digits (21 at most) that the creditor reference (RF…) of transfers is made from.\n"
       "Changing it breaks standing orders' assignment: leave it."},
      {"contribution", "amounts", PLACE(contribution, amounts),
       "Amounts in euros that the contribution page suggests, the smallest first. Any other can be typed."},
      {"contribution", "creditor_identifier", PLACE(contribution, creditor_identifier),
       "For direct debits: the number by which the Bundesbank knows the paper (DE98ZZZ09999999999), with an agreement with its\n"
       "bank. Empty = transfers only. Givers are written to: set mail.server too."},
      {"contribution", "statement_text", PLACE(contribution, statement_text),
       "What stands on givers' statements: the paper's name as they know it."},
      {"contribution", "notice_days", PLACE(contribution, notice_days),
       "How many days before a debit givers are told. 14 unless they agreed to fewer.", 1, 60},
      {"contribution", "lead_days", PLACE(contribution, lead_days),
       "How many of the banks' working days before a debit its file must be there. The bank says.", 1, 10},
      {"contribution", "cut_off", PLACE(contribution, cut_off), "Until when on such a day. The bank says."},

      {"newsroom", "stages", PLACE(newsroom, stages),
       "Those that a text goes through before it is published, in their order, of: idea, draft, edited,\n"
       "proofread, ready."},
      {"newsroom", "movers", PLACE(newsroom, movers),
       "Who moves a text to a stage, of: author, editor, duty-editor, picture-desk. To a stage that is not named\n"
       "here, everyone who writes."},
      {"newsroom", "publishers", PLACE(newsroom, publishers),
       "Who publishes, schedules and withdraws, of: author, editor, duty-editor."},
      {"newsroom", "only_ready", PLACE(newsroom, only_ready),
       "A text is published only from the last of these stages."},
      {"newsroom", "two_pairs_of_eyes", PLACE(newsroom, two_pairs_of_eyes),
       "Somebody other than who wrote the newest revision must have moved it on, or publishes it."},

      {"advertising", "givers_see_none", PLACE(advertising, givers_see_none),
       "No advertising for readers who have said that they give. It is kept in a cookie of this paper\n"
       "(allmende=1.g), which is the same for all of them."},

      {"robots", "reserve_text_and_data_mining", PLACE(robots, reserve_text_and_data_mining),
       "Reserve the rights of text and data mining in machine-readable form (TDMRep; § 44b UrhG,\n"
       "Art. 4 of the DSM directive)."},
      {"robots", "policy", PLACE(robots, policy), "Address of a licence offer for such use. Empty = none."},
      {"robots", "refused", PLACE(robots, refused),
       "Crawlers that robots.txt asks to stay away. The list ages: look at it once a year."},
  };
  return table;
}

#undef PLACE

}  // namespace allmende::app
