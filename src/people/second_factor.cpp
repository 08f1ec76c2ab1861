#include "people/second_factor.h"

#include "people/deed.h"
#include "people/one_time_code.h"
#include "people/own_account.h"
#include "people/store.h"
#include "people/token.h"

namespace allmende::people {

namespace {

constexpr int kRecoveryCodes = 10;

/// RFC 3986, 2.3: everything else is encoded.
std::string encoded(std::string_view text) {
  std::string out;
  for (char c : text) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 std::string_view("-._~").find(c) != std::string_view::npos;
    if (plain) out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

Result<store::Account> account_of(database::WriteTx& tx, Actor const& actor) {
  auto account = actor.person() ? store::account(tx, *actor.person()) : std::nullopt;
  if (!account) return refuse(Code::forbidden, "only a person has a second factor");
  return *std::move(account);
}

/// Keys of the account and offers are sealed apart: what is offered to one place is of no use in the other.
constexpr std::string_view kOffer = "offer ";

FactorOffer offer_of(Secret key, Secret const& sealing_key, std::string_view paper, std::string_view email) {
  std::string by_hand = base32(key.reveal());
  // The form that authenticators read (Key Uri Format); what is left out is their default: SHA1, 6, 30.
  std::string address = fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}", encoded(paper), encoded(email), by_hand);
  return {Seal(sealing_key).close(std::string(kOffer) + key.reveal()), std::move(by_hand), std::move(address)};
}

Result<Secret> opened(Secret const& sealing_key, std::string_view sealed) {
  auto opened = sealed.size() < 200 ? Seal(sealing_key).try_open(sealed) : std::nullopt;
  if (!opened || !opened->reveal().starts_with(kOffer)) return refuse(Code::invalid, "this key was not offered here; begin again");
  return Secret(opened->reveal().substr(kOffer.size()));
}

std::string which(store::Account const& account) { return std::to_string(account.person.id.value()); }

}  // namespace

FactorOffer offer_second_factor(Secret const& sealing_key, std::string_view paper, std::string_view email) {
  return offer_of(new_factor_key(), sealing_key, paper, email);
}

Result<FactorOffer> same_offer(Secret const& sealing_key, std::string_view sealed, std::string_view paper,
                               std::string_view email) {
  return offer_of(TRY(opened(sealing_key, sealed)), sealing_key, paper, email);
}

Result<std::vector<Secret>> take_second_factor(database::WriteTx& tx, Actor const& actor, Secret const& sealing_key,
                                               std::string_view sealed, std::string_view code, Instant now) {
  auto account = TRY(account_of(tx, actor));
  if (account.second_factor) return refuse(Code::conflict, "there is a second factor already; end that one first");
  Secret factor_key = TRY(opened(sealing_key, sealed));
  auto step = matching_step(factor_key, code, now, 0);
  if (!step) return refuse(Code::invalid, "the authenticator should show another code; is its clock right?", "code");
  store::set_second_factor(tx, account.person.id, Seal(sealing_key).close(factor_key.reveal()));
  store::set_last_step(tx, account.person.id, *step);
  store::end_recovery_codes(tx, account.person.id);
  std::vector<Secret> codes;
  while (codes.size() < kRecoveryCodes) {
    codes.push_back(new_recovery_code());
    store::put_recovery_code(tx, account.person.id, hash_of(plain_recovery_code(codes.back().reveal())));
  }
  record_deed(tx, actor, {"second factor", "person", which(account)}, now);
  return codes;
}

Result<void> drop_second_factor(database::Database& database, Actor const& actor, Secret const& password, Instant now) {
  auto account = TRY(own_account(database, actor, password, "the password is another one", "password"));
  auto tx = database.write();
  TRY(must_be_as_it_was(tx, account));
  store::set_second_factor(tx, account.person.id, std::nullopt);
  store::end_recovery_codes(tx, account.person.id);
  record_deed(tx, actor, {"second factor ended", "person", which(account)}, now);
  tx.commit();
  return {};
}

int recovery_codes_left(database::ReadTx& tx, Actor const& actor) {
  return actor.person() ? store::count_recovery_codes(tx, *actor.person()) : 0;
}

}  // namespace allmende::people
