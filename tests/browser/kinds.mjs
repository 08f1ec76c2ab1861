// One address of every kind of page that the paper has.
import { demo, giving, longPaper } from "./support.mjs";

const inDemo = [
  ["the front page", "/"],
  ["an article with list, quote and correction", "/artikel/2043"],
  ["an article with pictures and separator", "/artikel/2044"],
  ["an interview with info box and embed", "/artikel/2012"],
  ["an article with info box and subheadings", "/artikel/2003"],
  ["an article with an embed", "/artikel/2018"],
  ["an article without advertisement and appeal", "/artikel/2021"],
  ["an English article", "/artikel/2058"],
  ["an opinion", "/artikel/2057"],
  ["a section", "/ressort/hafen"],
  ["a topic", "/thema/seeschleuse"],
  ["an author", "/von/mira-petersen"],
  ["a year of the archive", "/archiv/2026"],
  ["a month of the archive", "/archiv/2026/11"],
  ["a day of the archive", "/archiv/2026/11/20"],
  ["the issues", "/ausgaben"],
  ["an issue", "/ausgabe/2026-11-21"],
  ["a printed page", "/ausgabe/2026-11-21/seite/1"],
  ["the contribution page", "/beitrag"],
  ["the contribution page with an amount", "/beitrag?betrag=10"],
  ["the contribution page with a bad amount", "/beitrag?betrag=abc", 400],
  ["the page on money", "/transparenz"],
  ["the imprint", "/impressum"],
  ["the page on privacy", "/datenschutz"],
  ["the page on the paper", "/ueber-uns"],
  ["a page that never was", "/nirgends", 404],
  ["a withdrawn article", "/artikel/2009", 410],
  ["a request that cannot be read", "/%ff", 400],
];

const inGiving = [
  ["the contribution page with a debit's form", "/beitrag?betrag=10&rhythmus=monatlich"],
  ["the page that asks for a link", "/beitrag/link"],
  ["the page that ends a contribution", "/beitrag/beenden"],
  ["a giver's page whose link is too old", "/beitrag/mein/AAAA", 404],
  ["the page that confirms a contribution", "/beitrag/bestaetigen/AAAA"],
];

/** Every kind of page: name, address, expected status. */
export async function kinds() {
  const { origin } = await demo();
  const long = await longPaper();
  const givers = await giving();
  return [
    ...inDemo.map(([name, path, status = 200]) => ({ name, address: origin + path, status })),
    { name: "an older stretch of a section", address: `${long.origin}/ressort/hafen?vor=50`,
      status: 200 },
    ...inGiving.map(([name, path, status = 200]) => ({ name, address: givers.origin + path, status })),
  ];
}
