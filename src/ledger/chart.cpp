#include "ledger/chart.h"

namespace allmende::ledger::chart {

std::span<Account const> standard() {
  static Account const all[] = {
      {kBank, Kind::asset, "Bank"},
      {kDebitClearing, Kind::asset, "Lastschriften unterwegs"},
      {kProviderClearing, Kind::asset, "Zahlungsdienst, noch nicht ausgezahlt"},
      {kReceivable, Kind::asset, "Forderungen"},
      {kSuspense, Kind::asset, "Ungeklärte Posten"},
      {kOwedToGivers, Kind::liability, "Zurückzuzahlen an Unterstützer*innen"},
      {kSharesInAdvance, Kind::liability, "Einzahlungen auf Anteile vor der Aufnahme"},
      {kShareCapital, Kind::equity, "Geschäftsguthaben"},
      {kOnceByReaders, Kind::income, "Einmalige Beiträge von Leser*innen"},
      {kOnceByMembers, Kind::income, "Einmalige Beiträge von Genoss*innen"},
      {kOnceByOrganisations, Kind::income, "Einmalige Beiträge von Organisationen"},
      {kRegularByReaders, Kind::income, "Regelmäßige Beiträge von Leser*innen"},
      {kRegularByMembers, Kind::income, "Regelmäßige Beiträge von Genoss*innen"},
      {kRegularByOrganisations, Kind::income, "Regelmäßige Beiträge von Organisationen"},
      {kReturned, Kind::income, "Zurückgegebene Beiträge"},
      {kBankFees, Kind::expense, "Bankgebühren"},
      {kReturnFees, Kind::expense, "Gebühren für Rücklastschriften"},
      {kProviderFees, Kind::expense, "Gebühren des Zahlungsdienstes"},
  };
  return all;
}

}  // namespace allmende::ledger::chart
