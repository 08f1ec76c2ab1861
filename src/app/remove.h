#pragma once
// Taking out what stands beside every article.

#include <string_view>

#include "app/paper.h"

namespace allmende::app {

/// Takes an appeal or an advertisement (a campaign) out of the paper and returns its record, which `import` takes to bring
/// it back. Refuses: invalid for another kind or a slug that is none; not_found, naming those that there are.
Result<std::string> remove_record(Paper& paper, std::string_view kind, std::string_view slug);

}  // namespace allmende::app
