#pragma once
// Who is let in. Private to this room.

#include <functional>

#include "desk/house.h"

namespace allmende::desk {

inline constexpr std::string_view kSessionCookie = "redaktion";
inline constexpr std::string_view kDeviceCookie = "redaktion-browser";

using WorkHandler = Result<http::Response> (*)(Work const&);
using VisitHandler = Result<http::Response> (*)(Visit const&);

/// A handler that is called only with somebody of these roles at work, and, for POST, with a form of their own.
/// Others get the page that says what to do, or the sign-in.
http::Handler for_staff(std::shared_ptr<House const> house, people::Roles roles, WorkHandler handler);
/// For what the desk's script asks: the same, but JSON comes of it and no page, and the session's token stands in
/// X-Marke, for everything but GET.
http::Handler for_script(std::shared_ptr<House const> house, people::Roles roles, WorkHandler handler);
/// For everyone; a form still only from this origin.
http::Handler for_everyone(std::shared_ptr<House const> house, VisitHandler handler);

/// Set-Cookie values.
std::string session_cookie(House const& house, Secret const& session);
std::string device_cookie(House const& house, Secret const& device);
std::string no_session_cookie(House const& house);

/// "/redaktion/konto" of ?weiter=…, if it is a page of the desk; else the desk itself. For nobody is sent elsewhere.
std::string page_after(http::Request const& request);

}  // namespace allmende::desk
