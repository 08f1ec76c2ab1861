// The whole day of a small paper, as those see it who make and who read it.
import assert from "node:assert/strict";
import test from "node:test";
import { file, png } from "./sample_pictures.mjs";
import { begin, employ, signInAs } from "./staff.mjs";
import { desktop, makePaper, phone, plain, withPage } from "./support.mjs";

const mira = "mira@hafenblatt.example", jo = "jo@hafenblatt.example", ada = "ada@hafenblatt.example", pia = "pia@hafenblatt.example";

/** Pages of four people and a reader, each in a browser of their own. */
async function withEverybody(origin, act) {
  await withPage(phone, (mirasPhone) => withPage(desktop, (josScreen) => withPage(desktop, (adasScreen) => withPage(desktop, (piasScreen) => withPage(phone, async (reader) => {
    await signInAs(mirasPhone, origin, mira);
    await signInAs(josScreen, origin, jo);
    await signInAs(adasScreen, origin, ada);
    await signInAs(piasScreen, origin, pia);
    await act({ mirasPhone, josScreen, adasScreen, piasScreen, reader });
  })))));
}

const saved = (page) => page.locator("#ort", { hasText: /Gespeichert um|Alles gespeichert/ }).waitFor();

/** Types at the end of the text. */
async function write(page, words) {
  await page.locator(".surface-text").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(words);
}

/** "2026-11-27T10:00:05" in Berlin, for a field. */
const berlin = (moment) => new Date(moment).toLocaleString("sv-SE", { timeZone: "Europe/Berlin" }).replace(" ", "T");

/** Loads a page again until it shows these words. */
async function appears(page, address, words, seconds = 30) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    await page.goto(address);
    if (plain(await page.locator("body").innerText()).includes(words)) return;
    await page.waitForTimeout(200);
  }
  assert.fail(`»${words}« does not appear on ${address}`);
}

async function publishNow(page, address, correction) {
  await page.goto(address);
  await page.locator("#veroeffentlichen").click();
  await page.waitForURL(/veroeffentlichen/);
  if (correction) await page.getByLabel("Korrektur").fill(correction);
  await page.getByRole("button", { name: /veröffentlichen$/ }).first().click();
  await page.getByText("Leser*innen sehen diese Fassung schon.").waitFor();
}

