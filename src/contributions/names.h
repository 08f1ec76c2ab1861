#pragma once
// How what is counted up is called in the database. Private to this room.

#include "contributions/collecting.h"

/// name_of() of each, and back.
#define ALLMENDE_STORED_BY_NAME(Type)                                    \
  template <>                                                            \
  struct allmende::database::Stored<allmende::contributions::Type> {     \
    static std::string_view store(allmende::contributions::Type value) { \
      return allmende::contributions::name_of(value);                    \
    }                                                                    \
    static allmende::contributions::Type load(std::string_view name);    \
  }

ALLMENDE_STORED_BY_NAME(GiverKind);
ALLMENDE_STORED_BY_NAME(Way);
ALLMENDE_STORED_BY_NAME(AgreementState);
ALLMENDE_STORED_BY_NAME(MandateState);
ALLMENDE_STORED_BY_NAME(AttemptState);
ALLMENDE_STORED_BY_NAME(RunState);
