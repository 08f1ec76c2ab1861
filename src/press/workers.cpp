// The press's part on the workers: sheets are made, installed, dropped.

#include <sodium.h>

#include "press/machine.h"

namespace allmende::press {

namespace {

constexpr std::size_t kPageOfAverage = 16 * 1024;
constexpr std::size_t kMostRecent = 4096;
constexpr std::size_t kMostWaiting = 10'000;

bool is_kept(http::Status status) {
  return status == http::Status::ok || status == http::Status::moved_permanently ||
         status == http::Status::not_found || status == http::Status::gone;
}

/// What all that ask for this address have in common: no header, no other query field.
http::Request bare_request(http::Request const& request, std::string const& address) {
  auto bare = http::Request::make(http::Method::get, address);
  VERIFY(bare.has_value());
  bare->capture(request.parameters());
  return *std::move(bare);
}

}  // namespace

Coding coding_for(std::string_view accept_encoding) {
  http::Codings codings = http::accepted_codings(accept_encoding);
  if (codings.brotli) return Coding::brotli;
  return codings.gzip ? Coding::gzip : Coding::identity;
}

Press::Machine::Machine(Options options)
    : options_(std::move(options)),
      table_(options_.bytes / kPageOfAverage),
      shelf_(options_.bytes) {}

std::shared_ptr<Route const> Press::Machine::add_route(std::string name, std::vector<std::string> query,
                                                       Maker maker) {
  routes_.push_back(std::make_shared<Route const>(routes_.size(), std::move(name), std::move(query),
                                                  std::move(maker)));
  return routes_.back();
}

void Press::Machine::pin(std::string name, std::vector<http::FixedAnswer> answers) {
  auto route = add_route(std::move(name), {}, nullptr);
  for (http::FixedAnswer& answer : answers) {
    pins_.add(std::move(answer), route->number, options_.always);
  }
}

std::vector<std::string> Press::Machine::routes() const {
  std::vector<std::string> names;
  for (auto const& route : routes_) names.push_back(route->name);
  return names;
}

std::uint64_t Press::Machine::random_for_worker() {
  std::uint64_t number = 0;
  randombytes_buf(&number, sizeof number);
  return number | 1;
}

http::Response Press::Machine::response_to(http::Request const& request, Page const& page) {
  Coding coding = page.may_be_compressed() ? coding_for(request.header("Accept-Encoding").value_or(""))
                                           : Coding::identity;
  std::uint64_t random = random_for_worker();
  Choice choice = choose(page, request.header("Cookie").value_or(""), random);
  count(request, page, choice);
  return page.response(coding, choice);
}

void Press::Machine::count(http::Request const& request, Page const& page,
                           Choice const& choice) const {
  if (request.method() == http::Method::head || !options_.chooser) return;
  if (!options_.chooser->counts(request.header("User-Agent").value_or(""))) return;
  for (std::size_t i = 0; i < page.slots().size(); ++i) {
    FillingSet const* set = page.slots()[i].set.get();
    if (choice[i] != 0 && set->policy()) set->shown().add_elsewhere(choice[i]);
  }
}

void Press::Machine::serve(Route const& route, std::shared_ptr<http::Request const> request,
                           http::Reply reply) {
  std::string address = request->address(route.query);
  std::shared_ptr<Page const> page;
  {
    std::lock_guard lock(mutex_);
    Entry* entry = table_.find(table_.hash(address), address);
    Instant now = options_.clock();
    bool is_fresh = entry != nullptr && entry->state.load() == Entry::State::fresh &&
                    entry->owned->is_valid_at(now) && has_current_fillings(*entry->owned);
    auto flight = flights_.find(address);
    if (is_fresh) {
      page = entry->owned;
      entry->heat.store(std::min<std::uint8_t>(entry->heat.load() + 1, 3));
    } else if (flight != flights_.end() && flight->second.waiting.size() < kMostWaiting) {
      flight->second.waiting.push_back({std::move(request), std::move(reply)});
      ++figures_.waited;
      return;
    } else {
      flights_.try_emplace(address);
    }
  }
  if (page == nullptr) {
    make(route, address, std::move(request), std::move(reply));
    return;
  }
  reply(response_to(*request, *page));
  grown(address, *page);
}

/// On the wings of one request, for all that wait for the same address. The flight ends before anyone is answered:
/// whoever has the answer may know of a change by then, and must not be given this page again.
void Press::Machine::make(Route const& route, std::string const& address,
                          std::shared_ptr<http::Request const> request, http::Reply reply) {
  auto to_all = [&](auto const& answer) {
    std::vector<Waiting> others = end_flight(address);
    answer(*request, reply);
    for (Waiting& waiting : others) answer(*waiting.request, waiting.reply);
  };
  try {
    Result<Sheet> sheet = route.maker(bare_request(*request, address));
    bool is_for_this_once = !sheet || !is_kept(sheet->response.status());
    if (is_for_this_once) forget(address);
    if (!sheet) {
      to_all([&](http::Request const&, http::Reply& each) { each(std::unexpected(sheet.error())); });
    } else if (is_for_this_once || address.size() > kLongestAddress) {
      to_all([&](http::Request const&, http::Reply& each) { each(sheet->response); });
    } else {
      auto page = land(route, address, *std::move(sheet));
      to_all([&](http::Request const& each_request, http::Reply& each) {
        each(response_to(each_request, *page));
      });
      grown(address, *page);
    }
  } catch (...) {
    to_all([exception = std::current_exception()](http::Request const&, http::Reply& each) {
      each.fail(exception);
    });
  }
}

std::vector<Press::Machine::Waiting> Press::Machine::end_flight(std::string const& address) {
  std::lock_guard lock(mutex_);
  auto flight = flights_.find(address);
  if (flight == flights_.end()) return {};
  std::vector<Waiting> waiting = std::move(flight->second.waiting);
  flights_.erase(flight);
  // Where nothing came of it, the next one may try.
  if (Entry* entry = table_.find(table_.hash(address), address)) {
    auto renewing = Entry::State::renewing;
    entry->state.compare_exchange_strong(renewing, Entry::State::stale);
  }
  return waiting;
}

std::shared_ptr<Page const> Press::Machine::land(Route const& route, std::string const& address,
                                                 Sheet sheet) {
  FillingSets sets = [this] {
    std::lock_guard lock(mutex_);
    return sets_;
  }();
  auto page = std::make_shared<Page const>(std::move(sheet), route.number, sets, options_.always,
                                           [this](std::string lines) { return share(std::move(lines)); });
  std::lock_guard lock(mutex_);
  ++figures_.made;
  install(address, page);
  return page;
}

/// Something newer than the page of this address will be seen that does not take its place: nobody may
/// be sent the page from now on.
void Press::Machine::forget(std::string const& address) {
  std::lock_guard lock(mutex_);
  if (Entry* entry = table_.find(table_.hash(address), address)) remove(*entry);
  quiescence_.sweep();
}

/// With the mutex held.
void Press::Machine::install(std::string const& address, std::shared_ptr<Page const> page) {
  std::uint64_t hash = table_.hash(address);
  Entry* entry = table_.find(hash, address);
  if (entry == nullptr) {
    auto made = std::make_shared<Entry>();
    made->hash = hash;
    made->address = address;
    entry = made.get();
    table_.insert(std::move(made));
    shelf_.add(*entry);
  } else {
    subjects_.remove(entry->id);
    entries_.erase(entry->id);
  }
  bool outdated = is_outdated_already(*page);
  auto before = std::exchange(entry->owned, page);
  entry->id = next_id_++;
  entries_[entry->id] = entry;
  subjects_.add(entry->id, page->made_from());
  entry->page.store(page.get(), std::memory_order_seq_cst);
  entry->stale_since.store(options_.clock().microseconds());
  entry->state.store(outdated ? Entry::State::stale : Entry::State::fresh, std::memory_order_release);
  if (before) quiescence_.retire(std::move(before));
  shelf_.resize(*entry, sizeof *entry + address.capacity() + page->memory());
  make_room();
}

/// A change came while the sheet was being made from the state before it. With the mutex held.
bool Press::Machine::is_outdated_already(Page const& page) const {
  auto alters_page = [&](database::Change const& change) {
    return std::ranges::any_of(page.made_from(), [&](auto const& dependency) {
      return database::alters(change, dependency);
    });
  };
  if (page.as_of().value() < forgotten_) return true;
  for (database::Change const& change : recent_) {
    if (change.sequence > page.as_of() && alters_page(change)) return true;
  }
  for (database::Change const& change : recent_by_time_) {
    if (page.seen_at() && *page.seen_at() < change.at && alters_page(change)) return true;
  }
  return false;
}

/// A representation may have come to it. Its bytes count.
void Press::Machine::grown(std::string const& address, Page const& page) {
  std::lock_guard lock(mutex_);
  Entry* entry = table_.find(table_.hash(address), address);
  if (entry == nullptr || entry->owned.get() != &page) return;
  std::size_t bytes = sizeof *entry + address.capacity() + page.memory();
  if (bytes == entry->bytes) return;
  shelf_.resize(*entry, bytes);
  make_room();
}

/// With the mutex held.
void Press::Machine::make_room() {
  while (Entry* entry = shelf_.surplus()) {
    remove(*entry);
    ++figures_.evicted;
  }
  quiescence_.sweep();
}

/// With the mutex held.
void Press::Machine::remove(Entry& entry) {
  shelf_.remove(entry);
  subjects_.remove(entry.id);
  entries_.erase(entry.id);
  table_.remove(&entry, quiescence_);
}

/// With the mutex held.
void Press::Machine::mark_stale(Entry& entry) {
  ++figures_.dropped;
  if (entry.state.load() != Entry::State::fresh) return;
  entry.stale_since.store(options_.clock().microseconds());
  entry.state.store(Entry::State::stale, std::memory_order_release);
}

void Press::Machine::drop(database::Change const& change) {
  drop_what_it_alters(change);
  if (options_.after_drop) options_.after_drop(change);
}

void Press::Machine::drop_by_time(database::Change const& change) {
  drop_what_it_alters_by_time(change);
  if (options_.after_drop) options_.after_drop(change);
}

void Press::Machine::drop_what_it_alters(database::Change const& change) {
  std::lock_guard lock(mutex_);
  recent_.push_back(change);
  if (recent_.size() > kMostRecent) {
    forgotten_ = recent_.front().sequence.value();
    recent_.pop_front();
  }
  for (std::uint64_t id : subjects_.altered_by(change)) {
    Entry& entry = *entries_.at(id);
    if (entry.owned->as_of() < change.sequence) mark_stale(entry);
  }
}

void Press::Machine::drop_what_it_alters_by_time(database::Change const& change) {
  std::lock_guard lock(mutex_);
  recent_by_time_.push_back(change);
  if (recent_by_time_.size() > kMostRecent) recent_by_time_.pop_front();
  for (std::uint64_t id : subjects_.altered_by(change)) {
    Entry& entry = *entries_.at(id);
    if (!entry.owned->seen_at() || *entry.owned->seen_at() < change.at) mark_stale(entry);
  }
}

void Press::Machine::set_fillings(unsigned kind, std::vector<html::Html> const& pieces,
                                  std::shared_ptr<Policy const> policy) {
  VERIFY(kind < current_sets_.size());
  auto set = pieces.empty() ? nullptr : std::make_shared<FillingSet const>(pieces, std::move(policy));
  std::lock_guard lock(mutex_);
  if (set && set->policy()) {
    set->shown().set_loops(loops_);
    counted_.push_back({kind, set});
  }
  current_sets_[kind].store(set.get(), std::memory_order_release);
  auto before = std::exchange(sets_[kind], std::move(set));
  if (before) quiescence_.retire(std::move(before));
}

std::vector<Shown> Press::Machine::take_shown() {
  std::vector<Shown> all;
  std::lock_guard lock(mutex_);
  quiescence_.sweep();
  std::erase_if(counted_, [&](Counted const& it) {
    bool is_last = it.set.use_count() == 1;  // asked before: then nobody can count any more
    auto news = it.set->shown().take();
    for (std::size_t number = 1; number < it.set->size(); ++number) {
      if (news[number] > 0) all.push_back({it.kind, number, it.set->policy(), news[number]});
    }
    return is_last;
  });
  return all;
}

std::shared_ptr<std::string const> Press::Machine::share(std::string lines) {
  std::lock_guard lock(mutex_);
  auto known = shared_lines_.find(lines);
  if (known != shared_lines_.end()) {
    if (auto text = known->second.lock()) return text;
  }
  constexpr std::size_t kMany = 1000;  // redirects have lines of their own
  if (shared_lines_.size() > kMany) {
    std::erase_if(shared_lines_, [](auto const& each) { return each.second.expired(); });
  }
  auto text = std::make_shared<std::string const>(std::move(lines));
  shared_lines_[*text] = text;
  return text;
}

Figures Press::Machine::figures() const {
  std::lock_guard lock(mutex_);
  Figures figures = figures_;
  figures.pages = shelf_.pages();
  figures.bytes = shelf_.bytes();
  return figures;
}

}  // namespace allmende::press
