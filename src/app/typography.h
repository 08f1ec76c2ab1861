#pragma once
// The house's typography, from the settings.

#include "app/config.h"
#include "text/text.h"

namespace allmende::app {

Language paper_language(Config const& config);

/// The configured quotes hold for texts in the paper's own language; others keep what is usual there.
text::Typography typography_for(Language const& language, Config const& config);

}  // namespace allmende::app
