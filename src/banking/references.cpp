// References as people and banks write them: in a field of their own or within a text, whole or cut into pieces.

#include <algorithm>
#include <cctype>
#include <set>

#include "banking/matching.h"

namespace allmende::banking {

namespace {

constexpr std::size_t kShortest = 5, kLongest = 25;  // ISO 11649
constexpr std::size_t kMostText = 4'000;             // nobody's remittance is longer; what is behind is not looked at

/// Banks cut a text into lines where they like, so blanks say nothing.
std::string letters_of(std::vector<std::string> const& texts) {
  std::string all;
  for (std::string const& text : texts) {
    for (char c : text) {
      auto const byte = static_cast<unsigned char>(c);
      if (std::isspace(byte)) continue;
      if (all.size() == kMostText) return all;
      all += static_cast<char>(std::toupper(byte));
    }
  }
  return all;
}

void find_in(database::ReadTx& tx, std::string_view text, std::set<contributions::AgreementId>& found) {
  for (std::size_t at = text.find("RF"); at != text.npos; at = text.find("RF", at + 1)) {
    // What follows may be the reference's end or the next word: only check digits and our own agreements tell.
    for (std::size_t size = std::min(kLongest, text.size() - at); size >= kShortest; --size) {
      auto const reference = sepa::CreditorReference::parse(text.substr(at, size));
      if (!reference) continue;
      if (auto agreement = contributions::find_agreement(tx, *reference)) found.insert(*agreement);
    }
  }
}

}  // namespace

Referenced referenced(database::ReadTx& tx, Particulars const& particulars) {
  std::set<contributions::AgreementId> found;
  for (std::string const& it : particulars.references) find_in(tx, letters_of({it}), found);
  if (found.empty()) find_in(tx, letters_of({particulars.end_to_end_id}), found);
  if (found.empty()) find_in(tx, letters_of(particulars.texts), found);
  if (found.size() > 1) return {.several = true};
  if (found.empty()) return {};
  return {.agreement = *found.begin()};
}

}  // namespace allmende::banking
