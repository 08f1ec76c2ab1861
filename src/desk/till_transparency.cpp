// What the paper tells everybody of its money: goal, spending, a text.

#include "desk/frame.h"
#include "desk/pages.h"
#include "desk/till.h"
#include "transparency/transparency.h"

namespace allmende::desk {

using html::Html;
using html::html;
using transparency::Per;
using transparency::Plan;
using transparency::Spending;

namespace {

constexpr std::string_view kPerYear = "im Jahr";

/// As everybody may type it, whatever their language: "1200", "12.50".
std::string typed_words(Money amount) {
  std::string words = amount.decimal();
  if (words.ends_with(".00")) words.resize(words.size() - 3);
  return words;
}

/// "Printing: 1200.50", a line each; " im Jahr" behind it for what is paid by the year.
std::string spending_text(Plan const& plan) {
  std::string lines;
  for (Spending const& it : plan.spending) {
    lines += fmt::format("{}: {}{}\n", it.name, typed_words(it.amount), it.per == Per::year ? " " + std::string(kPerYear) : "");
  }
  return lines;
}

std::string trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

/// Refuses: invalid for a line that is not so, which is told.
Result<Spending> spending_in(std::string_view line) {
  auto const colon = line.rfind(':');
  if (colon == line.npos) return refuse(Code::invalid, std::string(line), "spending");
  std::string amount = trimmed(line.substr(colon + 1));
  Per per = Per::month;
  if (amount.ends_with(kPerYear)) {
    per = Per::year;
    amount = trimmed(amount.substr(0, amount.size() - kPerYear.size()));
  }
  auto const money = Money::parse(amount);
  std::string name = trimmed(line.substr(0, colon));
  if (!money || name.empty()) return refuse(Code::invalid, std::string(line), "spending");
  return Spending{std::move(name), *money, per};
}

/// Refuses, with the field in `where`.
Result<Plan> plan_in(Work const& work) {
  Plan plan;
  std::string const goal = trimmed(form_text(work.request, "ziel"));
  if (!goal.empty()) {
    auto money = Money::parse(goal);
    if (!money) return refuse(Code::invalid, goal, "goal");
    plan.goal = *money;
  }
  std::string const lines = form_text(work.request, "ausgaben");
  for (std::size_t at = 0; at < lines.size();) {
    std::size_t const end = std::min(lines.find('\n', at), lines.size());
    std::string const line = trimmed(std::string_view(lines).substr(at, end - at));
    if (!line.empty()) plan.spending.push_back(TRY(spending_in(line)));
    at = end + 1;
  }
  plan.text = form_text(work.request, "text");
  std::erase(plan.text, '\r');
  return plan;
}

struct Typed {
  std::string goal, spending, text;
};

Html form_view(Work const& work, Typed const& typed, Refusal const* wrong) {
  words::Words const& words = work.words();
  bool const goal_is_wrong = wrong && wrong->where == "goal", spending_is_wrong = wrong && wrong->where.starts_with("spending");
  Html fields = field({.name = "ziel", .label = words.say("Needed in a month, in euros"), .value = typed.goal,
                       .hint = words.say("Nothing: the page shows no goal, and is not linked from the paper's pages."),
                       .wrong = goal_is_wrong ? words.say("This is no amount.") : "", .required = false, .inputmode = "decimal"});
  fields += text_field({.name = "ausgaben", .label = words.say("What it is spent on"), .value = typed.spending,
                        .hint = words.say("A line each, with the amount of a month behind a colon: “Printing: 1,200”. “im Jahr” behind it makes it a year's."),
                        .rows = 8,
                        .wrong = spending_is_wrong ? words.say("This line cannot be read, or there are too many: {line}", {{"line", wrong->message}}) : ""});
  fields += text_field({.name = "text", .label = words.say("A text"), .value = typed.text, .hint = words.say("A blank line begins a paragraph."), .rows = 6});
  return html::html<R"(<form class="form" method="post" action="{}">{}{}<p><button class="button" type="submit">{}</button></p></form>
)">(till_address("transparenz"), form_token_field(work), fields, words.say("Publish it"));
}

Result<http::Response> plan_page_with(Work const& work, Typed const& typed, Refusal const* wrong, Html const& above, http::Status status) {
  words::Words const& words = work.words();
  Html intro = html::html<R"(<p>{} <a class="link" href="/transparenz">{}</a></p>
)">(words.say("Everybody sees what comes in, month by month and of ten givers at least together, and what is written here."), words.say("The page"));
  return page(work, words.say("Transparency"), till_parts(work, "transparenz") + above + intro + form_view(work, typed, wrong), status);
}

Typed stored(Plan const& plan) {
  return {plan.goal == Money::cents(0) ? "" : typed_words(plan.goal), spending_text(plan), plan.text};
}

}  // namespace

Result<http::Response> plan_page(Work const& work) {
  TRY(till_of(work));
  auto tx = work.house.database.read();
  return plan_page_with(work, stored(transparency::plan(tx)), nullptr, {}, http::Status::ok);
}

Result<http::Response> write_plan(Work const& work) {
  words::Words const& words = work.words();
  TRY(till_of(work));
  auto written = [&]() -> Result<Plan> {
    Plan plan = TRY(plan_in(work));
    auto tx = work.house.database.write();
    TRY(transparency::write_plan(tx, work.actor(), plan, work.now));
    tx.commit();
    return plan;
  }();
  if (written) return plan_page_with(work, stored(*written), nullptr, notice(words.say("Published.")), http::Status::ok);
  Refusal const& wrong = written.error();
  bool const is_at_a_field = wrong.where == "goal" || wrong.where.starts_with("spending");
  Typed const typed{form_text(work.request, "ziel"), form_text(work.request, "ausgaben"), form_text(work.request, "text")};
  return plan_page_with(work, typed, &wrong, is_at_a_field ? Html() : complaint(till_refusal_words(words, wrong)), http::Status::unprocessable_content);
}

}  // namespace allmende::desk
