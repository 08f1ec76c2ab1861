#pragma once
// Links by which somebody without an account sees a text before readers do. Part of the door.

#include <chrono>
#include <optional>
#include <string>

#include "manuscripts/manuscript.h"

namespace allmende::manuscripts {

inline constexpr std::chrono::hours kPreviewLife{24 * 7};

/// A link's token; several may be good at once. Shows the newest revision at the time it is opened.
/// Refuses: conflict while an embargo holds: nobody outside the newsroom sees it before.
Result<Secret> make_preview(database::WriteTx& tx, Actor const& actor, ArticleNumber article, Instant now);
/// All links to it are good no longer.
Result<void> end_previews(database::WriteTx& tx, Actor const& actor, ArticleNumber article, Instant now);
/// What the link shows. Refuses: not_found for one that is over or invented, or while an embargo holds.
Result<newsroom::Article> preview(database::ReadTx& tx, std::string_view token, Instant now);

}  // namespace allmende::manuscripts
