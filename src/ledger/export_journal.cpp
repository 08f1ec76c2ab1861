// Plain-text journals for hledger and beancount.

#include <fmt/format.h>

#include "ledger/balance.h"
#include "ledger/export.h"
#include "ledger/right.h"

namespace allmende::ledger {

namespace {

/// Both programs sort accounts by these five words.
std::string_view group_of(Kind kind) {
  switch (kind) {
    case Kind::asset: return "Assets";
    case Kind::liability: return "Liabilities";
    case Kind::equity: return "Equity";
    case Kind::income: return "Income";
    case Kind::expense: return "Expenses";
  }
  report_bug("every kind has a group");
}

/// "Assets:1200", for both.
class Names {
 public:
  explicit Names(std::vector<Account> const& accounts) {
    for (Account const& it : accounts)
      names_.emplace(it.number, fmt::format("{}:{}", group_of(it.kind), it.number.value()));
  }
  std::string const& of(AccountNumber number) const { return names_.at(number); }

 private:
  std::map<AccountNumber, std::string> names_;
};

/// How one of the two programs writes it.
class Writer {
 public:
  Writer(database::ReadTx& tx, Sink const& sink) : all_(accounts(tx)), names_(all_), sink_(sink) {}
  virtual ~Writer() = default;

  void write(database::ReadTx& tx, Date through) {
    for (Account const& account : all_) open(account);
    // What was booked first is the earliest there can be: check_fact().
    Period all{Date::from(2000, 1, 1).value(), through};
    each_transaction(tx, all, [&](Transaction const& it) { transaction(it); });
    assert_balances(trial_balance(tx, through), through);
  }

 protected:
  virtual void open(Account const& account) = 0;
  virtual void transaction(Transaction const& it) = 0;
  virtual void assert_balances(std::vector<AccountSums> const& balances, Date through) = 0;

  void put(std::string const& text) const { sink_(text); }
  std::string const& name(AccountNumber number) const { return names_.of(number); }
  std::string postings(Transaction const& it) const {
    std::string text;
    for (auto const& [account, amount, currency] : it.booking.fact.postings) {
      text += fmt::format("    {}  {} {}\n", name(account), amount.decimal(), currency.code());
    }
    return text;
  }

 private:
  std::vector<Account> all_;
  Names names_;
  Sink const& sink_;
};

class HledgerWriter : public Writer {
  using Writer::Writer;

  /// A semicolon would begin a comment.
  static std::string plain(std::string text) {
    for (char& c : text) {
      if (c == ';') c = ',';
    }
    return text;
  }

  void open(Account const& account) override {
    put(fmt::format("account {}  ; {}\n", name(account.number), plain(account.name)));
  }

  void transaction(Transaction const& it) override {
    auto const& [source, fact] = it.booking;
    put(fmt::format("\n{}={} * ({}) {}\n    ; source: {} {} {}\n", it.booked_on.iso8601(), fact.value_day->iso8601(),
                    it.id.value(), plain(fact.text), plain(source.type), plain(source.id), plain(source.kind)));
    if (it.is_late()) put(fmt::format("    ; belongs to: {}\n", fact.day.iso8601()));
    if (it.corrects) put(fmt::format("    ; corrects: {}\n", it.corrects->value()));
    put(postings(it));
  }

  void assert_balances(std::vector<AccountSums> const& balances, Date through) override {
    if (balances.empty()) return;
    put(fmt::format("\n{} * balances\n", through.iso8601()));
    for (auto const& [account, currency, sums] : balances) {
      put(fmt::format("    {}  0.00 {} = {} {}\n", name(account), currency.code(), sums.balance().decimal(),
                      currency.code()));
    }
  }
};

class BeancountWriter : public Writer {
  using Writer::Writer;

  static std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out + '"';
  }

  void open(Account const& account) override {
    put(fmt::format("2000-01-01 open {}\n    name: {}\n", name(account.number), in_quotes(account.name)));
  }

  void transaction(Transaction const& it) override {
    auto const& [source, fact] = it.booking;
    put(fmt::format("\n{} * {}\n    number: \"{}\"\n    source: {}\n    value: {}\n", it.booked_on.iso8601(),
                    in_quotes(fact.text), it.id.value(), in_quotes(source.type + " " + source.id + " " + source.kind),
                    fact.value_day->iso8601()));
    if (it.is_late()) put(fmt::format("    belongs: {}\n", fact.day.iso8601()));
    if (it.corrects) put(fmt::format("    corrects: \"{}\"\n", it.corrects->value()));
    put(postings(it));
  }

  /// There a balance is that of the morning.
  void assert_balances(std::vector<AccountSums> const& balances, Date through) override {
    put("\n");
    for (auto const& [account, currency, sums] : balances) {
      put(fmt::format("{} balance {}  {} ~ 0.00 {}\n", through.plus_days(1).iso8601(), name(account),
                      sums.balance().decimal(), currency.code()));
    }
  }
};

template <class W>
Result<void> write(database::ReadTx& tx, people::Actor const& actor, Date through, Sink const& sink) {
  TRY(actor.must_have_any(kBookkeepers));
  W(tx, sink).write(tx, through);
  return {};
}

}  // namespace

Result<void> export_hledger(database::ReadTx& tx, people::Actor const& actor, Date through, Sink const& sink) {
  return write<HledgerWriter>(tx, actor, through, sink);
}

Result<void> export_beancount(database::ReadTx& tx, people::Actor const& actor, Date through, Sink const& sink) {
  return write<BeancountWriter>(tx, actor, through, sink);
}

}  // namespace allmende::ledger
