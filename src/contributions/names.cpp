#include "contributions/names.h"

namespace allmende::contributions {

namespace {

template <class Value, std::size_t N>
Value by_name(Value const (&values)[N], std::string_view name) {
  for (Value value : values) {
    if (name_of(value) == name) return value;
  }
  throw Fault("a stored word is none of those there are");
}

}  // namespace

std::string_view name_of(GiverKind kind) {
  switch (kind) {
    case GiverKind::reader: return "reader";
    case GiverKind::member: return "member";
    case GiverKind::organisation: return "organisation";
  }
  report_bug("every kind of giver has a name");
}

std::string_view name_of(Way way) {
  switch (way) {
    case Way::direct_debit: return "direct_debit";
    case Way::transfer: return "transfer";
    case Way::card: return "card";
  }
  report_bug("every way has a name");
}

std::string_view name_of(AgreementState state) {
  switch (state) {
    case AgreementState::awaiting: return "awaiting";
    case AgreementState::active: return "active";
    case AgreementState::paused: return "paused";
    case AgreementState::ended: return "ended";
  }
  report_bug("every state of an agreement has a name");
}

std::string_view name_of(MandateState state) {
  switch (state) {
    case MandateState::active: return "active";
    case MandateState::needs_account: return "needs_account";
    case MandateState::by_hand: return "by_hand";
    case MandateState::ended: return "ended";
  }
  report_bug("every state of a mandate has a name");
}

std::string_view name_of(AttemptState state) {
  switch (state) {
    case AttemptState::planned: return "planned";
    case AttemptState::noticed: return "noticed";
    case AttemptState::sealed: return "sealed";
    case AttemptState::unknown: return "unknown";
    case AttemptState::settled: return "settled";
    case AttemptState::returned: return "returned";
    case AttemptState::voided: return "voided";
  }
  report_bug("every state of an attempt has a name");
}

std::string_view name_of(RunState state) {
  switch (state) {
    case RunState::open: return "open";
    case RunState::sealed: return "sealed";
    case RunState::abandoned: return "abandoned";
  }
  report_bug("every state of a run has a name");
}

}  // namespace allmende::contributions

namespace allmende::database {

using namespace contributions;

GiverKind Stored<GiverKind>::load(std::string_view name) {
  return by_name({GiverKind::reader, GiverKind::member, GiverKind::organisation}, name);
}
Way Stored<Way>::load(std::string_view name) { return by_name({Way::direct_debit, Way::transfer, Way::card}, name); }
AgreementState Stored<AgreementState>::load(std::string_view name) {
  using enum AgreementState;
  return by_name({awaiting, active, paused, ended}, name);
}
MandateState Stored<MandateState>::load(std::string_view name) {
  using enum MandateState;
  return by_name({active, needs_account, by_hand, ended}, name);
}
AttemptState Stored<AttemptState>::load(std::string_view name) {
  using enum AttemptState;
  return by_name({planned, noticed, sealed, unknown, settled, returned, voided}, name);
}
RunState Stored<RunState>::load(std::string_view name) {
  using enum RunState;
  return by_name({open, sealed, abandoned}, name);
}

}  // namespace allmende::database
