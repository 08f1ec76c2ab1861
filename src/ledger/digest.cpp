#include "ledger/digest.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

#include "ledger/transaction_store.h"

namespace allmende::ledger {

namespace {

/// No field of a transaction has a tab or the end of a line in it (words.h), so no two have the same text.
std::string text_of(Transaction const& it) {
  auto const& [source, fact] = it.booking;
  std::string corrects = it.corrects ? std::to_string(it.corrects->value()) : "-";
  std::string person = it.person ? std::to_string(it.person->value()) : "-";
  std::string text = fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", it.id.value(), source.type,
                                 source.id, source.kind, it.booked_on.iso8601(), fact.day.iso8601(),
                                 fact.value_day->iso8601(), fact.text, corrects, it.at.microseconds(), person, it.name);
  for (auto const& [account, amount, currency] : fact.postings) {
    text += fmt::format("\t{}\t{}\t{}\n", account.value(), amount.cents(), currency.code());
  }
  return text;
}

}  // namespace

std::string digest_of(database::ReadTx& tx, std::string_view before, TransactionId after, TransactionId last) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  auto add = [&](std::string_view text) {
    crypto_hash_sha256_update(&state, reinterpret_cast<unsigned char const*>(text.data()), text.size());
  };
  add(before);
  store::each_by_number(tx, after, last, [&](Transaction const& it) { add(text_of(it)); });
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
  crypto_hash_sha256_final(&state, digest.data());
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

}  // namespace allmende::ledger
