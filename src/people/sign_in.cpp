#include "people/sign_in.h"

#include <sodium.h>

#include <mutex>
#include <semaphore>

#include "people/actor_maker.h"
#include "people/deed.h"
#include "people/lower_case.h"
#include "people/one_time_code.h"
#include "people/password.h"
#include "people/store.h"
#include "people/throttle.h"
#include "people/token.h"

namespace allmende::people {

namespace {

constexpr Throttle::Rule kAccountRule{.free_failures = 5};
constexpr Throttle::Rule kSourceRule{.free_failures = 20};
constexpr Throttle::Rule kAskRule{.free_failures = 5};
constexpr std::size_t kLongestField = 1000;
constexpr std::chrono::milliseconds kPatience{500};

bool is_bounded(Attempt const& attempt) {
  return attempt.email.size() <= kLongestField && attempt.password.reveal().size() <= kLongestPassword &&
         attempt.code.size() <= kLongestField && attempt.device.size() <= kLongestField;
}

std::unexpected<Refused> not_in(NotSignedIn why, std::chrono::seconds wait = {}) {
  return std::unexpected(Refused{why, wait});
}

}  // namespace

struct Entrance::Inside {
  database::Database& database;
  Secret key;
  std::mutex mutex;
  Throttle throttle;                      // under the mutex
  std::binary_semaphore hasher{1};  // takes 64 MB

  /// What two who do not have the key cannot tell from chance.
  std::string keyed(std::string_view purpose, std::string_view text) const {
    std::string in = std::string(purpose) + ' ' + std::string(text);
    std::string out(32, '\0');
    std::string const& bytes = key.reveal();
    crypto_generichash(reinterpret_cast<unsigned char*>(out.data()), out.size(),
                       reinterpret_cast<unsigned char const*>(in.data()), in.size(),
                       reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    return hash_of(out);
  }

  /// "<random>.<what says that it was given for this address>"
  Secret new_device(std::string_view email) const {
    std::string token = new_token().reveal();
    return Secret(token + '.' + keyed("device", token + ' ' + std::string(email)));
  }
  bool is_device_of(std::string_view device, std::string_view email) const {
    std::size_t point = device.find('.');
    if (point == device.npos) return false;
    std::string token(device.substr(0, point));
    return Secret(keyed("device", token + ' ' + std::string(email))).matches(device.substr(point + 1));
  }

  struct Keys {
    std::string account, source;
  };
  Keys keys_of(Attempt const& attempt, std::string const& email) const {
    bool known = is_device_of(attempt.device, email);
    return {.account = known ? keyed("known", attempt.device) : keyed("account", email),
            .source = keyed("source", attempt.source)};
  }

  std::chrono::seconds wait(Keys const& keys, Instant now) {
    std::lock_guard lock(mutex);
    return std::max(throttle.wait(keys.account, now), throttle.wait(keys.source, now));
  }
  std::unexpected<Refused> fail(Keys const& keys, NotSignedIn why, Instant now) {
    std::lock_guard lock(mutex);
    throttle.fail(keys.account, kAccountRule, now);
    throttle.fail(keys.source, kSourceRule, now);
    return not_in(why);
  }

  /// Nothing when others are at it: threads that make pages must not all wait here.
  std::optional<bool> is_password_of(std::optional<store::Account> const& account, Secret const& password) {
    if (!hasher.try_acquire_for(kPatience)) return std::nullopt;
    struct Turn {
      std::binary_semaphore& hasher;
      ~Turn() { hasher.release(); }
    } turn{hasher};
    bool fits = is_password(account ? account->password : std::nullopt, password);
    return fits && account && account->person.active;
  }

  bool uses_code(database::WriteTx& tx, store::Account const& account, std::string const& code, Instant now) const {
    std::string typed = plain_recovery_code(code);
    if (auto step = matching_step(Seal(key).open(*account.second_factor), typed, now, account.last_step)) {
      store::set_last_step(tx, account.person.id, *step);
      return true;
    }
    return store::use_recovery_code(tx, account.person.id, hash_of(typed));
  }
};

Entrance::Entrance(database::Database& database, Secret sealing_key)
    : inside_(new Inside{.database = database, .key = std::move(sealing_key), .mutex = {}, .throttle = {}}) {
  if (sodium_init() < 0) throw Fault("libsodium cannot start");
}
Entrance::~Entrance() = default;

std::expected<SignedIn, Refused> Entrance::sign_in(Attempt const& attempt, Instant now) {
  if (!is_bounded(attempt)) return not_in(NotSignedIn::wrong);
  std::string email = lower_case(attempt.email);
  auto keys = inside_->keys_of(attempt, email);
  if (auto wait = inside_->wait(keys, now); wait.count() > 0) return not_in(NotSignedIn::wait, wait);

  auto account = [&] {
    auto tx = inside_->database.read();
    return store::account(tx, email);
  }();
  auto fits = inside_->is_password_of(account, attempt.password);
  if (!fits) return not_in(NotSignedIn::wait, std::chrono::seconds(1));
  if (!*fits) return inside_->fail(keys, NotSignedIn::wrong, now);
  if (account->second_factor && attempt.code.empty()) return not_in(NotSignedIn::needs_code);

  auto tx = inside_->database.write();
  // Somebody may have changed the account, or used the code, since it was read.
  auto present = store::account(tx, account->person.id);
  if (!present || !present->person.active || present->password != account->password) return not_in(NotSignedIn::wrong);
  if (present->second_factor && !inside_->uses_code(tx, *present, attempt.code, now)) {
    return inside_->fail(keys, NotSignedIn::wrong_code, now);
  }
  Person& person = present->person;
  std::string browser = browser_name(attempt.user_agent);
  Secret session = begin_session(tx, person.id, browser, now);
  record_deed(tx, ActorMaker::make(person.id, person.name, person.roles),
              {"signed in", "person", std::to_string(person.id.value()), browser}, now);
  tx.commit();
  std::lock_guard lock(inside_->mutex);
  inside_->throttle.forget(keys.account);
  return SignedIn{std::move(session), inside_->new_device(email)};
}

std::chrono::seconds Entrance::ask(std::string_view source, Instant now) {
  std::string key = inside_->keyed("ask", source);
  std::lock_guard lock(inside_->mutex);
  auto wait = inside_->throttle.wait(key, now);
  if (wait.count() == 0) inside_->throttle.fail(key, kAskRule, now);
  return wait;
}

}  // namespace allmende::people
