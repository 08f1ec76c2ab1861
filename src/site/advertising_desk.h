#pragma once
// Campaigns on their way into the pages; what was shown and clicked on its way into the books. Private to the site.
//
// The press holds, for each place and language, the campaigns as fillings, and with them a Sharing: which of them
// may be shown at the moment. The loops choose by it and count by themselves; the desk looks at their counts
// (look()), opens and closes campaigns, and stores the sums (keep()). A cap is so exceeded by what is shown
// between two looks at most, and what was counted since the last keep() is lost with a process that is killed.
//
// Threads: any. The desk's lock is never held while the database is written, and no loop ever takes it.

#include <map>
#include <mutex>

#include "site/slots.h"

namespace allmende::site {

class AdvertisingDesk {
 public:
  /// Both outlive it. Gives the press what there is.
  AdvertisingDesk(Context context, database::Database& database, press::Press& press);

  /// Reads the campaigns anew, and gives the press those that are not over. Places where nothing is different
  /// stay as they are.
  void fill();
  /// Whether the change alters how a campaign looks or runs.
  bool is_altered_by(database::Change const& change) const;

  /// It is `now`: campaigns begin and end. Returns when the next one does, or the day.
  Instant follow_clock(Instant now);
  /// Takes what was shown, and closes what has reached its cap for today.
  void look();
  /// Looks, and stores what was counted. What cannot be stored is kept for the next time.
  void keep();

  void count_click(Slug const& campaign, advertising::Place place);

 private:
  using Key = std::tuple<Slug, advertising::Place, Date>;
  struct Sums {
    std::int64_t shown = 0, clicked = 0;
  };
  /// What the press was given for a kind.
  struct Filled {
    std::vector<std::string> pieces;
    std::shared_ptr<Sharing const> sharing;
  };

  // With the lock held.
  void fill(database::ReadTx& tx, advertising::Place place, std::size_t language, Instant now);
  void take(std::vector<press::Shown> const& shown);
  void begin_day(Instant now);
  void open_and_close(Instant now);
  bool is_open(Slug const& slug, advertising::Place place, Instant now) const;
  std::vector<advertising::Campaign> of_place(advertising::Place place, Instant now) const;

  Context context_;
  database::Database& database_;
  press::Press& press_;

  mutable std::mutex mutex_;
  std::map<Slug, advertising::Campaign> campaigns_;
  std::map<unsigned, Filled> filled_;
  std::vector<std::weak_ptr<Sharing const>> sharings_;  // all that a page may still have
  Instant clock_;  // of the last follow_clock()
  Date today_;
  std::map<Slug, std::uint64_t> shown_today_;
  std::map<Key, Sums> counted_;  // and not stored yet
};

}  // namespace allmende::site
