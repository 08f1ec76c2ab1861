#include "site/json_ld_paper.h"

#include "edition/edition.h"
#include "site/addresses.h"
#include "site/outside.h"

namespace allmende::site {

using newsroom::Article;
using newsroom::Placement;

namespace {

void put_policies(json::Object& object, Settings const& settings) {
  Settings::Policies const& policies = settings.policies;
  std::pair<std::string_view, std::string const*> const all[] = {
      {"publishingPrinciples", &policies.principles},
      {"ownershipFundingInfo", &policies.ownership},
      {"correctionsPolicy", &policies.corrections},
      {"masthead", &policies.masthead},
      {"ethicsPolicy", &policies.ethics},
      {"diversityPolicy", &policies.diversity}};
  for (auto const& [key, written] : all) {
    if (auto address = written_address(settings, *written)) put(object, key, address->text());
  }
}

json::Object printed_paper(Settings const& settings) {
  json::Object paper{{"@type", "Newspaper"}, {"name", settings.name}};
  put(paper, "issn", settings.issn);
  put(paper, "url", public_address(settings, addresses::front()).text());
  return paper;
}

json::Object issue_object(Settings const& settings, Date date,
                          std::optional<edition::Issue> const& issue) {
  json::Object object{{"@type", "PublicationIssue"}, {"datePublished", date.iso8601()}};
  if (issue && issue->number) object["issueNumber"] = *issue->number;
  if (issue) {
    put(object, "name", issue->label);
    put(object, "url", public_address(settings, addresses::issue(date)).text());
  }
  object["isPartOf"] = printed_paper(settings);
  return object;
}

std::string joined(std::vector<std::string> const& labels) {
  return fmt::to_string(fmt::join(labels, ", "));
}

void add_once(std::vector<std::string>& labels, std::string const& label) {
  if (std::ranges::find(labels, label) == labels.end()) labels.push_back(label);
}

/// The pages of one issue that the article stands on, in the order of its placements.
std::vector<std::string> pages_in(Article const& article, Date issue) {
  std::vector<std::string> labels;
  for (Placement const& placement : article.placements) {
    if (placement.issue == issue) add_once(labels, placement.page);
  }
  return labels;
}

void put_page_title(json::Object& object, edition::Issue const& issue, std::string const& label) {
  auto page = std::ranges::find(issue.pages, label, &edition::PrintedPage::label);
  if (page != issue.pages.end()) put(object, "printSection", page->title);
}

}  // namespace

void put(json::Object& object, std::string_view key, std::string_view value) {
  if (!value.empty()) object[key] = value;
}

std::string paper_id(Settings const& settings) {
  return public_address(settings, addresses::front()).text() + "#paper";
}

json::Object publisher(Settings const& settings) {
  json::Object object{{"@type", "NewsMediaOrganization"},
                      {"@id", paper_id(settings)},
                      {"name", settings.name},
                      {"url", public_address(settings, addresses::front()).text()}};
  put(object, "legalName", settings.publisher);
  put(object, "slogan", settings.claim);
  put(object, "email", settings.email);
  put(object, "foundingDate", settings.founded);
  put_policies(object, settings);
  return object;
}

json::Object person(Settings const& settings, std::string const& name) {
  return {{"@type", "Person"},
          {"name", name},
          {"url", public_address(settings, addresses::author(name)).text()}};
}

json::Array persons(Settings const& settings, std::vector<newsroom::Contributor> const& people) {
  json::Array all;
  for (newsroom::Contributor const& each : people) all.push_back(person(settings, each.name));
  return all;
}

json::Array organizations(std::vector<std::string> const& names) {
  json::Array all;
  for (std::string const& name : names) {
    all.push_back(json::Object{{"@type", "Organization"}, {"name", name}});
  }
  return all;
}

void put_print(json::Object& object, Settings const& settings, database::ReadTx& tx,
               Article const& article) {
  if (article.placements.empty()) {
    put(object, "printPage", joined(article.see_pages));
    put(object, "pagination", joined(article.see_pages));
    object["isPartOf"] = printed_paper(settings);
    return;
  }
  Date date = article.placements.front().issue;
  std::vector<std::string> pages = pages_in(article, date);
  auto issue = edition::find_issue(tx, date);
  put(object, "printPage", joined(pages));
  if (issue) {
    put_page_title(object, *issue, pages.front());
    put(object, "printEdition", issue->label);
  }
  for (std::string const& label : article.see_pages) add_once(pages, label);
  put(object, "pagination", joined(pages));
  object["isPartOf"] = issue_object(settings, date, issue);
}

}  // namespace allmende::site
