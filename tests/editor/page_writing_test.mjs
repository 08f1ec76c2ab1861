// The article's page: writing, saving, leaving and coming back.
import assert from "node:assert/strict";
import test from "node:test";
import { allWords, base, withDesk } from "./article.mjs";
import { expect } from "./expect.mjs";
import { place, said, saved, says, shows, text, write } from "./writers.mjs";

test("who types and closes the window finds everything", async () => {
  await withDesk(async (world) => {
    const mira = await world.browser("mira");
    const page = await mira.open();
    assert.equal(await place(page), allWords.savedAll);
    await write(page, " Moin aus dem Hafen.");
    await page.locator("#feld-kicker").fill("Schlick");
    await saved(page);
    await expect(() => (/Moin aus dem Hafen/.test(said([...world.desk.drafts.values()])) ? null : "no draft"));
    assert.match(await place(page), /^Gespeichert um \d\d:\d\d$/);
    await page.close();
    const again = await mira.open();
    await shows(again, "Moin aus dem Hafen.");
    assert.equal(await again.locator("#feld-kicker").inputValue(), "Schlick");
    await write(again, " Noch ein Satz.");
    await saved(again);
    await expect(() => (world.desk.drafts.size === 1 ? null : "the draft of the closed window is still there"));
    assert.match(said([...world.desk.drafts.values()]), /Moin aus dem Hafen. Noch ein Satz./);
  });
});

test("Mod-s makes a revision, the button one with a name", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    await write(page, " Eins.");
    await page.keyboard.press("Control+s");
    await expect(() => (world.desk.body.revision === 2 ? null : "no revision"));
    assert.equal(world.desk.body.label, "");
    await saved(page);
    await write(page, " Zwei.");
    await page.locator("#speichern").click();
    await page.locator("#fassung-name").fill("Für die Chefin");
    await page.keyboard.press("Enter");
    await expect(() => (world.desk.body.label === "Für die Chefin" ? null : "no name"));
    assert.match(said(world.desk.body.body), /Eins. Zwei./);
    await saved(page);
    assert.ok(await text(page).evaluate((element) => element === document.activeElement), "back in the text");
  });
});

test("the ways to preview, history and publishing make a revision first; publishing names what is on the screen", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    await page.locator("#vorschau").click();
    await page.waitForURL(`**${base}/vorschau`);
    assert.equal(world.desk.body.revision, 1, "nothing was changed");
    await page.goBack();
    await page.waitForSelector("main[data-ready]");
    await write(page, " Fertig.");
    world.desk.changeFields("Ada Brink", { section: "politik" });
    await page.locator("#veroeffentlichen").click();
    await page.waitForURL(`**${base}/veroeffentlichen?text=2&felder=2`);
    assert.match(said(world.desk.body.body), /Fertig\./);
  });
});

test("a way is not followed when no revision could be made, and it is said why", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    await page.locator("#feld-headline").fill("");
    await page.locator("#veroeffentlichen").click();
    await page.locator("#feld-headline[aria-invalid=true]").waitFor();
    assert.match(await page.locator("[data-kind=revision]").innerText(), /Titel: Der Titel fehlt/);
    assert.ok(page.url().endsWith(base));
    await page.locator("#feld-headline").fill("Doch einer");
    assert.equal(await page.locator("#feld-headline").getAttribute("aria-invalid"), null);
    world.fault = ({ path }) => (/fassung|entwurf/.test(path) ? { status: 503 } : null);
    await page.locator("#verlauf").click();
    await expect(async () => (/keine Verbindung/.test(await page.locator("[data-kind=revision]").innerText()) ? null : "silence"));
    assert.ok(page.url().endsWith(base));
  });
});

test("what is wrong in the text is said with its place, and the caret is led there", async () => {
  const body = { version: 1, blocks: [{ id: "a", type: "paragraph", text: [{ t: "Moin" }] },
    { id: "p", type: "picture", file: "tor.webp", alt: "" }] };
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    await page.locator("#feld-kicker").fill("Neu");
    await page.keyboard.press("Control+s");
    await page.locator("[data-kind=revision]").waitFor();
    assert.match(await page.locator("[data-kind=revision]").innerText(), /Stelle 2: Dem Bild fehlt der Alternativtext/);
    await page.keyboard.type("Ein Tor");
    await page.keyboard.press("Control+s");
    await expect(() => (world.desk.body.body.blocks[1].alt === "Ein Tor" ? null : "no revision"));
    await expect(async () => ((await page.locator("[data-kind=revision]").count()) === 0 ? null : "still said"));
  }, { body });
});

test("the lead picture is shown where there is one", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    await page.locator("details:has(#feld-bild) summary").click();
    assert.equal(await page.locator("#aufmacher img").count(), 0);
    await page.locator("#feld-bild").fill("schleuse.webp");
    await page.keyboard.press("Tab");
    assert.match(await page.locator("#aufmacher img").getAttribute("src"), /schleuse\.webp\/datei\?breite=656$/);
    await saved(page);
  });
});

