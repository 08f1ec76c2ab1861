#include <fmt/format.h>

#include "sepa/message_parts.h"

namespace allmende::sepa {

namespace {

Result<Balance> read_balance(xml::Reader& xml) {
  Balance balance;
  bool has_amount = false;
  bool has_direction = false;
  std::string const place = xml.place();
  TRY(xml.children([&](std::string_view name) -> Result<void> {
    if (name == "Tp") return read_texts(xml, {{"CdOrPrtry/Cd", &balance.type}, {"CdOrPrtry/Prtry", &balance.type}});
    if (name == "Amt") has_amount = true, balance.amount = TRY(read_amount(xml));
    else if (name == "CdtDbtInd") has_direction = true, balance.direction = TRY(read_direction(xml));
    else if (name == "Dt") balance.date = TRY(read_day(xml));
    return {};
  }));
  if (!has_amount || !has_direction) return refuse(Code::invalid, "a balance has no amount or no direction", place);
  return balance;
}

Result<OwnAccount> read_account(xml::Reader& xml) {
  OwnAccount account;
  TRY(read_texts(xml, {{"Id/IBAN", &account.iban},
                       {"Id/Othr/Id", &account.other},
                       {"Ccy", &account.currency},
                       {"Ownr/Nm", &account.owner},
                       {"Svcr/FinInstnId/BIC", &account.bic},
                       {"Svcr/FinInstnId/BICFI", &account.bic}}));
  return account;
}

struct Pages {
  std::optional<std::int64_t> page = {};
  std::optional<bool> is_last = {};
};

Result<Pages> read_pages(xml::Reader& xml) {
  Pages pages;
  TRY(xml.children([&](std::string_view name) -> Result<void> {
    if (name == "PgNb") pages.page = TRY(read_number(xml));
    else if (name == "LastPgInd") pages.is_last = TRY(read_yes_or_no(xml));
    return {};
  }));
  return pages;
}

struct MessageHead {
  std::string id = {};
  Pages pages = {};
};

Result<MessageHead> read_message_head(xml::Reader& xml) {
  MessageHead head;
  TRY(xml.children([&](std::string_view name) -> Result<void> {
    if (name == "MsgId") head.id = TRY(xml.text());
    else if (name == "MsgPgntn") head.pages = TRY(read_pages(xml));
    return {};
  }));
  return head;
}

class StatementReader {
 public:
  StatementReader(xml::Reader& xml, Statement head, BankFileListener& listener, ReadLimits const& limits)
      : xml_(xml), statement_(std::move(head)), listener_(listener), limits_(limits) {
    xml_.allow(limits_.entry_bytes);
  }

  Result<void> read() {
    std::string const place = xml_.place();
    TRY(xml_.children([&](std::string_view name) { return take(name); }));
    TRY(begin());
    TRY(check_balances(place));
    return listener_.statement_ends(statement_, totals_);
  }

 private:
  Result<void> take(std::string_view name) {
    if (name == "Ntry") return take_entry();
    if (name == "Bal") statement_.balances.push_back(TRY(read_balance(xml_)));
    else if (name == "Id") statement_.id = TRY(xml_.text());
    else if (name == "StmtPgntn" || name == "RptPgntn" || name == "NtfctnPgntn") take_pages(TRY(read_pages(xml_)));
    else if (name == "ElctrncSeqNb") statement_.electronic_number = TRY(read_number(xml_));
    else if (name == "LglSeqNb") statement_.legal_number = TRY(read_number(xml_));
    else if (name == "CreDtTm") statement_.created = TRY(xml_.text());
    else if (name == "FrToDt") return read_texts(xml_, {{"FrDtTm", &statement_.from}, {"ToDtTm", &statement_.to}});
    else if (name == "CpyDplctInd") statement_.copy = TRY(xml_.text());
    else if (name == "Acct") statement_.account = TRY(read_account(xml_));
    return {};
  }

  void take_pages(Pages const& pages) {
    statement_.page = pages.page;
    statement_.is_last_page = pages.is_last;
  }

  Result<void> begin() {
    if (has_begun_) return {};
    has_begun_ = true;
    return listener_.statement_begins(statement_);
  }

  Result<void> take_entry() {
    TRY(begin());
    xml_.allow(limits_.entry_bytes);
    Entry const entry = TRY(read_entry(xml_, statement_.version, limits_));
    TRY(count(entry));
    TRY(listener_.entry(statement_, entry));
    xml_.allow(limits_.entry_bytes);
    return {};
  }

  Result<void> count(Entry const& entry) {
    totals_.entries += 1;
    bool const is_other = !statement_.account.currency.empty() && entry.amount.currency != statement_.account.currency;
    totals_.of_other_currency += is_other ? 1 : 0;
    if (entry.status != EntryStatus::booked) return {};
    totals_.booked += 1;
    if (is_other) return {};
    std::int64_t sum = 0;
    if (__builtin_add_overflow(totals_.sum.cents(), entry.signed_money().cents(), &sum)) {
      return refuse(Code::limit, "the entries are too large to be summed up", xml_.place());
    }
    totals_.sum = Money::cents(sum);
    return {};
  }

  bool is_whole() const { return statement_.page.value_or(1) == 1 && statement_.is_last_page.value_or(true); }

  Result<void> check_balances(std::string const& place) const {
    Balance const* opening = statement_.opening();
    Balance const* closing = statement_.closing();
    bool const can_be_checked = statement_.kind == MessageKind::statement && opening && closing && is_whole() &&
                                totals_.of_other_currency == 0 && opening->amount.currency == closing->amount.currency;
    if (!can_be_checked || opening->signed_money() + totals_.sum == closing->signed_money()) return {};
    return refuse(
        Code::conflict,
        fmt::format("the statement begins with {}, its entries are {} together, but it ends with {}",
                    opening->signed_money().decimal(), totals_.sum.decimal(), closing->signed_money().decimal()),
        place);
  }

  xml::Reader& xml_;
  Statement statement_;
  BankFileListener& listener_;
  ReadLimits const& limits_;
  StatementTotals totals_;
  bool has_begun_ = false;
};

struct Words {
  std::string_view message;
  std::string_view statement;
};

Words words_of(MessageKind kind) {
  switch (kind) {
    case MessageKind::statement:
      return {"BkToCstmrStmt", "Stmt"};
    case MessageKind::report:
      return {"BkToCstmrAcctRpt", "Rpt"};
    case MessageKind::notification:
      return {"BkToCstmrDbtCdtNtfctn", "Ntfctn"};
  }
  report_bug("every kind of message has its words");
}

}  // namespace

Result<void> read_statements(xml::Reader& xml, MessageKind kind, int version, BankFileListener& listener,
                             ReadLimits const& limits) {
  Words const words = words_of(kind);
  bool is_there = false;
  MessageHead head;
  auto part_of_message = [&](std::string_view name) -> Result<void> {
    if (name == "GrpHdr") head = TRY(read_message_head(xml));
    if (name != words.statement) return {};
    Statement statement{.kind = kind, .version = version, .message_id = head.id};
    statement.page = head.pages.page;
    statement.is_last_page = head.pages.is_last;
    return StatementReader(xml, std::move(statement), listener, limits).read();
  };
  TRY(xml.children([&](std::string_view name) -> Result<void> {
    if (name != words.message) return {};
    is_there = true;
    return xml.children(part_of_message);
  }));
  if (!is_there) return refuse(Code::invalid, fmt::format("there is no {} in the message", words.message), xml.place());
  return {};
}

}  // namespace allmende::sepa
