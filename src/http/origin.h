#pragma once
// Whose page a form came from. Part of the door.

#include <string_view>

#include "http/request.h"

namespace allmende::http {

/// Whether a page of this origin ("https://hafenblatt.example") asked: by Fetch Metadata where the browser sends it, else by
/// Origin (RFC 6454), which may also name the host that was asked for, since a proxy may have written another Host.
/// A form from nowhere is nobody's.
bool comes_from(Request const& request, std::string_view origin);

}  // namespace allmende::http