test("503 and lost answers are got over, and the line says where the text is", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    let count = 0;
    world.fault = ({ path }) => {
      if (!path.endsWith("entwurf")) return null;
      count += 1;
      return count < 3 ? { status: 503 } : count < 5 ? { drop: "after" } : null;
    };
    await write(page, " Es regnet.");
    await says(page, /^Nur in diesem Browser: keine Verbindung seit \d\d:\d\d$/);
    await saved(page);
    assert.ok(count >= 5);
    assert.match(said([...world.desk.drafts.values()]), /Es regnet/);
  });
});

test("who is signed out writes on, signs in in place, and the same text is saved", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("ada")).open();
    world.desk.signOutAll();
    await write(page, " Vor der Tür.");
    await says(page, /^Nur in diesem Browser: abgemeldet$/);
    await page.keyboard.type(" Weiter.");
    await page.locator("[data-kind=signedOut] button").click();
    await page.getByLabel("E-Mail-Adresse").fill("ada@hafenblatt.example");
    await page.getByLabel("Passwort").fill("falsch");
    await page.keyboard.press("Enter");
    await expect(async () => ((await page.locator("#anmelden-falsch").innerText()) === allWords.signInWrong ? null : "silence"));
    await page.getByLabel("Passwort").fill("geheim");
    await page.keyboard.press("Enter");
    await page.getByLabel("Code aus der App").fill("123 456");
    await page.keyboard.press("Enter");
    await saved(page);
    assert.equal(await page.locator("#anmelden").isVisible(), false);
    assert.match(said([...world.desk.drafts.values()]), /Vor der Tür. Weiter./);
  });
});

test("a headline has the house's quotes as one types, and undo takes them back", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    const headline = page.locator("#feld-headline");
    await headline.fill("");
    await headline.focus();
    await page.keyboard.type("Stadt: \"Das Tor ist 'zu' - und bleibt's\"");
    assert.equal(await headline.inputValue(), "Stadt: »Das Tor ist ›zu‹ – und bleibt’s«");
    await page.keyboard.press("Control+z");
    assert.match(await headline.inputValue(), /bleibt’s"?$/);
    await headline.fill("Neu");
    await page.keyboard.press("Control+s");
    await expect(() => (world.desk.fields.fields.headline === "Neu" ? null : "no revision"));
  });
});

test("a text is opened again after the server could not be reached at first", async () => {
  await withDesk(async (world) => {
    world.fault = () => ({ status: 503 });
    const page = await (await world.browser("mira")).open(false);
    await page.locator("#ladefehler").waitFor();
    world.fault = () => null;
    await page.locator("#neu-laden").click();
    await page.waitForSelector("main[data-ready]");
    await write(page, " Da.");
    await saved(page);
  });
});

test("whoever signs in as somebody else in another window does not save under that name", async () => {
  await withDesk(async (world) => {
    const mira = await world.browser("mira");
    const page = await mira.open();
    await mira.context.addCookies([{ name: "sitzung", value: world.desk.signIn("jonas@hafenblatt.example"), url: world.origin }]);
    await write(page, " Von Mira.");
    await says(page, /^Nur in diesem Browser: abgemeldet$/);
    assert.equal(world.desk.drafts.size, 0);
    await page.locator("[data-kind=signedOut] button").click();
    await page.getByLabel("E-Mail-Adresse").fill("jonas@hafenblatt.example");
    await page.getByLabel("Passwort").fill("geheim");
    await page.keyboard.press("Enter");
    await expect(async () => (/Jetzt ist Jonas Thode angemeldet/.test(await page.locator("#anmelden-falsch").innerText()) ? null : "silence"));
    await page.getByLabel("E-Mail-Adresse").fill("mira@hafenblatt.example");
    await page.getByLabel("Passwort").fill("geheim");
    await page.keyboard.press("Enter");
    await saved(page);
    assert.deepEqual([...world.desk.drafts.values()].map(({ who }) => who), ["Mira Petersen"]);
  });
});

test("a session that was renewed elsewhere is taken on without a word", async () => {
  await withDesk(async (world) => {
    const mira = await world.browser("mira");
    const page = await mira.open();
    world.desk.signOutAll();
    await mira.context.addCookies([{ name: "sitzung", value: world.desk.signIn("mira@hafenblatt.example"), url: world.origin }]);
    await write(page, " Weiter.");
    await saved(page);
    assert.equal(await page.locator("[data-kind=signedOut]").count(), 0);
  });
});

test("the pages of the issue are picked for the field that points to them", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    await page.locator("summary", { hasText: "Druck" }).click();
    const [first, fourth] = [page.getByRole("button", { name: "1 Titel" }), page.getByRole("button", { name: "4 Hafen" })];
    const field = page.locator("#feld-see-pages");
    await fourth.click();
    await first.focus();
    await page.keyboard.press("Enter");
    assert.equal(await field.inputValue(), "4, 1");
    assert.equal(await first.getAttribute("aria-pressed"), "true");
    await fourth.click();
    assert.equal(await field.inputValue(), "1");
    assert.equal(await fourth.getAttribute("aria-pressed"), "false");
    await page.keyboard.press("Control+s");
    await expect(() => (JSON.stringify(world.desk.fields.fields?.see_pages ?? null) === '["1"]' ? null : "not saved"));
  });
});
