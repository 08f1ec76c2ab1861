#include "app/create.h"

#include "app/reasons.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <fstream>

#include "embedded/demonstration.h"

namespace allmende::app {

namespace fs = std::filesystem;

namespace {

/// 120 bits, in letters and digits that nobody mistakes for each other.
std::string new_password() {
  constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
  if (sodium_init() < 0) throw Fault("libsodium cannot start");
  std::string password;
  for (int i = 0; i < 24; ++i) {
    password += kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))];
  }
  return password;
}

/// Readable by the paper's user alone from the first moment.
void write_private(fs::path const& file, std::string_view text) {
  int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  bool written = descriptor >= 0 &&
                 ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                 ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (!written) throw Fault("cannot write " + file.string());
}

}  // namespace

Result<void> create_paper(fs::path const& folder, Config const& config) {
  if (std::string reason = why_unwritable(folder); !reason.empty() && !fs::is_regular_file(folder)) {
    return refuse(Code::forbidden, "cannot be made: " + reason, folder.string());
  }
  if (fs::exists(folder / "allmende.toml")) {
    return refuse(Code::conflict, "there is a paper here already; look at it with: allmende serve " +
                                      folder.string(), folder.string());
  }
  if (fs::exists(folder) && !(fs::is_directory(folder) && fs::is_empty(folder))) {
    return refuse(Code::conflict, "is not empty; a new paper gets a folder of its own", folder.string());
  }
  fs::create_directories(folder);
  write_private(folder / "operator.key", new_password() + "\n");
  database::Options options = TRY(database_options(folder, config, 1));
  TRY(database::Database::open(std::move(options), all_migrations()));
  // The settings come last: a folder without them is no paper yet.
  write_private(folder / "allmende.toml", config.write());
  return {};
}

Config demonstration_config() {
  Config config;
  config.paper.name = "Hafenblatt";
  config.paper.claim = "Tageszeitung für Osterfleet und die Küste – im Besitz ihrer Leser*innen";
  config.paper.sign = "hb";
  config.paper.publisher = "Hafenblatt eG";
  config.paper.email = "redaktion@hafenblatt.example";
  config.paper.founded = "1994-05-01";
  config.policies = {.principles = "/ueber-uns", .ownership = "/ueber-uns", .corrections = "/ueber-uns",
                     .masthead = "/impressum", .ethics = "", .diversity = ""};
  config.contribution.account_holder = "Hafenblatt eG";
  config.contribution.iban = "DE02120300000000202051";  // a bank's published example, no account
  config.contribution.reference = "BEITRAG";
  config.contribution.creditor_identifier = "DE98ZZZ09999999999";  // the Bundesbank's for trying
  config.contribution.statement_text = "Beitrag Hafenblatt";
  return config;
}

ImportCount import_demonstration(Paper& paper, Import::Report const& report) {
  Import import(paper, {}, report);
  for (auto const& file : embedded::demonstration()) import.tar(file.bytes, std::string(file.name));
  return import.finish();
}

}  // namespace allmende::app
