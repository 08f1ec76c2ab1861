// The rescue copy in Chromium's own database, with its real quota.
import assert from "node:assert/strict";
import test from "node:test";
import { withSurface } from "./page.mjs";

/** A journal in the page; `text` is what it keeps, `troubles` what it told. */
async function journal(page, tab = "tab") {
  await page.evaluate((name) => {
    window.text = "Moin";
    window.troubles = [];
    window.journal = new window.editor.Journal({ article: 2001, tab: name,
      read: () => ({ body: { version: 1, blocks: [{ id: "a", type: "paragraph", text: [{ t: window.text }] }] },
        fields: { headline: window.text } }),
      onTrouble: (trouble, error) => window.troubles.push([trouble, error === undefined ? null : String(error)]) });
  }, tab);
}
const copies = (page, article) => page.evaluate((number) => window.editor.listCopies(number), article);
const texts = async (page) => (await copies(page, 2001)).map(({ fields }) => fields.headline);
const troubles = (page) => page.evaluate(() => window.troubles.map(([trouble]) => trouble));

test("a change is kept within a quarter of a second, and is there after the page was loaded anew", async () => {
  await withSurface(null, async (page) => {
    await journal(page);
    const [before, later] = await page.evaluate(async () => {
      window.journal.keep(3, 7, 4);
      const early = await window.editor.listCopies();
      await new Promise((resolve) => setTimeout(resolve, 250));
      return [early.length, await window.editor.listCopies(2001)];
    });
    assert.equal(before, 0);
    assert.equal(later.length, 1);
    const { at, ...copy } = later[0];
    assert.ok(Math.abs(at - Date.now()) < 60_000);
    assert.deepEqual(copy, { article: 2001, tab: "tab", serial: 3, base: 7, metadata_base: 4, fields: { headline: "Moin" },
      body: { version: 1, blocks: [{ id: "a", type: "paragraph", text: [{ t: "Moin" }] }] } });
    await page.reload();
    await page.waitForFunction(() => window.surface);
    assert.deepEqual((await page.evaluate(() => window.editor.restoreCopy(2001, "tab"))).fields, { headline: "Moin" });
    assert.equal(await page.evaluate(() => window.editor.restoreCopy(2001, "other")), null);
  });
});

test("while typing goes on it is kept again and again, and the newest text last", async () => {
  await withSurface(null, async (page) => {
    await journal(page);
    const seen = await page.evaluate(async () => {
      const found = [];
      for (let serial = 1; serial <= 40; ++serial) {
        window.text = `Text ${serial}`;
        window.journal.keep(serial, 1, 1);
        await new Promise((resolve) => setTimeout(resolve, 25));
        if (serial % 16 === 0) found.push((await window.editor.restoreCopy(2001, "tab"))?.serial ?? 0);
      }
      await window.journal.write();
      return [...found, (await window.editor.restoreCopy(2001, "tab")).serial];
    });
    assert.ok(seen[0] > 0 && seen[1] > seen[0], `${seen}`);
    assert.equal(seen.at(-1), 40);
  });
});

for (const [name, event] of [["the page is hidden", "visibilitychange"], ["the page is left", "pagehide"]]) {
  test(`it is kept at once when ${name}`, async () => {
    await withSurface(null, async (page) => {
      await journal(page);
      await page.evaluate((event) => {
        window.begin = Date.now();
        window.journal.keep(1, 1, 1);
        (event === "pagehide" ? window : document).dispatchEvent(new Event(event));
      }, event);
      await page.waitForTimeout(400);
      assert.deepEqual(await texts(page), ["Moin"]);
      const waited = await page.evaluate(async () =>
        (await window.editor.restoreCopy(2001, "tab")).at - window.begin);
      assert.ok(waited < 190, `${waited} ms`);
    });
  });
}

test("what the server has is forgotten, also when it was about to be kept", async () => {
  await withSurface(null, async (page) => {
    await journal(page);
    await page.evaluate(async () => {
      window.journal.keep(1, 1, 1);
      await window.journal.write();
      window.journal.keep(2, 1, 1);
      window.journal.forget();
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    assert.deepEqual(await texts(page), []);
    await page.evaluate(async () => {
      window.journal.keep(3, 1, 1);
      await new Promise((resolve) => setTimeout(resolve, 400));
    });
    assert.deepEqual(await texts(page), ["Moin"], "and what is written after that is kept again");
    assert.deepEqual(await troubles(page), []);
  });
});

test("two tabs keep two copies, the newest first, and one can be deleted", async () => {
  await withSurface(null, async (page) => {
    for (const tab of ["one", "two"]) {
      await journal(page, tab);
      await page.evaluate(async (text) => {
        window.text = text;
        window.journal.keep(1, 1, 1);
        await window.journal.write();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }, tab);
    }
    assert.deepEqual(await texts(page), ["two", "one"]);
    assert.deepEqual(await copies(page, 1), []);
    await page.evaluate(() => window.editor.deleteCopy(2001, "two"));
    assert.deepEqual(await texts(page), ["one"]);
  });
});

test("a full disk is told, and that there is room again", async () => {
  await withSurface(null, async (page) => {
    await journal(page);
    const session = await page.context().newCDPSession(page);
    const origin = new URL(page.url()).origin;
    const keep = (text) => page.evaluate(async (value) => {
      window.text = value;
      window.journal.keep(1, 1, 1);
      await window.journal.write();
    }, text);
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1000 });
    await keep("x".repeat(1_000_000));
    assert.deepEqual(await troubles(page), ["full"]);
    await keep("x".repeat(1_000_001));
    assert.deepEqual(await troubles(page), ["full"], "told once");
    await session.send("Storage.overrideQuotaForOrigin", { origin });
    await keep("Moin, Moin");
    assert.deepEqual(await troubles(page), ["full", null]);
    assert.deepEqual(await texts(page), ["Moin, Moin"]);
  });
});

test("a browser that keeps nothing is told, to who writes and to who asks for copies", async () => {
  await withSurface(null, async (page) => {
    await journal(page);
    const asked = await page.evaluate(async () => {
      IDBFactory.prototype.open = () => { throw new DOMException("private", "SecurityError"); };
      window.journal.keep(1, 1, 1);
      await window.journal.write();
      return window.editor.listCopies().then(() => "answered", (error) => error.message);
    });
    assert.deepEqual(await troubles(page), ["unavailable"]);
    assert.match(asked, /keeps nothing/);
  });
});
