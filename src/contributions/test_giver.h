#pragma once
// A giver of 10 euro a month from 1 December, for tests of what becomes of it.

#include "contributions/test_till.h"

namespace allmende::contributions::test {

class OneGiver : public TillTest {
 protected:
  /// A debit of 10 euro at the bank, due on 1 December.
  AttemptId sealed() {
    collected("2026-12-01");
    return newest(giver).id;
  }
  AttemptId settled(std::string from = "credit") {
    AttemptId id = sealed();
    settle_it(id, euros(10), std::move(from)).value();
    post_all();
    return id;
  }
  AttemptState state(AttemptId id) {
    return read([&](auto& tx) { return attempt(tx, id)->state; });
  }
  Result<TakenBack> reject_it(AttemptId id, std::string code, std::string from = "report") {
    return write([&](auto& tx) {
      return reject(tx, Actor::clock(), till, id, {source(from), code, euros(10), Money::cents(0), day("2026-12-01")},
                    now);
    });
  }
  MandateState mandate() { return stored(giver).mandate->state; }

  AgreementId giver{0};
  void SetUp() override {
    TillTest::SetUp();
    giver = give();
  }
};

}  // namespace allmende::contributions::test
