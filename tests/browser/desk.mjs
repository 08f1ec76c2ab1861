// The desk's pages: axe, width, keyboard; a person's first day, from the invitation on.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import test from "node:test";
import { axe, violations } from "./axe.mjs";
import { begin, employ, invite, signInAs } from "./staff.mjs";
import { desktop, makePaper, phone, withPage } from "./support.mjs";

const email = "ada@hafenblatt.example";

let made;
const paper = () => (made ??= makePaper("desk", ["--name", "Hafenblatt"], { moment: "now" }));

/** Writes and publishes it, from the keyboard's first letter on; its number. */
async function published(page, origin, headline) {
  const article = await begin(page, origin, headline);
  await page.locator(".surface-text").click();
  await page.keyboard.type(`${headline}, so wird berichtet.`);
  await page.locator("#ort", { hasText: "Gespeichert um" }).waitFor();
  await page.locator("#veroeffentlichen").click();
  await page.getByRole("button", { name: "Jetzt veröffentlichen" }).click();
  await page.getByText("Leser*innen sehen diese Fassung schon.").waitFor();
  return article.split("/").at(-1);
}

/** An issue of that day, of four pages. */
async function plan(page, origin, day) {
  await page.goto(`${origin}/redaktion/ausgaben`);
  await page.locator("#feld-tag").fill(day);
  await page.locator("#feld-seiten").fill("4");
  await page.getByRole("button", { name: "Planen" }).click();
  await page.waitForURL(`${origin}/redaktion/ausgaben/${day}`);
}

const rowIn = (page, place, number) => page.locator(`[data-place="${place}"] [data-article="${number}"]`);

/** Drags the article's grip to the middle of a place, or just above another article of it. */
async function drag(page, from, number, place, above) {
  const grip = rowIn(page, from, number).locator(".grip");
  await grip.scrollIntoViewIfNeeded();
  const start = await grip.boundingBox();
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  const target = above ? rowIn(page, place, above) : page.locator(`section:has([data-place="${place}"]) h2`);
  const end = await target.boundingBox();
  await page.mouse.move(end.x + 60, end.y + (above ? 3 : end.height / 2), { steps: 8 });
  await page.locator(".drop-here").waitFor({ state: "attached" });
}

let ready;
const employed = () => (ready ??= (async () => {
  const it = await paper();
  await employ(it, email, "Ada Brink", "administrator", "editor");
  return it.origin;
})());
const signIn = (page, origin) => signInAs(page, origin, email);

test("an invitation is taken and somebody signs in with the keyboard alone, on a phone", async () => {
  const origin = await employed();
  await withPage(phone, async (page) => {
    await signIn(page, origin);
    assert.match(await page.locator("main").innerText(), /Ein neuer Text/);
  });
});

