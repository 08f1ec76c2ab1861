// What a person decides.

#include "banking/entry_booking.h"
#include "banking/import.h"
#include "banking/one_line.h"
#include "banking/right.h"
#include "banking/work.h"

namespace allmende::banking {

using database::WriteTx;
using ledger::Posting;

namespace {

constexpr Money kNothing = Money::cents(0);
constexpr std::size_t kLongestNote = 500;

Result<void> check_note(std::string_view note) {
  if (is_line(note, kLongestNote)) return {};
  return refuse(Code::invalid, "a note is one line of up to 500 bytes", "note");
}

Result<store::LineRow> existing(database::ReadTx& tx, LineId id) {
  auto row = store::line(tx, id);
  if (!row) return refuse(Code::not_found, "there is no such line");
  return *std::move(row);
}

void record(WriteTx& tx, people::Actor const& actor, std::string_view what, LineId id, std::string_view detail, Instant now) {
  people::record_deed(tx, actor, {what, "bank-line", std::to_string(id.value()), detail}, now);
}

class Assigning {
 public:
  Assigning(Telling const& telling, store::LineRow row)
      : to_(telling), row_(std::move(row)), draft_(store::draft_of(telling.till.vault, row_)) {
    if (row_.line.entry) entry_ = store::entry(telling.tx, *row_.line.entry);
    source_ = source_of(row_.line.id, row_.turn + 1);
  }

  /// Told again because the answer was lost, or twice by mistake.
  bool is_there(Target const& target) const {
    Line const& it = row_.line;
    if (it.state != LineState::booked) return false;
    if (auto const* to = std::get_if<ToAgreement>(&target)) return it.agreement == to->agreement && it.attempt == to->attempt;
    return !it.agreement && it.account == std::get<ToAccount>(target).account;
  }

  Result<void> assign(Target const& target, AssignRules const& rules) {
    Posting const from = TRY(taken_from(rules));
    Match match = TRY(matched(target));
    match.cause = Cause::person;
    ++row_.turn;
    store::put(row_, match);
    store::update(to_.tx, row_);
    if (!entry_) return {};  // a rejection: contributions have booked it
    match.postings.push_back(from);
    return book_line(to_, *entry_, source_, std::move(match.postings), "zugeordnet");
  }

 private:
  Date value_day() const { return entry_ ? entry_->value_day : row_.line.day; }

  /// What takes it away from where it is.
  Result<Posting> taken_from(AssignRules const& rules) {
    Line const& it = row_.line;
    if (it.state == LineState::divided) return refuse(Code::conflict, "it stands in lines of its own");
    Posting back = in_suspense(it.amount, it.currency);
    if (it.state == LineState::booked) {
      TRY(may_be_undone(rules));
      back.account = *it.account;
      TRY(undo());
    }
    back.amount = kNothing - back.amount;
    return back;
  }

  Result<void> may_be_undone(AssignRules const& rules) const {
    Line const& it = row_.line;
    if (it.attempt || it.run || it.kind == LineKind::payout || !it.account) {
      return refuse(Code::conflict, "what was settled, refunded or came back is corrected in the books");
    }
    Money const size = it.amount < kNothing ? kNothing - it.amount : it.amount;
    if (size <= rules.one_person_up_to) return {};
    return refuse(Code::conflict, "that is more than one person may correct alone: it is corrected in the books, by two");
  }

  /// The agreement to which it was credited by mistake loses it.
  Result<void> undo() {
    Line const& it = row_.line;
    if (!it.agreement) return {};
    auto source = source_;
    source.kind += "-undone";
    contributions::Return const back{.source = std::move(source), .code = {}, .amount = it.amount, .day = value_day()};
    TRY(contributions::refund(to_.tx, to_.actor, to_.till, *it.agreement, std::nullopt, back, to_.now));
    return {};
  }

  Result<Match> matched(Target const& target) {
    Line const& it = row_.line;
    if (auto const* agreement = std::get_if<ToAgreement>(&target)) {
      if (it.currency != ledger::Currency::euro())
        return refuse(Code::invalid, "gifts are in euro: give the account of the books", "target");
      return match_as_told(to_, draft_, value_day(), source_, agreement->agreement, agreement->attempt);
    }
    if (!entry_) return refuse(Code::invalid, "no money moved: name the attempt that was refused, or set it aside", "target");
    auto const account = std::get<ToAccount>(target).account;
    if (!ledger::account(to_.tx, account)) return refuse(Code::not_found, "there is no account " + account.text(), "target");
    Match match{.state = LineState::booked, .cause = Cause::person, .account = account};
    match.postings.push_back({account, kNothing - it.amount, it.currency});
    return match;
  }

  Telling const& to_;
  store::LineRow row_;
  Draft draft_;
  std::optional<store::EntryRow> entry_;
  contributions::Source source_;
};

std::string detail_of(Target const& target, std::string_view note) {
  std::string where;
  if (auto const* it = std::get_if<ToAgreement>(&target)) where = "agreement " + std::to_string(it->agreement.value());
  else where = "account " + std::get<ToAccount>(target).account.text();
  return note.empty() ? where : where + ": " + std::string(note);
}

}  // namespace

Result<Line> assign(WriteTx& tx, people::Actor const& actor, Till const& till, LineId id, Target const& target,
                    std::string_view note, AssignRules const& rules, Instant now) {
  TRY(must_be_at_the_till(actor));
  TRY(check_note(note));
  auto row = TRY(existing(tx, id));
  auto undone_unless_kept = tx.savepoint();
  Telling const telling{tx, actor, till, now};
  Assigning assigning(telling, std::move(row));
  if (assigning.is_there(target)) return line(tx, actor, till, id);
  TRY(assigning.assign(target, rules));
  record(tx, actor, "assigned", id, detail_of(target, note), now);
  undone_unless_kept.keep();
  return line(tx, actor, till, id);
}

Result<void> set_aside(WriteTx& tx, people::Actor const& actor, LineId id, std::string_view note, Instant now) {
  TRY(must_be_at_the_till(actor));
  if (note.empty()) return refuse(Code::invalid, "say why it is set aside", "note");
  TRY(check_note(note));
  auto row = TRY(existing(tx, id));
  if (row.line.state != LineState::open && row.line.state != LineState::waiting) {
    return refuse(Code::conflict, "this line is " + std::string(name_of(row.line.state)));
  }
  row.line.state = LineState::set_aside;
  store::update(tx, row);
  record(tx, actor, "set aside", id, note, now);
  return {};
}

Result<void> take_up(WriteTx& tx, people::Actor const& actor, LineId id, Instant now) {
  TRY(must_be_at_the_till(actor));
  auto row = TRY(existing(tx, id));
  if (row.line.state != LineState::set_aside) return refuse(Code::conflict, "this line was not set aside");
  row.line.state = LineState::open;
  store::update(tx, row);
  record(tx, actor, "taken up", id, {}, now);
  return {};
}

}  // namespace allmende::banking
