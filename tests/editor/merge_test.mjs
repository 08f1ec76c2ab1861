// Merging what two people made of one text.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { bodies, idsOf, modules } from "./support.mjs";

const { mergeBodies, mergeFields, canonical, plainLines } = await modules("blocks", "merge");

const paragraph = (id, t = id) => ({ id, type: "paragraph", text: [{ t }] });
const body = (...blocks) => ({ version: 1, blocks: blocks.map((one) => typeof one === "string" ? paragraph(one) : one) });
const told = ({ body: merged }) => merged.blocks.map(({ id, text }) => (text[0].t === id ? id : `${id}:${text[0].t}`));
const conflicted = ({ conflicts }) => conflicts.map(({ id, base, mine, theirs }) =>
  [id, ...[base, mine, theirs].map((block) => block?.text[0].t ?? null)]);

test("what one side changed is taken", () => {
  const merged = mergeBodies(body("a", "b", "c"), body(paragraph("a", "A"), "b", "c"), body("a", "b", paragraph("c", "C")));
  assert.deepEqual(told(merged), ["a:A", "b", "c:C"]);
  assert.deepEqual(merged.conflicts, []);
});

test("what both changed is a conflict with both versions", () => {
  const merged = mergeBodies(body("a"), body(paragraph("a", "mine")), body(paragraph("a", "theirs")));
  assert.deepEqual(conflicted(merged), [["a", "a", "mine", "theirs"]]);
  assert.deepEqual(told(merged), ["a:mine"]);
  const alike = mergeBodies(body("a"), body(paragraph("a", "both")), body(paragraph("a", "both")));
  assert.deepEqual([told(alike), alike.conflicts], [["a:both"], []]);
});

test("what one deleted and the other left alone goes; what the other changed is a conflict and stays", () => {
  assert.deepEqual(told(mergeBodies(body("a", "b"), body("a"), body("a", "b"))), ["a"]);
  const merged = mergeBodies(body("a", "b", "c"), body("a", "c"), body("a", paragraph("b", "B"), "c"));
  assert.deepEqual(told(merged), ["a", "b:B", "c"]);
  assert.deepEqual(conflicted(merged), [["b", "b", null, "B"]]);
  const other = mergeBodies(body("a", "b", "c"), body("a", paragraph("b", "B"), "c"), body("a", "c"));
  assert.deepEqual(told(other), ["a", "b:B", "c"]);
  assert.deepEqual(conflicted(other), [["b", "b", "B", null]]);
});

test("what both put in stands where they put it, mine before theirs", () => {
  assert.deepEqual(told(mergeBodies(body("a", "b"), body("m0", "a", "m1", "m2", "b"), body("a", "t1", "b", "t2"))),
    ["m0", "a", "m1", "m2", "t1", "b", "t2"]);
  assert.deepEqual(told(mergeBodies(body(), body("m"), body("t"))), ["m", "t"]);
});

test("what one side moved is moved, with what the other did to it", () => {
  assert.deepEqual(told(mergeBodies(body("a", "b", "c"), body(paragraph("a", "A"), "b", "c"), body("c", "a", "b"))),
    ["c", "a:A", "b"]);
  assert.deepEqual(told(mergeBodies(body("a", "b", "c"), body("c", "a", "b"), body("a", "b", "t", "c"))),
    ["c", "a", "b", "t"]);
});

test("no id is there twice, when a block went into a box on one side and was changed on the other", () => {
  const box = { id: "box", type: "infobox", blocks: [paragraph("a")] };
  const merged = mergeBodies(body("a"), body(box), body(paragraph("a", "A")));
  const ids = idsOf(merged.body.blocks);
  assert.equal(new Set(ids).size, ids.length, ids.join(" "));
  assert.deepEqual(merged.conflicts.map(({ id }) => id), ["a"]);
});

// ── Any two sides ──────────────────────────────────────────────────────────────────────────────────────────

/** Changes to a body: blocks deleted, changed, moved and put in, of which no two sides share the new ids. */
const stepsOf = (...kinds) =>
  fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(20), fc.nat(20)), { maxLength: 6 });
