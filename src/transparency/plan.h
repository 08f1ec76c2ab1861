#pragma once
// The plan as it is stored. Private to this room.

#include "transparency/transparency.h"

namespace allmende::transparency {

/// Refuses what write_plan() refuses of its content.
Result<Plan> plan_from_json(json::Value const& value);
json::Object to_json(Plan const& plan);

}  // namespace allmende::transparency
