#pragma once
// Who answers which address. Private to this room.

#include "giving/choice.h"
#include "giving/details.h"
#include "giving/house.h"

namespace allmende::giving {

// Giving.
Result<http::Response> give_page(Visit const& visit);      ///< /beitrag
Result<http::Response> check_debit(Visit const& visit);    ///< the form of a direct debit: shown once more, with the mandate
Result<http::Response> take_debit(Visit const& visit);     ///< and its last button
Result<http::Response> take_transfer(Visit const& visit);  ///< a reference of one's own, for transfers
Result<http::Response> proof_page(Visit const& visit);     ///< behind the link of the first letter
Result<http::Response> prove(Visit const& visit);

// What one gives.
Result<http::Response> link_page(Visit const& visit);  ///< for who wants a link to their own page
Result<http::Response> send_link(Visit const& visit);
Result<http::Response> own_page(Visit const& visit);
Result<http::Response> change_page(Visit const& visit);
Result<http::Response> change(Visit const& visit);
Result<http::Response> everything(Visit const& visit);  ///< as JSON
Result<http::Response> forget_page(Visit const& visit);
Result<http::Response> forget(Visit const& visit);
Result<http::Response> end_page(Visit const& visit);    ///< without a link: § 312k BGB
Result<http::Response> end_gift(Visit const& visit);

/// The page of giving, as it was filled in.
http::Response give_page_with(Visit const& visit, Choice const& choice, Sent const& sent, http::Status status);

}  // namespace allmende::giving
