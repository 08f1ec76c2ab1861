// Who can use the page, and on what: by keyboard alone, on a phone, with a screen reader, light and dark.
import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import { axe, violations } from "../browser/axe.mjs";
import { allWords, withDesk } from "./article.mjs";
import { expect } from "./expect.mjs";
import { notice, place, saved, says, text, write } from "./writers.mjs";

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.localName);
const wide = { width: 1280, height: 900 };
const narrow = { width: 360, height: 780 };

/** Everything that the page can show at once, for the eyes and for axe. */
async function fillPage(world, page) {
  const body = structuredClone(world.desk.body.body);
  body.blocks.at(-1).text = [{ t: "Jonas schreibt etwas anderes." }];
  world.desk.changeBody("Jonas Thode", body);
  await write(page, " Und Mira auch.");
  await page.locator("#vergleich").waitFor();
  for (const section of await page.locator(".writing-side details:not([hidden])").all()) {
    await section.evaluate((element) => { element.open = true; });
  }
  await page.locator("fieldset[data-rows=authors] [data-add]").click();
  await page.locator("#speichern").click();
  await page.locator("#notiz-neu").click();
}

test("no rule of accessibility is violated and nothing scrolls sideways, narrow and wide, light and dark", async () => {
  await withDesk(async (world) => {
    world.desk.notes = [{ id: 1, block: "b1", quote: "41 Jahre alt", text: "42, sagt das Amt.", who: "Jonas Thode", at: "2026-11-21T10:00:00Z", resolved: false },
      { id: 2, block: "weg", quote: "Ein Satz, den es nicht mehr gibt", text: "Warum?", who: "Ada Brink", at: "2026-11-20T10:00:00Z", resolved: false }];
    world.desk.drafts.set("seitentab1", { tab: "seitentab1", who: "Jonas Thode", serial: 3, base: 1, metadata_base: 1, side: true,
      body: { version: 1, blocks: [{ id: "b1", type: "paragraph", text: [{ t: "Was Jonas schrieb, als Mira übernahm." }] }] },
      fields: world.desk.fields.fields, saved: Date.now() });
    const page = await (await world.browser("mira", { bypassCSP: true })).open();
    await page.evaluate(axe);
    const look = async (name) => {
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        for (const size of [wide, { width: 1024, height: 768 }, narrow]) {
          await page.setViewportSize(size);
          assert.deepEqual(await violations(page, { more: ["best-practice"] }), [], `${name}, ${colorScheme}, ${size.width} px`);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}, ${size.width} px is too narrow`);
          if (process.env.ALLMENDE_SCREENSHOTS) {
            await page.screenshot({ fullPage: true, path: path.join(process.env.ALLMENDE_SCREENSHOTS, `page-${name}-${size.width}-${colorScheme}.png`) });
          }
        }
      }
      await page.setViewportSize(wide);
    };
    await look("begin");
    await fillPage(world, page);
    await look("everything");
    world.desk.signOutAll();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await notice(page, "signedOut").getByRole("button").click();
    await page.locator("#anmelden-falsch").evaluate((element) => { element.textContent = "Der Code stimmt nicht."; });
    await page.locator("#anmelden-code-feld").evaluate((element) => { element.hidden = false; });
    await look("signing in");
  });
});

test("on a phone the state of the text is always in sight, and every tool can be reached and hit", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira", { viewport: narrow, deviceScaleFactor: 2 })).open();
    assert.equal(await page.locator("details[open]").count(), 0, "all is folded");
    await write(page, " Unterwegs getippt.");
    await saved(page);
    const seen = async (locator) => {
      const box = await locator.boundingBox();
      return box.y >= 0 && box.y + box.height <= narrow.height && box.x >= 0 && box.x + box.width <= narrow.width;
    };
    assert.ok(await seen(page.locator("#ort")));
    assert.ok(await seen(page.locator("#speichern")));
    for (const tool of await page.locator(".surface-tools button").all()) {
      await tool.focus();
      assert.ok(await seen(tool), await tool.innerText());
    }
    for (const control of await page.locator("main button:visible, main summary:visible, main a:visible").all()) {
      if (await control.evaluate((element) => element.closest(".surface-text"))) continue;
      const box = await control.boundingBox();
      assert.ok(box.height >= 24 && box.width >= 24, `${await control.innerText()} ${JSON.stringify(box)}`);
    }
  });
});

test("by keyboard alone: into the text, down from the headline, to the fields and back, saved", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(async () => (/surface-text/.test(await focused(page)) ? null : await focused(page)));
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("Vorn. ");
    await page.keyboard.press("F6");
    assert.ok(await page.evaluate(() => document.querySelector("#angaben").contains(document.activeElement)));
    await page.locator("#feld-section").focus();
    await page.keyboard.press("Escape");
    assert.match(await focused(page), /surface-text/);
    await page.keyboard.press("Shift+F6");
    assert.equal(await focused(page), "feld-kicker");
    for (const next of ["feld-headline", "feld-deck", "feld-dateline"]) {
      await page.keyboard.press("Enter");
      assert.equal(await focused(page), next);
    }
    await page.keyboard.press("Enter");
    assert.match(await focused(page), /surface-text/);
    await page.keyboard.press("Control+s");
    await expect(() => (world.desk.body.revision === 2 ? null : "no revision"));
    await expect(async () => (/Fassung gespeichert um/.test(await page.locator("#ansage").innerText()) ? null : "nothing is said"));
  });
});

test("what is calm is shown and not said; what somebody has to know is said once", async () => {
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    await page.evaluate(() => {
      window.heard = [];
      new MutationObserver(() => window.heard.push(document.querySelector("#ansage").textContent))
        .observe(document.querySelector("#ansage"), { childList: true, characterData: true, subtree: true });
    });
    await write(page, " Eins.");
    await saved(page);
    await write(page, " Zwei.");
    await saved(page);
    assert.deepEqual(await page.evaluate(() => window.heard), []);
    world.fault = () => ({ drop: "before" });
    await write(page, " Drei.");
    await says(page, /keine Verbindung/);
    await page.waitForTimeout(4_000);
    world.fault = () => null;
    await saved(page);
    const heard = await page.evaluate(() => window.heard);
    assert.equal(heard.length, 2, heard.join(" | "));
    assert.match(heard[0], /keine Verbindung/);
    assert.match(heard[1], /^(Gespeichert|Wird|Geändert)/);
  });
});

test("fields keep what they do not show, and what is at its default is left out", async () => {
  const fields = { language: "de", headline: "Titel", section: "hafen", genre: "report", topics: ["Halle, Westfalen", "Werft"],
    authors: [{ name: "Ada Brink", role: "photo" }], unbekannt: { tief: [1, 2] }, embargo: "2026-11-21T05:00:00Z",
    lead_picture: { file: "tor.webp", alt: "Ein Tor" }, placements: [{ issue: "2026-11-21", page: "4", order: 2 }] };
  await withDesk(async (world) => {
    const page = await (await world.browser("mira")).open();
    assert.equal(await page.locator("#feld-topics").inputValue(), "Halle, Westfalen; Werft");
    assert.equal(await page.locator("#feld-embargo").inputValue(), "2026-11-21T06:00");
    await page.locator("[name='authors.role']").selectOption("text");
    await page.locator("details:has(#feld-bild) summary").click();
    await page.locator("#feld-bild-alt").fill("Ein Tor, halb offen");
    await page.locator("#feld-deck").fill("Eine\nUnterzeile");
    await page.keyboard.press("Control+s");
    await expect(() => (world.desk.fields.revision === 2 ? null : "no revision"));
    const { genre, ...rest } = fields;
    assert.equal(genre, "report");
    assert.deepEqual(world.desk.fields.fields, { ...rest, deck: "Eine Unterzeile", authors: [{ name: "Ada Brink", role: "text" }],
      lead_picture: { file: "tor.webp", alt: "Ein Tor, halb offen" } });
  }, { fields });
});

test("the page asks for every word that it shows, and the words are all there", async () => {
  await withDesk(async (world) => {
    const coded = Object.fromEntries(Object.keys(allWords).map((key) => [key, `⟦${key}⟧`]));
    world.desk.words = coded;
    const page = await (await world.browser("mira")).open(false);
    await page.waitForSelector("main[data-ready]");
    assert.equal(await place(page), "⟦savedAll⟧");
    assert.equal(await page.locator("#stufe").innerText(), "⟦stage_edited⟧");
    const { wordKeys, pageWordKeys } = await page.evaluate(async () => {
      const { wordKeys: surface, pageWordKeys: around } = await import("/theme/editor.js");
      return { wordKeys: surface, pageWordKeys: around };
    });
    assert.deepEqual(Object.keys(allWords).sort(), [...wordKeys, ...pageWordKeys].sort());
    assert.ok((await text(page).getAttribute("aria-label")) === "⟦text⟧");
  });
});
