#pragma once
// Renditions are made behind whoever took a picture in. Part of the door.

#include "jobs/jobs.h"
#include "media/files_of_pictures.h"

namespace allmende::media {

/// The job's kind; its key is the picture's name.
inline constexpr std::string_view kRendering = "renditions";

/// Makes all renditions of a picture (outside of transactions: a minute for the largest), then names them in one.
/// `database` and `pictures` outlive the runner.
void add_rendering(jobs::Handlers& handlers, database::Database& database, Pictures const& pictures);

/// Has the renditions of a picture made anew, soon.
void put_rendering(database::WriteTx& tx, std::string_view name, Instant now);

}  // namespace allmende::media
