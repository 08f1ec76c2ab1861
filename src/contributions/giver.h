#pragma once
// Who gives, and how they prove that they are the one. Part of the door.

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "contributions/till.h"
#include "database/database.h"

namespace allmende::contributions {

using GiverId = Id<struct GiverTag>;

/// To whose account of income their money goes.
enum class GiverKind { reader, member, organisation };
std::string_view name_of(GiverKind kind);

struct GiverData {
  static constexpr std::size_t kLongestName = 140;  ///< bytes

  std::string name = {};   ///< may be empty, but not for debits
  std::string email = {};  ///< may be empty, where the office enters a gift
  Language language = Language::german();
  GiverKind kind = GiverKind::reader;
  /// Banks outside of the European Economic Area want it.
  std::optional<sepa::PostalAddress> address = std::nullopt;

  bool operator==(GiverData const&) const = default;
};

struct Giver {
  GiverId id;
  GiverData data;
  Instant since;
  bool erased = false;  ///< its data are empty then
};

/// A giver who holds a link that was sent to their address. Everything given under that address is theirs: each gift
/// makes a giver of its own, and none are ever merged (F34).
class ProvenGiver {
 public:
  std::vector<GiverId> const& ids() const { return ids_; }
  bool is(GiverId id) const;

 private:
  friend struct ProvenGiverMaker;
  explicit ProvenGiver(std::vector<GiverId> ids) : ids_(std::move(ids)) {}
  std::vector<GiverId> ids_;
};

/// Who does something to an agreement: somebody at the till, the clock, or whose it is.
using Who = std::variant<people::Actor, ProvenGiver>;

/// A link is good for so long, as often as it is used.
inline constexpr std::chrono::hours kLinkLife{24 * 7};

/// What is to be sent to the giver: nothing of it is stored but a hash of the token.
struct Link {
  GiverId giver;
  Secret token;  ///< for an address: 43 letters, digits, "-", "_"
};

/// For who typed this address, in whatever case. Nothing when nobody gives under it: who asks is answered the same.
std::optional<Link> make_link(database::WriteTx& tx, Till const& till, std::string_view email, Instant now);
/// For a letter that goes to the giver anyhow.
Link make_link(database::WriteTx& tx, GiverId giver, Instant now);
/// Refuses: not_found for one that is too old, or invented.
Result<ProvenGiver> open_link(database::ReadTx& tx, std::string_view token, Instant now);
/// Takes away links whose time is over; how many.
std::int64_t forget_links(database::WriteTx& tx, Instant now);

/// Whoever calls has asked for the right to see it.
std::optional<Giver> giver(database::ReadTx& tx, Till const& till, GiverId id);

}  // namespace allmende::contributions
