// What the article's page knows without a browser: fields, what was changed elsewhere, choices, where the text is.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { bodies, idsOf, modules } from "./support.mjs";
import { pageWords } from "./words_de.mjs";

const { canonicalFields, sameFields, lineOf, itemsOf, instantOf, wallOf, KnownFields, comparisonOf, differences, Choosing,
  parting, saidBy, whereabouts, preview, serverHas, changedBlocks, opening, plainLines, canonical } =
  await modules("fields", "known_fields", "choices", "whereabouts", "rescue", "opening", "blocks");

const paragraph = (id, t = id) => ({ id, type: "paragraph", text: [{ t }] });
const body = (...blocks) => ({ version: 1, blocks: blocks.map((one) => (typeof one === "string" ? paragraph(one) : one)) });
const content = (blocks, fields = {}) => ({ body: body(...blocks), fields });

// ── Fields ─────────────────────────────────────────────────────────────────────────────────────────────────

test("what is at its default is left out, what nobody knows stays", () => {
  assert.deepEqual(canonicalFields({ genre: "report", edited: false, advertising: true, appeals: false, deck: "", topics: [],
    authors: [{ name: "Ada Brink", role: "text" }, { name: "Jonas Thode", role: "photo" }], lead_picture: { alt: "" }, later: { a: 1 } }),
  { appeals: false, authors: [{ name: "Ada Brink" }, { name: "Jonas Thode", role: "photo" }], later: { a: 1 } });
  assert.ok(sameFields({ a: { x: 1, y: 2 }, genre: "report" }, { a: { y: 2, x: 1 } }));
  assert.ok(!sameFields({ a: [1, 2] }, { a: [2, 1] }));
});

test("a list is one line and comes back, also when a name has a comma", () => {
  const name = fc.stringMatching(/^[A-Za-z,*.-][A-Za-z ,*.-]{0,8}[A-Za-z*.-]$/);
  fc.assert(fc.property(fc.array(name, { maxLength: 5 }), (items) => {
    const alone = items.length === 1 && items[0].includes(",");
    if (!alone) assert.deepEqual(itemsOf(lineOf(items)), items.map((item) => item.trim()));
  }));
  assert.deepEqual(itemsOf(" a , ,b,"), ["a", "b"]);
});

test("a time is meant in the paper's zone, also on the days on which the clock is changed", () => {
  assert.equal(instantOf("2026-11-21T06:00", "Europe/Berlin"), "2026-11-21T05:00:00Z");
  assert.equal(instantOf("2026-07-01T00:00", "Europe/Berlin"), "2026-06-30T22:00:00Z");
  fc.assert(fc.property(fc.integer({ min: 0, max: 8_760 }), (hour) => {
    const instant = new Date(Date.UTC(2026, 0, 1, hour));
    const wall = wallOf(instant, "Europe/Berlin");
    assert.equal(wallOf(new Date(instantOf(wall, "Europe/Berlin")), "Europe/Berlin"), wall);
  }));
  assert.equal(instantOf("", "Europe/Berlin"), "");
});

// ── What was changed elsewhere ─────────────────────────────────────────────────────────────────────────────

test("fields that were changed elsewhere come in where nothing was changed here", () => {
  const known = new KnownFields(1, { headline: "A", kicker: "K", deck: "D" });
  const { show, meets } = known.take(2, { headline: "A", kicker: "K2" }, { headline: "mine", kicker: "K", deck: "D" });
  assert.deepEqual([show, meets, known.revision], [{ kicker: "K2", deck: undefined }, [], 2]);
});

test("what meets leaves the base where it was, so that the server can tell", () => {
  const known = new KnownFields(1, { headline: "A", kicker: "K" });
  const { show, meets } = known.take(2, { headline: "theirs", kicker: "K2" }, { headline: "mine", kicker: "K" });
  assert.deepEqual([show, meets, known.revision], [{ kicker: "K2" }, ["headline"], 1]);
});

test("a revision that was made of what this tab sent is no change of somebody else", () => {
  const known = new KnownFields(1, { headline: "A" });
  known.sending({ headline: "B" });
  known.sending({ headline: "C" });
  const { show, meets } = known.take(2, { headline: "B" }, { headline: "D" });
  assert.deepEqual([show, meets, known.revision], [{}, [], 2]);
  const emptied = new KnownFields(1, { headline: "A" });
  emptied.sending({});
  assert.deepEqual(emptied.take(2, {}, { headline: "B" }).meets, []);
});

// ── Choices ────────────────────────────────────────────────────────────────────────────────────────────────

