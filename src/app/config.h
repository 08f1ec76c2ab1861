#pragma once
// allmende.toml: every option once, with what it is, its default, and when one would change it.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/base.h"

namespace allmende::app {

struct Config {
  struct Paper {
    std::string name = "Unsere Zeitung";
    std::string claim;
    std::string language = "de";
    std::string time_zone = "Europe/Berlin";
    std::string address = "http://localhost:8080";
    std::string sign;
    std::string quotes;
    std::string publisher;
    std::string email;
    std::string founded;
    std::string issn;
  } paper;

  struct Policies {
    std::string principles;
    std::string ownership;
    std::string corrections;
    std::string masthead;
    std::string ethics;
    std::string diversity;
  } policies;

  struct Server {
    std::vector<std::string> listen = {"127.0.0.1", "::1"};
    std::int64_t port = 8080;
    std::int64_t operator_port = 8081;
    std::int64_t loops = 1;
    std::int64_t workers = 2;
    std::int64_t connections = 2000;
    std::int64_t connections_per_source = 200;
    std::int64_t header_seconds = 10;
    std::int64_t idle_seconds = 30;
    std::int64_t request_seconds = 10;
    std::int64_t write_seconds = 30;
    std::int64_t header_kilobytes = 16;
    std::int64_t body_kilobytes = 64;
    bool log_requests = true;
    std::vector<std::string> proxies;
  } server;

  struct Tls {
    std::string certificate;
    std::string key;
    std::int64_t redirect_port = 0;
    std::int64_t hsts_days = 0;
  } tls;

  struct Press {
    std::int64_t megabytes = 256;
    bool shared = false;
    std::int64_t shared_seconds = 60;
    std::vector<std::string> purge;
  } press;

  struct Newsroom {
    std::vector<std::string> stages = {"idea", "draft", "edited", "ready"};
    std::vector<std::string> movers = {"edited: editor duty-editor", "proofread: editor duty-editor", "ready: editor duty-editor"};
    std::vector<std::string> publishers = {"editor", "duty-editor"};
    bool only_ready = false;
    bool two_pairs_of_eyes = false;
  } newsroom;

  struct Database {
    std::string engine = "sqlite";
    std::string connection_file;
  } database;

  struct Mail {
    std::string server;
    std::string from;
    std::string user;
    std::string password_file;
  } mail;

  struct Contribution {
    std::string account_holder;
    std::string iban;
    std::string bic;
    std::string reference = "BEITRAG";
    std::vector<std::int64_t> amounts = {5, 10, 25, 50};
    std::string creditor_identifier;
    std::string statement_text = "Beitrag";
    std::int64_t notice_days = 14;
    std::int64_t lead_days = 2;
    std::string cut_off = "12:00";
  } contribution;

  struct Advertising {
    bool givers_see_none = true;
  } advertising;

  struct Robots {
    bool reserve_text_and_data_mining = true;
    std::string policy;
    std::vector<std::string> refused = {
        "GPTBot",   "ChatGPT-User",    "Google-Extended",    "CCBot",      "ClaudeBot",
        "anthropic-ai", "Applebot-Extended", "meta-externalagent", "Bytespider", "PerplexityBot"};
  } robots;

  /// Where an option ("paper.name") was set: file and line. One that is not in it has its default.
  using Origins = std::map<std::string, std::string, std::less<>>;

  /// Reads the file, and notes what stands where. Refuses, naming file and line: what is not TOML; an unknown option (with the nearest
  /// known one); a value of another kind or out of its range.
  static Result<Config> read(std::filesystem::path const& file, Origins* origins = nullptr);
  static Result<Config> parse(std::string_view toml, std::string const& file_name, Origins* origins = nullptr);

  /// The file with every option, its explanation and these values: what `allmende new` writes.
  std::string write() const;

  /// The names of the options whose values are others in `other`: "server.port".
  std::vector<std::string> differences(Config const& other) const;

  /// Every option, one a line, as TOML: its value, and behind it where that comes from and what the default
  /// is. What would let someone into the database is not shown.
  std::string report(Origins const& origins) const;
};

}  // namespace allmende::app
