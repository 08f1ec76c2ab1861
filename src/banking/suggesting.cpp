// Whose a payment may be that nothing tells for certain.

#include <algorithm>
#include <map>

#include "banking/line_store.h"
#include "banking/right.h"
#include "banking/work.h"

namespace allmende::banking {

namespace c = contributions;

namespace {

constexpr std::size_t kMost = 10, kMostWords = 5, kPerWord = 20, kShortestWord = 3;

std::vector<std::string_view> words_of(std::string_view name) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < name.size() && words.size() < kMostWords;) {
    std::size_t const end = std::min(name.find_first_of(" ,.;/\t", at), name.size());
    if (end - at >= kShortestWord) words.push_back(name.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

class Suggesting {
 public:
  Suggesting(database::ReadTx& tx, people::Actor const& actor, Till const& till, Draft const& draft)
      : tx_(tx), actor_(actor), till_(till), draft_(draft) {}

  Result<std::vector<Suggestion>> suggest() {
    by_account();
    TRY(by_name());
    for (auto& [id, it] : found_) it.same_amount = c::agreement(tx_, till_, id)->amount == wanted();
    if (is_of_an_attempt()) TRY(with_attempts());
    std::vector<Suggestion> likeliest;
    for (auto const& [id, it] : found_) likeliest.push_back(it);
    std::ranges::stable_sort(likeliest, std::ranges::greater(), &weight);
    if (likeliest.size() > kMost) likeliest.erase(likeliest.begin() + kMost, likeliest.end());
    return likeliest;
  }

 private:
  static int weight(Suggestion const& it) {
    return (it.same_account ? 8 : 0) + 2 * std::min(it.words_of_name, 3) + (it.same_amount ? 3 : 0) + (it.attempt ? 8 : 0);
  }

  /// What was collected or given, without what banks took.
  Money wanted() const {
    Money const size = draft_.amount < Money::cents(0) ? Money::cents(0) - draft_.amount : draft_.amount;
    return size - draft_.fee;
  }
  bool is_of_an_attempt() const {
    return draft_.kind == LineKind::came_back || draft_.kind == LineKind::collection || draft_.kind == LineKind::rejection;
  }

  Suggestion& suggestion(c::AgreementId id) { return found_.try_emplace(id, Suggestion{.agreement = id}).first->second; }

  void by_account() {
    auto const iban = sepa::Iban::parse(draft_.particulars.iban);
    if (!iban) return;
    for (c::AgreementId id : c::find_agreements(tx_, till_, *iban)) suggestion(id).same_account = true;
  }

  Result<void> by_name() {
    for (std::string_view word : words_of(draft_.particulars.name)) {
      for (auto const& it : TRY(c::search(tx_, actor_, till_, word, kPerWord))) ++suggestion(it.agreement.id).words_of_name;
    }
    return {};
  }

  /// The newest of each that could be it; and those that fit by mandate and amount, of which there were too many.
  Result<void> with_attempts() {
    for (auto& [id, it] : found_) {
      auto const attempts = TRY(c::attempts_of(tx_, actor_, id));
      auto const fits = std::ranges::find_if(attempts, [&](c::Attempt const& some) { return is_possible(some); });
      if (fits != attempts.end()) it.attempt = fits->id;
    }
    auto const mandate = sepa::MandateReference::parse(draft_.particulars.mandate_id);
    if (!mandate) return {};
    for (c::Attempt const& some : c::find_attempts(tx_, *mandate, wanted())) {
      Suggestion& it = suggestion(some.agreement);
      it.same_amount = true;
      if (is_possible(some)) it.attempt = some.id;
    }
    return {};
  }

  bool is_possible(c::Attempt const& it) const {
    if (draft_.kind == LineKind::came_back) return it.state == c::AttemptState::settled && it.settled - it.returned >= wanted();
    return it.state == c::AttemptState::sealed && it.amount == wanted();
  }

  database::ReadTx& tx_;
  people::Actor const& actor_;
  Till const& till_;
  Draft const& draft_;
  std::map<c::AgreementId, Suggestion> found_;
};

}  // namespace

Result<std::vector<Suggestion>> suggestions(database::ReadTx& tx, people::Actor const& actor, Till const& till, LineId id) {
  TRY(must_be_at_the_till(actor));
  auto const row = store::line(tx, id);
  if (!row) return refuse(Code::not_found, "there is no such line");
  Draft const draft = store::draft_of(till.vault, *row);
  return Suggesting(tx, actor, till, draft).suggest();
}

}  // namespace allmende::banking
