#pragma once
// What stands around every page of the desk, and its few words when something is not to be. Private to this room.

#include "desk/house.h"
#include "forms/forms.h"
#include "html/html.h"

namespace allmende::desk {

/// What a page needs beyond text and forms.
struct PageNeeds {
  std::string_view script = {};  ///< of the theme: "places.js"
  bool plots = false;            ///< numbers as pictures
  bool frames = false;           ///< shows pages of this paper within itself; takes the window's whole width
};
/// A page of somebody at work: their name, where else they may go.
http::Response page(Work const& work, std::string const& title, html::Html const& main,
                    http::Status status = http::Status::ok, PageNeeds const& needs = {});
/// The bar alone, for a page with a frame of its own.
html::Html desk_bar(Work const& work);
/// A page without all that.
http::Response page(Visit const& visit, std::string const& title, html::Html const& main,
                    http::Status status = http::Status::ok);

http::Response forbidden_page(Work const& work);
http::Response signed_out_page(Visit const& visit);
http::Response foreign_form_page(Visit const& visit);

/// After a form: to a page, whose reload does nothing twice.
http::Response go_to(std::string address);

// Parts of forms.

html::Html form_token_field(Work const& work);

using forms::complaint;
using forms::field;
using forms::notice;
using forms::text_field;

/// For whoever holds a link by which a password is set; sent to the page's own address.
html::Html new_password_form(Visit const& visit, std::string const& email, std::string const& greeting, std::string const& wrong);
/// What was typed into a field; empty when the form has none of this name.
std::string form_text(http::Request const& request, std::string_view name);

/// The words for a refusal of the rooms below, which are English, in the reader's language.
std::string refusal_words(words::Words const& words, Refusal const& refusal);

}  // namespace allmende::desk
