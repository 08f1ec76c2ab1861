#pragma once
// To which account of the books a contribution goes. Private to this room.

#include "contributions/agreement.h"
#include "ledger/ledger.h"

namespace allmende::contributions {

inline ledger::AccountNumber income_account(GiverKind kind, Interval interval) {
  namespace chart = ledger::chart;
  bool const once = interval == Interval::once;
  switch (kind) {
    case GiverKind::reader: return once ? chart::kOnceByReaders : chart::kRegularByReaders;
    case GiverKind::member: return once ? chart::kOnceByMembers : chart::kRegularByMembers;
    case GiverKind::organisation: return once ? chart::kOnceByOrganisations : chart::kRegularByOrganisations;
  }
  report_bug("every kind of giver has its accounts");
}

}  // namespace allmende::contributions