test("places where two texts meet are asked for, the rest is put together", () => {
  const { merged, bodies: places, fields } = comparisonOf(content(["a", "b"], { headline: "A", genre: "report" }),
    content([paragraph("a", "mine"), "b"], { headline: "mine", kicker: "K" }),
    content([paragraph("a", "theirs"), "b", "c"], { headline: "theirs" }));
  assert.deepEqual(places.map(({ id }) => id), ["a"]);
  assert.deepEqual(fields.map(({ name }) => name), ["headline"]);
  assert.deepEqual(plainLines(merged.body.blocks), ["mine", "b", "c"]);
  assert.deepEqual(merged.fields, { headline: "mine", kicker: "K" });
});

test("each choice can be made again, and what is not there stands where it belongs", () => {
  const mine = content(["a", "x", "c"]);
  const theirs = content(["a", "b", "c", paragraph("d", "theirs")]);
  const { bodies: places, merged } = differences(mine, theirs);
  assert.deepEqual(places.map(({ id, mine: left, theirs: right }) => [id, left !== null, right !== null]),
    [["x", true, false], ["b", false, true], ["d", false, true]]);
  const choosing = new Choosing(places, mine.body, theirs.body);
  let now = merged.body;
  for (const [id, choice, expected] of [["b", "theirs", "a x b c"], ["d", "theirs", "a x b c theirs"], ["x", "theirs", "a b c theirs"],
    ["b", "mine", "a c theirs"], ["x", "mine", "a x c theirs"], ["b", "theirs", "a x b c theirs"]]) {
    now = choosing.choose(now, id, choice);
    assert.equal(plainLines(now.blocks).join(" "), expected, `${id} ${choice}`);
  }
});

test("both versions of any two texts can be kept, without an id twice", () => {
  fc.assert(fc.property(bodies, bodies, (left, right) => {
    const [mine, theirs] = [{ body: canonical(left), fields: {} }, { body: canonical(right), fields: {} }];
    const { bodies: places, merged } = differences(mine, theirs);
    const choosing = new Choosing(places, mine.body, theirs.body);
    const all = places.reduce((now, { id }) => choosing.choose(now, id, "both"), merged.body);
    const said = new Set(all.blocks.flatMap((block) => plainLines([block])));
    for (const line of [...plainLines(mine.body.blocks), ...plainLines(theirs.body.blocks)]) assert.ok(said.has(line));
    const ids = all.blocks.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(idsOf(all.blocks).length >= ids.length);
    const back = places.reduce((now, { id }) => choosing.choose(now, id, "mine"), all);
    assert.deepEqual(plainLines(back.blocks).sort(), plainLines(mine.body.blocks).sort());
  }), { numRuns: 300 });
});

test("what differs in a line is told by whole words", () => {
  assert.deepEqual(parting("Das Tor ist auf.", "Das Tor war zu."), ["Das Tor ", "ist auf.", ""]);
  assert.deepEqual(parting("Ein altes Tor", "Ein neues Tor"), ["Ein ", "altes", " Tor"]);
  assert.deepEqual(parting("gleich", "gleich"), ["gleich", "", ""]);
  fc.assert(fc.property(fc.string(), fc.string(), (one, other) => assert.equal(parting(one, other).join(""), one)));
  assert.equal(saidBy({ id: "e", type: "embed", url: "https://x.example" }), "https://x.example");
});

// ── Drafts and copies ──────────────────────────────────────────────────────────────────────────────────────

const standing = (more = {}) => ({ article: 1, body_revision: 4, metadata_revision: 2, body: body("a", "b"), fields: { headline: "H" },
  drafts: [], may_write: true, ...more });
const draft = (more = {}) => ({ tab: "t", who: "Mira", mine: true, side: false, saved: "2026-11-21T10:00:00Z", serial: 3, base: 4,
  metadata_base: 2, ...content(["a", "b", "c"], { headline: "H" }), ...more });

test("an article is opened with one's own newest draft, if nothing was changed since it was begun and nobody else writes", () => {
  const opened = (more, taken = null, free = true) => opening(standing(more), taken, free)?.tab ?? null;
  assert.equal(opened({}), null);
  assert.equal(opened({ drafts: [draft(), draft({ tab: "older" })] }), "t");
  assert.equal(opened({ drafts: [draft({ side: true })] }), null);
  assert.equal(opened({ drafts: [draft({ side: true })] }, "t"), "t", "whose text was just taken over from oneself");
  assert.equal(opened({ drafts: [draft({ base: 3 })] }), null);
  assert.equal(opened({ drafts: [draft({ metadata_base: 1 })] }), "t", "with the same fields");
  assert.equal(opened({ drafts: [draft({ metadata_base: 1, fields: {} })] }), null);
  assert.equal(opened({ drafts: [draft({ mine: false, side: true })] }), null);
  assert.equal(opened({ drafts: [draft()], may_write: false }), null);
  assert.equal(opened({ drafts: [draft()] }, null, false), null);
  assert.equal(opened({ drafts: [draft({ body: body("a", "b"), fields: { headline: "mine" } })] }, null, false), "t", "fields alone are nobody's");
});

