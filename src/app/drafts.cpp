#include "app/drafts.h"

#include <fstream>

#include "newsroom/newsroom.h"

namespace allmende::app {

namespace fs = std::filesystem;

namespace {

constexpr Draft kGerman[] = {{"impressum", R"({
  "format": "allmende-page/1",
  "slug": "impressum",
  "title": "Impressum",
  "body": {"version": 1, "blocks": [
    {"id": "b1", "type": "subheading", "text": [{"t": "Herausgegeben von"}]},
    {"id": "b2", "type": "paragraph", "text": [{"t": "[BITTE EINTRAGEN: Name und Rechtsform, Straße und Hausnummer, Postleitzahl und Ort – kein Postfach]"}]},
    {"id": "b3", "type": "paragraph", "text": [{"t": "Vertreten durch: [BITTE EINTRAGEN: Vorname und Name, bei einer Genossenschaft der ganze Vorstand]"}]},
    {"id": "b4", "type": "paragraph", "text": [{"t": "Telefon und E-Mail: [BITTE EINTRAGEN: Telefonnummer und Adresse]"}]},
    {"id": "b5", "type": "paragraph", "text": [{"t": "Register und Steuer: [BITTE EINTRAGEN: Registergericht und Nummer, Umsatzsteuer-Identifikationsnummer, falls vorhanden]"}]},
    {"id": "b6", "type": "subheading", "text": [{"t": "Redaktionell verantwortlich"}]},
    {"id": "b7", "type": "paragraph", "text": [{"t": "[BITTE EINTRAGEN: Vorname, Name und Anschrift der Person, die nach § 18 Abs. 2 MStV verantwortlich ist]"}]}
  ]}
}
)"}, {"datenschutz", R"({
  "format": "allmende-page/1",
  "slug": "datenschutz",
  "title": "Datenschutz",
  "body": {"version": 1, "blocks": [
    {"id": "b1", "type": "subheading", "text": [{"t": "Verantwortlich"}]},
    {"id": "b2", "type": "paragraph", "text": [{"t": "[BITTE EINTRAGEN: Name, Anschrift und E-Mail des Verlags; Datenschutzbeauftragte, falls es eine gibt]"}]},
    {"id": "b3", "type": "subheading", "text": [{"t": "Was beim Lesen geschieht"}]},
    {"id": "b4", "type": "paragraph", "text": [{"t": "Diese Seiten laden nichts von fremden Rechnern. [BITTE EINTRAGEN: was der eigene Server und der Anbieter, bei dem er steht, aufzeichnen, wozu und wie lange]"}]},
    {"id": "b5", "type": "subheading", "text": [{"t": "Ihre Rechte"}]},
    {"id": "b6", "type": "paragraph", "text": [{"t": "Sie können Auskunft, Berichtigung und Löschung verlangen, der Verarbeitung widersprechen und sich beschweren bei: [BITTE EINTRAGEN: Aufsichtsbehörde des Landes]"}]}
  ]}
}
)"}};

constexpr Draft kEnglish[] = {{"imprint", R"({
  "format": "allmende-page/1",
  "slug": "imprint",
  "title": "Imprint",
  "body": {"version": 1, "blocks": [
    {"id": "b1", "type": "subheading", "text": [{"t": "Published by"}]},
    {"id": "b2", "type": "paragraph", "text": [{"t": "[FILL IN: name and legal form, street address, who represents it]"}]},
    {"id": "b3", "type": "paragraph", "text": [{"t": "Telephone and e-mail: [FILL IN: both]"}]},
    {"id": "b4", "type": "subheading", "text": [{"t": "Responsible for the content"}]},
    {"id": "b5", "type": "paragraph", "text": [{"t": "[FILL IN: name and address of the responsible editor]"}]}
  ]}
}
)"}, {"privacy", R"({
  "format": "allmende-page/1",
  "slug": "privacy",
  "title": "Privacy",
  "body": {"version": 1, "blocks": [
    {"id": "b1", "type": "paragraph", "text": [{"t": "Responsible: [FILL IN: name, address and e-mail of the publisher]"}]},
    {"id": "b2", "type": "paragraph", "text": [{"t": "These pages load nothing from other people's machines. [FILL IN: what your server and its host record, what for and for how long]"}]},
    {"id": "b3", "type": "paragraph", "text": [{"t": "You may ask what is held on you, have it corrected or erased, object, and complain to: [FILL IN: supervisory authority]"}]}
  ]}
}
)"}};

bool is_unfilled(newsroom::TextPage const& page) {
  std::string record = json::write(newsroom::to_json(page));
  return record.find("[BITTE EINTRAGEN:") != std::string::npos || record.find("[FILL IN:") != std::string::npos;
}

}  // namespace

std::span<Draft const> drafts(std::string_view language) {
  if (language == "de") return kGerman;
  return kEnglish;
}

void write_drafts(fs::path const& folder, std::string_view language) {
  fs::create_directories(folder / "pages");
  for (Draft const& draft : drafts(language)) {
    fs::path file = folder / "pages" / fmt::format("{}.json", draft.slug);
    std::ofstream out(file, std::ios::binary);
    out << draft.text;
    out.close();
    if (!out) throw Fault("cannot write " + file.string());
  }
}

std::vector<std::string> notes_on_drafts(Paper const& paper, database::ReadTx& tx) {
  std::vector<std::string> notes;
  if (!newsroom::text_page(tx, kGerman[0].slug) && !newsroom::text_page(tx, kEnglish[0].slug)) {
    notes.push_back(fmt::format("there is no imprint, which the law asks for; fill in pages/{}.json and import it "
                                "(docs/records.md, \"Text page\")", drafts(paper.config().paper.language)[0].slug));
  }
  for (newsroom::TextPage const& page : newsroom::text_pages(tx)) {
    if (is_unfilled(page)) notes.push_back(fmt::format("page {} is a draft that was not filled in", page.slug.text()));
  }
  return notes;
}

}  // namespace allmende::app
