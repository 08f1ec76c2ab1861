// The same text changed on two sides: what does not meet is put together, for the rest somebody chooses.
import assert from "node:assert/strict";
import test from "node:test";
import { allWords, withDesk } from "./article.mjs";
import { expect } from "./expect.mjs";
import { notice, said, saved, says, shows, text, write } from "./writers.mjs";

const paragraph = (id, t) => ({ id, type: "paragraph", text: [{ t }] });
const bodyOf = (...blocks) => ({ version: 1, blocks });
const begin = bodyOf(paragraph("a", "Erster."), paragraph("b", "Zweiter."), paragraph("c", "Dritter."));
const comparison = (page) => page.locator("#vergleich");
const place = (page, number) => comparison(page).locator("fieldset").nth(number - 1);

/** Mira has written at the end; meanwhile Jonas has made a revision. */
async function parted(world, theirs) {
  const page = await (await world.browser("mira")).open();
  world.desk.changeBody("Jonas Thode", theirs);
  await write(page, " Von Mira.");
  return page;
}

test("what two people changed in different places is put together, and it is said what", async () => {
  await withDesk(async (world) => {
    const page = await parted(world, bodyOf(paragraph("a", "Erster, von Jonas."), begin.blocks[1], paragraph("n", "Neu."), begin.blocks[2]));
    await shows(page, "Erster, von Jonas.");
    await shows(page, "Dritter. Von Mira.");
    await saved(page);
    assert.match(await notice(page, "merged").locator("p").first().innerText(), /Jonas Thode.*: 2$/);
    assert.equal(await comparison(page).isVisible(), false);
    await page.keyboard.type(" Sie schreibt weiter.");
    await page.keyboard.press("Control+s");
    await expect(() => (world.desk.body.revision === 3 ? null : "no revision"));
    assert.deepEqual(world.desk.body.body.blocks.map(({ text: [{ t }] }) => t),
      ["Erster, von Jonas.", "Zweiter.", "Neu.", "Dritter. Von Mira. Sie schreibt weiter."]);
  }, { body: begin });
});

test("what meets is shown beside each other; what is chosen stands in the text and can be changed there", async () => {
  await withDesk(async (world) => {
    const page = await parted(world, bodyOf(paragraph("a", "Erster, von Jonas."), begin.blocks[1], paragraph("c", "Dritter. Von Jonas.")));
    await comparison(page).waitFor();
    assert.match(await comparison(page).innerText(), /Zwei Texte: deiner und der von Jonas Thode/);
    assert.ok(await comparison(page).evaluate((element) => element === document.activeElement));
    assert.equal(await comparison(page).locator("fieldset").count(), 1);
    assert.match(await place(page, 1).innerText(), /Dritter. Von Mira\.[^]*Dritter. Von Jonas\./);
    await says(page, /^Als dein Entwurf gespeichert: Jonas Thode hat dieselbe Stelle geändert$/);
    await shows(page, "Erster, von Jonas.");
    await place(page, 1).getByLabel("Von Jonas Thode").check();
    await shows(page, "Dritter. Von Jonas.");
    await place(page, 1).getByLabel(allWords.bothKept).check();
    await shows(page, "Dritter. Von Mira.");
    await shows(page, "Dritter. Von Jonas.");
    await place(page, 1).getByLabel(allWords.mine).check();
    await expect(async () => ((await text(page).innerText()).includes("Von Jonas.\n") ? "both" : null));
    await write(page, " Und beide.");
    await comparison(page).getByRole("button", { name: allWords.compareDone }).click();
    await saved(page);
    await page.keyboard.press("Control+s");
    await expect(() => (world.desk.body.revision === 3 ? null : "no revision"));
    assert.deepEqual(world.desk.body.body.blocks.map(({ text: [{ t }] }) => t),
      ["Erster, von Jonas.", "Zweiter.", "Dritter. Von Mira. Und beide."]);
  }, { body: begin });
});

