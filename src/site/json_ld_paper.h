#pragma once
// The paper, its people and its printed issues in the words of schema.org. For json_ld.cpp only.

#include "json/json.h"
#include "newsroom/newsroom.h"
#include "site/context.h"

namespace allmende::site {

/// Puts a member unless its value is empty.
void put(json::Object& object, std::string_view key, std::string_view value);

/// "https://hafenblatt.example/#paper": how all data blocks name the same organization.
std::string paper_id(Settings const& settings);
/// NewsMediaOrganization with its policies, foundation and place on the net.
json::Object publisher(Settings const& settings);

/// Person with the address of their page.
json::Object person(Settings const& settings, std::string const& name);
json::Array persons(Settings const& settings, std::vector<newsroom::Contributor> const& people);
/// Organization by name, for agencies.
json::Array organizations(std::vector<std::string> const& names);

/// Where the article stands in print: printPage, pagination, printSection, printEdition, and
/// isPartOf PublicationIssue → Newspaper. Without a placement: isPartOf Newspaper, and the pages
/// that it names.
void put_print(json::Object& object, Settings const& settings, database::ReadTx& tx,
               newsroom::Article const& article);

}  // namespace allmende::site