test("a copy is the server's when a later draft of its tab is there, or a text that has all of it", () => {
  const copy = (more) => ({ article: 1, tab: "c", serial: 5, base: 4, metadata_base: 2, at: 0, ...content(["a"], { headline: "H" }), ...more });
  assert.ok(serverHas(copy(), standing()), "the revision has all of it");
  const other = copy({ body: body("a", "new") });
  assert.ok(!serverHas(other, standing({ drafts: [draft()] })));
  assert.ok(!serverHas(other, standing({ drafts: [draft({ tab: "c", serial: 4 })] })));
  assert.ok(serverHas(other, standing({ drafts: [draft({ tab: "c", serial: 5 })] })));
  assert.ok(serverHas(other, standing({ drafts: [draft({ body: body("x", "new", "a") })] })));
  assert.ok(!serverHas(copy({ fields: { headline: "other" } }), standing()));
  assert.equal(changedBlocks(body("a", "b"), body("a", paragraph("b", "B"), "c")), 2);
});

test("a text is told by the words with which it goes on", () => {
  const long = "Die Seeschleuse am Nordende des Fleets ist 41 Jahre alt.";
  const screen = content([paragraph("a", long), "b"], { headline: "H" });
  assert.equal(preview(content([paragraph("a", `${long} Ihr Tor bewegt sich.`), "b"]), screen), "… am Nordende des Fleets ist 41 Jahre alt. Ihr Tor bewegt sich.");
  assert.equal(preview(content(["b", "ganz neu"]), screen), "ganz neu");
  assert.equal(preview(content([], { headline: "Neuer Titel" }), screen), "Neuer Titel");
  assert.equal(preview(screen, screen), long);
  assert.equal(preview(content([]), screen), "");
});

// ── Where the text is ──────────────────────────────────────────────────────────────────────────────────────

test("the line says where the text is, in each situation", () => {
  const clock = (moment) => `${moment}.00`;
  const tell = (status, more = {}) => whereabouts({ status: { since: null, ...status }, unsaved: false, trouble: null, reachable: true,
    since: null, signedOut: false, ...more }, pageWords, clock).sentence;
  const cases = [
    [{ state: "saved" }, {}, "Alles gespeichert"],
    [{ state: "saved", since: 14 }, {}, "Gespeichert um 14.00"],
    [{ state: "saved", since: 14 }, { reachable: false }, "Gespeichert um 14.00; zurzeit keine Verbindung"],
    [{ state: "saved", since: 14 }, { signedOut: true }, "Gespeichert um 14.00; abgemeldet"],
    [{ state: "dirty" }, {}, "Geändert, wird gleich gespeichert"],
    [{ state: "dirty" }, { reachable: false, unsaved: true, since: 9 }, "Nur in diesem Browser: keine Verbindung seit 9.00"],
    [{ state: "saving" }, {}, "Wird gespeichert …"],
    [{ state: "offline" }, { since: 9 }, "Nur in diesem Browser: keine Verbindung seit 9.00"],
    [{ state: "offline" }, { trouble: "full" }, "Nur in diesem Fenster, bitte nicht schließen: keine Verbindung"],
    [{ state: "signedOut" }, {}, "Nur in diesem Browser: abgemeldet"],
    [{ state: "full" }, {}, "Nur in diesem Browser: auf dem Server ist kein Platz"],
    [{ state: "refused", status: 413 }, {}, "Nur in diesem Browser: der Text ist zu groß"],
    [{ state: "refused", status: 400 }, {}, "Nur in diesem Browser: der Server nimmt den Text nicht an (400)"],
    [{ state: "conflict", theirs: { who: "Ada" } }, {}, "Als dein Entwurf gespeichert: Ada hat dieselbe Stelle geändert"],
    [{ state: "lost", who: "Ada" }, {}, "Als Nebenentwurf gespeichert: Ada schreibt"],
  ];
  for (const [status, more, expected] of cases) assert.equal(tell(status, more), expected);
});
