// Two people, or two windows, at the same text: who writes, who takes over, what becomes of the rest.
import assert from "node:assert/strict";
import test from "node:test";
import { allWords, withDesk } from "./article.mjs";
import { expect } from "./expect.mjs";
import { choose, notice, place, said, saved, shows, text, write } from "./writers.mjs";

const readOnly = async (page) => (await text(page).getAttribute("aria-readonly")) === "true";
const turns = (page, wanted) => expect(async () => ((await readOnly(page)) === wanted ? null : `read-only: ${!wanted}`), 20_000);
const label = (key, values) => allWords[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

test("a takeover keeps the other's text, whose window is read-only until it is loaded anew and offers it then", async () => {
  await withDesk(async (world) => {
    const [mira, jonas] = [await world.browser("mira"), await world.browser("jonas")];
    const one = await mira.open();
    await write(one, " Miras Satz.");
    await saved(one);
    const other = await jonas.open();
    assert.equal(await readOnly(other), true);
    assert.match(await notice(other, "lease").innerText(), /^Mira Petersen schreibt gerade/);
    assert.equal(await other.locator("#schreibt").innerText(), "Mira Petersen");
    assert.match(await other.locator("#anwesende").innerText(), /Mira Petersen/);
    await one.keyboard.type(" Ungespeichert.");
    await choose(other, "lease", label("takeOver", { who: "Mira Petersen" }));
    await turns(other, false);
    await turns(one, true);
    assert.match(await notice(one, "lost").innerText(), /^Jonas Thode hat den Text übernommen/);
    await expect(() => (/Ungespeichert/.test(said([...world.desk.drafts.values()])) ? null : "the last words are not stored"));
    assert.match(await place(one), /Als Nebenentwurf gespeichert|Gespeichert/);
    await write(other, " Jonas schreibt.");
    await saved(other);
    await choose(one, "lost", allWords.loadAnew);
    await one.waitForSelector("main[data-ready]");
    await expect(async () => (/Miras Satz\. Ungespeichert/.test(await one.locator("#meldungen").innerText()) ? null : "no side draft"));
    assert.equal(await readOnly(one), true, "Jonas is still writing");
  });
});

test("whoever has taken over is offered the other's unsaved text, goes on with it, and it is thrown away when it is stored", async () => {
  await withDesk(async (world) => {
    const one = await (await world.browser("mira")).open();
    await write(one, " Miras Satz.");
    await saved(one);
    const other = await (await world.browser("jonas")).open();
    await choose(other, "lease", label("takeOver", { who: "Mira Petersen" }));
    const side = other.locator("#entwuerfe li");
    await side.waitFor();
    assert.match(await side.innerText(), /Nebenentwurf von Mira Petersen.*Miras Satz/s);
    await side.getByRole("button", { name: allWords.goOnWith }).click();
    await shows(other, "Miras Satz.");
    await saved(other);
    await expect(() => ([...world.desk.drafts.values()].every(({ who }) => who === "Jonas Thode") ? null : "Mira's draft is still there"));
    assert.match(said([...world.desk.drafts.values()]), /Miras Satz/);
  });
});

test("a second window of the same person shows the text and lets it be taken there", async () => {
  await withDesk(async (world) => {
    const mira = await world.browser("mira");
    const one = await mira.open();
    await write(one, " Im ersten Fenster.");
    await saved(one);
    const two = await mira.open();
    assert.equal(await readOnly(two), true);
    await two.locator("#feld-kicker").fill("Nur ein Feld");
    await saved(two);
    assert.equal(await readOnly(one), false, "a field takes nothing away");
    await two.reload();
    await two.waitForSelector("main[data-ready]");
    await choose(two, "lease", allWords.writeHere);
    await turns(two, false);
    await shows(two, "Im ersten Fenster.");
    await expect(async () => ((await two.locator("#meldungen").innerText()).includes("Nur ein Feld") ? null : "the other draft is not offered"));
    await write(two, " Im zweiten.");
    await saved(two);
    await turns(one, true);
    assert.equal((await notice(one, "lost").innerText()).split("\n")[0], allWords.lostToMine);
    assert.match(said([...world.desk.drafts.values()]), /Im ersten Fenster. Im zweiten./);
  });
});

test("a window that is closed gives the text back, and who comes next writes at once", async () => {
  await withDesk(async (world) => {
    const one = await (await world.browser("mira")).open();
    await write(one, " Kurz.");
    await one.keyboard.press("Control+s");
    await expect(() => (world.desk.body.revision === 2 ? null : "no revision"));
    await one.close({ runBeforeUnload: true });
    await expect(() => (world.desk.lease === null ? null : "the lease is still there"));
    const other = await (await world.browser("jonas")).open();
    assert.equal(await readOnly(other), false);
    await shows(other, "Kurz.");
  });
});

test("who only reads along sees what the other saves", async () => {
  await withDesk(async (world) => {
    const other = await (await world.browser("jonas")).open();
    const one = await (await world.browser("mira")).open();
    await write(one, " Für alle.");
    await one.keyboard.press("Control+s");
    await expect(() => (world.desk.body.revision === 2 ? null : "no revision"));
    await other.evaluate(() => dispatchEvent(new Event("online")));
    await shows(other, "Für alle.");
    assert.equal(await readOnly(other), true);
    await one.close({ runBeforeUnload: true });
    await expect(() => (world.desk.lease === null ? null : "the lease is still there"));
    await other.evaluate(() => dispatchEvent(new Event("online")));
    await turns(other, false);
    await write(other, " Weiter.");
    await saved(other);
    assert.equal(await notice(other, "conflict").count(), 0);
  });
});

test("fields that an editor changes arrive while the reporter writes, and what the reporter typed stays", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    await page.locator("#feld-headline").fill("Titel der Reporterin");
    await saved(page);
    world.desk.changeFields("Ada Brink", { kicker: "Neue Dachzeile", topics: ["Werft", "Vertrag"] });
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await expect(async () => ((await page.locator("#feld-kicker").inputValue()) === "Neue Dachzeile" ? null : "not there"));
    assert.equal(await page.locator("#feld-topics").inputValue(), "Werft, Vertrag");
    assert.equal(await page.locator("#feld-headline").inputValue(), "Titel der Reporterin");
    assert.match(await notice(page, "fields").innerText(), /Dachzeile, Themen/);
    await page.keyboard.press("Control+s");
    await expect(() => (world.desk.fields.fields.headline === "Titel der Reporterin" ? null : "no revision"));
    assert.equal(world.desk.fields.fields.kicker, "Neue Dachzeile");
    await page.locator("#feld-headline").fill("Noch besser");
    await page.keyboard.press("Control+s");
    await expect(() => (world.desk.fields.fields.headline === "Noch besser" ? null : "no second revision"));
    assert.equal(await notice(page, "conflict").count(), 0);
  });
});

