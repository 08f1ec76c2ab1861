#pragma once
// What the front page is made of: the printed title page, what is newest, what was placed by hand. Part of the door.

#include "database/database.h"
#include "newsroom/newsroom.h"

namespace allmende::edition {

/// For newsroom::compose_front. `today` in the paper's time zone.
newsroom::FrontInput front_input(database::ReadTx& tx, Date today, Instant now);

}  // namespace allmende::edition
