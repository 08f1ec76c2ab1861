#include "giving/giving.h"

#include "giving/pages.h"

namespace allmende::giving {

namespace {

using http::Method;

struct Route {
  Method method;
  char const* pattern;
  char const* name;
  Result<http::Response> (*handler)(Visit const& visit);
};

constexpr Route kRoutes[] = {
    {Method::get, "/beitrag", "contribution", give_page},
    {Method::post, "/beitrag/lastschrift", "give", check_debit},
    {Method::post, "/beitrag/geben", "give", take_debit},
    {Method::post, "/beitrag/ueberweisung", "give", take_transfer},
    {Method::get, "/beitrag/bestaetigen/{marke}", "proof of a gift", proof_page},
    {Method::post, "/beitrag/bestaetigen/{marke}", "proof of a gift", prove},
    {Method::get, "/beitrag/link", "giver's link", link_page},
    {Method::post, "/beitrag/link", "giver's link", send_link},
    {Method::get, "/beitrag/beenden", "end of a gift", end_page},
    {Method::post, "/beitrag/beenden", "end of a gift", end_gift},
    {Method::get, "/beitrag/mein/{marke}", "giver's page", own_page},
    {Method::get, "/beitrag/mein/{marke}/alles.json", "giver's page", everything},
    {Method::get, "/beitrag/mein/{marke}/vergessen", "giver's page", forget_page},
    {Method::post, "/beitrag/mein/{marke}/vergessen", "giver's page", forget},
    {Method::get, "/beitrag/mein/{marke}/{vereinbarung}", "giver's page", change_page},
    {Method::post, "/beitrag/mein/{marke}/{vereinbarung}", "giver's page", change},
};

/// No form is taken from elsewhere: nobody is to begin or end anything by looking at somebody else's page.
Result<http::Response> answer(House const& house, Route const& route, http::Request const& request) {
  Visit visit{house, request, house.clock()};
  bool is_foreign = route.method == Method::post && !http::comes_from(request, house.settings.address);
  auto response = is_foreign ? stale_page(visit) : TRY(route.handler(visit));
  return std::move(response.not_stored());
}

}  // namespace

Giving::Giving(std::shared_ptr<House const> house) : house_(std::move(house)) {}
Giving::Giving(Giving&&) noexcept = default;
Giving::~Giving() = default;

Result<Giving> Giving::make(database::Database& database, Settings settings, Clock clock) {
  auto german = TRY(words::Words::make(Language::german(), settings.time_zone));
  auto english = TRY(words::Words::make(Language::english(), settings.time_zone));
  return Giving(std::shared_ptr<House const>(new House{.database = database,
                                                       .settings = std::move(settings),
                                                       .clock = std::move(clock),
                                                       .german = std::move(german),
                                                       .english = std::move(english)}));
}

void Giving::add_to(http::Router& router) const {
  for (Route const& route : kRoutes) {
    router.add({.method = route.method, .pattern = route.pattern, .name = route.name,
                .handler = [house = house_, &route](http::Request const& request) { return answer(*house, route, request); },
                .has_secret_path = std::string_view(route.pattern).contains("{marke}")});
  }
}

}  // namespace allmende::giving