test("whoever changes a headline while somebody else writes decides about it and takes nothing away", async () => {
  await withDesk(async (world) => {
    const one = await (await world.browser("mira")).open();
    await write(one, " Mira schreibt.");
    await saved(one);
    const other = await (await world.browser("jonas")).open();
    await other.locator("#feld-headline").fill("Jonas’ Titel");
    await expect(() => (/Jonas’ Titel/.test(said([...world.desk.drafts.values()])) ? null : "not stored"));
    await saved(other);
    await one.locator("#feld-headline").fill("Miras Titel");
    await one.keyboard.press("Control+s");
    await expect(() => (world.desk.fields.fields.headline === "Miras Titel" ? null : "no revision"));
    await other.evaluate(() => dispatchEvent(new Event("online")));
    await other.locator("#vergleich").waitFor();
    await other.getByRole("button", { name: allWords.compareDone }).click();
    await shows(other, "Mira schreibt.");
    await other.keyboard.press("Control+s");
    await expect(() => (world.desk.fields.fields.headline === "Jonas’ Titel" ? null : "not decided"));
    assert.equal(await readOnly(other), true);
    assert.equal(await notice(other, "lost").count(), 0);
    assert.equal(world.desk.body.who, "Mira Petersen");
    await write(one, " Und weiter.");
    await saved(one);
  });
});

test("whoever may not write reads, and nothing is offered", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("gast")).open();
    assert.equal(await readOnly(page), true);
    assert.equal(await page.locator("#feld-headline").getAttribute("readonly"), "");
    assert.ok(await page.locator("#speichern").isDisabled());
    assert.equal(await notice(page, "lease").innerText(), allWords.mayNotWrite);
    await page.locator("#verlauf").click();
    await page.waitForURL("**/verlauf");
  });
});
