#include "contributions/erasure.h"

#include "contributions/agreement_store.h"
#include "contributions/attempt_store.h"
#include "contributions/changes.h"
#include "contributions/giver_store.h"
#include "contributions/mandate_store.h"
#include "contributions/message_store.h"
#include "contributions/payment_store.h"
#include "contributions/rights.h"

namespace allmende::contributions {

using database::ReadTx;
using database::WriteTx;

namespace {

constexpr std::size_t kAtOnce = 1'000;

json::Value text_or_null(std::optional<Date> const& day) {
  return day ? json::Value(day->iso8601()) : json::Value(nullptr);
}
json::Value text_or_null(std::optional<Instant> const& at) {
  return at ? json::Value(at->rfc3339()) : json::Value(nullptr);
}

json::Object json_of(Giver const& it) {
  json::Object made{{"name", it.data.name},
                    {"email", it.data.email},
                    {"language", it.data.language.tag()},
                    {"kind", name_of(it.data.kind)},
                    {"since", it.since.rfc3339()}};
  if (auto const& address = it.data.address) {
    json::Array lines(address->lines.begin(), address->lines.end());
    made["address"] =
        json::Object{{"street", address->street}, {"building", address->building}, {"post_code", address->post_code},
                     {"town", address->town},     {"country", address->country},   {"lines", std::move(lines)}};
  }
  return made;
}

json::Object json_of(store::KnownMandate const& it) {
  json::Object made{{"reference", it.reference.text()},
                    {"signed_on", it.signed_on.iso8601()},
                    {"state", name_of(it.state)},
                    {"last_debit", text_or_null(it.presented)},
                    {"text", it.evidence},
                    {"version", it.version},
                    {"since", it.since.rfc3339()}};
  if (it.account) {
    made["holder"] = it.account->holder;
    made["iban"] = it.account->iban.compact();
  }
  return made;
}

json::Object json_of(Attempt const& it) {
  return {{"name", it.end_to_end_id.text()},   {"period", it.period},
          {"amount", it.amount.decimal()},     {"day", it.due.iso8601()},
          {"state", name_of(it.state)},        {"announced_on", text_or_null(it.noticed_on)},
          {"returned", it.returned.decimal()}, {"reason", it.reason}};
}

json::Object json_of(Movement const& it) {
  return {{"day", it.day.iso8601()}, {"amount", it.amount.decimal()}, {"kind", it.kind}, {"code", it.code}};
}
json::Object json_of(AgreementEvent const& it) {
  return {{"at", it.at.rfc3339()},
          {"what", it.kind},
          {"detail", it.detail},
          {"by", it.by == "giver" ? "you" : "the paper"}};
}
json::Object json_of(store::WrittenMessage const& it) {
  return {{"template", it.template_name}, {"state", it.state}, {"sent", text_or_null(it.sent)}};
}

template <class Values>
json::Array array_of(Values const& values) {
  json::Array made;
  for (auto const& it : values) made.push_back(json_of(it));
  return made;
}

json::Object json_of(ReadTx& tx, Till const& till, Agreement const& it, Instant now) {
  json::Object made{{"reference", it.reference.compact()},
                    {"state", name_of(it.state)},
                    {"way", name_of(it.way)},
                    {"amount", it.amount.decimal()},
                    {"interval", name_of(it.schedule.interval)},
                    {"first", it.schedule.first.iso8601()},
                    {"appeal", it.appeal},
                    {"came_on", it.came_on.iso8601()},
                    {"ended", text_or_null(it.ended)},
                    {"next", nullptr}};
  if (auto next = next_collection(tx, till, it.id, now)) {
    made["next"] = json::Object{{"day", next->day.iso8601()}, {"amount", next->amount.decimal()}};
  }
  made["mandates"] = array_of(store::known_mandates(tx, till, it.id));
  made["debits"] = array_of(store::all_of(tx, it.id));
  made["money"] = array_of(movements(tx, it.id));
  made["history"] = array_of(events_of(tx, it.id));
  made["letters"] = array_of(store::messages_of(tx, it.id));
  return made;
}

/// Until when the proof of its mandates is kept; none: there is none to keep.
std::optional<Date> proof_until(ReadTx& tx, Till const& till, GiverId id) {
  std::optional<Date> last;
  for (AgreementId each : store::agreements_of_giver(tx, id)) {
    auto presented = store::last_presented(tx, each);
    if (presented)
      last = std::max(last, std::optional(sepa::months_after(*presented, till.rules.months_of_proof).plus_days(1)));
  }
  return last;
}

void erase_accounts(WriteTx& tx, GiverId id) {
  for (AgreementId each : store::agreements_of_giver(tx, id)) {
    store::erase_accounts(tx, each);
    store::set_payer(tx, each, {});
  }
}

/// Its agreements have ended.
Erased erase_now(WriteTx& tx, Till const& till, GiverId id, std::string_view by, Instant now) {
  auto rest = proof_until(tx, till, id);
  if (rest && *rest <= till.day_of(now)) rest = std::nullopt;
  store::erase_giver(tx, id, now, rest);
  for (AgreementId each : store::agreements_of_giver(tx, id)) {
    store::void_messages(tx, each);
    store::record(tx, till, each, "erased", "", by, now);
  }
  if (!rest) erase_accounts(tx, id);
  return {now, rest};
}

}  // namespace

json::Object everything_known(ReadTx& tx, Till const& till, ProvenGiver const& proven, Instant now) {
  json::Array givers;
  for (GiverId id : proven.ids()) {
    json::Object made = json_of(*giver(tx, till, id));
    json::Array agreements;
    for (AgreementId each : store::agreements_of_giver(tx, id))
      agreements.push_back(json_of(tx, till, *agreement(tx, till, each), now));
    made["agreements"] = std::move(agreements);
    made["kept_until"] = text_or_null(store::rest_of(tx, id));
    givers.push_back(std::move(made));
  }
  return {{"format", "allmende-giver/1"}, {"at", now.rfc3339()}, {"given_as", std::move(givers)}};
}

Result<Erased> erase(WriteTx& tx, Who const& who, Till const& till, GiverId id, Instant now) {
  auto it = giver(tx, till, id);
  if (!it) return refuse(Code::not_found, "there is no such giver");
  TRY(may_act_for(who, id));
  for (AgreementId each : store::agreements_of_giver(tx, id)) TRY(end(tx, who, till, each, now));
  Erased erased = erase_now(tx, till, id, name_of(who), now);
  if (auto const* actor = std::get_if<people::Actor>(&who)) {
    people::record_deed(tx, *actor, {"erased", "giver", std::to_string(id.value())}, now);
  }
  return erased;
}

std::int64_t erase_what_is_due(WriteTx& tx, Till const& till, Instant now) {
  std::int64_t count = 0;
  for (GiverId id : store::givers_whose_rest_is_due(tx, till.day_of(now))) {
    erase_accounts(tx, id);
    store::rest_is_erased(tx, id);
    ++count;
  }
  for (AgreementId id : store::unconfirmed(tx, now, kAtOnce)) {
    store::end(tx, id, now);
    erase_now(tx, till, agreement(tx, till, id)->giver, "clock", now);
    ++count;
  }
  return count;
}

std::vector<std::string> left_of_erased(ReadTx& tx, Till const& till, Instant now) {
  std::vector<std::string> findings;
  for (GiverId id : store::erased_with_data(tx)) {
    findings.push_back(fmt::format("giver {}: something is left though it was erased", id.value()));
  }
  for (GiverId id : store::givers_whose_rest_is_due(tx, till.day_of(now))) {
    findings.push_back(fmt::format("giver {}: account and mandate were to be erased on {}", id.value(),
                                   store::rest_of(tx, id)->iso8601()));
  }
  return findings;
}

}  // namespace allmende::contributions
