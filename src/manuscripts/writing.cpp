#include "manuscripts/writing.h"

#include <algorithm>
#include <limits>
#include <set>

#include "manuscripts/revising.h"

namespace allmende::manuscripts {

using database::ReadTx;
using database::WriteTx;

namespace {

constexpr std::chrono::hours kTabsKept{24 * 30};

bool is_tab_name(std::string_view tab) {
  return tab.size() >= 8 && tab.size() <= 64 && std::ranges::all_of(tab, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
         });
}

Instant before(Instant now, std::chrono::microseconds span) {
  return Instant::from_microseconds(now.microseconds() - span.count());
}

/// What a draft comes to, seen from the newest revision.
struct Outcome {
  Text text;
  Text base;               ///< what the draft has changed
  bool alters_body = false;
  bool meets = false;
  std::string who;         ///< whose revision it meets
  Revisions next_base = {};
};

Result<Outcome> outcome_of(ReadTx& tx, Opened const& opened, Draft const& draft) {
  Manuscript const& it = opened.it();
  // What the tab has had made a revision of is what it goes on from, even if it has not heard of it.
  std::int64_t base_body = std::max(draft.base.body, store::last_body_of(tx, it.article, draft.tab));
  auto other_body = store::other_body_since(tx, it.article, base_body, draft.tab);
  auto other_fields = store::other_fields_since(tx, it.article, draft.base.metadata, draft.tab);
  auto body = other_body ? store::body(tx, it.article, base_body) : std::optional(opened.text.body);
  auto fields = other_fields ? store::fields(tx, it.article, draft.base.metadata) : std::optional(opened.text.fields);
  bool ahead = draft.base.body > it.now.body || draft.base.metadata > it.now.metadata;
  if (!body || !fields || ahead) return refuse(Code::invalid, "there is no such revision", "base");

  Outcome outcome{.text = {}, .base = {*body, *fields}, .who = other_body.value_or(other_fields.value_or(""))};
  outcome.alters_body = draft.text.body != *body;
  Merge merged = merge_fields(*fields, draft.text.fields, opened.text.fields);
  bool same_body = draft.text.body == opened.text.body;
  bool body_meets = other_body && outcome.alters_body && !same_body;
  outcome.meets = body_meets || !merged.meeting.empty();
  outcome.text = {outcome.alters_body ? draft.text.body : opened.text.body, std::move(merged.fields)};
  bool same_fields = changed_keys(draft.text.fields, opened.text.fields).empty();
  outcome.next_base = {!other_body || same_body ? it.now.body : base_body,
                       !other_fields || same_fields ? it.now.metadata : draft.base.metadata};
  return outcome;
}

/// Whether this one may do what the draft does.
Result<void> check_rights(Actor const& actor, Opened const& opened, Outcome const& outcome, Draft const& draft) {
  if (!actor.person()) return refuse(Code::forbidden, "a draft is a person's");
  if (may_write(actor, opened.it())) return {};
  if (actor.has(people::Role::picture_desk)) {
    auto keys = changed_keys(outcome.base.fields, draft.text.fields);
    bool only_picture = std::ranges::all_of(keys, [](std::string const& key) { return key == "lead_picture"; });
    if (!outcome.alters_body && only_picture) return {};
    return refuse(Code::forbidden, "the picture desk changes the lead picture and nothing else");
  }
  return refuse(Code::forbidden, "this text is at a stage at which others work on it");
}

/// The tab that writes, if it was heard of.
std::optional<store::Tab> holder(ReadTx& tx, store::Row const& row, Instant now) {
  if (row.lease_tab.empty()) return std::nullopt;
  auto tab = store::tab(tx, row.manuscript.article, row.lease_tab);
  if (!tab || tab->lost || tab->seen_at < before(now, kLease)) return std::nullopt;
  return tab;
}

/// From the tab that has it, whether it is still there or not.
void take_lease(WriteTx& tx, Opened& opened, std::string_view tab) {
  std::string& lease = opened.row.lease_tab;
  if (lease == tab) return;
  if (auto former = store::tab(tx, opened.it().article, lease)) {
    former->lost = true;
    store::put_tab(tx, opened.it().article, *former);
    store::put_aside(tx, opened.it().article, lease);
  }
  lease = tab;
  store::put_row(tx, opened.row);
}

/// This tab, as it is known. Refuses: forbidden for somebody else's.
Result<store::Tab> own_tab(ReadTx& tx, Actor const& actor, ArticleNumber article, std::string_view name, Instant now) {
  if (!is_tab_name(name)) return refuse(Code::invalid, "this is no name of a tab", "tab");
  if (!actor.person()) return refuse(Code::forbidden, "only persons write");
  auto known = store::tab(tx, article, name);
  if (known && !actor.is(known->person)) return refuse(Code::forbidden, "this tab is somebody else's");
  store::Tab tab = known.value_or(store::Tab{std::string(name), *actor.person(), actor.name(), now});
  tab.seen_at = now;
  return tab;
}

/// One draft, on its way.
struct Arrival {
  Opened opened;
  store::Tab tab;
  Outcome outcome;
};

Result<Arrival> receive(WriteTx& tx, Actor const& actor, Draft const& draft, Instant now) {
  TRY(must_be_newsroom(actor));
  Opened opened = TRY(open(tx, draft.article, now));
  store::Tab tab = TRY(own_tab(tx, actor, draft.article, draft.tab, now));
  Outcome outcome = TRY(outcome_of(tx, opened, draft));
  TRY(check_rights(actor, opened, outcome, draft));
  bool is_new = tab.serial == 0;
  if (is_new && store::count_drafts(tx, draft.article) >= kMostDrafts) {
    return refuse(Code::limit, "there are too many drafts of this article; throw some away");
  }
  return Arrival{std::move(opened), std::move(tab), std::move(outcome)};
}

void keep(WriteTx& tx, Arrival const& arrival, Draft const& draft, bool side, Instant now) {
  store::put_draft(tx, draft.article,
                   {.tab = draft.tab, .person = arrival.tab.person, .name = arrival.tab.name, .side = side, .saved_at = now,
                    .base = draft.base, .text = draft.text});
}

/// The lease, where the draft needs it; else whose it is.
std::optional<LeaseLost> enter(WriteTx& tx, Arrival& arrival, Draft const& draft, Instant now) {
  auto holding = holder(tx, arrival.opened.row, now);
  bool others = holding && holding->person != arrival.tab.person;
  if (arrival.tab.lost || (arrival.outcome.alters_body && others)) {
    arrival.tab.lost = true;
    store::put_tab(tx, draft.article, arrival.tab);
    keep(tx, arrival, draft, true, now);
    return LeaseLost{holding ? holding->name : ""};
  }
  store::put_tab(tx, draft.article, arrival.tab);
  if (arrival.outcome.alters_body) take_lease(tx, arrival.opened, draft.tab);
  keep(tx, arrival, draft, false, now);
  return std::nullopt;
}

bool is_checkpoint_due(ReadTx& tx, ArticleNumber article, Instant now) {
  auto last = store::events(tx, article, std::numeric_limits<std::int64_t>::max(), 1);
  return last.empty() || last.front().at <= before(now, kCheckpointEvery);
}

/// Where the tab goes on from, once its draft is in a revision or says nothing new.
Stored settle(WriteTx& tx, Arrival const& arrival, Draft const& draft) {
  Revisions base = arrival.outcome.next_base;
  Opened const& opened = arrival.opened;
  if (draft.text.body == opened.text.body) base.body = opened.it().now.body;
  bool same_fields = changed_keys(draft.text.fields, opened.text.fields).empty();
  if (same_fields) base.metadata = opened.it().now.metadata;
  if (same_fields && draft.text.body == opened.text.body) store::drop_draft(tx, draft.article, draft.tab);
  return {draft.serial, base};
}

std::expected<Stored, NotStored> take(WriteTx& tx, Actor const& actor, Draft const& draft,
                                      std::optional<std::string_view> label, Instant now) {
  auto received = receive(tx, actor, draft, now);
  if (!received) return std::unexpected(NotStored(received.error()));
  Arrival& arrival = *received;
  bool is_old = draft.serial < arrival.tab.serial;
  if (is_old) return Stored{arrival.tab.serial, arrival.outcome.next_base};
  arrival.tab.serial = draft.serial;
  if (auto lost = enter(tx, arrival, draft, now)) return std::unexpected(NotStored(*lost));
  Outcome const& outcome = arrival.outcome;
  if (outcome.meets) {
    return std::unexpected(NotStored(Met{arrival.opened.it().now, arrival.opened.text, outcome.base, outcome.who}));
  }
  bool wanted = label.has_value();
  if (wanted || is_checkpoint_due(tx, draft.article, now)) {
    Happening happening{wanted ? "saved" : "checkpoint", label.value_or("")};
    auto revised = revise(tx, arrival.opened, actor, outcome.text, draft.tab, happening, now);
    if (wanted && !revised) return std::unexpected(NotStored(revised.error()));
  }
  return settle(tx, arrival, draft);
}

}  // namespace

