#include "desk/access.h"

#include "desk/frame.h"
#include "desk/json_answer.h"

namespace allmende::desk {

namespace {

/// Fetch Metadata where the browser sends it, else Origin (RFC 6454): the paper's address, or what was asked for
/// (a proxy may have written another Host). A form from nowhere is none of ours.
bool is_from_here(House const& house, http::Request const& request) {
  if (auto site = request.header("Sec-Fetch-Site")) return *site == "same-origin";
  auto origin = request.header("Origin");
  if (!origin) return false;
  if (*origin == house.settings.address) return true;
  std::size_t slashes = origin->find("://");
  return slashes != origin->npos && !request.host().empty() && origin->substr(slashes + 3) == request.host();
}

http::Response sent_to_sign_in(http::Request const& request) {
  std::string address = "/redaktion/anmelden";
  bool is_start = request.path() == "/redaktion";
  if (!is_start) address = html::Url::path_of({"redaktion", "anmelden"}, {{"weiter", request.path()}}).text();
  return http::Response::redirect(http::Status::see_other, address);
}

http::Response finished(http::Response response) {
  response.set_header("X-Robots-Tag", "noindex");
  bool is_for_this_browser = response.header("Cache-Control").value_or("").starts_with("private");
  if (!is_for_this_browser) response.not_stored();
  return response;
}

/// Nobody is kept from reading by a disk that is full.
void see(House const& house, people::AtWork const& who, Instant now) {
  if (!who.should_be_seen) return;
  try {
    auto tx = house.database.write();
    people::see_session(tx, who.session, now);
    tx.commit();
  } catch (database::StatementFault const&) {
  }
}

/// Who asks.
struct Asking {
  Instant now;
  std::string session;
  std::optional<people::AtWork> who;
};

Asking asking(House const& house, http::Request const& request) {
  Instant now = house.clock();
  std::string session(request.cookie(kSessionCookie).value_or(""));
  auto tx = house.database.read();
  auto who = people::at_work(tx, session, now);
  return {now, std::move(session), std::move(who)};
}

bool may(people::AtWork const& who, people::Roles roles) { return roles.empty() || who.actor.roles().has_any(roles); }

Result<http::Response> answer_page(House const& house, people::Roles roles, WorkHandler handler, http::Request const& request) {
  auto [now, session, who] = asking(house, request);
  bool is_form = request.method() == http::Method::post;
  if (!who && !is_form) return sent_to_sign_in(request);
  Visit visit{house, request, now};
  if (!who) return signed_out_page(visit);
  if (is_form && !(is_from_here(house, request) && people::is_form_token(session, request.form("marke").value_or("")))) {
    return foreign_form_page(visit);
  }
  Work work{house, request, *who, session, now};
  if (!may(*who, roles)) return forbidden_page(work);
  see(house, *who, now);
  auto response = handler(work);
  if (is_form && house.settings.until_shown) house.settings.until_shown();
  return response;
}

Result<http::Response> answer_script(House const& house, people::Roles roles, WorkHandler handler, http::Request const& request) {
  auto [now, session, who] = asking(house, request);
  if (!who) return json_answer({}, http::Status::unauthorized);
  bool acts = request.method() != http::Method::get;
  if (acts && !(is_from_here(house, request) && people::is_form_token(session, request.header("X-Marke").value_or("")))) {
    return json_answer({{"message", "foreign"}}, http::Status::forbidden);
  }
  if (!may(*who, roles)) return json_answer({{"message", "role"}}, http::Status::forbidden);
  see(house, *who, now);
  return handler(Work{house, request, *who, session, now});
}

std::string cookie(House const& house, std::string_view name, std::string_view value, std::chrono::seconds age) {
  return fmt::format("{}={}; Path=/redaktion; Max-Age={}; HttpOnly; SameSite=Lax{}", name, value, age.count(),
                     house.is_secure() ? "; Secure" : "");
}

}  // namespace

http::Handler for_staff(std::shared_ptr<House const> house, people::Roles roles, WorkHandler handler) {
  return [house = std::move(house), roles, handler](http::Request const& request) -> Result<http::Response> {
    return finished(TRY(answer_page(*house, roles, handler, request)));
  };
}

http::Handler for_script(std::shared_ptr<House const> house, people::Roles roles, WorkHandler handler) {
  return [house = std::move(house), roles, handler](http::Request const& request) -> Result<http::Response> {
    return finished(TRY(answer_script(*house, roles, handler, request)));
  };
}

http::Handler for_everyone(std::shared_ptr<House const> house, VisitHandler handler) {
  return [house = std::move(house), handler](http::Request const& request) -> Result<http::Response> {
    Visit visit{*house, request, house->clock()};
    if (request.method() == http::Method::post && !is_from_here(*house, request)) return finished(foreign_form_page(visit));
    return finished(TRY(handler(visit)));
  };
}

std::string session_cookie(House const& house, Secret const& session) {
  return cookie(house, kSessionCookie, session.reveal(), people::kLongestSession);
}
std::string device_cookie(House const& house, Secret const& device) {
  return cookie(house, kDeviceCookie, device.reveal(), std::chrono::hours(24 * 365));
}
std::string no_session_cookie(House const& house) { return cookie(house, kSessionCookie, "", std::chrono::seconds(0)); }

std::string page_after(http::Request const& request) {
  std::string_view wanted = request.form("weiter").value_or(request.query("weiter").value_or(""));
  bool is_ours = wanted == "/redaktion" || wanted.starts_with("/redaktion/");
  bool is_plain = wanted.size() < 500 && wanted.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                                  "0123456789/-_.") == wanted.npos;
  return is_ours && is_plain ? std::string(wanted) : "/redaktion";
}

}  // namespace allmende::desk
