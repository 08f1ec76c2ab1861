// Notes between colleagues: at a place of the text, beside it, never in it.
import assert from "node:assert/strict";
import test from "node:test";
import { allWords, withDesk } from "./article.mjs";
import { expect } from "./expect.mjs";
import { notice, said, saved, text, write } from "./writers.mjs";

const notes = (page) => page.locator("#notizen-liste li:not(.is-vanished)");
const marked = (page) => page.locator(".surface-note");

/** Selects the last word of the text by keyboard. */
async function selectLastWord(page) {
  await text(page).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Control+Shift+ArrowLeft");
  await page.keyboard.press("Control+Shift+ArrowLeft");
  await expect(async () => ((await page.evaluate(() => String(getSelection()))) === "" ? "nothing is selected" : null));
}

test("a note is made at selected words by keyboard, shown beside them, and answered by resolving", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    await selectLastWord(page);
    const words = (await page.evaluate(() => String(getSelection()))).trim();
    await page.keyboard.press("Control+Alt+m");
    assert.equal(await page.locator("#notiz-stelle").innerText(), `»${words}«`);
    await page.keyboard.type("Stimmt der Monat?");
    await page.keyboard.press("Control+Enter");
    await notes(page).waitFor();
    assert.match(await notes(page).innerText(), new RegExp(`»${words}«[^]*Stimmt der Monat\\?[^]*Mira Petersen`));
    assert.equal(await marked(page).innerText(), words);
    assert.ok(await text(page).evaluate((element) => element === document.activeElement));
    assert.ok(!said(world.desk.drafts).includes("Stimmt der Monat"), "not in the body");
    assert.deepEqual(world.desk.notes.map(({ block, quote, text: told }) => [block, quote, told]), [["b13", words, "Stimmt der Monat?"]]);

    const other = await (await world.browser("jonas")).open();
    assert.equal(await notes(other).count(), 1);
    await notes(other).getByRole("button", { name: allWords.noteResolve }).click();
    await expect(async () => ((await notes(other).count()) === 0 ? null : "still there"));
    assert.equal(await marked(other).count(), 0);
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await expect(async () => ((await notes(page).count()) === 0 ? null : "still there for Mira"));
  });
});

test("a note keeps to its words while one writes around them, and says when they have gone", async () => {
  await withDesk(async (world) => {
    world.desk.notes = [{ id: 1, block: "b13", quote: "nächste Prüfung", text: "Wann?", who: "Jonas Thode",
      at: "2026-11-21T10:00:00Z", resolved: false }];
    const page = await (await world.browser("mira")).open();
    assert.equal(await marked(page).innerText(), "nächste Prüfung");
    await write(page, " Und dann?");
    assert.equal(await marked(page).innerText(), "nächste Prüfung");
    await notes(page).getByRole("button", { name: "nächste Prüfung" }).click();
    await expect(async () => ((await page.evaluate(() => String(getSelection()))) === "nächste Prüfung" ? null : "not led there"));
    await page.keyboard.type("letzte");
    const vanished = page.locator("#notizen-liste li.is-vanished");
    await vanished.waitFor();
    assert.match(await vanished.innerText(), new RegExp(allWords.placeVanished));
    await page.keyboard.press("Control+z");
    await expect(async () => ((await vanished.count()) === 0 ? null : "still vanished"));
  });
});

test("a note stands at the height of its place in a wide window, and one that cannot be stored is not lost", async () => {
  await withDesk(async (world) => {
    world.desk.notes = [{ id: 1, block: "b5", quote: "offen oder zu", text: "Schön.", who: "Jonas Thode",
      at: "2026-11-21T10:00:00Z", resolved: false }];
    const page = await (await world.browser("mira")).open();
    const tops = async () => [(await notes(page).boundingBox()).y, (await marked(page).boundingBox()).y];
    await expect(async () => {
      const [note, there] = await tops();
      return Math.abs(note - there) < 24 ? null : `${note}, ${there}`;
    });
    world.fault = ({ path }) => (path.includes("notiz") ? { status: 503 } : null);
    await text(page).focus();
    await page.locator("#notiz-neu").click();
    await page.keyboard.type("Bleibt das?");
    await page.keyboard.press("Control+Enter");
    await expect(async () => ((await notice(page, "note").count()) === 1 ? null : "silence"));
    assert.equal(await page.locator("#notiz-text").inputValue(), "Bleibt das?");
    world.fault = () => null;
    await page.keyboard.press("Control+Enter");
    await expect(() => (world.desk.notes.length === 2 ? null : "not stored"));
    await saved(page);
  });
});
