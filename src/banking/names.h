#pragma once
// How what is counted up is called in the database. Private to this room.

#include "banking/import.h"

/// name_of() of each, and back.
#define ALLMENDE_STORED_BY_NAME(Type)                                                                   \
  template <>                                                                                           \
  struct allmende::database::Stored<allmende::banking::Type> {                                          \
    static std::string_view store(allmende::banking::Type value) { return allmende::banking::name_of(value); } \
    static allmende::banking::Type load(std::string_view name);                                         \
  }

ALLMENDE_STORED_BY_NAME(LineKind);
ALLMENDE_STORED_BY_NAME(LineState);
ALLMENDE_STORED_BY_NAME(Cause);
ALLMENDE_STORED_BY_NAME(Fate);

#undef ALLMENDE_STORED_BY_NAME
