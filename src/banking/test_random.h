#pragma once
// A month of a bank's and a paper's life at random: what the bank tells of it, and in the plainest way what must come of
// it.

#include <random>

#include "banking/test_bank.h"

namespace allmende::banking::test {

class Random {
 public:
  explicit Random(unsigned seed) : random_(seed) {}
  int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }
  bool one_in(int count) { return below(count) == 0; }
  template <class T>
  void shuffle(std::vector<T>& all) {
    std::ranges::shuffle(all, random_);
  }

 private:
  std::mt19937 random_;
};

/// Files of one account follow each other; those of nobody may come at any time.
struct ToldFile {
  std::string bytes;
  bool is_statement = false;
};

/// What the books must have when all of it was told.
struct Expected {
  Money bank = euros(1000), clearing = Money::cents(0), suspense = minus(euros(1000)), income = Money::cents(0);
  Money returned = Money::cents(0), return_fees = Money::cents(0), bank_fees = Money::cents(0);

  bool operator==(Expected const&) const = default;
};
inline std::ostream& operator<<(std::ostream& out, Expected const& it) {
  return out << "bank " << it.bank.decimal() << ", clearing " << it.clearing.decimal() << ", suspense " << it.suspense.decimal()
             << ", income " << it.income.decimal() << ", returned " << it.returned.decimal() << ", fees "
             << it.return_fees.decimal() << " and " << it.bank_fees.decimal();
}

class Month {
 public:
  /// Of a paper that has `attempts` at the bank (each agreement with its own), and one agreement by transfer.
  Month(Random& random, std::vector<c::Attempt> attempts, std::vector<std::string> mandates, std::string batch,
        std::string reference, std::string file)
      : random_(random),
        attempts_(std::move(attempts)),
        mandates_(std::move(mandates)),
        batch_(std::move(batch)),
        reference_(std::move(reference)),
        file_(std::move(file)) {
    for (auto const& it : attempts_) {
      expected_.clearing = expected_.clearing + it.amount;
      expected_.income = expected_.income - it.amount;
    }
    reject_some();
    book_the_run();
    for (int i = random_.below(8); i >= 0; --i) something();
    tell();
  }

  std::vector<ToldFile> const& files() const { return files_; }
  Expected const& expected() const { return expected_; }

 private:
  void put(int day, ToldEntry entry) {
    entry.day = fmt::format("2026-12-{:02}", day);
    expected_.bank = expected_.bank + entry.amount;
    days_[day].push_back(std::move(entry));
  }
  Told payment(std::size_t i) const {
    return {.amount = attempts_[i].amount, .end_to_end_id = attempts_[i].end_to_end_id.text(), .mandate = mandates_[i]};
  }

  void reject_some() {
    is_rejected_.assign(attempts_.size(), false);
    std::vector<ToldRejection> rejections;
    for (std::size_t i = 0; i < attempts_.size(); ++i) {
      if (!random_.one_in(5)) continue;
      is_rejected_[i] = true;
      rejections.push_back({attempts_[i].end_to_end_id.text(), "AC01"});
      expected_.clearing = expected_.clearing - attempts_[i].amount;
      expected_.income = expected_.income + attempts_[i].amount;
    }
    if (!rejections.empty()) files_.push_back({file_of(ToldReport{.file = file_, .batch = batch_, .rejections = rejections})});
  }

