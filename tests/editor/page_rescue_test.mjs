// What survives: a line that is gone for an hour, a crash, a browser that is closed, a full disk.
import assert from "node:assert/strict";
import test from "node:test";
import { allWords, withDesk } from "./article.mjs";
import { expect } from "./expect.mjs";
import { notice, place, said, saved, says, shows, text, write } from "./writers.mjs";

const copies = (page) => page.evaluate(async () => (await (await import("/theme/editor.js")).listCopies(2043)).length);
const dead = { path: "", fault: () => ({ drop: "before" }) };

/** The window dies as a whole, without a word to the page. */
async function crash(page) {
  const session = await page.context().newCDPSession(page);
  const gone = page.waitForEvent("crash");
  void session.send("Page.crash").catch(() => {});
  await gone;
  await page.close();
}

test("after an hour without a line everything is there, and the line said so all the time", async () => {
  await withDesk(async (world) => {
    const mira = await world.browser("mira");
    await mira.context.clock.install({ time: new Date("2026-11-21T14:03:00Z") });
    const page = await mira.open();
    world.fault = dead.fault;
    await write(page, " Ohne Netz.");
    await mira.context.clock.runFor(30_000);
    await says(page, /^Nur in diesem Browser: keine Verbindung seit \d\d:03$/);
    for (let minute = 0; minute < 60; minute += 10) {
      await mira.context.clock.runFor(600_000);
      await page.keyboard.type(` Minute ${minute}.`);
      await mira.context.clock.runFor(1_000);
    }
    await says(page, /^Nur in diesem Browser: keine Verbindung seit \d\d:03$/);
    world.fault = () => null;
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await mira.context.clock.runFor(1_000);
    await saved(page);
    assert.match(said([...world.desk.drafts.values()]), /Ohne Netz\. Minute 0\..*Minute 50\./);
    await expect(async () => ((await copies(page)) === 0 ? null : "a copy is left"));
  });
});

test("after a crash without a line the text is offered with time and first words, and comes back with one click", async () => {
  await withDesk(async (world) => {
    const mira = await world.browser("mira");
    const page = await mira.open();
    world.fault = dead.fault;
    await write(page, " Kurz vor dem Absturz geschrieben.");
    await page.locator("#feld-kicker").fill("Abgestürzt");
    await expect(async () => ((await copies(page)) === 1 ? null : "no copy"));
    await page.waitForTimeout(400);
    await crash(page);
    world.fault = () => null;
    const again = await mira.open();
    const offer = again.locator("[data-kind^=copy-]");
    await offer.waitFor();
    assert.match(await offer.innerText(), /von \d\d:\d\d Text, den der Server nicht hat: ».*Kurz vor dem Absturz geschrieben\.«/);
    assert.ok(!(await text(again).innerText()).includes("Absturz"));
    await offer.getByRole("button", { name: allWords.goOnWith }).click();
    await shows(again, "Kurz vor dem Absturz geschrieben.");
    assert.equal(await again.locator("#feld-kicker").inputValue(), "Abgestürzt");
    await saved(again);
    assert.match(said([...world.desk.drafts.values()]), /Kurz vor dem Absturz/);
    assert.equal(await offer.count(), 0);
    await expect(async () => ((await copies(again)) === 0 ? null : "the copy is still there"));
  });
});

test("a copy that the server has is dropped without a word", async () => {
  await withDesk(async (world) => {
    const mira = await world.browser("mira");
    const page = await mira.open();
    // The draft arrives, its answer does not.
    world.fault = ({ path }) => (path.endsWith("entwurf") ? { drop: "after" } : null);
    await write(page, " Angekommen.");
    await expect(() => (/Angekommen/.test(said([...world.desk.drafts.values()])) ? null : "no draft"));
    await expect(async () => ((await copies(page)) === 1 ? null : "no copy"));
    await crash(page);
    world.fault = () => null;
    world.desk.lease = null;
    const again = await mira.open();
    await shows(again, "Angekommen.");
    await expect(async () => ((await copies(again)) === 0 ? null : "the copy is still there"));
    assert.equal(await again.locator("[data-kind^=copy-]").count(), 0);
  });
});

