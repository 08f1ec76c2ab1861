// What the paper itself says.

#include "transparency/plan.h"

namespace allmende::transparency {

using json::Place;
using json::Reader;

namespace {

Result<Spending> spending_from_json(Place const& place) {
  Reader reader = TRY(place.object());
  std::string name = TRY(reader.required_string("name", Plan::kLongestName));
  if (name.empty()) return reader.refused("name", "is empty");
  std::int64_t const cents = TRY(reader.required_integer("cents", 1, Plan::kMost.cents()));
  Per const per = TRY(reader.required("per", parse_per));
  TRY(reader.finish());
  return Spending{std::move(name), Money::cents(cents), per};
}

}  // namespace

std::string_view name_of(Per per) { return per == Per::month ? "month" : "year"; }

Result<Per> parse_per(std::string_view name) {
  if (name == "month") return Per::month;
  if (name == "year") return Per::year;
  return refuse(Code::invalid, "is neither \"month\" nor \"year\"");
}

Result<Plan> plan_from_json(json::Value const& value) {
  Reader reader = TRY(Place(value).object());
  Plan plan;
  plan.goal = Money::cents(TRY(reader.required_integer("goal", 0, Plan::kMost.cents())));
  plan.spending = TRY(reader.list("spending", Plan::kMostSpending, spending_from_json));
  plan.text = TRY(reader.string_or_empty("text", Plan::kLongestText));
  TRY(reader.finish());
  return plan;
}

json::Object to_json(Plan const& plan) {
  json::Array spending;
  for (Spending const& it : plan.spending) {
    spending.push_back(json::Object{{"name", it.name}, {"cents", it.amount.cents()}, {"per", name_of(it.per)}});
  }
  return {{"goal", plan.goal.cents()}, {"spending", std::move(spending)}, {"text", plan.text}};
}

}  // namespace allmende::transparency
