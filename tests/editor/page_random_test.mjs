// Real windows of two people in any order of events: typing, a line that fails in every way, a server that is
// started anew, sessions that end, windows that crash, are closed and loaded anew, takeovers. In the end every word
// that was typed is in the revision, in a draft, or in a copy that its browser offers.
//
//   ALLMENDE_RANDOM_SECONDS=600 ALLMENDE_SEED=7 node --test tests/editor/page_random_test.mjs
import assert from "node:assert/strict";
import test from "node:test";
import { allWords, withDesk } from "./article.mjs";
import { expect } from "./expect.mjs";

const seconds = Number(process.env.ALLMENDE_RANDOM_SECONDS ?? 40);
const seed = Number(process.env.ALLMENDE_SEED ?? Date.now() % 1_000_000);

/** Numbers from 0 to 1 that a seed determines. */
function chance(from) {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const faults = {
  offline: () => ({ drop: "before" }),
  broken: () => ({ status: 503 }),
  lostAnswers: () => ({ drop: "after" }),
  slow: () => ({ delay: 700 }),
};
const steps = [["type", 12], ["typeField", 3], ["save", 2], ["pulse", 3], ["fault", 3], ["mend", 4], ["restart", 1],
  ["signOut", 1], ["crash", 2], ["reload", 2], ["close", 1], ["takeOver", 3], ["goOn", 2], ["wait", 3],
  ["leaseEnds", 1], ["checkpoint", 2], ["elsewhere", 1]];

class Story {
  words = new Map();   // word → what is known of it
  log = [];
  count = 0;

  constructor(world, random) {
    Object.assign(this, { world, random, windows: [] });
  }

  below(number) { return Math.floor(this.random() * number); }
  any(list) { return list[this.below(list.length)]; }

  async begin() {
    for (const [who, count] of [["mira", 2], ["jonas", 1]]) {
      const browser = await this.world.browser(who);
      for (let number = 1; number <= count; ++number) this.windows.push({ who, name: `${who}${number}`, browser, page: null });
    }
    for (const one of this.windows) await this.open(one);
  }

  async open(one) {
    one.page = await one.browser.open(false);
    // Who is asked whether to leave stays.
    one.page.on("dialog", (dialog) => dialog.dismiss().catch(() => {}));
    await one.page.waitForSelector("main[data-ready], #ladefehler:not([hidden])");
  }

  ready(one) { return one.page.locator("main[data-ready]").count(); }

  async step() {
    const total = steps.reduce((sum, [, weight]) => sum + weight, 0);
    let at = this.random() * total;
    const [what] = steps.find(([, weight]) => (at -= weight) < 0);
    const one = this.any(this.windows);
    this.log.push(`${what} ${one.name}`);
    if (!(await this.ready(one))) return this.again(one);
    await this.repair(one);
    if (await this.ready(one)) await this[what](one);
  }

  async again(one) {
    this.log.push(`again ${one.name}`);
    await one.page.close();
    await this.open(one);
  }

  /** What a person does about what the page says. */
  async repair(one) {
    const { page, who } = one;
    // Each may go by itself while one looks at it: signed in in the other window, taken over by somebody.
    const signedOut = (await page.locator("#anmelden").isVisible()) || (await page.locator("[data-kind=signedOut]").count());
    if (signedOut) await this.signIn(page, who).catch(() => {});
    if (await page.locator("#vergleich").isVisible()) await this.decide(one).catch(() => {});
    if (await page.locator("[data-kind=lost]").count() && this.random() < 0.5) await this.reload(one);
  }

  async signIn(page, who) {
    const soon = { timeout: 2_000 };
    const dialog = page.locator("#anmelden");
    if (!(await dialog.isVisible())) await page.locator("[data-kind=signedOut] button").click(soon);
    await page.locator("#anmelden-email").fill(`${who}@hafenblatt.example`, soon);
    await page.locator("#anmelden-passwort").fill("geheim", soon);
    await page.keyboard.press("Enter");
    await page.waitForTimeout(300);
    if (await dialog.isVisible()) await page.locator("#anmelden-zu").click(soon);
  }

  /** Keeps both where that is possible; what is not chosen of a field is given up. */
  async decide(one) {
    const { page } = one;
    for (const place of await page.locator("#vergleich fieldset").all()) {
      const both = place.getByLabel(allWords.bothKept);
      const sides = await place.locator(".writing-said").allInnerTexts();
      if (await both.count()) await both.check({ timeout: 2_000 });
      else if (sides[0] === allWords.absent) await place.locator("input").nth(1).check({ timeout: 2_000 });
      else for (const word of this.words.keys()) {
        if (sides[1] !== allWords.absent && sides[1]?.includes(word) && !sides[0].includes(word)) this.words.delete(word);
      }
    }
    await page.getByRole("button", { name: allWords.compareDone }).click({ timeout: 2_000 });
  }

  async note(one, place, word) {
    const said = await one.page.evaluate((where) => {
      const found = document.querySelector(where);
      return found.value ?? found.innerText;
    }, place);
    if (said.includes(word)) this.words.set(word, `${one.name}, step ${this.log.length}`);
  }

  async type(one) {
    const word = `wort${++this.count}x`;
    if ((await one.page.locator(".surface-text").getAttribute("aria-readonly")) === "true") return;
    await one.page.evaluate((at) => {
      document.querySelector(".surface-text").focus();
      const lines = [...document.querySelectorAll(".surface-text > p")];
      getSelection().selectAllChildren(lines[at % lines.length]);
      getSelection().collapseToEnd();
    }, this.below(100));
    await one.page.waitForTimeout(60);
    await one.page.keyboard.type(` ${word}`);
    await this.note(one, ".surface-text", word);
  }

  async typeField(one) {
    const place = this.any(["#feld-deck", "#feld-kicker"]);
    if ((await one.page.locator(place).getAttribute("readonly")) !== null) return;
    const word = `feld${++this.count}x`;
    await one.page.locator(place).focus();
    await one.page.keyboard.press("Control+End");
    await one.page.keyboard.type(` ${word}`);
    await this.note(one, place, word);
  }

  async save(one) { await one.page.keyboard.press("Control+s"); }
  async pulse(one) { await one.page.evaluate(() => dispatchEvent(new Event("online"))); }
  async fault() {
    const name = this.any(Object.keys(faults));
    this.log.push(`  ${name}`);
    this.world.fault = ({ path }) => (path.startsWith("/redaktion/") ? faults[name]() : null);
  }
  async mend() { this.world.fault = () => null; }
  async restart() { this.world.desk.restart(); }
  async signOut() { this.world.desk.signOutAll(); }
  async wait() { await new Promise((resolve) => setTimeout(resolve, this.below(2_500))); }

  async leaseEnds() { this.world.desk.lease = null; }
  /** Ten minutes have passed: the next draft is a revision. */
  async checkpoint() { this.world.desk.checkpointed = 0; }
  /** A third person makes a revision, of the text or of a field. */
  async elsewhere() {
    const { desk } = this.world;
    const word = `dritt${++this.count}x`;
    this.words.set(word, `elsewhere, step ${this.log.length}`);
    if (this.random() < 0.3) return desk.changeFields("Ada Brink", { credit: `${desk.fields.fields.credit ?? ""} ${word}`.trim() });
    const body = structuredClone(desk.body.body);
    const lines = body.blocks.filter((block) => block.type === "paragraph");
    this.any(lines).text.push({ t: ` ${word}` });
    return desk.changeBody("Ada Brink", body);
  }

  /** A quarter of a second is what may be lost with a window. */
  async crash(one) {
    await one.page.waitForTimeout(500);
    const session = await one.page.context().newCDPSession(one.page);
    const gone = one.page.waitForEvent("crash");
    void session.send("Page.crash").catch(() => {});
    await gone;
    await one.page.close();
    await this.openSignedIn(one);
  }
  async reload(one) {
    await one.page.waitForTimeout(500);
    await one.page.reload({ timeout: 5_000 }).catch(() => {});
    await one.page.waitForSelector("main[data-ready], #ladefehler:not([hidden])");
    if (!(await this.ready(one))) await this.openSignedIn(one);
  }
  async close(one) {
    await one.page.waitForTimeout(500);
    await one.page.close();
    await this.openSignedIn(one);
  }
  async openSignedIn(one) {
    if (!one.page.isClosed()) await one.page.close();
    await one.browser.context.addCookies([{ name: "sitzung", url: this.world.origin,
      value: this.world.desk.signIn(`${one.who}@hafenblatt.example`) }]);
    await this.open(one);
  }

  async takeOver(one) {
    const take = one.page.locator("[data-kind=lease] button");
    if (await take.count()) await take.click({ timeout: 2_000 }).catch(() => {});
  }
  async goOn(one) {
    const offers = one.page.locator("[data-kind^=copy-], [data-kind^=draft-], #entwuerfe li")
      .getByRole("button", { name: allWords.goOnWith });
    const count = await offers.count();
    if (count > 0) await offers.nth(this.below(count)).click({ timeout: 2_000 }).catch(() => {});
  }

  /** The line is there, everybody is signed in: everything comes to rest. */
  async end() {
    await this.mend();
    for (const one of this.windows) {
      if (!(await this.ready(one))) await this.openSignedIn(one);
    }
    for (const one of this.windows) {
      await expect(async () => {
        await this.repair(one);
        await this.pulse(one);
        if (!(await this.ready(one))) return "not loaded";
        const said = await one.page.locator("#ort").innerText();
        return /^(Alles gespeichert|Gespeichert um [^;]*$|Als Nebenentwurf|Als dein Entwurf)/.test(said) ? null : `${one.name}: ${said}`;
      }, 60_000);
    }
  }

  /** Everything that is kept anywhere and shown to somebody. */
  async kept() {
    const { desk } = this.world;
    const texts = [desk.body.body, desk.fields.fields, ...desk.drafts.values()].map((text) => JSON.stringify(text));
    for (const one of this.windows) {
      await one.page.close();
      await this.openSignedIn(one);
      await one.page.waitForTimeout(500);
      const offered = await one.page.locator("[data-kind^=copy-]").count();
      const copies = await one.page.evaluate(async () => (await import("/theme/editor.js")).listCopies(2043));
      assert.ok(offered <= copies.length);
      if (offered > 0) texts.push(JSON.stringify(copies));
    }
    return texts;
  }
}

test(`nothing that was typed is lost, whatever happens (seed ${seed}, ${seconds} s)`, async () => {
  await withDesk(async (world) => {
    const story = new Story(world, chance(seed));
    await story.begin();
    const end = Date.now() + seconds * 1_000;
    try {
      while (Date.now() < end) await story.step();
      await story.end();
      const kept = await story.kept();
      const lost = [...story.words].filter(([word]) => !kept.some((text) => text.includes(word)));
      assert.deepEqual(lost, []);
      assert.ok(story.words.size > 0);
    } catch (error) {
      process.stderr.write(`${story.log.join("\n")}\n`);
      throw error;
    }
  });
});
