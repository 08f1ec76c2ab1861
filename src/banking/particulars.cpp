#include "banking/particulars.h"

#include "json/json.h"

namespace allmende::banking {

namespace {

// What a bank may write of one payment at most; longer texts than any bank's are cut off by sepa's limits before.
constexpr std::size_t kMostBytes = 128 * 1024 * 1024;

/// The members by name, so that what was sealed can be opened by a later program.
template <class Object, class Do>
void each_text(Object& it, Do const& act) {
  act("name", it.name);
  act("iban", it.iban);
  act("end_to_end_id", it.end_to_end_id);
  act("mandate_id", it.mandate_id);
  act("batch_id", it.batch_id);
  act("additional", it.additional);
}

json::Array array_of(std::vector<std::string> const& texts) {
  json::Array array;
  for (std::string const& it : texts) array.emplace_back(it);
  return array;
}

std::string text_of(json::Value const& value) { return std::string(value.as_string()); }

std::vector<std::string> texts_of(json::Value const& value) {
  std::vector<std::string> texts;
  for (auto const& it : value.as_array()) texts.push_back(text_of(it));
  return texts;
}

}  // namespace

std::string sealed(vault::Vault const& vault, Particulars const& particulars, std::string_view place) {
  json::Object object;
  each_text(particulars, [&](char const* key, std::string const& text) {
    if (!text.empty()) object[key] = text;
  });
  if (!particulars.texts.empty()) object["texts"] = array_of(particulars.texts);
  if (!particulars.references.empty()) object["references"] = array_of(particulars.references);
  return vault.seal(json::write(object), place);
}

Particulars opened(vault::Vault const& vault, std::string_view sealed, std::string_view place) {
  Secret const text = vault.open(sealed, place);
  json::Value const value = database::must_be(json::parse(text.reveal(), {.max_bytes = kMostBytes}));
  json::Object const& object = value.as_object();
  Particulars particulars;
  each_text(particulars, [&](char const* key, std::string& into) {
    if (auto const* found = object.if_contains(key)) into = text_of(*found);
  });
  if (auto const* found = object.if_contains("texts")) particulars.texts = texts_of(*found);
  if (auto const* found = object.if_contains("references")) particulars.references = texts_of(*found);
  return particulars;
}

std::string place_of(LineId id) { return "bank line " + std::to_string(id.value()); }

}  // namespace allmende::banking
