// The press's part on the loops: answers from memory.

#include <charconv>

#include "press/head_lines.h"
#include "press/machine.h"
#include "press/spread.h"

namespace allmende::press {

namespace {

/// xorshift64: good enough to toss for an appeal, and cheap.
std::uint64_t next_random(std::uint64_t& state) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

/// The number of the filling with this tag, or nothing.
std::optional<std::uint8_t> number_of(Page::Slot const& slot, char tag) {
  if (!slot.set) return tag == '-' ? std::optional<std::uint8_t>(0) : std::nullopt;
  for (std::size_t i = 0; i < slot.set->size(); ++i) {
    if (slot.set->at(i).tag == tag) return static_cast<std::uint8_t>(i);
  }
  return std::nullopt;
}

class ScratchWriter {
 public:
  explicit ScratchWriter(std::span<char> room) : begin_(room.data()), at_(room.data()) {}
  void put(std::string_view text) { at_ = std::copy(text.begin(), text.end(), at_); }
  void put(std::size_t number) { at_ = std::to_chars(at_, at_ + 20, number).ptr; }
  std::string_view text() const { return {begin_, static_cast<std::size_t>(at_ - begin_)}; }

 private:
  char* begin_;
  char* at_;
};

/// `ETag` and the end of the head, in the answer's scratch.
void finish_head(http::QuickAnswer& answer, std::string_view etag, std::optional<std::size_t> bytes) {
  ScratchWriter line(answer.scratch().first(answer.scratch().size() - Spread::kTrailer));
  if (!etag.empty()) {
    line.put("ETag: \"");
    line.put(etag);
    line.put("\"\r\n");
  }
  if (bytes) {
    line.put("Content-Length: ");
    line.put(*bytes);
    line.put("\r\n");
  }
  line.put("\r\n");
  answer.add_head(line.text());
}

}  // namespace

void Press::Machine::prepare(std::size_t loops) {
  std::lock_guard lock(mutex_);
  loops_ = loops;
  for (Counted const& it : counted_) it.set->shown().set_loops(loops);
  quiescence_.set_readers(loops);
  lanes_ = std::vector<Lane>(loops);
  for (Lane& lane : lanes_) lane.random = random_for_worker();
}

bool Press::Machine::has_current_fillings(Page const& page) const {
  for (Page::Slot const& slot : page.slots()) {
    if (slot.set.get() != current_sets_[slot.kind].load(std::memory_order_acquire)) return false;
  }
  return true;
}

/// The page may be sent as it is. If it is outdated, the first to come is told no and makes its
/// successor; the others get it meanwhile.
bool Press::Machine::may_be_sent(Entry& entry, Page const& page, Instant now) const {
  auto state = entry.state.load(std::memory_order_acquire);
  if (state == Entry::State::fresh) {
    if (page.is_valid_at(now) && has_current_fillings(page)) return true;
    entry.stale_since.store(now.microseconds(), std::memory_order_relaxed);
    return !entry.state.compare_exchange_strong(state, Entry::State::renewing);
  }
  auto age = std::chrono::microseconds(now.microseconds() -
                                       entry.stale_since.load(std::memory_order_relaxed));
  if (age > kLongestStale) return false;
  return state == Entry::State::renewing ||
         !entry.state.compare_exchange_strong(state, Entry::State::renewing);
}

Choice Press::Machine::choose(Page const& page, std::string_view cookie,
                              std::uint64_t& random) const {
  Choice choice = {};
  if (!options_.chooser) return choice;
  for (std::size_t i = 0; i < page.slots().size(); ++i) {
    Page::Slot const& slot = page.slots()[i];
    if (!slot.set) continue;
    std::size_t number = options_.chooser->choose(
        {.kind = slot.kind, .fillings = slot.set->size(), .facts = page.facts(),
         .policy = slot.set->policy().get(), .cookie = cookie,
         .coin = static_cast<std::uint32_t>(next_random(random) >> 32)});
    choice[i] = static_cast<std::uint8_t>(number < slot.set->size() ? number : 0);
  }
  return choice;
}

/// A reader who has the page with another filling of the same kind keeps it: "tag…" in If-None-Match.
/// A slot that is to be empty, or full, for this reader must be so in what they have.
bool Press::Machine::adopt_choice(Page const& page, http::RequestView const& request,
                                  Choice& choice) const {
  std::size_t at = request.if_none_match.find(page.tag());
  if (at == std::string_view::npos) return false;
  std::string_view tags = request.if_none_match.substr(at + page.tag().size());
  if (tags.size() < page.slots().size()) return false;
  Choice theirs = {};
  for (std::size_t i = 0; i < page.slots().size(); ++i) {
    Page::Slot const& slot = page.slots()[i];
    auto number = number_of(slot, tags[i]);
    if (!number || (*number == 0) != (choice[i] == 0)) return false;
    theirs[i] = *number;
    if (*number == 0) continue;
    Question question{.kind = slot.kind, .fillings = slot.set->size(), .facts = page.facts(),
                      .policy = slot.set->policy().get(), .cookie = request.cookie};
    if (!options_.chooser->may_keep(question, *number)) return false;
  }
  choice = theirs;
  return true;
}

void Press::Machine::count_on_loop(Page const& page, http::RequestView const& request,
                                   Choice const& choice, std::size_t loop) const {
  if (choice == Choice{} || request.is_head) return;
  if (!options_.chooser->counts(request.user_agent)) return;
  for (std::size_t i = 0; i < page.slots().size(); ++i) {
    FillingSet const* set = page.slots()[i].set.get();
    if (choice[i] != 0 && set->policy()) set->shown().add_on_loop(loop, choice[i]);
  }
}

bool Press::Machine::answer(http::RequestView const& request, std::size_t loop,
                            http::QuickAnswer& answer) noexcept {
  quiescence_.enter(loop);
  if (request.target.size() > kLongestAddress) return false;
  Entry* entry = table_.find(table_.hash(request.target), request.target);
  if (entry == nullptr) return pins_.answer(request, answer);
  Page const* page = entry->page.load(std::memory_order_seq_cst);
  if (page == nullptr || !may_be_sent(*entry, *page, options_.clock())) return false;

  Coding coding = page->may_be_compressed() ? lanes_[loop].coding.of(request.accept_encoding)
                                            : Coding::identity;
  Representation const* representation = page->find(coding);
  if (representation == nullptr) return false;
  if (entry->heat.load(std::memory_order_relaxed) < 3) {
    entry->heat.fetch_add(1, std::memory_order_relaxed);
  }

  Choice choice = choose(*page, request.cookie, lanes_[loop].random);
  bool is_ok = page->status() == http::Status::ok;
  bool has_it = is_ok && !request.if_none_match.empty() &&
                adopt_choice(*page, request, choice);
  count_on_loop(*page, request, choice, loop);
  char etag[64];
  std::size_t etag_size = is_ok ? write_etag(etag, *page, coding, choice) : 0;
  answer.route = page->route();
  if (has_it ? names_etag(request.if_none_match, {etag, etag_size})
             : is_ok && request.if_none_match == "*") {
    answer.status = http::Status::not_modified;
    answer.add_head(page->head_of_304());
    finish_head(answer, {etag, etag_size}, std::nullopt);
    return true;
  }
  answer.status = page->status();
  Spread spread(*page, *representation, coding, choice,
                answer.scratch().last(Spread::kTrailer).data());
  answer.add_head(*representation->head);
  finish_head(answer, {etag, etag_size}, spread.bytes());
  spread.each([&](std::string_view piece) { answer.add_body(piece); });
  return true;
}

}  // namespace allmende::press
