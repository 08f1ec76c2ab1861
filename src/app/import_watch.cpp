#include "app/import_watch.h"

#include "app/nearest.h"
#include "edition/edition.h"

namespace allmende::app {

namespace {

/// An archive may come without its pictures: nobody reads thousands of lines.
void shorten(std::vector<std::string>& notes, std::size_t most) {
  if (notes.size() <= most) return;
  std::size_t more = notes.size() - most;
  notes.resize(most);
  notes.push_back(fmt::format("and {} more of this kind; `allmende check` names what is missing", more));
}

}  // namespace

Result<void> ImportWatch::see(database::ReadTx& tx, Imported const& one, std::string const& where) {
  if (!one.section.empty()) sections_described_.insert(one.section);
  if (!one.article) return {};
  ArticleFacts const& facts = *one.article;
  auto [known, first] = numbers_.try_emplace(facts.number.value(), where);
  if (!first && one.kind != Imported::Kind::unchanged) {
    return refuse(Code::conflict, fmt::format("article {} came before in this import, at {}, with another content; "
                                              "that one is kept", facts.number.value(), known->second));
  }
  look(tx, facts, fmt::format("article {}, {}", facts.number.value(), where));
  return {};
}

void ImportWatch::look(database::ReadTx& tx, ArticleFacts const& facts, std::string const& namer) {
  for (std::string const& file : facts.pictures) {
    if (!media::find(tx, file)) pictures_missing_.try_emplace(file, namer);
  }
  for (Date issue : facts.issues) {
    if (!edition::find_issue(tx, issue)) issues_missing_.try_emplace(issue, namer);
  }
  bool there = !sections_ || std::ranges::find(*sections_, facts.section) != sections_->end();
  if (!there) sections_new_.try_emplace(facts.section, namer);
}

void ImportWatch::remember_sections(database::ReadTx& tx) {
  if (sections_) return;
  sections_.emplace();
  for (newsroom::Section const& section : newsroom::sections(tx)) sections_->push_back(section.slug.text());
}

std::vector<std::string> ImportWatch::notes(database::ReadTx& tx, std::size_t most) const {
  std::vector<std::string> pictures;
  std::vector<std::string> others;
  for (auto const& [file, namer] : pictures_missing_) {
    if (!media::find(tx, file)) pictures.push_back(fmt::format("picture {} is not there ({})", file, namer));
  }
  shorten(pictures, most);
  for (auto const& [issue, namer] : issues_missing_) {
    if (edition::find_issue(tx, issue)) continue;
    others.push_back(fmt::format("issue {} has no record (allmende-issue/1): it has no page ({})", issue.iso8601(), namer));
  }
  shorten(others, most);
  pictures.insert(pictures.end(), others.begin(), others.end());
  for (auto const& [section, namer] : sections_new_) {
    if (sections_described_.contains(section)) continue;
    auto meant = nearest(section, *sections_);
    pictures.push_back(fmt::format("new section \"{}\"{} ({})", section,
                                   meant ? fmt::format("; is it \"{}\"?", *meant) : "", namer));
  }
  return pictures;
}

}  // namespace allmende::app
