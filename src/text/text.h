#pragma once
// Human language as bytes: cleaning, measuring, ordering, short names, and typography on the way
// in. All text is UTF-8. Nothing here knows what the text is for.

#include "text/collation.h"
#include "text/in_ascii.h"
#include "text/measure.h"
#include "text/normalise.h"
#include "text/slug_of.h"
#include "text/typography.h"