std::expected<Stored, NotStored> keep_draft(WriteTx& tx, Actor const& actor, Draft const& draft, Instant now) {
  return take(tx, actor, draft, std::nullopt, now);
}

std::expected<Stored, NotStored> save(WriteTx& tx, Actor const& actor, Draft const& draft, std::string_view label,
                                      Instant now) {
  return take(tx, actor, draft, label, now);
}

std::optional<Lease> lease(ReadTx& tx, ArticleNumber article, Instant now) {
  auto row = store::row(tx, article);
  if (!row) return std::nullopt;
  return holder(tx, *row, now).transform([](store::Tab const& tab) { return Lease{tab.person, tab.name, tab.tab}; });
}

Result<void> be_present(WriteTx& tx, Actor const& actor, ArticleNumber article, std::string_view name, Writing writing,
                        Instant now) {
  TRY(must_be_newsroom(actor));
  Opened opened = TRY(look_into(tx, article));
  store::Tab tab = TRY(own_tab(tx, actor, article, name, now));
  store::put_tab(tx, article, tab);
  if (writing == Writing::no && opened.row.lease_tab == name) {
    opened.row.lease_tab.clear();
    store::put_row(tx, opened.row);
  }
  store::forget_tabs(tx, article, before(now, kTabsKept));
  return {};
}

