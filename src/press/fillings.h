#pragma once
// What may stand in a slot. Part of the door press.h.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"
#include "press/shown.h"

namespace allmende::press {

/// One way to fill a slot, prepared. Fillings of one kind are of one length, padded with blanks, so
/// that what stands behind them always stands at the same place: only then can a page be compressed
/// ahead as a whole.
struct Filling {
  std::string identity;
  std::string deflated;  ///< the same, ending on a byte's border, referring to nothing before it
  std::uint32_t crc = 0;
  char tag = '-';  ///< stands in the ETag of the pages that hold it
};

/// What a Chooser must know of the fillings of a kind; the press does not look at it. It goes with the
/// fillings: whoever is sent an older page is chosen for by the policy that came with its fillings.
class Policy {
 public:
  virtual ~Policy() = default;
};

/// All fillings of one kind of slot. Number 0 is the empty one.
class FillingSet {
 public:
  static constexpr std::size_t kMost = ShownCounts::kMost;

  /// At most kMost - 1 pieces of markup without slots; Bug otherwise.
  explicit FillingSet(std::vector<html::Html> const& pieces,
                      std::shared_ptr<Policy const> policy = nullptr);

  std::size_t size() const { return fillings_.size(); }
  Filling const& at(std::size_t number) const { return fillings_[number]; }
  /// Of each filling.
  std::size_t bytes() const { return fillings_.front().identity.size(); }
  /// Of all that it holds in memory.
  std::size_t memory() const;

  std::shared_ptr<Policy const> const& policy() const { return policy_; }
  /// Counting alters nothing that a page is made of.
  ShownCounts& shown() const { return shown_; }

 private:
  std::vector<Filling> fillings_;
  std::shared_ptr<Policy const> policy_;
  mutable ShownCounts shown_;
};

/// Sets by kind of slot (html::slot). A kind without a set is never filled.
using FillingSets = std::array<std::shared_ptr<FillingSet const>, 64>;

}  // namespace allmende::press
