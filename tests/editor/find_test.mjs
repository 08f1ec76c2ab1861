// What is found where, and what replacing does to it.
import assert from "node:assert/strict";
import test from "node:test";
import { EditorState } from "prosemirror-state";
import { modules } from "./support.mjs";

const { matches, replaceAll, seek, finding, toDocument, fromDocument } = await modules("find", "body");

const documentOf = (...runs) => toDocument({ version: 1, blocks: [{ id: "a", type: "paragraph", text: runs }] });
const found = (text, query, sameCase = false) =>
  matches(documentOf({ t: text }), { text: query, sameCase }).map(({ from, to }) => text.slice(from - 1, to - 1));

test("text is found as it is written, whatever its case", () => {
  assert.deepEqual(found("Das Tor, das tor", "tor"), ["Tor", "tor"]);
  assert.deepEqual(found("Das Tor, das tor", "tor", true), ["tor"]);
  assert.deepEqual(found("aaaa", "aa"), ["aa", "aa"]);
  assert.deepEqual(found("egal", ""), []);
});

test("signs mean themselves", () => {
  for (const sign of [".", "*", "(", "[a]", "\\", "$", "a-b", "{2}", "/"]) {
    assert.deepEqual(found(`x${sign}y`, sign), [sign], sign);
  }
  assert.deepEqual(found("abc", "a.c"), []);
});

test("a blank finds any blank, a straight quote any quote", () => {
  assert.deepEqual(found("um 21.00\u00a0Uhr, z.\u202fB.", "21.00 uhr"), ["21.00\u00a0Uhr"]);
  assert.deepEqual(found("um 21.00\u00a0Uhr, z.\u202fB.", "z. B."), ["z.\u202fB."]);
  assert.deepEqual(found("Wie geht’s? »Gut«", "geht's"), ["geht’s"]);
  assert.deepEqual(found("Wie geht’s? »Gut«", "\"Gut\""), ["»Gut«"]);
});

test("letters beyond ASCII keep their places", () => {
  assert.deepEqual(found("😀 İstanbul ÄRGER", "ärger"), ["ÄRGER"]);
  assert.deepEqual(found("x𐐀", "𐐨"), ["𐐀"]);
});

test("text is found across marks, not across lines", () => {
  assert.equal(matches(documentOf({ t: "Das T" }, { t: "or", marks: ["strong"] }), { text: "tor", sameCase: false }).length, 1);
  const two = toDocument({ version: 1, blocks: [{ id: "a", type: "list", items: [[{ t: "das T" }], [{ t: "or" }]] }] });
  assert.equal(matches(two, { text: "tor", sameCase: false }).length, 0);
});

test("replacing all keeps marks, and longer or empty words their places", () => {
  for (const [by, text] of [["Schleuse", "Schleuse, Schleuse"], ["", ", "]]) {
    const state = EditorState.create({ plugins: [finding()],
      doc: documentOf({ t: "Tor", marks: ["strong"] }, { t: ", Tor" }) });
    const sought = state.apply(seek(state, { text: "tor", sameCase: false }));
    const { change, count } = replaceAll(sought, by);
    const [block] = fromDocument(sought.apply(change).doc).blocks;
    assert.equal(count, 2);
    assert.equal(block.text.map(({ t }) => t).join(""), text);
    if (by) assert.deepEqual(block.text[0], { t: by, marks: ["strong"] });
  }
});