  /// As a batch with its payments, as one with a notification, or each for itself; and some of it comes back, now and then
  /// before it was paid.
  void book_the_run() {
    int const shape = random_.below(3), paid_on = 5;
    ToldEntry all{.amount = euros(0), .code = "PMNT/IDDT/ESDD", .batch = batch_};
    for (std::size_t i = 0; i < attempts_.size(); ++i) {
      if (is_rejected_[i]) continue;
      expected_.clearing = expected_.clearing - attempts_[i].amount;
      all.amount = all.amount + attempts_[i].amount;
      all.payments.push_back(payment(i));
      if (shape == 2) put(paid_on + random_.below(2), {.amount = attempts_[i].amount, .code = all.code, .payments = {payment(i)}});
      if (random_.one_in(3)) give_back(i, random_.one_in(4) ? paid_on - 1 : paid_on + 2 + random_.below(3));
    }
    if (shape == 2 || all.payments.empty()) return;
    all.count = static_cast<int>(all.payments.size());
    if (shape == 1) {
      all.day = fmt::format("2026-12-{:02}", paid_on);
      files_.push_back(
          {file_of(ToldStatement{.number = 3, .day = all.day, .entries = {all}, .kind = "054", .has_balances = false})});
      all.payments.clear();
      if (random_.one_in(2)) all.batch.clear();  // then nothing but the notification tells what it is
    }
    put(paid_on, all);
  }

  void give_back(std::size_t i, int day) {
    Money const fee = random_.one_in(2) ? euros(3) : euros(0), amount = attempts_[i].amount;
    Told told = payment(i);
    told.amount = amount + fee;
    told.instructed = amount;
    told.reason = random_.one_in(2) ? "AM04" : "MD06";
    if (fee > euros(0)) told.charges = fee;
    if (random_.one_in(3)) told.end_to_end_id.clear();
    expected_.returned = expected_.returned + amount;
    expected_.return_fees = expected_.return_fees + fee;
    put(day, {.amount = minus(amount + fee), .code = "PMNT/IDDT/UPDD", .payments = {told}});
  }

  void something() {
    int const day = 3 + random_.below(12);
    Money const amount = Money::cents(100 + random_.below(5) * 50);  // few amounts: twins are wanted
    switch (random_.below(5)) {
      case 0:
        expected_.income = expected_.income - amount;
        return put(
            day, {.amount = amount, .payments = {{.amount = amount, .name = "Dora", .iban = kCems, .reference = reference_}}});
      case 1:
      case 2: {
        ToldEntry const gift{.amount = amount, .payments = {{.amount = amount, .name = "Ina", .text = "Gruss"}}};
        for (int twins = random_.below(2); twins >= 0; --twins) {
          expected_.suspense = expected_.suspense - amount;
          put(day, gift);
        }
        return;
      }
      case 3:
        expected_.suspense = expected_.suspense + amount;
        return put(day, {.amount = minus(amount), .code = "PMNT/ICDT/ESCT", .payments = {{.amount = amount, .name = "Haus"}}});
      default:
        expected_.bank_fees = expected_.bank_fees + amount;
        return put(day, {.amount = minus(amount), .code = "PMNT/MDOP/CHRG"});
    }
  }

  /// A statement a day, with the next number; and now and then what was told within the day (052).
  void tell() {
    Money balance = euros(1000);
    int number = 334;
    for (auto& [day, entries] : days_) {
      std::vector<std::vector<ToldEntry>> parts{entries};
      if (entries.size() > 1 && random_.one_in(3)) {  // two statements on one day
        parts = {{entries.begin(), entries.begin() + 1}, {entries.begin() + 1, entries.end()}};
      }
      for (auto const& part : parts) {
        ToldStatement statement{.number = ++number, .day = fmt::format("2026-12-{:02}", day), .opening = balance, .entries = part};
        balance = statement.closing();
        files_.push_back({file_of(statement), true});
        if (!random_.one_in(3)) continue;
        statement.kind = "052";
        statement.has_balances = false;
        files_.push_back({file_of(statement)});
      }
    }
  }

  Random& random_;
  std::vector<c::Attempt> attempts_;
  std::vector<std::string> mandates_;
  std::string batch_, reference_, file_;
  std::vector<bool> is_rejected_;
  std::map<int, std::vector<ToldEntry>> days_;
  std::vector<ToldFile> files_;
  Expected expected_;
};

}  // namespace allmende::banking::test
