#pragma once
// THE DOOR of giving: the pages on which readers give and look after what they give, under /beitrag, and the letters that go
// with them. Rules live in contributions; here is what a giver sees.
//
// Words: what somebody has *chosen* is an amount and how often; *details* are what they type of themselves; the *own page* is
// a giver's, behind a link from a letter.
//
// Invariants
//  1. Every page works without script and without cookies. Whoever gives has no account and no password.
//  2. Nothing is done by GET. A form is taken only from a page of the paper.
//  3. An account number is in no address, no letter and no log line; on a page it stands only in the field into which it was
//     just typed, else as its last four digits.
//  4. Who asks by an e-mail address learns nothing of whether somebody gives: the answer is the same, and the letter tells.
//  5. A page of this room is kept by nobody.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "contributions/contributions.h"
#include "database/database.h"
#include "http/http.h"
#include "mail/mail.h"
#include "sepa/sepa.h"
#include "vault/vault.h"

namespace allmende::giving {

/// A page to be put into the paper's frame.
struct Page {
  std::string title;
  std::string address;  ///< its one address: "/beitrag"
  html::Html main;
  http::Status status = http::Status::ok;
  bool may_be_found = false;  ///< by search engines
};

struct Settings {
  std::string paper;
  std::string address;  ///< "https://hafenblatt.example"
  Language language = Language::german();
  std::string time_zone;
  /// Puts a page into the paper's frame.
  std::function<http::Response(Page const&)> framed;
  std::optional<contributions::Till> till = {};
  /// The paper's account; without it, and without a till, the page says that nothing is taken yet.
  std::optional<sepa::BankDetails> account = {};
  /// For transfers of those who say nothing of themselves.
  std::optional<sepa::CreditorReference> reference = {};
  std::vector<Money> amounts = {};  ///< proposed, the smallest first
  /// Without it only transfers without a name are taken: all else needs a letter.
  std::shared_ptr<mail::Outbox const> outbox = {};
};

class Giving {
 public:
  struct House;
  /// `database` outlives it. Refuses: not_found for a language without a catalogue, invalid for an unknown zone.
  static Result<Giving> make(database::Database& database, Settings settings, Clock clock);
  Giving(Giving&&) noexcept;
  ~Giving();

  void add_to(http::Router& router) const;

  /// Writes to givers what is due to them (contributions/messages.h), each letter in one transaction with its being noted, so
  /// that it is posted once. What does not go is told (without anybody's name), and keeps no other from going. From one
  /// thread, every few seconds.
  void write_letters(std::function<void(std::string_view)> const& report) const;

 private:
  explicit Giving(std::shared_ptr<House const> house);
  std::shared_ptr<House const> house_;
};

}  // namespace allmende::giving