Result<void> leave(WriteTx& tx, Actor const& actor, ArticleNumber article, std::string_view name, Instant now) {
  TRY(must_be_newsroom(actor));
  store::Tab tab = TRY(own_tab(tx, actor, article, name, now));
  tab.seen_at = before(now, kLease * 2);
  store::put_tab(tx, article, tab);
  return {};
}

std::vector<std::string> present(ReadTx& tx, ArticleNumber article, std::optional<PersonId> but, Instant now) {
  std::set<std::string> names;
  for (store::Tab const& tab : store::tabs_seen_since(tx, article, before(now, kLease))) {
    if (tab.person != but) names.insert(tab.name);
  }
  return {names.begin(), names.end()};
}

Result<void> take_over(WriteTx& tx, Actor const& actor, ArticleNumber article, std::string_view name, Instant now) {
  TRY(must_be_newsroom(actor));
  Opened opened = TRY(open(tx, article, now));
  if (!may_write(actor, opened.it())) return refuse(Code::forbidden, "this text is at a stage at which others work on it");
  store::Tab tab = TRY(own_tab(tx, actor, article, name, now));
  auto former = holder(tx, opened.row, now);
  tab.lost = false;
  store::put_tab(tx, article, tab);
  take_lease(tx, opened, name);
  if (former && former->tab != name) tell(tx, opened, actor, {"takeover", former->name}, now);
  return {};
}

Result<std::vector<StoredDraft>> drafts(ReadTx& tx, Actor const& actor, ArticleNumber article) {
  TRY(must_be_newsroom(actor));
  auto found = store::drafts(tx, article);
  std::erase_if(found, [&](StoredDraft const& draft) { return !draft.side && !actor.is(draft.person); });
  return found;
}

Result<void> discard(WriteTx& tx, Actor const& actor, ArticleNumber article, std::string_view tab, std::int64_t serial) {
  TRY(must_be_newsroom(actor));
  auto all = store::drafts(tx, article);
  auto found = std::ranges::find(all, tab, &StoredDraft::tab);
  if (found == all.end()) return refuse(Code::not_found, "there is no such draft");
  if (!found->side && !actor.is(found->person)) return refuse(Code::forbidden, "somebody is writing it");
  if (found->serial > serial) return refuse(Code::conflict, "there is a newer draft of it");
  store::drop_draft(tx, article, tab);
  return {};
}

}  // namespace allmende::manuscripts
