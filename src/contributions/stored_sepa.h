#pragma once
// How SEPA's names lie in the database. Private to this room.

#include "database/database.h"
#include "sepa/sepa.h"

template <>
struct allmende::database::Stored<allmende::sepa::PaymentId> {
  using PaymentId = allmende::sepa::PaymentId;
  static std::string_view store(PaymentId const& id) { return id.text(); }
  static PaymentId load(std::string_view text) { return must_be(PaymentId::parse(text)); }
};

template <>
struct allmende::database::Stored<allmende::sepa::MandateReference> {
  using Reference = allmende::sepa::MandateReference;
  static std::string_view store(Reference const& reference) { return reference.text(); }
  static Reference load(std::string_view text) { return must_be(Reference::parse(text)); }
};

template <>
struct allmende::database::Stored<allmende::sepa::CreditorReference> {
  using Reference = allmende::sepa::CreditorReference;
  static std::string_view store(Reference const& reference) { return reference.compact(); }
  static Reference load(std::string_view text) { return must_be(Reference::parse(text)); }
};
