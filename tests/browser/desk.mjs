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
