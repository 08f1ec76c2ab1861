#include "giving/sealed_form.h"

#include "json/json.h"

namespace allmende::giving {

namespace {

constexpr char kPlace[] = "giving form";
constexpr std::chrono::hours kLife{2};

std::string text_of(json::Object const& object, std::string_view name) { return std::string(object.at(name).as_string()); }

Result<Filled> read(Visit const& visit, json::Object const& it) {
  auto age = visit.now.time_point() - Instant::from_microseconds(it.at("at").as_int64()).time_point();
  if (age > kLife) return refuse(Code::invalid, "the form is too old");
  Filled filled{.form = text_of(it, "form"), .choice = {}, .details = {text_of(it, "name"), text_of(it, "email"), text_of(it, "iban")}};
  filled.choice.amount = Money::cents(it.at("cents").as_int64());
  filled.choice.interval = TRY(contributions::parse_interval(text_of(it, "interval")));
  filled.choice.appeal = text_of(it, "appeal");
  filled.choice.day = text_of(it, "day");
  return filled;
}

}  // namespace

std::string sealed(Visit const& visit, Choice const& choice, Details const& details) {
  json::Object it{{"at", visit.now.microseconds()}, {"form", mail::new_id()}, {"name", details.name}, {"email", details.email},
                  {"iban", details.iban}, {"cents", choice.amount.value().cents()},
                  {"interval", contributions::name_of(choice.interval)}, {"appeal", choice.appeal}, {"day", choice.day}};
  return visit.house.till().vault.seal(json::write(it), kPlace);
}

Result<Filled> opened(Visit const& visit, std::string_view sealed) {
  try {
    auto text = visit.house.till().vault.open(sealed, kPlace);
    return read(visit, TRY(json::parse(text.reveal())).as_object());
  } catch (Fault const&) {
    return refuse(Code::invalid, "the form is none of this paper");
  }
}

}  // namespace allmende::giving
