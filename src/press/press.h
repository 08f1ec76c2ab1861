#pragma once
// THE DOOR of the press: pages that were made once and are sent many times, each to one person.
//
// Words: a *sheet* is a page fresh from its maker. A *page* is a sheet in the press: immutable slices
// with *slots* between them, plain and compressed. A *filling* is what a slot may hold; which one is
// chosen for each request by the Chooser, and the slices and the fillings are sent as they lie in
// memory. A *change* (database) drops the pages whose sheets depend on it.
//
// Invariants
//  1. On the path of a page that is there, nothing is locked, allocated, copied or compressed.
//  2. However many ask at once for an address, one makes its page; the others wait or get the page
//     before.
//  3. Once anyone was sent a page that a change has altered, nobody is sent the page before it.
//  4. A page that a change has outdated is sent for at most kLongestStale, and only while its
//     successor is being made.
//  5. What the press holds stays below Options::bytes. Addresses that are asked for once, however
//     many, do not push out those that are asked for again (S3-FIFO: Yang et al., SOSP 2023).
//
// Threads: every function may be called from any thread, except that answer() and release() belong
// to the loops. The press knows no database: whoever follows the change log calls drop().

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/base.h"
#include "database/database.h"
#include "http/http.h"
#include "press/fillings.h"

namespace allmende::press {

/// What a maker hands in.
struct Sheet {
  /// With slots (html::slot) in its body or without. Only 200, 301, 404 and 410 are kept.
  http::Response response;
  /// What it was made from, of which state of the database, at what time.
  std::vector<database::Dependency> made_from = {};
  database::Sequence as_of = database::Sequence(0);
  std::optional<Instant> seen_at = {};
  /// When it is outdated by itself.
  std::optional<Instant> valid_until = {};
  /// What the Chooser must know of this page; the press does not look at it.
  std::uint64_t facts = 0;
};

/// Is given the address, the route's parameters and the route's query fields, and nothing else of the
/// request: no header, no other field can get into a page that is kept for all.
using Maker = std::function<Result<Sheet>(http::Request const&)>;

/// What there is to know when a slot is filled.
struct Question {
  unsigned kind = 0;         ///< of slot
  std::size_t fillings = 1;  ///< how many there are, the empty one (0) with them
  std::uint64_t facts = 0;   ///< of the page
  Policy const* policy = nullptr;  ///< of the fillings; may be none
  std::string_view cookie = {};  ///< the request's Cookie header as it came; not to be trusted
  std::uint32_t coin = 0;    ///< a number at random, for this slot
};

/// A pure function. Called on the loops for every slot of every request: it must not wait, lock,
/// allocate or throw. An answer that is no filling's number counts as 0.
class Chooser {
 public:
  virtual ~Chooser() = default;
  virtual std::size_t choose(Question const& question) const noexcept = 0;
  /// Whether a reader whose browser has the page with this filling (not 0) may go on with it.
  virtual bool may_keep(Question const& question, std::size_t number) const noexcept {
    return question.fillings > number;
  }
  /// Whether what is sent to who calls itself so (User-Agent, as it came) is to be counted.
  virtual bool counts(std::string_view user_agent) const noexcept {
    static_cast<void>(user_agent);
    return true;
  }
};

/// How often a filling was sent, to whoever counts() and asked by GET; a 304 that confirms it is sending it.
struct Shown {
  unsigned kind = 0;
  std::size_t number = 0;
  std::shared_ptr<Policy const> policy = {};
  std::uint64_t times = 0;
};

struct Options {
  /// What all pages together may take.
  std::size_t bytes = 256 << 20;
  /// Headers that the server adds to every answer (http::Options::always).
  http::Fields always = {};
  Clock clock = now;
  /// Called when a change has dropped what it alters, on the thread that brought it: for who must tell caches
  /// elsewhere.
  std::function<void(database::Change const&)> after_drop = {};
  /// Lives as long as the press; without one every slot is empty.
  std::shared_ptr<Chooser const> chooser = {};
};

struct Figures {
  std::size_t pages = 0;
  std::size_t bytes = 0;
  std::uint64_t made = 0;     ///< sheets
  std::uint64_t waited = 0;   ///< requests that waited for another one's sheet
  std::uint64_t dropped = 0;  ///< pages outdated by a change
  std::uint64_t evicted = 0;
};

class Press : public http::QuickAnswers {
 public:
  static constexpr std::chrono::milliseconds kLongestStale{1000};
  static constexpr std::size_t kLongestAddress = 1024;

  explicit Press(Options options);
  ~Press() override;

  /// Handles a route with the help of `maker`. `query`: the names that make another page of an
  /// address; others are ignored. `name` is the route's.
  http::DeferredHandler route(std::string name, std::vector<std::string> query, Maker maker);

  /// Answers these from memory for good; they are not counted in Options::bytes. Before prepare().
  /// `name` is their route's; whoever asks for one in another way than a plain GET or HEAD comes to
  /// that route, which must give the same. Bug for an address that is there already.
  void pin(std::string name, std::vector<http::FixedAnswer> answers);

  /// From now on slots of this kind are filled from these pieces (see FillingSet). Pages are fitted to
  /// them as they are asked for.
  void set_fillings(unsigned kind, std::vector<html::Html> const& pieces,
                    std::shared_ptr<Policy const> policy = nullptr);

  /// What was sent since the last time, of fillings that have a policy; each is told once. Copies what the
  /// loops have counted by themselves; they do not notice.
  std::vector<Shown> take_shown();

  /// Outdates the pages that depend on this change, unless they were made after it.
  void drop(database::Change const& change);
  /// The same for what changes by itself at `change.at`, with no row in the log.
  void drop_by_time(database::Change const& change);

  Figures figures() const;

  // http::QuickAnswers, for the server.
  std::vector<std::string> routes() const override;
  void prepare(std::size_t loops) override;
  bool answer(http::RequestView const& request, std::size_t loop,
              http::QuickAnswer& answer) noexcept override;
  void release(std::size_t loop) noexcept override;

 private:
  class Machine;
  std::unique_ptr<Machine> machine_;
};

}  // namespace allmende::press
