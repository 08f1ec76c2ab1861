#include "banking/importer.h"

#include <fmt/format.h>

#include "banking/advice_store.h"
#include "banking/import_store.h"
#include "banking/one_line.h"
#include "banking/plan.h"
#include "banking/waiting.h"

namespace allmende::banking {

using sepa::Statement;

namespace {

constexpr std::string_view kCurrency = "EUR";
constexpr std::size_t kBookingsAtOnce = 1000;
constexpr std::size_t kLongestName = 200;  // bytes, of a file in a ZIP

Result<void> in_place(Result<void> done, std::string const& where) {
  if (done) return done;
  return refuse(done.error().code, std::move(done.error().message), where);
}

}  // namespace

Importer::Importer(Telling const& telling, ImportRules const& rules, ImportId id, std::vector<std::size_t> order)
    : to_(telling), order_(std::move(order)), maker_(telling), next_entry_(store::next_entry(telling.tx)), counted_{.id = id} {
  for (auto& row : store::accounts(telling.tx)) {
    std::string iban = row.account.iban.compact();
    chains_.emplace(std::move(iban), Chain(std::move(row), rules.numbers));
  }
}

Result<void> Importer::message_begins(std::string_view name) {
  // Who packs a ZIP may call its files as they like.
  message_ = is_line(name, kLongestName) ? name : "a file of the ZIP";
  return {};
}

Result<void> Importer::statement_begins(Statement const& statement) {
  is_heard_ = its_turn();
  if (!is_heard_) return {};
  Chain& chain = *TRY(chain_of(statement));
  if (statement.kind != sepa::MessageKind::statement) {
    advice_identities_ = {};
    advised_ = chain.row().account.id;
    return {};
  }
  if (current_ && goes_on(statement)) return page(statement);
  TRY(finish_statement());
  begin(chain, statement);
  return page(statement);
}

Result<void> Importer::entry(Statement const& statement, sepa::Entry const& entry) {
  if (!is_heard_) return {};
  ++counted_.entries;
  if (entry.status != sepa::EntryStatus::booked || entry.amount.money == Money::cents(0)) return seen(entry, Fate::pending);
  if (statement.kind != sepa::MessageKind::statement) return advice(statement, entry);
  return in_place(book(statement, entry), place(entry));
}

Result<void> Importer::statement_ends(Statement const& statement, sepa::StatementTotals const&) {
  if (!is_heard_ || statement.kind != sepa::MessageKind::statement || has_pages(statement)) return {};
  return finish_statement();
}

Result<void> Importer::status_report(sepa::StatusReport const& report) {
  if (!its_turn()) return {};
  auto const created = Date::parse(std::string_view(report.created).substr(0, 10));
  Date const day = created ? *created : to_.till.day_of(to_.now);
  for (Refused const& it : refused_in(to_.tx, to_.actor, report)) {
    ++counted_.entries;
    reject(report, it, day);
  }
  return {};
}

Result<Import> Importer::finish() {
  TRY(finish_statement());
  TRY(book_them());
  counted_.explained = TRY(explain_waiting(to_, counted_.id));
  for (auto const& [iban, chain] : chains_) store::move_on(to_.tx, chain.row());
  return store::end_import(to_.tx, counted_);
}

bool Importer::its_turn() {
  bool const is_it = !is_done() && place_ == order_[turn_];
  ++place_;
  if (is_it) ++turn_;
  return is_it;
}

std::string Importer::in_message(std::string what) const { return message_.empty() ? what : message_ + ", " + std::move(what); }
std::string Importer::place(sepa::Entry const& entry) const { return in_message(fmt::format("line {}", entry.line)); }

Result<Chain*> Importer::chain_of(Statement const& statement) {
  auto const iban = sepa::Iban::parse(statement.account.iban);
  auto const found = iban ? chains_.find(iban->compact()) : chains_.end();
  if (found == chains_.end()) {
    return refuse(Code::not_found, "it is of an account that is not one of the paper's", in_message("statement " + statement.id));
  }
  std::string const& currency = statement.account.currency;
  if (currency.empty() || currency == kCurrency) return &found->second;
  return refuse(Code::invalid, "it is of an account that is not in euro", in_message("statement " + statement.id));
}

void Importer::begin(Chain& chain, Statement const& statement) {
  sepa::StatementMark const mark = sepa::mark_of(statement);
  current_.emplace(CurrentStatement{.chain = &chain,
                           .mark = mark,
                           .closed_on = day_of(statement),
                           .label = label_of(mark, day_of(statement)),
                           .id = statement.id,
                           .all_is_new = chain.is_next(mark)});
  ++counted_.statements;
}

bool Importer::goes_on(Statement const& statement) const {
  auto const mark = sepa::mark_of(statement);
  return has_pages(statement) && !current_->pages.empty() && statement.id == current_->id &&
         mark.account == current_->mark.account && mark.number == current_->mark.number;
}

/// The last page knows the closing balance.
Result<void> Importer::page(Statement const& statement) {
  if (!has_pages(statement)) return {};
  if (!current_->pages.insert(statement.page.value_or(1)).second) {
    return refuse(Code::conflict, fmt::format("page {} is in the file twice", statement.page.value_or(1)),
                  in_message("statement " + current_->label));
  }
  if (statement.is_last_page.value_or(false)) current_->has_last_page = true;
  auto const mark = sepa::mark_of(statement);
  if (mark.closing) current_->mark.closing = mark.closing;
  if (!current_->mark.opening) current_->mark.opening = mark.opening;
  if (statement.closing()) current_->closed_on = day_of(statement);
  return {};
}

Result<void> Importer::finish_statement() {
  if (!current_) return {};
  CurrentStatement const it = *std::exchange(current_, std::nullopt);
  std::string const where = in_message("statement " + it.label);
  if (!it.pages.empty() && (!it.has_last_page || *it.pages.rbegin() != std::ssize(it.pages))) {
    return refuse(Code::conflict, "pages of it are missing: take them in together, in one ZIP", where);
  }
  auto const& [account, number, year, opening, closing] = it.mark;
  if (opening && closing && *opening + it.sums.all != *closing) {
    return refuse(Code::conflict, fmt::format("its entries lead from {} to {}, but it ends with {}",
                                              opening->decimal(), (*opening + it.sums.all).decimal(), closing->decimal()),
                  where);
  }
  return in_place(it.chain->take(it.mark, it.closed_on, it.sums), where);
}

Importer::Identified Importer::identify(Statement const& statement, sepa::Entry const& entry) {
  AccountId const account = current_->chain->row().account.id;
  if (current_->all_is_new) {
    std::string identity = index_of(sepa::fingerprint_of(statement.account, entry));
    std::int64_t const before = store::occurrences(to_.tx, account, identity);
    return {std::move(identity), before + 1, std::nullopt};
  }
  auto const [fingerprint, occurrence] = current_->identities.next(statement, entry);
  std::string identity = index_of(fingerprint);
  auto known = store::find_entry(to_.tx, account, identity, occurrence);
  return {std::move(identity), occurrence, known};
}

/// A digest of what a person wrote could be tried out; an index of the vault cannot.
std::string Importer::index_of(std::string const& fingerprint) const { return to_.till.vault.index("bank-entry", fingerprint); }

Result<void> Importer::book(Statement const& statement, sepa::Entry const& entry) {
  auto const currency = TRY(ledger::Currency::parse(entry.amount.currency));
  auto [identity, occurrence, known] = identify(statement, entry);
  count(entry, known.has_value());
  if (known) return seen(entry, Fate::known, known);
  auto const day = entry.booking_date ? entry.booking_date : entry.value_date;
  if (!day) return refuse(Code::invalid, "the bank says no day");
  store::EntryRow row{.id = next_entry_, .account = current_->chain->row().account.id, .identity = std::move(identity),
                      .occurrence = occurrence, .import = counted_.id, .n = counted_.entries, .place = place(entry),
                      .statement = current_->label, .day = *day, .value_day = entry.value_date.value_or(*day),
                      .amount = entry.signed_money(), .currency = currency, .lines = 0};
  next_entry_ = EntryId(row.id.value() + 1);
  ++counted_.booked;
  return book_lines(row, drafts_of(entry, kCurrency));
}

void Importer::count(sepa::Entry const& entry, bool known) {
  StatementSums& sums = current_->sums;
  ++(known ? sums.known : sums.fresh);
  if (entry.amount.currency != kCurrency) return;
  sums.all = sums.all + entry.signed_money();
  if (!known) sums.of_fresh = sums.of_fresh + entry.signed_money();
}

Result<void> Importer::book_lines(store::EntryRow& row, std::vector<Draft> const& drafts) {
  VERIFY(sum_of(drafts) == row.amount);
  row.lines = std::ssize(drafts);
  counted_.lines += row.lines;
  store::insert(to_.tx, row);
  std::vector<ledger::Posting> postings;
  int number = 0;
  for (Draft const& it : drafts) maker_.make(it, row, counted_.id, ++number, postings);
  bookings_.push_back(booking_of(row, current_->chain->row().account.number, std::move(postings)));
  return bookings_.size() < kBookingsAtOnce ? Result<void>() : book_them();
}

Result<void> Importer::book_them() {
  TRY(ledger::book_all(to_.tx, to_.actor, bookings_, to_.now));
  bookings_.clear();
  return {};
}

Result<void> Importer::advice(Statement const& statement, sepa::Entry const& entry) {
  auto const day = entry.booking_date ? entry.booking_date : entry.value_date;
  auto const drafts = drafts_of(entry, kCurrency);
  bool const is_of_debits = drafts.front().kind == LineKind::collection || drafts.front().kind == LineKind::came_back;
  bool const has_parts = drafts.size() > 1 || !entry.batches.empty() || is_of_debits;
  if (!day || is_batch(drafts) || !has_parts || entry.amount.currency != kCurrency) return seen(entry, Fate::told);
  auto const [fingerprint, occurrence] = advice_identities_.next(statement, entry);
  store::Advice const it{.account = *advised_, .identity = index_of(fingerprint), .occurrence = occurrence, .day = *day,
                         .amount = entry.signed_money(), .currency = std::string(kCurrency), .import = counted_.id};
  bool const is_new = store::insert(to_.tx, to_.till.vault, it, drafts);
  return seen(entry, is_new ? Fate::told : Fate::known);
}

void Importer::reject(sepa::StatusReport const& report, Refused const& it, Date day) {
  std::string identity = identity_of(to_.till.vault, report, it);
  Draft const draft = draft_of(to_.tx, it);
  auto line = store::find_rejection(to_.tx, identity);
  Fate const fate = line ? Fate::known : Fate::rejected;
  if (!line) {
    line = maker_.make_rejection(draft, day, counted_.id, std::move(identity));
    ++counted_.rejections;
  }
  store::insert(to_.tx, counted_.id, {.n = counted_.entries, .place = in_message("status report"), .fate = fate, .day = day,
                              .amount = draft.amount, .currency = std::string(kCurrency), .line = line});
}

Result<void> Importer::seen(sepa::Entry const& entry, Fate fate, std::optional<EntryId> known) {
  store::insert(to_.tx, counted_.id, {.n = counted_.entries, .place = place(entry), .fate = fate,
                              .day = entry.booking_date ? entry.booking_date : entry.value_date, .amount = entry.signed_money(),
                              .currency = entry.amount.currency, .entry = known});
  return {};
}

}  // namespace allmende::banking
