// The saver in any order of events: what is lost on the line, late, twice; a server that fails and is restarted.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { modules } from "./support.mjs";
import { Server, deskWith } from "./model.mjs";

const { Saver } = await modules("saver");

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
  { weight: 1, arbitrary: fc.constantFrom("flush", "revise", "signOut", "signIn", "break", "mend", "fill", "empty", "restart") });
const story = fc.array(fc.tuple(event, fc.oneof(fc.integer({ max: 900, min: 0 }), fc.integer({ max: 40_000, min: 0 }))),
  { maxLength: 60 });

/** A restart takes what was under way with it; what was put stays. */
function happen(world, what) {
  const { server, saver, line } = world;
  switch (what) {
    case "type": return world.type(String.fromCharCode(97 + (world.text.length % 26)));
    case "flush": return saver.flush();
    case "revise": return void saver.revise("").then(() => { world.revised += 1; });
    case "signOut": server.signedIn = false; return undefined;
    case "signIn": server.signedIn = true; return saver.resume();
    case "break": server.broken = true; return undefined;
    case "mend": server.broken = false; return undefined;
    case "fill": server.full = true; return undefined;
    case "empty": server.full = false; return undefined;
    case "restart": {
      const stored = new Server();
      Object.assign(stored, { tabs: server.tabs, put: server.put, revision: server.revision, own: server.own, signedIn: false });
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
    const world = Object.assign(deskWith(Saver, () => fates.next().value), { revised: 0 });
    const wished = events.filter(([what]) => what === "revise").length;
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
    assert.equal(world.revised, wished, "who waits for a revision is told what became of it");
    if (world.text !== "") assert.equal(world.saver.status.state, "saved");
  }), { numRuns: 400 });
});
