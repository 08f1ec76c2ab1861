#include "banking/waiting.h"

#include "banking/advice_store.h"

namespace allmende::banking {

using ledger::Posting;

namespace {

constexpr std::size_t kAtOnce = 500;

class Explaining {
 public:
  Explaining(Telling const& telling, ImportId import) : to_(telling), import_(import), maker_(telling) {}

  /// Whether it is explained now.
  Result<bool> explain(store::LineRow row) {
    Draft const draft = store::draft_of(to_.till.vault, row);
    store::EntryRow const entry = *store::entry(to_.tx, *row.line.entry);
    if (draft.kind == LineKind::batch && TRY(divide(row, draft, entry))) return true;
    auto const source = source_of(row.line.id, row.turn + 1);
    Match const found = match(to_, draft, entry.value_day, source);
    bool const is_explained = found.state == LineState::booked;
    store::put(row, found);
    if (is_explained) ++row.turn;
    store::update(to_.tx, row);
    if (is_explained) TRY(book_line(to_, entry, source, out_of_suspense(row, found.postings), "geklärt"));
    return is_explained;
  }

 private:
  static std::vector<Posting> out_of_suspense(store::LineRow const& row, std::vector<Posting> postings) {
    Posting back = in_suspense(row.line.amount, row.line.currency);
    back.amount = Money::cents(0) - back.amount;
    postings.push_back(back);
    return postings;
  }

  /// What the batch is made of stands in lines of its own, behind it.
  Result<bool> divide(store::LineRow& row, Draft const& batch, store::EntryRow const& entry) {
    auto const drafts = store::take_advice(to_.tx, to_.till.vault, entry.account, entry.id, entry.day, batch);
    if (drafts.empty()) return false;
    int number = store::last_number(to_.tx, entry.id);
    std::vector<Posting> postings;
    for (Draft const& it : drafts) maker_.make(it, entry, import_, ++number, postings);
    ++row.turn;
    row.line.state = LineState::divided;
    row.line.cause = Cause::told_in_parts;
    row.line.detail.clear();
    store::update(to_.tx, row);
    TRY(book_line(to_, entry, source_of(row.line.id, row.turn), out_of_suspense(row, std::move(postings)), "aufgeteilt"));
    return true;
  }

  Telling const& to_;
  ImportId import_;
  LineMaker maker_;
};

}  // namespace

Result<std::int64_t> explain_waiting(Telling const& telling, ImportId import) {
  Explaining explaining(telling, import);
  std::int64_t all = 0;
  for (std::int64_t explained = 1; explained > 0; all += explained) {
    explained = 0;
    LineId after(0);
    for (;;) {
      auto some = store::waiting(telling.tx, after, kAtOnce);
      if (some.empty()) break;
      after = some.back().line.id;
      for (auto& row : some) explained += TRY(explaining.explain(std::move(row))) ? 1 : 0;
    }
  }
  return all;
}

}  // namespace allmende::banking
