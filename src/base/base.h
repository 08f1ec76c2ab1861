#pragma once
// The vocabulary that every room shares. Level 0: no I/O, no word of the trade, nothing below it.

#include "base/id.h"
#include "base/language.h"
#include "base/money.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/slug.h"
#include "base/time.h"
#include "base/utf8.h"