function edited(base, changes, side) {
  const blocks = structuredClone(base.blocks);
  for (const [place, [what, at, to]] of changes.entries()) {
    const index = blocks.length > 0 ? at % blocks.length : 0;
    if (what === "insert") blocks.splice(to % (blocks.length + 1), 0, paragraph(`${side}${place}`, `new ${side}${place}`));
    else if (blocks.length === 0) continue;
    else if (what === "delete") blocks.splice(index, 1);
    else if (what === "move") blocks.splice(to % blocks.length, 0, ...blocks.splice(index, 1));
    else blocks[index] = paragraph(blocks[index].id, `changed by ${side} ${place}`);
  }
  return canonical({ version: 1, blocks });
}
const threeBy = (...kinds) => fc.tuple(bodies, stepsOf(...kinds), stepsOf(...kinds)).map(([base, left, right]) => {
  const first = canonical(base);
  return { base: first, mine: edited(first, left, "m"), theirs: edited(first, right, "t") };
});
const three = threeBy("delete", "change", "move", "insert");
const words = (block) => JSON.stringify(plainLines([block]));
const contents = (blocks) => blocks.map((block) => JSON.stringify(block)).sort();

test("who is alone gets what he wrote", () => {
  fc.assert(fc.property(three, ({ base, mine }) => {
    for (const merged of [mergeBodies(base, mine, base), mergeBodies(base, base, mine), mergeBodies(base, mine, mine)]) {
      assert.deepEqual(merged, { body: mine, conflicts: [] });
    }
  }), { numRuns: 300 });
});

test("it does not matter for what is there who of the two is I", () => {
  fc.assert(fc.property(three, ({ base, mine, theirs }) => {
    const [one, other] = [mergeBodies(base, mine, theirs), mergeBodies(base, theirs, mine)];
    const open = new Set(one.conflicts.map(({ id }) => id));
    const settled = ({ body: merged }) => contents(merged.blocks.filter(({ id }) => !open.has(id)));
    assert.deepEqual(settled(one), settled(other));
    const swapped = other.conflicts.map(({ id, base: was, mine: left, theirs: right }) =>
      ({ id, base: was, mine: right, theirs: left }));
    assert.deepEqual(contents(one.conflicts), contents(swapped));
  }), { numRuns: 300 });
});

test("nothing that anybody wrote disappears", () => {
  fc.assert(fc.property(three, ({ base, mine, theirs }) => {
    const { body: merged, conflicts } = mergeBodies(base, mine, theirs);
    const there = new Set([...merged.blocks,
      ...conflicts.flatMap(({ mine: left, theirs: right }) => [left, right].filter(Boolean))].map(words));
    const known = new Map(base.blocks.map((block) => [block.id, JSON.stringify(block)]));
    for (const block of [...mine.blocks, ...theirs.blocks]) {
      const written = known.get(block.id) !== JSON.stringify(block);
      if (written) assert.ok(there.has(words(block)), words(block));
    }
    const ids = idsOf(merged.blocks);
    assert.equal(new Set(ids).size, ids.length);
  }), { numRuns: 300 });
});

test("what each side put in keeps its order, where nobody moved what it stands behind", () => {
  fc.assert(fc.property(threeBy("delete", "change", "insert"), ({ base, mine, theirs }) => {
    const order = mergeBodies(base, mine, theirs).body.blocks.map(({ id }) => id);
    for (const [side, letter] of [[mine, "m"], [theirs, "t"]]) {
      const own = (ids) => ids.filter((id) => new RegExp(`^${letter}[0-9]`).test(id));
      assert.deepEqual(own(order), own(side.blocks.map(({ id }) => id)));
    }
  }), { numRuns: 300 });
});

test("fields are merged each as a whole", () => {
  assert.deepEqual(mergeFields({ headline: "a", deck: "b", kicker: "c" }, { headline: "A", deck: "b", kicker: "mine" },
    { headline: "a", deck: "B", kicker: "theirs", credit: "neu" }), {
    fields: { headline: "A", deck: "B", kicker: "mine", credit: "neu" },
    conflicts: [{ name: "kicker", base: "c", mine: "mine", theirs: "theirs" }],
  });
  assert.deepEqual(mergeFields({ deck: "b" }, { deck: "B" }, { deck: "B" }), { fields: { deck: "B" }, conflicts: [] });
  assert.deepEqual(mergeFields({ deck: "b" }, {}, { deck: "b" }).fields, {}, "what I took away stays away");
});
