// What the script of the writing page asks, and what it is told: docs/writing.md.

#include "desk/articles.h"
#include "desk/json_answer.h"
#include "desk/pages.h"

namespace allmende::desk {

using manuscripts::ArticleNumber;
using manuscripts::Draft;
using manuscripts::Manuscript;
using manuscripts::Revisions;

namespace {

json::Value parsed(std::string const& text) { return database::must_be(json::parse(text)); }

/// What a draft's JSON may hold beside its two texts.
constexpr std::size_t kLongestLabel = 200, kLongestTab = 64;
constexpr std::int64_t kGreatest = 1'000'000'000'000;

struct Sent {
  Draft draft;
  std::string label;
};

Result<Sent> read_draft(Work const& work, ArticleNumber article) {
  json::Object object = TRY(object_in(work.request));
  json::Reader reader(object);
  Sent sent{.draft = {.article = article, .tab = {}, .base = {}, .text = {}}, .label = {}};
  sent.draft.tab = TRY(reader.required_string("tab", kLongestTab));
  sent.draft.serial = TRY(reader.required_integer("serial", 0, kGreatest));
  sent.draft.base.body = TRY(reader.required_integer("base", 1, kGreatest));
  sent.draft.base.metadata = TRY(reader.required_integer("metadata_base", 1, kGreatest));
  sent.draft.text.body = TRY(manuscripts::read_body(json::write(TRY(reader.required("body")).value())));
  sent.draft.text.fields = TRY(manuscripts::read_fields(json::write(TRY(reader.required("fields")).value())));
  sent.label = TRY(reader.string_or_empty("label", kLongestLabel));
  return sent;
}

Result<std::string> read_tab(Work const& work) {
  json::Object object = TRY(object_in(work.request));
  return json::Reader(object).required_string("tab", kLongestTab);
}

json::Value lease_told(Work const& work, std::optional<manuscripts::Lease> const& lease) {
  if (!lease) return nullptr;
  return json::Object{{"who", lease->name}, {"tab", lease->tab}, {"mine", work.actor().is(lease->person)}};
}

json::Array names_told(std::vector<std::string> const& names) { return json::Array(names.begin(), names.end()); }

json::Array notes_told(std::vector<manuscripts::Note> const& notes) {
  json::Array told;
  for (manuscripts::Note const& it : notes) {
    told.push_back(json::Object{{"id", it.id}, {"block", it.block}, {"quote", it.quote}, {"text", it.words}, {"who", it.name},
                                {"at", it.at.rfc3339()}, {"resolved", it.resolved_at.has_value()}});
  }
  return told;
}

json::Array drafts_told(Work const& work, std::vector<manuscripts::StoredDraft> const& drafts) {
  json::Array told;
  for (manuscripts::StoredDraft const& it : drafts) {
    told.push_back(json::Object{{"tab", it.tab}, {"who", it.name}, {"mine", work.actor().is(it.person)}, {"side", it.side},
                                {"saved", it.saved_at.rfc3339()}, {"serial", it.serial}, {"base", it.base.body}, {"metadata_base", it.base.metadata},
                                {"body", parsed(it.text.body)}, {"fields", parsed(it.text.fields)}});
  }
  return told;
}

/// Everything that a page that has just been opened must know.
Result<http::Response> standing(Work const& work, ArticleNumber article) {
  auto tx = work.house.database.read();
  people::Actor const& actor = work.actor();
  Manuscript it = TRY(manuscripts::find(tx, actor, article));
  manuscripts::Text text = TRY(manuscripts::text(tx, actor, article));
  auto drafts = TRY(manuscripts::drafts(tx, actor, article));
  auto notes = TRY(manuscripts::notes(tx, actor, article));
  json::Object told{{"article", article.value()},
                    {"stage", manuscripts::word_of(it.stage)},
                    {"body_revision", it.now.body},
                    {"metadata_revision", it.now.metadata},
                    {"body", parsed(text.body)},
                    {"fields", parsed(text.fields)},
                    {"token", work.form_token()},
                    {"me", actor.name()}};
  told.emplace("lease", lease_told(work, manuscripts::lease(tx, article, work.now)));
  told.emplace("present", names_told(manuscripts::present(tx, article, actor.person(), work.now)));
  told.emplace("drafts", drafts_told(work, drafts));
  told.emplace("notes", notes_told(notes));
  bool may_write = manuscripts::may_write(actor, it);
  told.emplace("may_write", may_write);
  told.emplace("may_set_picture", may_write || actor.has(people::Role::picture_desk));
  return json_answer(std::move(told));
}

http::Status status_of(Refusal const& refusal) {
  switch (refusal.code) {
    case Code::forbidden: return http::Status::forbidden;
    case Code::not_found: return http::Status::not_found;
    case Code::limit: return http::Status::content_too_large;
    case Code::conflict: return http::Status::conflict;
    default: return http::Status::unprocessable_content;
  }
}

http::Response told_no(Work const& work, Refusal const& refusal) {
  return json_answer({{"where", refusal.where}, {"message", article_refusal_words(work.words(), refusal)}}, status_of(refusal));
}

struct NotStoredTold {
  Work const& work;

