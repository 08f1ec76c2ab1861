#pragma once
// What an entry is made of, before it is known whose it is. Private to this room.

#include "banking/line.h"

namespace allmende::banking {

struct Draft {
  LineKind kind;
  Money amount = Money::cents(0);  ///< as the account sees it
  Money fee = Money::cents(0);
  std::string code = {};
  std::optional<Cause> blocked = std::nullopt;  ///< no look-up can tell what it is
  Particulars particulars = {};
};

/// At least one; their amounts sum to the entry's. `currency` is the account's.
std::vector<Draft> drafts_of(sepa::Entry const& entry, std::string_view currency);

/// Whether the bank told of several payments as one, and nothing of each.
inline bool is_batch(std::vector<Draft> const& drafts) {
  return drafts.size() == 1 && drafts.front().kind == LineKind::batch;
}

Money sum_of(std::vector<Draft> const& drafts);

}  // namespace allmende::banking
