// The paper on paper, and in a text browser.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { demo, desktop, has, output, plain, withPage } from "./support.mjs";

async function article(page) {
  const read = async (selector) => plain(await page.locator(selector).first().innerText());
  return {
    headline: await read("h1"),
    body: (await Promise.all((await page.locator(".article-body > p:not(.article-end)").all())
      .map((paragraph) => paragraph.innerText()))).map(plain),
    appeal: await read(".appeal h2"),
    purposes: (await page.locator(".appeal .purposes li").allInnerTexts()).map(plain),
    sections: (await page.locator(".sections a").allInnerTexts()).map(plain),
  };
}

test("an article on paper has its text and its address and nothing to click", async () => {
  assert.ok(has("pdftotext"), "pdftotext is missing: apt-get install poppler-utils");
  const { origin } = await demo();
  const folder = await mkdtemp(path.join(tmpdir(), "allmende-print-"));
  try {
    const file = path.join(folder, "article.pdf");
    const { headline, body, sections } = await withPage(desktop, async (page) => {
      await page.goto(`${origin}/artikel/2043`);
      const parts = await article(page);
      await page.emulateMedia({ media: "print" });
      await page.pdf({ path: file, preferCSSPageSize: true });
      return parts;
    });
    // A word broken at the end of a line is made whole again.
    const whole = (text) => plain(text).replace(/[-‐]\s?/g, "").replace(/\s/g, "");
    const printed = whole(await output("pdftotext", "-raw", file, "-"));
    for (const text of [headline, ...body]) {
      assert.ok(printed.includes(whole(text)), `not printed: ${text}`);
    }
    assert.ok(printed.includes(whole("localhost:8080/artikel/2043.die-schleuse-kommt-zurueck")));
    for (const text of [sections.join(""), "Zum Inhalt", "unterstützen", "Impressum",
      "Beitrag leisten", "Mehr aus"]) {
      assert.ok(!printed.includes(whole(text)), `printed: ${text}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("an article in a text browser is headline, body and appeal, in this order",
  { skip: !has("lynx") && "lynx is not here" }, async () => {
    const { origin } = await demo();
    const address = `${origin}/artikel/2043`;
    const { headline, body, appeal, purposes } = await withPage(desktop, async (page) => {
      await page.goto(address);
      return article(page);
    });
    const dump = plain(await output("lynx", "-dump", "-nolist", "-width=900",
      "-display_charset=utf-8", address));
    let place = 0;
    for (const text of [headline, ...body, appeal, ...purposes]) {
      const found = dump.indexOf(text, place);
      assert.ok(found >= 0, `missing or out of order: ${text}`);
      place = found + text.length;
    }
  });