  http::Response operator()(Refusal const& refusal) const { return told_no(work, refusal); }
  http::Response operator()(manuscripts::LeaseLost const& lost) const {
    return json_answer({{"who", lost.who}}, http::Status::locked);
  }
  http::Response operator()(manuscripts::Met const& met) const {
    return json_answer({{"revision", met.now.body}, {"metadata_revision", met.now.metadata},
                        {"body", parsed(met.theirs.body)}, {"fields", parsed(met.theirs.fields)},
                        {"base_body", parsed(met.base.body)}, {"base_fields", parsed(met.base.fields)}, {"who", met.who}},
                       http::Status::conflict);
  }
};

http::Response told(Work const& work, std::expected<manuscripts::Stored, manuscripts::NotStored> const& result) {
  if (!result) return std::visit(NotStoredTold{work}, result.error());
  return json_answer({{"serial", result->serial}, {"body_revision", result->base.body}, {"metadata_revision", result->base.metadata}});
}

http::Response not_understood(Refusal const& refusal) {
  auto status = refusal.code == Code::limit ? http::Status::content_too_large : http::Status::bad_request;
  return json_answer({{"message", refusal.message}, {"where", refusal.where}}, status);
}

/// Does something for a tab, and tells it how things stand.
template <class Do>
Result<http::Response> for_tab(Work const& work, Do const& act) {
  ArticleNumber article = TRY(article_asked_for(work));
  auto tab = read_tab(work);
  if (!tab) return not_understood(tab.error());
  auto tx = work.house.database.write();
  auto done = act(tx, article, *tab);
  if (!done) return told_no(work, done.error());
  tx.commit();
  return standing(work, article);
}

}  // namespace

Result<http::Response> writing_standing(Work const& work) { return standing(work, TRY(article_asked_for(work))); }

Result<http::Response> keep_draft(Work const& work) {
  ArticleNumber article = TRY(article_asked_for(work));
  auto sent = read_draft(work, article);
  if (!sent) return not_understood(sent.error());
  auto tx = work.house.database.write();
  auto result = manuscripts::keep_draft(tx, work.actor(), sent->draft, work.now);
  tx.commit();
  return told(work, result);
}

Result<http::Response> save_revision(Work const& work) {
  ArticleNumber article = TRY(article_asked_for(work));
  auto sent = read_draft(work, article);
  if (!sent) return not_understood(sent.error());
  auto tx = work.house.database.write();
  auto result = manuscripts::save(tx, work.actor(), sent->draft, sent->label, work.now);
  tx.commit();
  return told(work, result);
}

Result<http::Response> be_present(Work const& work) {
  ArticleNumber article = TRY(article_asked_for(work));
  json::Object object = TRY(object_in(work.request));
  json::Reader reader(object);
  std::string tab = TRY(reader.required_string("tab", kLongestTab));
  std::int64_t known = TRY(reader.optional_integer("metadata_revision", 0, kGreatest)).value_or(kGreatest);
  auto writing = TRY(reader.boolean_or("writing", false)) ? manuscripts::Writing::yes : manuscripts::Writing::no;
  auto tx = work.house.database.write();
  auto done = manuscripts::be_present(tx, work.actor(), article, tab, writing, work.now);
  if (!done) return told_no(work, done.error());
  Manuscript it = TRY(manuscripts::find(tx, work.actor(), article));
  json::Object answer{{"stage", manuscripts::word_of(it.stage)}, {"body_revision", it.now.body}, {"metadata_revision", it.now.metadata}};
  answer.emplace("lease", lease_told(work, manuscripts::lease(tx, article, work.now)));
  answer.emplace("present", names_told(manuscripts::present(tx, article, work.actor().person(), work.now)));
  answer.emplace("notes", notes_told(TRY(manuscripts::notes(tx, work.actor(), article))));
  if (it.now.metadata > known) {
    answer.emplace("fields", parsed(TRY(manuscripts::text(tx, work.actor(), article)).fields));
  }
  tx.commit();
  return json_answer(std::move(answer));
}

Result<http::Response> leave_tab(Work const& work) {
  return for_tab(work, [&](auto& tx, ArticleNumber article, std::string const& tab) {
    return manuscripts::leave(tx, work.actor(), article, tab, work.now);
  });
}

Result<http::Response> take_over(Work const& work) {
  return for_tab(work, [&](auto& tx, ArticleNumber article, std::string const& tab) {
    return manuscripts::take_over(tx, work.actor(), article, tab, work.now);
  });
}

Result<http::Response> discard_draft(Work const& work) {
  ArticleNumber article = TRY(article_asked_for(work));
  json::Object object = TRY(object_in(work.request));
  json::Reader reader(object);
  std::string tab = TRY(reader.required_string("tab", kLongestTab));
  std::int64_t serial = TRY(reader.optional_integer("serial", 0, kGreatest)).value_or(kGreatest);
  auto tx = work.house.database.write();
  auto done = manuscripts::discard(tx, work.actor(), article, tab, serial);
  if (!done) return told_no(work, done.error());
  tx.commit();
  return json_answer({});
}

namespace {

constexpr std::size_t kLongestNote = 5000;

template <class Do>
Result<http::Response> change_notes(Work const& work, Do const& act) {
  ArticleNumber article = TRY(article_asked_for(work));
  auto tx = work.house.database.write();
  auto done = act(tx, article);
  if (!done) return told_no(work, done.error());
  auto all = TRY(manuscripts::notes(tx, work.actor(), article));
  tx.commit();
  return json_answer({{"notes", notes_told(all)}});
}

}  // namespace

Result<http::Response> add_note(Work const& work) {
  json::Object object = TRY(object_in(work.request));
  json::Reader reader(object);
  manuscripts::Note note{.at = work.now};
  note.block = TRY(reader.string_or_empty("block", kLongestNote));
  note.quote = TRY(reader.string_or_empty("quote", kLongestNote));
  note.words = TRY(reader.string_or_empty("text", kLongestNote));
  return change_notes(work, [&](auto& tx, ArticleNumber article) {
    return manuscripts::add_note(tx, work.actor(), article, note, work.now);
  });
}

Result<http::Response> resolve_note(Work const& work) {
  json::Object object = TRY(object_in(work.request));
  bool resolved = TRY(json::Reader(object).boolean_or("resolved", true));
  std::int64_t id = TRY(number_parameter(work, "notiz"));
  return change_notes(work, [&](auto& tx, ArticleNumber article) {
    return manuscripts::resolve_note(tx, work.actor(), article, id, resolved, work.now);
  });
}

}  // namespace allmende::desk
