// Words for the page of the tests; a paper's own come from its catalogues.
export const words = {
  text: "Text des Artikels", tools: "Werkzeuge",
  paragraph: "Absatz", subheading: "Zwischentitel", quote: "Zitat", bullets: "Liste", numbers: "Nummern",
  interview: "Frage", infobox: "Kasten", separator: "Trenner", embed: "Einbettung",
  strong: "Fett", emphasis: "Kursiv", link: "Link", undo: "Zurück", redo: "Vor", find: "Suchen",
  attribution: "Von wem", alternative: "Alternativtext", caption: "Bildunterschrift", credit: "Bildnachweis",
  boxTitle: "Titel des Kastens", question: "Frage", answer: "Antwort", provider: "Anbieter", embedTitle: "Titel",
  linkAddress: "Adresse des Links", embedAddress: "Adresse der Einbettung", apply: "Übernehmen",
  removeLink: "Link entfernen", cancel: "Abbrechen",
  addressInvalid: "Das ist keine Adresse. Eine Adresse beginnt mit https://, http:// oder mailto:.",
  findWhat: "Suchen nach", replaceWith: "Ersetzen durch", sameCase: "Groß- und Kleinschreibung beachten",
  findNext: "Nächste", findPrevious: "Vorige", replaceOne: "Ersetzen", replaceAll: "Alle ersetzen",
  close: "Schließen", found: "{place} von {count}", notFound: "Nicht gefunden", replaced: "{count} ersetzt",
};
