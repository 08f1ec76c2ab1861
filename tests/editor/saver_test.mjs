// Where a text is while it is written: what the saver sends, when, and what it says.
import assert from "node:assert/strict";
import test from "node:test";
import { modules } from "./support.mjs";
import { deskWith, theirs } from "./model.mjs";

const { Saver } = await modules("saver");

const desk = (fate) => deskWith(Saver, fate);

test("a text is on its way within three seconds after typing stops, and then it is said to be saved", async () => {
  const { time, server, type, saver, states, told, line } = desk();
  type("Moin");
  await time.pass(3_000);
  assert.equal(server.textOf("tab"), "Moin");
  assert.deepEqual(states(), ["dirty", "saving", "saved"]);
  assert.deepEqual(line.sent[0].draft,
    { base: 1, metadata_base: 1, serial: 1, tab: "tab", body: "Moin", fields: { headline: "Moin" } });
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

test("a conflict hands the other version over and stays until it is resolved; what is written is stored on", async () => {
  const world = desk();
  world.server.revision = 2;
  world.type("Moin");
  await world.time.pass(3_000);
  const status = world.told.at(-1);
  assert.equal(status.state, "conflict");
  assert.deepEqual(status.theirs, { ...theirs, revision: 2 });
  assert.equal(world.rescued, null, "the server has it, as a draft");
  world.type(" Moin");
  await world.time.pass(100_000);
  assert.deepEqual(world.line.sent.map(({ draft }) => draft.base), [1, 1], "never as if it were decided");
  assert.equal(world.server.textOf("tab"), "Moin Moin");
  assert.equal(world.saver.status.state, "conflict");
  assert.deepEqual(await world.saver.revise("nein"), { outcome: "conflict" });
  world.saver.resolve(2, 1);
  await world.time.pass(100);
  assert.equal(world.server.textOf("tab"), "Moin Moin");
  assert.equal(world.saver.status.state, "saved");
});

test("a conflict that is told once more after it was resolved does not open it again", async () => {
  const world = desk(() => ({ there: 10, back: 5_000 }));
  world.server.revision = 2;
  world.type("Moin");
  await world.time.pass(7_100);
  assert.equal(world.saver.status.state, "conflict");
  world.type("!");
  await world.time.pass(2_500);
  world.saver.resolve(2, 1);
  await world.time.pass(30_000);
  assert.equal(world.saver.status.state, "saved");
  assert.equal(world.line.sent.at(-1).draft.base, 2);
});

test("what another person has taken over is stored beside it to the last letter, and stays lost", async () => {
  const world = desk(() => ({ there: 500, back: 500 }));
  world.server.holder = "Karl Bruns";
  world.type("Moin");
  await world.time.pass(2_200);
  world.type("!");
  await world.time.pass(10_000);
  assert.equal(world.saver.status.state, "lost");
  assert.equal(world.saver.lostTo, "Karl Bruns");
  assert.equal(world.server.textOf("tab"), "Moin!");
  assert.equal(world.rescued, null);
  world.server.holder = null;
  world.type("?");
  await world.time.pass(10_000);
  assert.equal(world.saver.status.state, "lost", "until the page is loaded anew");
  assert.deepEqual(await world.saver.revise(""), { outcome: "lost" });
});

test("a 409 or 423 that is not the server's is no save", async () => {
  for (const status of [409, 423]) {
    const world = desk();
    world.server.answer = () => ({ status, json: { error: "proxy" } });
    world.type("Moin");
    await world.time.pass(5_000);
    assert.equal(world.saver.status.state, "offline");
    assert.equal(world.rescued.text, "Moin");
  }
});

// ── Revisions ──────────────────────────────────────────────────────────────────────────────────────────────

test("a revision is made of the text as it stands, also when it is stored already, and later drafts begin from it", async () => {
  const world = desk();
  world.type("Moin");
  await world.time.pass(3_000);
  const made = world.saver.revise("Für die Chefin");
  await world.time.pass(100);
  assert.equal((await made).outcome, "revised");
  assert.deepEqual(world.server.revisions, [["Für die Chefin", "Moin"]]);
  assert.equal(world.saver.status.state, "saved");
  world.type("!");
  await world.time.pass(3_000);
  assert.equal(world.line.sent.at(-1).draft.base, 2);
  assert.equal(world.saver.status.state, "saved");
});

test("a revision that is asked for while a save is under way has what was typed until then", async () => {
  const world = desk(() => ({ there: 1_000, back: 1_000 }));
  world.type("a");
  await world.time.pass(2_500);
  world.type("b");
  const first = world.saver.revise("");
  const second = world.saver.revise("zwei");
  await world.time.pass(10_000);
  assert.deepEqual([(await first).outcome, (await second).outcome], ["revised", "revised"]);
  assert.deepEqual(world.server.revisions, [["zwei", "ab"]]);
  assert.equal(world.line.most, 1);
});

test("what is wrong with a revision is told to who wanted it, and the text is stored all the same", async () => {
  const world = desk();
  world.type("Moin");
  const made = world.saver.revise("invalid");
  await world.time.pass(100);
  assert.deepEqual(await made, { outcome: "refused",
    reply: { status: 422, json: { where: "headline", message: "a headline is missing" } } });
  assert.equal(world.saver.status.state, "saved");
  assert.equal(world.rescued, null);
});

test("a revision without a line is given up at once; the text is sent later as a draft", async () => {
  const world = desk();
  world.type("Moin");
  await world.time.pass(3_000);
  world.server.broken = true;
  const early = world.saver.revise("a");
  await world.time.pass(100);
  assert.equal((await early).outcome, "offline");
  assert.equal(world.saver.status.state, "saved", "the text itself is where it was");
  world.type("!");
  const late = world.saver.revise("b");
  await world.time.pass(100);
  assert.equal((await late).outcome, "offline");
  assert.equal(world.saver.status.state, "offline");
  world.server.broken = false;
  await world.time.pass(60_000);
  assert.equal(world.server.textOf("tab"), "Moin!");
  assert.deepEqual(world.server.revisions, []);
});

test("a revision waits for who has to sign in again, and is given up by who does not", async () => {
  const world = desk();
  world.server.signedIn = false;
  world.type("Moin");
  const made = world.saver.revise("a");
  await world.time.pass(100);
  assert.equal(world.signIns, 1);
  world.saver.stayOut();
  assert.equal((await made).outcome, "signedOut");
  const again = world.saver.revise("b");
  assert.equal(world.signIns, 2);
  world.server.signedIn = true;
  world.saver.resume();
  await world.time.pass(100);
  assert.equal((await again).outcome, "revised");
  assert.deepEqual(world.server.revisions, [["b", "Moin"]]);
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
  assert.equal((await world.saver.revise("")).outcome, "closed");
  world.type("!");
  await world.time.pass(100_000);
  assert.equal(world.line.sent.length, 0);
  assert.deepEqual(world.states(), ["dirty"]);
});
