#pragma once
// What a giver promised. Part of the door.

#include <optional>
#include <string>
#include <vector>

#include "contributions/giver.h"
#include "contributions/schedule.h"

namespace allmende::contributions {

using AgreementId = Id<struct AgreementTag>;
using MandateId = Id<struct MandateTag>;

enum class Way { direct_debit, transfer, card };
std::string_view name_of(Way way);

enum class AgreementState {
  awaiting,  ///< that the giver confirms by the link in their mail; nothing is collected
  active,
  paused,  ///< nothing is collected until somebody resumes it
  ended,   ///< for good; money that comes all the same is credited to it
};
std::string_view name_of(AgreementState state);

/// The account that a giver lets the paper debit.
struct Account {
  std::string holder;  ///< 1 to 70 characters
  sepa::Iban iban;
  std::optional<sepa::Bic> bic = std::nullopt;
  bool operator==(Account const&) const = default;
};

/// That somebody gave a mandate: the proof is the creditor's to keep.
struct MandateEvidence {
  static constexpr std::size_t kLongestText = 4'000;  ///< bytes

  std::string text;     ///< as it was shown, word for word; or where the signed paper lies
  std::string version;  ///< "2026-11"; up to 40 bytes
  bool operator==(MandateEvidence const&) const = default;
};

/// What somebody filled in.
struct Gift {
  Money amount;
  Interval interval = Interval::once;
  Way way = Way::transfer;
  Date first;  ///< the first due day; today at the earliest, two years ahead at most
  GiverData giver = {};
  std::optional<Account> account = std::nullopt;           ///< for direct debits
  std::optional<MandateEvidence> evidence = std::nullopt;  ///< likewise
  std::string appeal = {};                                 ///< slug of the appeal that led here, up to 100 bytes
};

struct Begun {
  AgreementId agreement;
  GiverId giver;
  sepa::CreditorReference reference;  ///< for transfers and standing orders, the same as long as the agreement lives
  std::optional<sepa::MandateReference> mandate;
  /// To be sent to the giver: the gift awaits confirm(). None when it is active already (transfers, cards).
  std::optional<Secret> confirmation;
};

inline constexpr std::chrono::hours kConfirmationLife{24 * 14};

/// A stranger begins; throttling is done before. A direct debit awaits confirmation.
/// Refuses, with the field in `where`: invalid for an amount outside of the till's bounds, a day outside of its, an
/// address that is none, a direct debit without name, e-mail, account or evidence, what a bank would not take of name
/// and account; limit for texts; conflict for a direct debit when the paper has no creditor identifier.
Result<Begun> begin_gift(database::WriteTx& tx, Till const& till, Gift const& gift, Instant now);
/// Somebody at the till enters what was signed on paper: it is active at once, and needs no e-mail. A deed.
/// Refuses: forbidden; as above.
Result<Begun> enter_gift(database::WriteTx& tx, people::Actor const& actor, Till const& till, Gift const& gift,
                         Instant now);
/// The link in the mail. A second time it is the same. Refuses: not_found for one too old or invented; gone when the
/// agreement was ended meanwhile.
Result<AgreementId> confirm(database::WriteTx& tx, Till const& till, std::string_view token, Instant now);

enum class MandateState {
  active,
  needs_account,  ///< the bank says the account is no good
  by_hand,        ///< somebody has to look first
  ended,          ///< never again
};
std::string_view name_of(MandateState state);

struct Mandate {
  MandateId id;
  sepa::MandateReference reference;
  Date signed_on;
  MandateState state;
  std::string account_end;              ///< the last four characters of the IBAN, for the eye
  std::optional<Date> last_presented;   ///< the day of its last debit that went to the bank, even if that came back
  Date expires;                         ///< the last day on which it may be used
  bool expires_soon(Date today) const;  ///< in three months at most
};

struct Agreement {
  AgreementId id;
  GiverId giver;
  sepa::CreditorReference reference;
  AgreementState state;
  Way way;
  Money amount;
  Schedule schedule;
  std::string appeal;
  Date came_on;
  Instant begun;
  std::optional<Instant> confirmed;
  std::optional<Instant> ended;
  std::optional<Mandate> mandate;
};

/// Whoever calls has asked for the right to see it.
std::optional<Agreement> agreement(database::ReadTx& tx, Till const& till, AgreementId id);
std::optional<Agreement> agreement(database::ReadTx& tx, Till const& till, sepa::CreditorReference const& reference);
/// All of a giver who proved it, newest first.
std::vector<Agreement> agreements_of(database::ReadTx& tx, Till const& till, ProvenGiver const& giver);

/// What comes next.
struct Next {
  enum class Stage {
    promised,     ///< nothing has been done about it
    announced,    ///< an attempt is planned for this day; a notice goes out, or has gone
    handed_over,  ///< it is at the bank, and can be taken back no more
  };
  Date nominal;  ///< as was agreed
  Date day;      ///< on which the bank debits; of a transfer the nominal one
  Money amount;
  Stage stage = Stage::promised;
  bool operator==(Next const&) const = default;
};
/// The one function that says when how much is collected next: what givers are shown, and what runs do. None: nothing
/// is, unless something changes.
std::optional<Next> next_collection(database::ReadTx& tx, Till const& till, AgreementId id, Instant now);

/// What happened to an agreement, oldest first. Kinds: begun, confirmed, amount, interval, date, account, paused,
/// resumed, ended, still_comes (ended while a debit was at the bank), erased.
struct AgreementEvent {
  Instant at;
  std::string kind;
  std::string detail;  ///< no person's data
  std::string by;      ///< "giver", "clock", or the name of who did it at the till
};
std::vector<AgreementEvent> events_of(database::ReadTx& tx, AgreementId id);

}  // namespace allmende::contributions
