// Counting as src/text/measure.cpp counts.
import assert from "node:assert/strict";
import test from "node:test";
import { modules } from "./support.mjs";

const { counts, wordsIn, charactersIn } = await modules("counts");

const body = (...texts) => ({ version: 1,
  blocks: texts.map((t, place) => ({ id: `b${place}`, type: "paragraph", text: [{ t }] })) });

test("words joined by a star, a colon or a hyphen are one", () => {
  for (const [text, count] of [["", 0], ["Moin", 1], ["Leser*innen", 1], ["Leser:innen lesen", 2], ["Ost-West-Dialog", 1],
    ["Kolleg_innen", 1], ["Wir lesen – 10 Texte.", 4], ["geht’s", 1], ["»Gut so«, sagte er.", 4], ["* eins - zwei", 2],
    ["3,5 Mio. Tonnen", 3], ["Ä*a", 1]]) {
    assert.equal(wordsIn(text), count, text);
  }
});

test("characters are code points, and the end of a paragraph is one", () => {
  assert.equal(charactersIn("äö😀"), 3);
  assert.equal(counts(body("ab", "", "c"), "de").characters, 4, "an empty paragraph is none");
});

test("a line of print holds 38 characters, or as many as the house says", () => {
  assert.equal(counts(body("x".repeat(38), "x".repeat(39), "x"), "de").lines, 4);
  assert.equal(counts(body("x".repeat(38)), "de", 10).lines, 4);
  assert.equal(counts(body(), "de").lines, 0);
});

test("reading takes a minute for 1,430 characters, in English for 238 words, and one at least", () => {
  assert.equal(counts(body("x"), "de").minutes, 1);
  assert.equal(counts(body("x".repeat(1430 * 3 + 714)), "de").minutes, 3);
  assert.equal(counts(body("x".repeat(1430 * 3 + 715)), "de-AT").minutes, 4);
  assert.equal(counts(body("a ".repeat(238 * 2 + 118)), "en").minutes, 2);
  assert.equal(counts(body("a ".repeat(238 * 2 + 119)), "en-GB").minutes, 3);
});
