// Blocks keep their ids, and no two have the same.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { EditorState, TextSelection } from "prosemirror-state";
import { bodies, idsOf, modules } from "./support.mjs";

const { toDocument, fromDocument, identities, newId } = await modules("body", "identities");

const paragraphs = (...texts) => ({ version: 1,
  blocks: texts.map((t, place) => ({ id: `b${place + 1}`, type: "paragraph", text: [{ t }] })) });

function stateOf(body) {
  let count = 0;
  return EditorState.create({ doc: toDocument(body), plugins: [identities(() => `new${++count}`)] });
}
const blocksOf = (state) => fromDocument(state.doc).blocks;
const told = (state) => blocksOf(state).map(({ id, text }) => `${id}:${text.map(({ t }) => t).join("")}`);

test("the second half of a divided block gets a new id", () => {
  const state = stateOf(paragraphs("Hafenblatt", "zwei"));
  assert.deepEqual(told(state.apply(state.tr.split(6))), ["b1:Hafen", "new1:blatt", "b2:zwei"]);
});

test("a copy gets a new id, and what was there keeps its own, wherever the copy is put", () => {
  let state = stateOf(paragraphs("eins", "zwei"));
  const copy = state.doc.slice(0, state.doc.content.size);
  assert.deepEqual(told(state.apply(state.tr.replace(0, 0, copy))),
    ["new1:eins", "new2:zwei", "b1:eins", "b2:zwei"]);
  state = stateOf(paragraphs("eins", "zwei"));
  const end = state.doc.content.size;
  assert.deepEqual(told(state.apply(state.tr.replace(end, end, copy))),
    ["b1:eins", "b2:zwei", "new1:eins", "new2:zwei"]);
});

test("a block that is moved stays itself", () => {
  const state = stateOf(paragraphs("eins", "zwei"));
  const first = state.doc.firstChild;
  const moved = state.tr.delete(0, first.nodeSize);
  moved.insert(moved.doc.content.size, first);
  assert.deepEqual(told(state.apply(moved)), ["b2:zwei", "b1:eins"]);
});

test("a block without id gets one, in boxes too", () => {
  const state = stateOf({ version: 1, blocks: [{ id: "box", type: "infobox", blocks: [
    { id: "in", type: "paragraph", text: [{ t: "innen" }] }] }] });
  const [box] = blocksOf(state.apply(state.tr.split(6)));
  assert.deepEqual(idsOf([box]), ["box", "in", "new1"]);
});

test("whatever is cut and put in, ids are there, well-formed and unique", () => {
  const place = fc.nat(1000);
  const steps = fc.array(fc.tuple(place, place, place), { minLength: 1, maxLength: 6 });
  fc.assert(fc.property(bodies, steps, (body, changes) => {
    let state = stateOf(body);
    for (const [from, to, at] of changes) {
      const size = state.doc.content.size + 1;
      const slice = state.doc.slice(Math.min(from % size, to % size), Math.max(from % size, to % size));
      const selection = TextSelection.between(state.doc.resolve(at % size), state.doc.resolve(at % size));
      state = state.apply(state.tr.setSelection(selection).replaceSelection(slice));
    }
    const ids = idsOf(blocksOf(state));
    assert.equal(new Set(ids).size, ids.length, ids.join(" "));
    for (const id of ids) assert.match(id, /^[a-z0-9-]{1,32}$/);
  }), { numRuns: 300 });
});

test("ids made for different tabs differ", () => {
  const ids = Array.from({ length: 1000 }, newId);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, /^[a-z0-9]{12}$/);
});
