#pragma once
// The press at work. Private to this room.
//
// One mutex guards everything that a writer may touch (table, shelf, subjects, flights); it is held
// for moments, never while a sheet is made or compressed. Loops never take it.

#include <deque>
#include <map>
#include <mutex>
#include <unordered_map>

#include "press/pins.h"
#include "press/shelf.h"
#include "press/subjects.h"
#include "press/table.h"

namespace allmende::press {

struct Route {
  std::size_t number;
  std::string name;
  std::vector<std::string> query;
  Maker maker;
};

/// The best coding that a request takes.
Coding coding_for(std::string_view accept_encoding);

/// The coding for the header that came last: most browsers send the same one, and reading it takes as
/// long as all the rest that is done for a page.
class RememberedCoding {
 public:
  Coding of(std::string_view accept_encoding) {
    if (accept_encoding != std::string_view(header_.data(), size_)) {
      if (accept_encoding.size() > header_.size()) return coding_for(accept_encoding);
      coding_ = coding_for(accept_encoding);
      size_ = accept_encoding.copy(header_.data(), header_.size());
    }
    return coding_;
  }

 private:
  std::array<char, 64> header_;
  std::size_t size_ = 0;
  Coding coding_ = Coding::identity;
};

class Press::Machine {
 public:
  explicit Machine(Options options);

  // The loops'.
  void prepare(std::size_t loops);
  bool answer(http::RequestView const& request, std::size_t loop, http::QuickAnswer& answer) noexcept;
  void release(std::size_t loop) noexcept { quiescence_.rest(loop); }

  // The workers'.
  std::shared_ptr<Route const> add_route(std::string name, std::vector<std::string> query,
                                         Maker maker);
  void pin(std::string name, std::vector<http::FixedAnswer> answers);
  void serve(Route const& route, std::shared_ptr<http::Request const> request, http::Reply reply);
  void set_fillings(unsigned kind, std::vector<html::Html> const& pieces,
                    std::shared_ptr<Policy const> policy);
  std::vector<Shown> take_shown();
  void drop(database::Change const& change);
  void drop_by_time(database::Change const& change);

  std::vector<std::string> routes() const;
  Figures figures() const;

 private:
  /// Somebody makes the page of an address; these wait for it.
  struct Waiting {
    std::shared_ptr<http::Request const> request;
    http::Reply reply;
  };
  struct Flight {
    std::vector<Waiting> waiting;
  };
  /// A loop's own.
  struct alignas(64) Lane {
    std::uint64_t random = 1;
    RememberedCoding coding;
  };

  bool may_be_sent(Entry& entry, Page const& page, Instant now) const;
  bool has_current_fillings(Page const& page) const;
  Choice choose(Page const& page, std::string_view cookie, std::uint64_t& random) const;
  bool adopt_choice(Page const& page, http::RequestView const& request, Choice& choice) const;
  void count_on_loop(Page const& page, http::RequestView const& request, Choice const& choice,
                     std::size_t loop) const;
  void count(http::Request const& request, Page const& page, Choice const& choice) const;
  http::Response response_to(http::Request const& request, Page const& page);

  void make(Route const& route, std::string const& address, std::shared_ptr<http::Request const> request,
            http::Reply reply);
  std::shared_ptr<Page const> land(Route const& route, std::string const& address, Sheet sheet);
  void install(std::string const& address, std::shared_ptr<Page const> page);
  bool is_outdated_already(Page const& page) const;
  std::vector<Waiting> end_flight(std::string const& address);
  void grown(std::string const& address, Page const& page);
  void drop_what_it_alters(database::Change const& change);
  void drop_what_it_alters_by_time(database::Change const& change);
  void mark_stale(Entry& entry);
  void forget(std::string const& address);
  void remove(Entry& entry);
  void make_room();
  std::shared_ptr<std::string const> share(std::string lines);
  std::uint64_t random_for_worker();

  Options options_;
  std::vector<std::shared_ptr<Route const>> routes_;
  Pins pins_;
  std::vector<Lane> lanes_;
  Quiescence quiescence_;
  std::array<std::atomic<FillingSet const*>, 64> current_sets_ = {};

  mutable std::mutex mutex_;
  Table table_;
  Shelf shelf_;
  Subjects subjects_;
  FillingSets sets_;
  struct Counted {
    unsigned kind;
    std::shared_ptr<FillingSet const> set;
  };
  std::vector<Counted> counted_;  // sets with a policy, for as long as a page may hold them
  std::size_t loops_ = 0;
  std::unordered_map<std::string, Flight> flights_;
  std::unordered_map<std::uint64_t, Entry*> entries_;  // by id
  std::uint64_t next_id_ = 1;
  std::deque<database::Change> recent_;      // changes that sheets being made may not have seen
  std::deque<database::Change> recent_by_time_;
  std::int64_t forgotten_ = 0;               // up to this sequence they are not in `recent_` any more
  std::map<std::string, std::weak_ptr<std::string const>, std::less<>> shared_lines_;
  Figures figures_;
};

}  // namespace allmende::press
