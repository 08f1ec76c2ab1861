#pragma once
// The appeal (Aufruf) as data: the words with which the paper asks its readers for support. Written
// by the newsroom's own people, never in code. Part of the door appeals.h.

#include <optional>
#include <string>
#include <vector>

#include "base/base.h"

namespace allmende::appeals {

/// One appeal, all of it plain text. Only slug, language and title are obligatory; what is empty is
/// not shown. What is said stands on the page in the order of the members.
struct Appeal {
  Slug slug;                               ///< its identity: an import of the same slug replaces it
  Language language;                       ///< it stands under articles of this language
  std::string title;                       ///< "Das »nd« bleibt. Dank Ihnen."
  std::vector<std::string> text = {};      ///< paragraphs that say why the paper asks
  std::string lead_in = {};                ///< the sentence before the list, with its colon
  std::vector<std::string> purposes = {};  ///< what support makes possible, without any bullet
  std::string closing = {};                ///< the request itself, behind the list
  std::string button = {};                 ///< what the link to the page of the bank details says
  std::string thanks = {};                 ///< said to those who have given
  std::vector<Slug> sections = {};         ///< it stands beneath articles of these; none: of all
  std::optional<Instant> from = {};        ///< none: at once
  std::optional<Instant> to = {};          ///< exclusive; none: until it is ended

  bool operator==(Appeal const&) const = default;
};

}  // namespace allmende::appeals
