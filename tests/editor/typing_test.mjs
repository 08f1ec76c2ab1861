// Typography as one types: letter by letter it has to come to what the program makes of the whole sentence
// (src/text/typography_test.cpp has the same sentences).
import assert from "node:assert/strict";
import test from "node:test";
import { modules } from "./support.mjs";

const { typed, glyphsOf, usualQuotes } = await modules("typing", "quotes");

/** What stands there after a text was typed letter by letter, before what stood there already. */
function written(text, language, quotes = usualQuotes(language), after = "") {
  const house = { language, glyphs: glyphsOf(quotes, language) };
  let before = "";
  for (const character of text) {
    let line = before + character + after;
    for (const { from, to, text: by } of typed(before, character, after, house).toReversed()) {
      line = line.slice(0, from) + by + line.slice(to);
    }
    before = line.slice(0, line.length - after.length);
  }
  return before + after;
}

function expectAll(language, cases, quotes) {
  for (const [typing, printed] of cases) assert.equal(written(typing, language, quotes), printed, `typed: ${typing}`);
}

test("straight quotes become the house's", () => {
  expectAll("de", [
    ["Er sagte: \"Gut so\".", "Er sagte: »Gut so«."],
    ["\"Gut so!\" (\"Na ja\")", "»Gut so!« (»Na ja«)"],
    ["\"... und dann?\", fragte sie", "»… und dann?«, fragte sie"],
    ["das 'Gut so' im Titel", "das ›Gut so‹ im Titel"],
    ["Das »nd« bleibt. Dank Ihnen.", "Das »nd« bleibt. Dank Ihnen."],
    ["die \"nd\"-Redaktion, eine Anti-\"Establishment\"-Haltung",
      "die »nd«-Redaktion, eine Anti-»Establishment«-Haltung"],
    ["(\"Gut\")", "(»Gut«)"],
    ["\"Gut\"–\"Schlecht\"", "»Gut«–»Schlecht«"],
  ]);
});

test("quotes in quotes become the inner ones", () => {
  expectAll("de", [
    ["\"Er rief 'Halt', dann nichts.\"", "»Er rief ›Halt‹, dann nichts.«"],
    ["\"Er rief \"Halt\", dann nichts.\"", "»Er rief ›Halt‹, dann nichts.«"],
    ["\"'Halt' rief er\"", "»›Halt‹ rief er«"],
    ["\"er rief: 'Halt'\"", "»er rief: ›Halt‹«"],
    ["'er rief \"Halt\"'", "›er rief »Halt«‹"],
  ]);
});

test("every house and language has its own", () => {
  const typing = "\"Er rief 'Halt', dann\" nichts";
  for (const [quotes, printed] of [["»…«", "»Er rief ›Halt‹, dann« nichts"], ["„…“", "„Er rief ‚Halt‘, dann“ nichts"],
    ["«…»", "«Er rief ‹Halt›, dann» nichts"], ["“…”", "“Er rief ‘Halt’, dann” nichts"]]) {
    assert.equal(written(typing, "de", quotes), printed);
  }
  assert.deepEqual(["de", "de-CH", "en", "fr", "it", "nl"].map(usualQuotes),
    ["»…«", "«…»", "“…”", "«…»", "«…»", "“…”"]);
  assert.equal(written("\"oui\"", "fr"), "«\u202foui\u202f»");
  assert.throws(() => glyphsOf("\"…\"", "de"));
});

test("apostrophes are no quotes", () => {
  expectAll("de", [
    ["Wie geht's? Hans' Auto, Rock'n'Roll", "Wie geht’s? Hans’ Auto, Rock’n’Roll"],
    ["'s war einmal, 'ne Menge ", "’s war einmal, ’ne Menge "],
    ["die '68er und 80'er", "die ’68er und 80’er"],
    ["\"Wie geht's?\"", "»Wie geht’s?«"],
    ["\"Hans' Auto\"", "»Hans’ Auto«"],
    ["'Wie geht's dir'", "›Wie geht’s dir‹"],
  ]);
  expectAll("en", [
    ["don't, 'tis, the '90s ", "don’t, ’tis, the ’90s "],
    ["\"The boys' club\", he said", "“The boys’ club”, he said"],
  ]);
  assert.equal(written("Wie geht's", "de", "„…“"), "Wie geht’s");
});

test("feet and inches are no quotes", () => {
  expectAll("en", [["He is 5'10\" tall", "He is 5′10″ tall"], ["\"He is 5'10\" tall\"", "“He is 5′10″ tall”"],
    ["\"in 1989\"", "“in 1989”"]]);
});

test("hyphens become dashes where dashes are meant", () => {
  expectAll("de", [
    ["gut - sagte sie -, doch", "gut – sagte sie –, doch"],
    ["gut -- sagte sie", "gut – sagte sie"],
    ["gut--sagte sie", "gut–sagte sie"],
    ["- Ja?", "– Ja?"],
    ["Ost- und Westdeutschland, Ost-West-Dialog", "Ost- und Westdeutschland, Ost-West-Dialog"],
    ["für 5,- Euro, 12,-- Euro", "für 5,– Euro, 12,– Euro"],
    ["allmende serve --port 80 -v", "allmende serve --port 80 -v"],
    ["--------", "--------"],
  ]);
  expectAll("en", [["good--she said", "good—she said"], ["good - she said", "good – she said"]]);
});

test("three points are an ellipsis, more and those of a path are not", () => {
  expectAll("de", [["Na ja...", "Na ja…"], ["Name: ........", "Name: ........"], ["../../x.../y", "../../x.../y"]]);
});

test("addresses are left alone", () => {
  for (const address of ["https://example.org/foo--bar/10-12?q='a'...&b=5", "http://example.org/Foo_(bar)--x.",
    "www.example.org/a--b...c", "mira.petersen@example.org", "ftp://a.example/it's/10-12"]) {
    assert.equal(written(address, "de"), address);
    assert.equal(written(`siehe ${address} `, "de"), `siehe ${address} `);
  }
  assert.equal(written("\"https://example.org/a--b\" - ja", "de"), "»https://example.org/a--b« – ja");
});

test("gender forms stay as they are written", () => {
  for (const text of ["Leser*innen und Autor*innen", "Leser:innen", "Kolleg_innen", "Leser/-innen", "LeserInnen",
    "Bürger*innenrat"]) {
    assert.equal(written(text, "de"), text);
  }
});

test("in the middle of a sentence, what stands behind counts", () => {
  assert.equal(written("Er sagte \"", "de", "»…«", "gut"), "Er sagte »gut");
  assert.equal(written("geht'", "de", "»…«", "s"), "geht’s");
  assert.equal(written("\"", "de", "»…«", ") so"), "\") so");
  assert.equal(written("a...", "de", "»…«", "x@example.org"), "a...x@example.org");
});
