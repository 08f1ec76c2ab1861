// The page that the appeal's button leads to.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { demo, desktop, giving, has, output, withPage } from "./support.mjs";

/** The text that a banking app reads from the page's code. */
async function scanned(page) {
  assert.ok(has("zbarimg"), "zbarimg is missing: apt-get install zbar-tools");
  const folder = await mkdtemp(path.join(tmpdir(), "allmende-code-"));
  try {
    const file = path.join(folder, "code.png");
    await page.locator(".girocode svg").screenshot({ path: file });
    return (await output("zbarimg", "--raw", "--quiet", "-Sdisable", "-Sqrcode.enable", file))
      .replace(/\n$/, "");
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the page says of the account. */
async function account(page) {
  const rows = await page.locator(".account > div").evaluateAll((all) => all.map((row) =>
    [row.querySelector("dt").innerText, row.querySelector("dd").innerText]));
  return Object.fromEntries(rows);
}

/** Types an amount and sends it with the return key. */
async function type(page, amount) {
  await page.getByLabel("Anderer Betrag").fill(amount);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

const sharp = { ...desktop, deviceScaleFactor: 3 };
const compact = (text) => text.replace(/\s/g, "");

test("choosing 10 € shows a GiroCode that says the same as the page", async (t) => {
  const { origin } = await demo();
  for (const colorScheme of ["light", "dark"]) {
    await t.test(colorScheme, () => withPage({ ...sharp, colorScheme }, async (page) => {
      await page.goto(`${origin}/artikel/2043`);
      await page.locator(".appeal a.button").click();
      await page.getByRole("link", { name: /^10\s€$/ }).click();
      const shown = await account(page);
      assert.match(shown.Betrag, /^10,00\s€$/);
      const payload = await scanned(page);
      assert.ok(Buffer.byteLength(payload) <= 331);
      const lines = payload.split("\n");
      // EPC069-12: BCD, version, UTF-8, SCT, BIC, name, IBAN, amount, purpose, reference, text.
      assert.equal(lines[0], "BCD");
      assert.match(lines[1], /^00[12]$/);
      assert.deepEqual(lines.slice(2, 4), ["1", "SCT"]);
      assert.equal(lines[5], shown.Empfänger);
      assert.equal(lines[6], compact(shown.IBAN));
      assert.match(lines[7], /^EUR10(\.00?)?$/);
      assert.match(lines[9], /^RF\d\d[0-9A-Z]{1,21}$/);
      assert.equal(lines[9], compact(shown.Verwendungszweck));
    }));
  }
});

test("any amount can be typed; the reference stays the same", async () => {
  const { origin } = await demo();
  await withPage({ ...sharp, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${origin}/beitrag?betrag=10`);
    const { Verwendungszweck: reference } = await account(page);
    for (const [typed, shown, coded] of [
      ["12,50", /^12,50\s€$/, /^EUR12\.50?$/], ["7", /^7,00\s€$/, /^EUR7(\.00?)?$/],
      ["1.234,50 €", /^1\.234,50\s€$/, /^EUR1234\.50?$/]]) {
      await type(page, typed);
      const now = await account(page);
      assert.match(now.Betrag ?? "no amount", shown, typed);
      assert.equal(now.Verwendungszweck, reference);
      assert.match((await scanned(page)).split("\n")[7], coded);
    }
  });
});

test("an amount that is none is answered at its field", async () => {
  const { origin } = await demo();
  await withPage({ ...desktop, javaScriptEnabled: false }, async (page) => {
    for (const typed of ["abc", "-5", "0", "12,5055", "1,2,3", "9999999999999"]) {
      await page.goto(`${origin}/beitrag`);
      await type(page, typed);
      const field = page.getByLabel("Anderer Betrag");
      assert.equal(await field.getAttribute("aria-invalid"), "true", typed);
      assert.equal(await field.inputValue(), typed);
      const message = page.locator(`#${await field.getAttribute("aria-describedby")}`);
      assert.ok((await message.innerText()).length > 10);
      assert.ok(!("Betrag" in await account(page)), "no amount is taken for granted");
    }
  });
});

/** The words of the links that are chosen. */
const chosen = (page) => page.locator('.contribution .amounts [aria-current="true"]').allInnerTexts();

test("only the smallest step is chosen at first; amount and interval are links that keep each other and the appeal", async () => {
  const { origin } = await giving();
  await withPage({ ...desktop, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${origin}/beitrag?aufruf=bleibt&tag=2026-11-21`);
    const amounts = await page.locator("section[aria-labelledby=betrag] .amounts a").allInnerTexts();
    assert.deepEqual(await chosen(page), [amounts[0], "einmal"]);
    await page.getByRole("link", { name: "monatlich" }).click();
    await page.getByRole("link", { name: /^10\s€$/ }).click();
    assert.equal(new URL(page.url()).search, "?betrag=10&rhythmus=monatlich&aufruf=bleibt&tag=2026-11-21");
    await type(page, "12,50");
    assert.equal(new URL(page.url()).searchParams.get("rhythmus"), "monatlich");
    assert.equal(new URL(page.url()).searchParams.get("aufruf"), "bleibt");
    assert.deepEqual(await chosen(page), ["monatlich"]);
    assert.match(await page.locator("section[aria-labelledby=lastschrift] button").innerText(), /^12,50\s€ monatlich/);
  });
});

test("a direct debit is filled in, told at its field what is wrong, shown once more and begun, without script", async () => {
  const { origin } = await giving();
  await withPage({ ...desktop, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${origin}/beitrag?betrag=10&rhythmus=monatlich`);
    const form = page.locator("section[aria-labelledby=lastschrift] form");
    await form.getByLabel("Vor- und Nachname").fill("Jürgen Groß");
    await form.getByLabel("E-Mail").fill("juergen@kai.example");
    await form.getByLabel("IBAN").fill("DE76 5121 0800 1245 1261 99");
    await Promise.all([page.waitForNavigation(), form.getByRole("button").click()]);
    const iban = form.getByLabel("IBAN");
    assert.equal(await iban.getAttribute("aria-invalid"), "true");
    assert.equal(await iban.inputValue(), "DE76 5121 0800 1245 1261 99");
    const [wrong] = (await iban.getAttribute("aria-describedby")).split(" ");
    assert.ok((await page.locator(`#${wrong}`).innerText()).length > 10);
    assert.equal(await form.getByLabel("Vor- und Nachname").inputValue(), "Jürgen Groß");
    await iban.fill("DE75 5121 0800 1245 1261 99");
    await Promise.all([page.waitForNavigation(), form.getByRole("button").click()]);
    const summary = await page.locator("main").innerText();
    assert.match(summary, /DE98ZZZ09999999999/);
    assert.match(summary, /…6199/);
    assert.ok(!(await page.content()).includes("DE75"), "no account number in clear");
    const give = page.getByRole("button", { name: /10\s€ monatlich geben/ });
    await Promise.all([page.waitForNavigation(), give.click()]);
    assert.equal(new URL(page.url()).pathname, "/beitrag/geben");
    assert.match(await page.locator("main").innerText(), /E-Mail/);
  });
});

test("a transfer with a reference of one's own has another one than the page", async () => {
  const { origin } = await giving();
  await withPage({ ...sharp, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${origin}/beitrag?betrag=10`);
    const { Verwendungszweck: common } = await account(page);
    await page.locator("details.more summary").click();
    await page.locator("details.more").getByLabel("E-Mail").fill("aimee@kai.example");
    await Promise.all([page.waitForNavigation(), page.locator("details.more").getByRole("button").click()]);
    const shown = await account(page);
    assert.notEqual(shown.Verwendungszweck, common);
    assert.equal((await scanned(page)).split("\n")[9], compact(shown.Verwendungszweck));
  });
});
