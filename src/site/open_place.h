#pragma once
// The places in an article that are filled for each reader. Private to the site.

namespace allmende::site {

enum class OpenPlace { advertisement, appeal };

}  // namespace allmende::site
