// Where a text is while it is written: what the saver sends, when, and what it says.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { modules } from "./support.mjs";
import { Line, Server, Time } from "./model.mjs";

const { Saver } = await modules("saver");

/** A tab in which somebody writes. Its body is a plain string: the saver does not look into it. */
function desk(fate) {
  const time = new Time();
  const server = new Server();
  const line = new Line(time, server, fate);
  const told = [];
  const desk = { time, server, line, told, text: "", rescued: null, signIns: 0 };
  desk.saver = new Saver({
    base: 1,
    tab: "tab",
    read: () => ({ body: desk.text, fields: { headline: desk.text } }),
    transport: line.transport,
    clock: time,
    rescue: {
      keep: (serial, base) => { desk.rescued = { text: desk.text, serial, base }; },
      forget: () => { desk.rescued = null; },
    },
    onStatus: (status) => told.push(status),
    onSignedOut: () => { desk.signIns += 1; },
  });
  desk.type = (more) => {
    desk.text += more;
    desk.saver.changed();
  };
  desk.states = () => told.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1]);
  return desk;
}

test("a text is on its way within three seconds after typing stops, and then it is said to be saved", async () => {
  const { time, server, type, saver, states, told, line } = desk();
  type("Moin");
  await time.pass(3_000);
  assert.equal(server.textOf("tab"), "Moin");
  assert.deepEqual(states(), ["dirty", "saving", "saved"]);
  assert.deepEqual(line.sent[0].draft,
    { base: 1, serial: 1, tab: "tab", body: "Moin", fields: { headline: "Moin" } });
  assert.equal(told.at(-1).since, 2_020);
  assert.equal(saver.unsaved, false);
  await time.pass(120_000);
  assert.equal(line.sent.length, 1, "and nothing is sent again");
});

test("while typing goes on, no more than thirty seconds are unsaved", async () => {
  const { time, type, line } = desk();
  for (let second = 0; second < 300; ++second) {
    type("x");
    await time.pass(1_000);
  }
  const moments = line.sent.map(({ at }) => at);
  assert.ok(moments.length >= 10, `${moments}`);
  assert.ok(moments.length <= 20, `a save is no key: ${moments}`);
  for (let i = 1; i < moments.length; ++i) assert.ok(moments[i] - moments[i - 1] <= 30_000, `${moments}`);
});

test("what is typed while a save is under way is saved after it, one at a time", async () => {
  const { time, server, type, line, saver, states } = desk(() => ({ there: 8_000, back: 100 }));
  type("a");
  await time.pass(2_500);
  type("b");
  saver.flush();
  await time.pass(4_000);
  type("c");
  await time.pass(4_000);
  assert.deepEqual(server.put, ["a"]);
  await time.pass(20_000);
  assert.deepEqual(server.put, ["a", "abc"]);
  assert.equal(line.most, 1);
  assert.deepEqual(states(), ["dirty", "saving", "dirty", "saving", "saved"]);
});