test("whoever has written on already compares a copy with it", async () => {
  await withDesk(async (world) => {
    const mira = await world.browser("mira");
    const page = await mira.open();
    world.fault = dead.fault;
    await write(page, " Vor dem Absturz.");
    await expect(async () => ((await copies(page)) === 1 ? null : "no copy"));
    await page.waitForTimeout(400);
    await crash(page);
    world.fault = () => null;
    const again = await mira.open();
    await again.locator("[data-kind^=copy-]").waitFor();
    await write(again, " Danach.");
    await again.locator("[data-kind^=copy-]").getByRole("button", { name: allWords.goOnWith }).click();
    const comparison = again.locator("#vergleich");
    await comparison.waitFor();
    await comparison.getByLabel(allWords.bothKept).check();
    await comparison.getByRole("button", { name: allWords.compareDone }).click();
    await shows(again, "Vor dem Absturz.");
    await shows(again, "Danach.");
    await saved(again);
    await again.locator("[data-kind^=copy-]").getByRole("button", { name: allWords.throwAway }).click();
    await notice(again, "throwAway").getByRole("button", { name: allWords.throwAway }).click();
    await expect(async () => ((await copies(again)) === 0 ? null : "the copy is still there"));
  });
});

test("a draft that was begun from an earlier revision is offered, and what was changed since is put together with it", async () => {
  await withDesk(async (world) => {
    const mira = await world.browser("mira");
    const page = await mira.open();
    await write(page, " Noch nicht fertig.");
    await saved(page);
    await page.close();
    const [first, ...rest] = world.desk.body.body.blocks;
    world.desk.changeBody("Jonas Thode", { version: 1, blocks: [{ ...first, text: [{ t: "Jonas hat neu angefangen." }] }, ...rest] });
    const again = await mira.open();
    const offer = again.locator("[data-kind^=draft-]");
    await offer.waitFor();
    assert.match(await offer.innerText(), /Dein Entwurf von .*Noch nicht fertig/);
    await offer.getByRole("button", { name: allWords.goOnWith }).click();
    await shows(again, "Jonas hat neu angefangen.");
    await shows(again, "Noch nicht fertig.");
    await saved(again);
  });
});

test("a full disk at the server is told apart, and a browser that keeps nothing is told", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    world.desk.full = true;
    await write(page, " Voll.");
    await says(page, /^Nur in diesem Browser: auf dem Server ist kein Platz$/);
    world.desk.full = false;
    await saved(page);
    await page.evaluate(() => { IDBFactory.prototype.open = () => { throw new DOMException("private", "SecurityError"); }; });
    world.fault = dead.fault;
    await write(page, " Nirgends.");
    await says(page, /^Nur in diesem Fenster, bitte nicht schließen: keine Verbindung/);
    assert.equal(await notice(page, "journal").innerText(), allWords.keepsNothing);
    let asked = 0;
    page.on("dialog", (dialog) => {
      asked += 1;
      void dialog.dismiss();
    });
    await page.close({ runBeforeUnload: true });
    await expect(() => (asked === 1 ? null : "nobody was asked"));
    world.fault = () => null;
    await saved(page);
    await page.close({ runBeforeUnload: true });
    await expect(() => (page.isClosed() ? null : "still asked"));
    assert.match(await Promise.resolve(said([...world.desk.drafts.values()])), /Nirgends/);
  });
});

test("whoever leaves while something is only in this browser's copy is not asked, and what is small is sent on leaving", async () => {
  await withDesk(async (world) => {
    const mira = await world.browser("mira");
    const page = await mira.open();
    await write(page, " Im Gehen.");
    await expect(async () => ((await copies(page)) === 1 ? null : "no copy"));
    await page.waitForTimeout(300);
    await page.close({ runBeforeUnload: true });
    await expect(() => (/Im Gehen/.test(said([...world.desk.drafts.values()])) ? null : "not sent"));
  });
});

test("a server that is started anew takes the text on", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    await write(page, " Vorher.");
    await saved(page);
    world.fault = dead.fault;
    await write(page, " Dazwischen.");
    await says(page, /keine Verbindung/);
    world.desk.restart();
    world.fault = () => null;
    await saved(page);
    assert.match(await place(page), /^Gespeichert um/);
    assert.match(said([...world.desk.drafts.values()]), /Vorher. Dazwischen./);
  });
});

test("of two drafts of closed windows neither goes while only one of them is on the screen", async () => {
  await withDesk(async (world) => {
    const mira = await world.browser("mira");
    const [one, two] = [await mira.open(), await mira.open()];
    await write(one, " Im einen Fenster.");
    await saved(one);
    await two.locator("#feld-kicker").fill("Im anderen");
    await saved(two);
    await one.close();
    await two.close();
    world.desk.lease = null;
    const again = await mira.open();
    await again.getByRole("button", { name: allWords.goOnWith }).click();
    await again.locator("#vergleich").waitFor();
    await again.getByRole("button", { name: allWords.compareDone }).click();
    await saved(again);
    const kept = said([...world.desk.drafts.values()]);
    assert.match(kept, /Im einen Fenster/);
    assert.match(kept, /Im anderen/);
  });
});
