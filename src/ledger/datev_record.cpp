#include "ledger/datev_record.h"

#include <fmt/format.h>
#include <iconv.h>

#include <array>
#include <memory>

#include "base/base.h"

namespace allmende::ledger::datev {

namespace {

enum class Type { number, text };

struct Field {
  std::string name;
  Type type;
};

void add(std::vector<Field>& fields, Type type, std::initializer_list<char const*> names) {
  for (char const* name : names) fields.push_back({name, type});
}

/// Pairs "… - Art 1", "… Inhalt 1".
void add_pairs(std::vector<Field>& fields, std::string const& kind, std::string const& content, int count) {
  for (int i = 1; i <= count; ++i) {
    fields.push_back({kind + std::to_string(i), Type::text});
    fields.push_back({content + std::to_string(i), Type::text});
  }
}

/// The 125 of version 13, in DATEV's words.
std::vector<Field> const& fields() {
  static std::vector<Field> const all = [] {
    using enum Type;
    std::vector<Field> f;
    add(f, number, {"Umsatz (ohne Soll/Haben-Kz)"});
    add(f, text, {"Soll/Haben-Kennzeichen", "WKZ Umsatz"});
    add(f, number, {"Kurs", "Basis-Umsatz"});
    add(f, text, {"WKZ Basis-Umsatz"});
    add(f, number, {"Konto", "Gegenkonto (ohne BU-Schlüssel)"});
    add(f, text, {"BU-Schlüssel"});
    add(f, number, {"Belegdatum"});
    add(f, text, {"Belegfeld 1", "Belegfeld 2"});
    add(f, number, {"Skonto"});
    add(f, text, {"Buchungstext"});
    add(f, number, {"Postensperre"});
    add(f, text, {"Diverse Adressnummer"});
    add(f, number, {"Geschäftspartnerbank", "Sachverhalt", "Zinssperre"});
    add(f, text, {"Beleglink"});
    add_pairs(f, "Beleginfo - Art ", "Beleginfo - Inhalt ", 8);
    add(f, text, {"KOST1 - Kostenstelle", "KOST2 - Kostenstelle"});
    add(f, number, {"Kost-Menge"});
    add(f, text, {"EU-Land u. UStID (Bestimmung)"});
    add(f, number, {"EU-Steuersatz (Bestimmung)"});
    add(f, text, {"Abw. Versteuerungsart"});
    add(f, number,
        {"Sachverhalt L+L", "Funktionsergänzung L+L", "BU 49 Hauptfunktionstyp", "BU 49 Hauptfunktionsnummer",
         "BU 49 Funktionsergänzung"});
    add_pairs(f, "Zusatzinformation - Art ", "Zusatzinformation- Inhalt ", 20);
    add(f, number, {"Stück", "Gewicht", "Zahlweise"});
    add(f, text, {"Forderungsart"});
    add(f, number, {"Veranlagungsjahr", "Zugeordnete Fälligkeit", "Skontotyp"});
    add(f, text, {"Auftragsnummer", "Buchungstyp"});
    add(f, number, {"USt-Schlüssel (Anzahlungen)"});
    add(f, text, {"EU-Land (Anzahlungen)"});
    add(f, number, {"Sachverhalt L+L (Anzahlungen)", "EU-Steuersatz (Anzahlungen)", "Erlöskonto (Anzahlungen)"});
    add(f, text, {"Herkunft-Kz", "Buchungs GUID"});
    add(f, number, {"KOST-Datum"});
    add(f, text, {"SEPA-Mandatsreferenz"});
    add(f, number, {"Skontosperre"});
    add(f, text, {"Gesellschaftername"});
    add(f, number, {"Beteiligtennummer"});
    add(f, text, {"Identifikationsnummer", "Zeichnernummer"});
    add(f, number, {"Postensperre bis"});
    add(f, text, {"Bezeichnung SoBil-Sachverhalt"});
    add(f, number,
        {"Kennzeichen SoBil-Buchung", "Festschreibung", "Leistungsdatum", "Datum Zuord. Steuerperiode", "Fälligkeit"});
    add(f, text, {"Generalumkehr (GU)"});
    add(f, number, {"Steuersatz"});
    add(f, text, {"Land", "Abrechnungsreferenz"});
    add(f, number, {"BVV-Position"});
    add(f, text, {"EU-Land u. UStID (Ursprung)"});
    add(f, number, {"EU-Steuersatz (Ursprung)", "Abw. Skontokonto"});
    VERIFY(f.size() == 125);
    return f;
  }();
  return all;
}

class Converter {
 public:
  Converter() : handle_(iconv_open("WINDOWS-1252", "UTF-8")) {
    if (handle_ == reinterpret_cast<iconv_t>(-1)) throw Fault("the C library does not know Windows-1252");
  }
  Converter(Converter const&) = delete;
  ~Converter() { iconv_close(handle_); }

  /// Of one character of UTF-8.
  char convert(std::string_view character) {
    char* from = const_cast<char*>(character.data());
    std::size_t bytes = character.size(), room = 1;
    char converted = '?';
    char* to = &converted;
    if (iconv(handle_, &from, &bytes, &to, &room) == static_cast<std::size_t>(-1)) converted = '?';
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    return converted;
  }

 private:
  iconv_t handle_;
};

std::size_t length_of_character(char first) {
  auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// At most so many characters, a byte each.
std::string windows_1252(std::string_view utf8, std::size_t most) {
  Converter converter;
  std::string bytes;
  while (!utf8.empty() && bytes.size() < most) {
    std::string_view character = utf8.substr(0, length_of_character(utf8.front()));
    bytes += converter.convert(character);
    utf8.remove_prefix(character.size());
  }
  return bytes;
}

}  // namespace

std::string text_field(std::string_view utf8, std::size_t most) {
  std::string field = "\"";
  for (char c : windows_1252(utf8, most)) field.append(c == '"' ? 2 : 1, c);
  return field + '"';
}

Row::Row() {
  for (Field const& field : fields()) fields_.push_back(field.type == Type::text ? "\"\"" : "");
}

Row& Row::set(Column column, std::string field) {
  fields_[static_cast<std::size_t>(column) - 1] = std::move(field);
  return *this;
}

std::string Row::line() const { return fmt::format("{}\r\n", fmt::join(fields_, ";")); }

std::string column_names() {
  std::vector<std::string> names;
  for (Field const& field : fields()) names.push_back(windows_1252(field.name, 100));
  return fmt::format("{}\r\n", fmt::join(names, ";"));
}

}  // namespace allmende::ledger::datev