test("without a line it tries again, each time later, up to thirty seconds, and at once when told", async () => {
  const { time, type, line, saver, states, server } = desk(() => ({ there: 0, back: -1 }));
  server.broken = true;
  line.fate = () => ({ there: null, back: null });
  type("Moin");
  await time.pass(400_000);
  const gaps = line.sent.map(({ at }, i) => at - (line.sent[i - 1]?.at ?? 0) - 20_000).slice(1);
  assert.deepEqual(gaps.slice(0, 7), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  assert.deepEqual(states(), ["dirty", "saving", "offline"]);
  await time.pass(25_000);
  server.broken = false;
  line.fate = () => ({ there: 10, back: 10 });
  const before = line.sent.length;
  saver.flush();
  assert.equal(line.sent.length, before + 1);
  await time.pass(100);
  assert.equal(server.textOf("tab"), "Moin");
  assert.equal(states().at(-1), "saved");
});

test("who types on without a line does not make it try more often", async () => {
  const { time, type, line, server } = desk();
  server.broken = true;
  for (let second = 0; second < 120; ++second) {
    type("x");
    await time.pass(1_000);
  }
  assert.equal(line.sent.length, 8, "at 20, 21, 23, 27, 35, 51, 81 and 111 seconds");
  assert.equal(line.sent.at(-1).draft.serial, 112, "and each time the text as it stands");
});

test("the text stays in the rescue copy until the server has said that it has it", async () => {
  const world = desk(() => ({ there: 100, back: 100 }));
  world.server.broken = true;
  world.type("Moin");
  await world.time.pass(10_000);
  assert.deepEqual(world.rescued, { text: "Moin", serial: 1, base: 1 });
  world.server.broken = false;
  await world.time.pass(10_000);
  assert.equal(world.server.textOf("tab"), "Moin");
  assert.equal(world.rescued, null);
});

test("a rescue copy of what was typed during the save is kept", async () => {
  const world = desk(() => ({ there: 500, back: 500 }));
  world.type("a");
  await world.time.pass(2_200);
  world.type("b");
  await world.time.pass(900);
  assert.equal(world.server.textOf("tab"), "a");
  assert.equal(world.rescued.text, "ab");
});

test("who is signed out is asked to sign in, and then the same text is saved", async () => {
  const world = desk();
  world.server.signedIn = false;
  world.type("Moin");
  await world.time.pass(100_000);
  assert.deepEqual(world.states(), ["dirty", "saving", "signedOut"]);
  assert.equal(world.line.sent.length, 1, "nothing is tried meanwhile");
  assert.equal(world.signIns, 1);
  world.type("!");
  world.saver.flush();
  await world.time.pass(100_000);
  assert.equal(world.line.sent.length, 1);
  assert.equal(world.rescued.text, "Moin!");
  world.server.signedIn = true;
  world.saver.resume();
  await world.time.pass(100);
  assert.equal(world.server.textOf("tab"), "Moin!");
  assert.equal(world.states().at(-1), "saved");
});

test("a conflict stops saving, hands the other version over, and is over when it is resolved", async () => {
  const world = desk();
  world.server.revision = 2;
  world.type("Moin");
  await world.time.pass(3_000);
  const status = world.told.at(-1);
  assert.equal(status.state, "conflict");
  assert.deepEqual(status.theirs, { revision: 2, body: "theirs", fields: {}, who: "Mira Petersen" });
  world.type(" Moin");
  world.saver.flush();
  await world.time.pass(100_000);
  assert.equal(world.line.sent.length, 1);
  assert.equal(world.rescued.text, "Moin Moin");
  world.saver.resolve(2);
  await world.time.pass(100);
  assert.equal(world.server.textOf("tab"), "Moin Moin");
  assert.equal(world.saver.status.state, "saved");
});

test("what another person has taken over is not saved any more; the text stays", async () => {
  const world = desk();
  world.server.holder = "Karl Bruns";
  world.type("Moin");
  await world.time.pass(3_000);
  assert.deepEqual(world.told.at(-1), { state: "lost", since: null, who: "Karl Bruns" });
  world.type("!");
  world.saver.resume();
  world.saver.resolve(3);
  world.saver.flush();
  await world.time.pass(100_000);
  assert.equal(world.line.sent.length, 1);
  assert.equal(world.rescued.text, "Moin!");
});

test("a full server is told apart from an unreachable one, and tried again", async () => {
  const world = desk();
  world.server.full = true;
  world.type("Moin");
  await world.time.pass(10_000);
  assert.equal(world.saver.status.state, "full");
  world.server.full = false;
  await world.time.pass(30_000);
  assert.equal(world.server.textOf("tab"), "Moin");
});

test("a refused text is not sent again and again, but when it was changed", async () => {
  const world = desk();
  const answer = world.server.answer;
  world.server.answer = () => ({ status: 422 });
  world.type("Moin");
  await world.time.pass(100_000);
  assert.deepEqual(world.told.at(-1), { state: "refused", since: null, status: 422 });
  assert.equal(world.line.sent.length, 1);
  world.server.answer = answer;
  world.type("!");
  await world.time.pass(3_000);
  assert.equal(world.server.textOf("tab"), "Moin!");
});

test("an answer that is not the server's does not pass for a save", async () => {
  const world = desk();
  const answer = world.server.answer;
  world.server.answer = () => ({ status: 200 });  // some page that asks to accept its terms
  world.type("Moin");
  await world.time.pass(5_000);
  assert.equal(world.saver.status.state, "offline");
  assert.equal(world.rescued.text, "Moin");
  world.server.answer = answer;
  await world.time.pass(30_000);
  assert.equal(world.server.textOf("tab"), "Moin");
});

test("a text that the server took for an old one is numbered anew", async () => {
  const world = desk();
  world.server.tabs.set("tab", { serial: 7, body: "from before" });
  world.type("Moin");
  await world.time.pass(5_000);
  assert.equal(world.server.textOf("tab"), "Moin");
  assert.equal(world.server.tabs.get("tab").serial, 8);
});

test("a closed saver is silent", async () => {
  const world = desk();
  world.type("Moin");
  world.saver.close();
  world.type("!");
  await world.time.pass(100_000);
  assert.equal(world.line.sent.length, 0);
  assert.deepEqual(world.states(), ["dirty"]);
});

// ── Any order of events ────────────────────────────────────────────────────────────────────────────────────

const way = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 400 }) },
  { weight: 2, arbitrary: fc.integer({ min: 400, max: 90_000 }) }, { weight: 2, arbitrary: fc.constant(null) });