test("no page of the desk violates WCAG 2.2 AA or is wider than its window", async (t) => {
  const origin = await employed();
  const waiting = await invite(await paper(), "jo@hafenblatt.example", "Jo Thode", "author");
  const pages = [["sign in", "/redaktion/anmelden"], ["forgotten password", "/redaktion/passwort"],
    ["spent password link", "/redaktion/passwort/x"], ["invitation", waiting], ["spent invitation", "/redaktion/einladung/x"]];
  const inside = [["desk", "/redaktion"], ["account", "/redaktion/konto"], ["second factor", "/redaktion/konto/zweitfaktor"],
    ["people", "/redaktion/leute"], ["a person", "/redaktion/leute/1"], ["front page", "/redaktion/titelseite"],
    ["front page later", "/redaktion/titelseite/vorschau"], ["issues", "/redaktion/ausgaben"], ["an issue", "/redaktion/ausgaben/2026-12-24"],
    ["pictures", "/redaktion/bilder"], ["appeals", "/redaktion/aufrufe"], ["new appeal", "/redaktion/aufruf"], ["campaigns", "/redaktion/werbung"], ["new campaign", "/redaktion/kampagne"],
    ["search", "/redaktion?suche=kai"]];
  const ofOneArticle = [["writing", ""], ["preview", "/vorschau"], ["history", "/verlauf"], ["publish", "/veroeffentlichen"]];
  await withPage({ ...desktop, bypassCSP: true }, async (page) => {
    const look = (name, address) => t.test(name, async () => {
      await page.goto(origin + address);
      await page.evaluate(axe);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        for (const width of [320, 360, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          assert.deepEqual(await violations(page), [], `${colorScheme}, ${width} px`);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px`);
          if (process.env.ALLMENDE_SCREENSHOTS) {
            const file = `desk-${name.replaceAll(" ", "-")}-${width}-${colorScheme}.png`;
            await page.screenshot({ path: path.join(process.env.ALLMENDE_SCREENSHOTS, file), fullPage: true });
          }
        }
      }
    });
    for (const [name, address] of pages) await look(name, address);
    await signIn(page, origin);
    const article = await begin(page, origin, "Der Kai wird saniert");
    await plan(page, origin, "2026-12-24");
    for (const [name, address] of [...inside, ...ofOneArticle.map(([name, page]) => [name, article + page])]) await look(name, address);
  });
});

test("what is wrong with a form is said where it is, and read out", async () => {
  const origin = await employed();
  await withPage(desktop, async (page) => {
    await page.goto(`${origin}/redaktion/anmelden`);
    await page.getByLabel("E-Mail-Adresse").fill(email);
    await page.getByLabel("Passwort").fill("falsch");
    await page.keyboard.press("Enter");
    assert.equal(await page.getByRole("alert").innerText(), "E-Mail-Adresse oder Passwort stimmen nicht.");
    assert.equal(await page.getByLabel("E-Mail-Adresse").inputValue(), email, "what was typed stays");
    await signIn(page, origin);
    await page.goto(`${origin}/redaktion/leute`);
    await page.getByLabel("Name").fill("Jemand");
    await page.locator("#feld-email").fill(email);
    await page.getByRole("button", { name: "Anlegen und einladen" }).click();
    const field = page.locator("#feld-email");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    const about = await field.getAttribute("aria-describedby");
    assert.match(await page.locator(`#${about}`).innerText(), /schon ein Konto/);
  });
});

test("somebody writes, the text is saved by itself, published and read", async () => {
  const origin = await employed();
  await withPage(phone, async (page) => {
    await signIn(page, origin);
    const article = await begin(page, origin, "Möwen auf dem Dach");
    await page.locator(".surface-text").click();
    await page.keyboard.type("Am Kai nisten sie seit Jahren.");
    await page.locator("#ort", { hasText: "Gespeichert um" }).waitFor();
    await page.reload();
    await page.locator(".surface-text", { hasText: "Am Kai nisten sie seit Jahren." }).waitFor();
    await page.locator("#veroeffentlichen").click();
    await page.waitForURL(new RegExp(`${article}/veroeffentlichen`));
    await page.getByRole("button", { name: "Jetzt veröffentlichen" }).click();
    await page.getByText("Leser*innen sehen diese Fassung schon.").waitFor();
    await page.goto(`${origin}/artikel/${article.split("/").at(-1)}`);
    assert.match(await page.locator("article").first().innerText(), /Am Kai nisten sie seit Jahren\./);
  });
});

test("every word that the writing page's script shows comes from the server", async () => {
  const origin = await employed();
  const source = await readFile(new URL("../../editor/words.ts", import.meta.url), "utf8");
  const lists = source.slice(0, source.indexOf("export function")).replaceAll(/\/\/.*/g, "");
  const keys = [...lists.matchAll(/"(\w+)"/g)].map(([, key]) => key);
  await withPage(desktop, async (page) => {
    await signIn(page, origin);
    const words = await (await page.request.get(`${origin}/redaktion/worte`)).json();
    assert.deepEqual(Object.keys(words).sort(), keys.sort());
  });
});

test("articles are dragged on the front page, the server has the last word, and it is said", async () => {
  const origin = await employed();
  await withPage({ ...desktop, viewport: { width: 1280, height: 2400 } }, async (page) => {
    await signIn(page, origin);
    const numbers = [];
    for (const headline of ["Ebbe", "Flut", "Krabben"]) numbers.push(await published(page, origin, headline));
    const [ebbe, flut] = numbers;
    await page.goto(`${origin}/redaktion/titelseite`);
    const place = await rowIn(page, "zweite", flut).count() ? "zweite" : "aufmacher";
    await drag(page, place, flut, "eil");
    await page.mouse.up();
    const said = page.locator('body > [role="status"]');
    await said.filter({ hasText: "»Flut« steht jetzt in »Eilmeldung" }).waitFor();
    assert.equal(await rowIn(page, "eil", flut).count(), 1);
    assert.match(await (await page.request.get(origin)).text(), /class="breaking"[\s\S]*Flut/);

    const from = await page.locator(`[data-article="${ebbe}"]`).first().evaluate((row) => row.closest("[data-place]").dataset.place);
    await drag(page, from, ebbe, "zweite");
    await page.keyboard.press("Escape");
    await page.mouse.up();
    assert.equal(await page.locator(".ghost, .drop-here").count(), 0, "Escape gives it back");

    await page.route("**/titelseite/zug", (route) => route.abort());
    await drag(page, "eil", flut, "aufmacher");
    await page.mouse.up();
    await page.getByRole("alert").filter({ hasText: "Es wurde nichts verschoben" }).waitFor();
    assert.equal(await rowIn(page, "eil", flut).count(), 1, "nothing moves without the server");
    await page.unroute("**/titelseite/zug");

    const keep = rowIn(page, "eil", flut).getByRole("button", { name: "Platz freigeben: Flut" });
    await keep.focus();
    await page.keyboard.press("Enter");
    await said.filter({ hasText: "Flut" }).waitFor();
    await page.getByRole("button", { name: "Letzten Schritt zurücknehmen" }).click();
    await rowIn(page, "eil", flut).waitFor();
    await page.getByRole("button", { name: "Letzten Schritt zurücknehmen" }).click();
    await page.locator('[data-place="eil"] .empty').waitFor();
  });
});

test("an issue is filled by dragging and by the keyboard, and works without script", async () => {
  const origin = await employed();
  let number;
  await withPage({ ...desktop, viewport: { width: 1280, height: 2400 } }, async (page) => {
    await signIn(page, origin);
    number = await published(page, origin, "Pegel");
    await plan(page, origin, "2026-12-31");
    await drag(page, "frei", number, "2");
    await page.mouse.up();
    await rowIn(page, "2", number).waitFor();
    await page.locator('body > [role="status"]', { hasText: "»Pegel« steht jetzt in »Seite 2« an Stelle 1." }).waitFor();
  });
  await withPage({ ...phone, javaScriptEnabled: false }, async (page) => {
    await signIn(page, origin);
    await page.goto(`${origin}/redaktion/ausgaben/2026-12-31`);
    await page.getByLabel("Seite für: Pegel").selectOption("3");
    await page.getByRole("button", { name: "Platzieren: Pegel" }).press("Enter");
    await rowIn(page, "3", number).waitFor();
    await page.getByRole("button", { name: "Aus der Ausgabe nehmen: Pegel" }).press("Enter");
    await page.locator('[data-place="3"] .empty').waitFor();
    await page.getByRole("button", { name: "Ausgabe veröffentlichen" }).press("Enter");
    await page.getByText("Leser*innen sehen sie ab ihrem Tag").waitFor();
  });
});