test("a headline that was changed on both sides is chosen", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    await page.locator("#feld-headline").fill("Miras Titel");
    await saved(page);
    world.desk.changeFields("Ada Brink", { headline: "Adas Titel", kicker: "Adas Dachzeile" });
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await comparison(page).waitFor();
    assert.match(await place(page, 1).innerText(), /^Titel/);
    assert.equal(await page.locator("#feld-kicker").inputValue(), "Adas Dachzeile");
    assert.equal(await page.locator("#feld-headline").inputValue(), "Miras Titel");
    await place(page, 1).getByLabel("Von Ada Brink").check();
    assert.equal(await page.locator("#feld-headline").inputValue(), "Adas Titel");
    await place(page, 1).getByLabel(allWords.mine).check();
    await comparison(page).getByRole("button", { name: allWords.compareDone }).click();
    await page.keyboard.press("Control+s");
    await expect(() => (world.desk.fields.fields.headline === "Miras Titel" ? null : said(world.desk.fields)));
    assert.equal(world.desk.fields.fields.kicker, "Adas Dachzeile");
  });
});

test("a decision can be put off; what is written meanwhile is stored, and publishing waits", async () => {
  await withDesk(async (world) => {
    const page = await parted(world, bodyOf(begin.blocks[0], begin.blocks[1], paragraph("c", "Dritter. Von Jonas.")));
    await comparison(page).waitFor();
    await comparison(page).getByRole("button", { name: allWords.compareLater }).click();
    await write(page, " Weiter.");
    await expect(() => (/Von Mira. Weiter./.test(said([...world.desk.drafts.values()])) ? null : "not stored"));
    await page.locator("#veroeffentlichen").click();
    assert.match(await notice(page, "revision").innerText(), /Erst muss entschieden werden/);
    await notice(page, "conflict").getByRole("button").click();
    assert.ok(await comparison(page).isVisible());
    await comparison(page).getByRole("button", { name: allWords.compareDone }).click();
    await saved(page);
    await page.locator("#veroeffentlichen").click();
    await page.waitForURL("**/veroeffentlichen?text=3&felder=1");
    assert.match(said(world.desk.body.body), /Von Mira. Weiter./);
  }, { body: begin });
});

test("a third revision while one decides is another round, and nothing of it is lost", async () => {
  await withDesk(async (world) => {
    const page = await parted(world, bodyOf(begin.blocks[0], begin.blocks[1], paragraph("c", "Dritter. Von Jonas.")));
    await comparison(page).waitFor();
    world.desk.changeBody("Ada Brink", bodyOf(paragraph("a", "Erster, von Ada."), begin.blocks[1], paragraph("c", "Dritter. Von Jonas.")));
    await comparison(page).getByRole("button", { name: allWords.compareDone }).click();
    await shows(page, "Erster, von Ada.");
    await saved(page);
    await shows(page, "Dritter. Von Mira.");
  }, { body: begin });
});

test("a block that one deleted and the other changed stands there until it is decided", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    world.desk.changeBody("Jonas Thode", bodyOf(begin.blocks[0], paragraph("b", "Zweiter, von Jonas."), begin.blocks[2]));
    await page.evaluate(() => getSelection().selectAllChildren(document.querySelector("[data-id=b]")));
    await text(page).focus();
    await expect(async () => ((await page.evaluate(() => String(getSelection()))) === "Zweiter." ? null : "not selected"));
    await page.keyboard.press("Delete");
    await page.keyboard.press("Backspace");
    await comparison(page).waitFor();
    assert.ok(await place(page, 1).getByLabel("Von Jonas Thode").isChecked());
    await shows(page, "Zweiter, von Jonas.");
    await place(page, 1).getByLabel(allWords.mine).check();
    await comparison(page).getByRole("button", { name: allWords.compareDone }).click();
    await page.keyboard.press("Control+s");
    await expect(() => (world.desk.body.revision === 3 ? null : "no revision"));
    assert.deepEqual(world.desk.body.body.blocks.map(({ id }) => id), ["a", "c"]);
  }, { body: begin });
});