const fate = fc.record({
  there: way,
  back: fc.oneof({ weight: 4, arbitrary: way }, { weight: 1, arbitrary: fc.constant(-1) }),
  again: fc.oneof({ weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 200_000 }) }),
});
const event = fc.oneof(
  { weight: 8, arbitrary: fc.constant("type") },
  { weight: 1, arbitrary: fc.constantFrom("flush", "signOut", "signIn", "break", "mend", "fill", "empty", "restart") });
const story = fc.array(fc.tuple(event, fc.oneof(fc.integer({ max: 900, min: 0 }), fc.integer({ max: 40_000, min: 0 }))),
  { maxLength: 60 });

/** A restart takes what was under way with it; what was put stays. */
function happen(world, what) {
  const { server, saver, line } = world;
  switch (what) {
    case "type": return world.type(String.fromCharCode(97 + (world.text.length % 26)));
    case "flush": return saver.flush();
    case "signOut": server.signedIn = false; return undefined;
    case "signIn": server.signedIn = true; return saver.resume();
    case "break": server.broken = true; return undefined;
    case "mend": server.broken = false; return undefined;
    case "fill": server.full = true; return undefined;
    case "empty": server.full = false; return undefined;
    case "restart": {
      const stored = new Server();
      Object.assign(stored, { tabs: server.tabs, put: server.put, signedIn: false });
      world.server = line.server = stored;
      return undefined;
    }
  }
}

function holds(world) {
  assert.ok(world.line.most <= 1, "one save at a time");
  const { put } = world.server;
  for (let i = 1; i < put.length; ++i) {
    assert.ok(put[i].startsWith(put[i - 1]), `an older text was put over a newer one: ${put[i - 1]} → ${put[i]}`);
  }
  const somewhere = world.rescued?.text ?? world.server.textOf("tab");
  assert.equal(somewhere, world.text, "every character is in the rescue copy or at the server");
}

test("whatever happens to the line and the server, no character is lost and no older text wins", async () => {
  await fc.assert(fc.asyncProperty(story, fc.infiniteStream(fate), async (events, fates) => {
    const world = desk(() => fates.next().value);
    for (const [what, pause] of events) {
      happen(world, what);
      await world.time.pass(pause);
      holds(world);
    }
    world.line.fate = () => ({ there: 10, back: 10 });
    for (const mended of ["mend", "empty", "signIn"]) happen(world, mended);
    await world.time.pass(60_000);
    happen(world, "signIn");  // one that was turned away in the last minute
    await world.time.pass(300_000);
    holds(world);
    assert.equal(world.server.textOf("tab"), world.text, "in the end the server has all of it");
    if (world.text !== "") assert.equal(world.saver.status.state, "saved");
  }), { numRuns: 400 });
});