test("the day of a small paper: written, edited, illustrated, scheduled, placed, read, corrected, withdrawn", async () => {
  const paper = await makePaper("day", ["--name", "Hafenblatt"], { moment: "now" });
  const { origin } = paper;
  await employ(paper, mira, "Mira Petersen", "author");
  await employ(paper, jo, "Jo Thode", "editor");
  await employ(paper, ada, "Ada Brink", "duty-editor");
  await employ(paper, pia, "Pia Lund", "picture-desk");
  await withEverybody(origin, async ({ mirasPhone, josScreen, adasScreen, piasScreen, reader }) => {
    // A reporter writes on a phone; an editor changes the headline at the same time.
    const article = await begin(mirasPhone, origin, "Kai");
    const number = article.split("/").at(-1);
    await write(mirasPhone, "Am Kai beginnt morgen die Arbeit.");
    await saved(mirasPhone);
    await josScreen.goto(origin + article);
    await josScreen.locator("main[data-ready]").waitFor();
    await Promise.all([
      write(mirasPhone, " Die Kräne stehen still, sagt die Hafenmeisterin."),
      josScreen.locator("#feld-headline").fill("Der Kai wird saniert").then(() => josScreen.keyboard.press("Control+s")),
    ]);
    await saved(josScreen);
    await saved(mirasPhone);
    await mirasPhone.keyboard.press("Control+s");
    await appears(adasScreen, `${origin}${article}/vorschau?ansicht=1`, "sagt die Hafenmeisterin.");

    // The picture desk adds a picture.
    await piasScreen.goto(origin + article);
    await piasScreen.locator("main[data-ready]").waitFor();
    await piasScreen.locator("details:has(#feld-bild) summary").click();
    await piasScreen.locator("#aufmacher-waehlen").click();
    await piasScreen.getByLabel("Bilder aufnehmen").setInputFiles([file("Kai am Morgen.png", png())]);
    await piasScreen.getByRole("button", { name: /kai-am-morgen\.png/ }).click();
    await piasScreen.locator("#feld-bild-alt").fill("Die Sonne über dem Kai");
    await piasScreen.locator("#feld-bild-nachweis").fill("Foto: Pia Lund");
    await saved(piasScreen);
    await piasScreen.keyboard.press("Control+s");
    await piasScreen.locator("#ansage", { hasText: "Fassung gespeichert" }).waitFor({ state: "attached" });

    // The duty editor schedules it; it appears on the second, and is placed.
    await adasScreen.goto(`${origin}${article}/veroeffentlichen`);
    const at = Math.ceil(Date.now() / 1000) * 1000 + 5000;
    await adasScreen.getByLabel("Am", { exact: true }).fill(berlin(at));
    await adasScreen.getByRole("button", { name: "Planen" }).click();
    await adasScreen.getByText("Es erscheint am").first().waitFor();
    await reader.goto(`${origin}/artikel/${number}`);
    if (Date.now() < at) assert.doesNotMatch(await reader.locator("body").innerText(), /Hafenmeisterin/);
    await appears(reader, origin, "Der Kai wird saniert");
    await appears(reader, `${origin}/artikel/${number}`, "Die Kräne stehen still, sagt die Hafenmeisterin.");
    await reader.getByAltText("Die Sonne über dem Kai").first().evaluate((picture) => picture.decode());

    // A second text, and what stands where.
    const second = await begin(mirasPhone, origin, "Termine am Wochenende");
    await write(mirasPhone, "Am Sonntag fährt die Barkasse.");
    await saved(mirasPhone);
    await mirasPhone.keyboard.press("Control+s");
    await appears(adasScreen, `${origin}${second}/vorschau?ansicht=1`, "fährt die Barkasse.");
    await publishNow(adasScreen, origin + second);
    await adasScreen.goto(`${origin}/redaktion/titelseite`);
    await adasScreen.locator("#artikel").selectOption({ label: "Der Kai wird saniert" });
    await adasScreen.locator("#platz").selectOption({ label: "Aufmacher" });
    await adasScreen.getByRole("button", { name: "Platzieren" }).click();
    await appears(reader, origin, "Termine am Wochenende");
    assert.match(await reader.locator("main article").first().innerText(), /Der Kai wird saniert/);

    // It is corrected, with a note for readers.
    await josScreen.goto(origin + article);
    await josScreen.locator("main[data-ready]").waitFor();
    const takeOver = josScreen.getByRole("button", { name: "Von Mira Petersen übernehmen" });
    if (await takeOver.count()) await takeOver.click();
    await josScreen.locator(".surface-text:not([aria-readonly=true])").waitFor();
    await write(josScreen, " Die Arbeit dauert zwei Jahre.");
    await saved(josScreen);
    await publishNow(josScreen, origin + article, "In einer früheren Fassung fehlte, wie lange die Arbeit dauert.");
    await appears(reader, `${origin}/artikel/${number}`, "In einer früheren Fassung fehlte, wie lange die Arbeit dauert.");
    await appears(reader, `${origin}/artikel/${number}`, "Die Arbeit dauert zwei Jahre.");

    // One text is withdrawn: everywhere, and its page says why.
    await adasScreen.goto(`${origin}${second}/veroeffentlichen`);
    await adasScreen.locator("summary").click();
    await adasScreen.getByLabel("Grund, für Leser*innen").fill("Die Fahrt war frei erfunden.");
    await adasScreen.getByRole("button", { name: "Für immer zurückziehen" }).click();
    await adasScreen.getByText("Es wurde zurückgezogen.").waitFor();
    const gone = await reader.goto(`${origin}/artikel/${second.split("/").at(-1)}`);
    assert.equal(gone.status(), 410);
    assert.match(await reader.locator("body").innerText(), /Die Fahrt war frei erfunden\./);
    await reader.goto(origin);
    assert.doesNotMatch(await reader.locator("body").innerText(), /Termine am Wochenende/);
  });
});
