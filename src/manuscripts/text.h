#pragma once
// A text at work, as it is kept: its body and its fields, each in the words of the record. Part of the door.

#include <string>
#include <vector>

#include "newsroom/newsroom.h"

namespace allmende::manuscripts {

using newsroom::ArticleNumber;

/// Body and fields are numbered apart, so that a tag or a headline never collides with who writes the body.
struct Revisions {
  std::int64_t body = 0;
  std::int64_t metadata = 0;
  bool operator==(Revisions const&) const = default;
};

/// JSON. Canonical where it can be read as an article; what a tab has typed may not be one yet.
struct Text {
  std::string body;    ///< the record's "body"
  std::string fields;  ///< the record without its body, its identity, and what only publishing sets
  bool operator==(Text const&) const = default;
};

inline constexpr std::size_t kLongestText = 2'000'000;  // bytes, of body or fields

Text text_of(newsroom::Article const& article);
/// As a draft. Refuses as newsroom::article_from_json does: `where` is the place in the record.
Result<newsroom::Article> article_of(ArticleNumber number, Text const& text);

/// Canonical if it is a body, or fields, and else as it came: a half-typed text is kept too.
/// Refuses: invalid for what is no JSON object, limit above kLongestText.
Result<std::string> read_body(std::string_view json);
Result<std::string> read_fields(std::string_view json);

/// Keys that differ between two texts of fields.
std::vector<std::string> changed_keys(std::string const& before, std::string const& after);

/// Two people's fields, made from the same ones.
struct Merge {
  std::string fields;                ///< both; where they meet, `mine`
  std::vector<std::string> meeting;  ///< keys that both have changed, each otherwise
};
Merge merge_fields(std::string const& base, std::string const& mine, std::string const& theirs);

}  // namespace allmende::manuscripts
