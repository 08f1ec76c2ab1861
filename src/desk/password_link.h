#pragma once
// The letter for somebody who has forgotten their password. Part of the door.
//
// Whoever asks for it learns nothing: for every address a job is put, and all that depends on whether there is an
// account happens in the job.

#include <string_view>

#include "base/base.h"
#include "jobs/jobs.h"

namespace allmende::desk {

struct Settings;

/// The kind of its jobs.
inline constexpr std::string_view kPasswordJobs = "password-link";

/// Has a Runner make the links and post the letters, if the paper has a mail server. Refuses as Desk::make().
Result<void> add_jobs(jobs::Handlers& handlers, Settings const& settings);

}  // namespace allmende::desk
