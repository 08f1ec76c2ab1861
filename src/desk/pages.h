#pragma once
// The pages of the desk. Private to this room.

#include "desk/house.h"

namespace allmende::desk {

// Signing in and out.
Result<http::Response> sign_in_page(Visit const& visit);
Result<http::Response> sign_in(Visit const& visit);
Result<http::Response> sign_out(Work const& work);
Result<http::Response> invitation_page(Visit const& visit);
Result<http::Response> take_invitation(Visit const& visit);

// One's own account.
Result<http::Response> account_page(Work const& work);
Result<http::Response> change_password(Work const& work);
Result<http::Response> second_factor_page(Work const& work);
Result<http::Response> take_second_factor(Work const& work);
Result<http::Response> drop_second_factor(Work const& work);
Result<http::Response> end_session(Work const& work);
Result<http::Response> end_other_sessions(Work const& work);

// The staff, for administrators.
Result<http::Response> staff_page(Work const& work);
Result<http::Response> add_person(Work const& work);
Result<http::Response> person_page(Work const& work);
Result<http::Response> set_roles(Work const& work);
Result<http::Response> set_active(Work const& work);
Result<http::Response> invite(Work const& work);
Result<http::Response> remove_second_factor(Work const& work);

/// Where everyone begins.
Result<http::Response> start_page(Work const& work);

}  // namespace allmende::desk
