// The page that every paper of this kind is measured by, from plain text to the browser.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import test from "node:test";
import { allmende, desktop, makePaper, plain, root, withPage } from "./support.mjs";

const source = path.join(root, "../shared/design/page.txt");

/** Every element of the page, in its order: its lines, the body apart from what ends it. */
async function elements() {
  return (await readFile(source, "utf8")).split("\n")
    .map((line) => plain(line.replace(/^\s*[•→]/, "")))
    .filter((line) => line.length > 0)
    .flatMap((line) => {
      const end = / (Agenturen\/nd) (Seiten 4 und 8)$/.exec(line);
      return end ? [line.slice(0, end.index), end[1], end[2]] : [line];
    });
}

/** Fails unless the text has all of these, one after the other. */
function assertInOrder(text, expected) {
  let place = 0;
  for (const element of expected) {
    const found = text.indexOf(element, place);
    assert.ok(found >= 0, `missing after ${place}: ${element}\nin: ${text.slice(place, place + 400)}`);
    place = found + element.length;
  }
}

test("an element that is missing or out of order would be found", () => {
  assertInOrder("one two three", ["one", "three"]);
  assert.throws(() => assertInOrder("one two three", ["three", "one"]));
  assert.throws(() => assertInOrder("one two three", ["one", "four"]));
});

test("page.txt imported into an empty paper is a page with all its elements in their order",
  { skip: !existsSync(source) && "page.txt is not here" }, async () => {
    let said;
    const { folder, origin } = await makePaper("nd", ["--name", "nd", "--language", "de"], {
      settings: { sign: "nd" },
      moment: "now",  // A page of plain text is published when it is imported.
      fill: async (paper) => { said = await allmende("import", paper, source); },
    });
    assert.match(said, /1 new|2 new/);
    await withPage({ ...desktop, javaScriptEnabled: false }, async (page) => {
      await page.goto(origin);
      await page.getByRole("link", { name: "NATO und Russland wieder im Dialog" }).click();
      const expected = await elements();
      assert.ok(expected.length > 15);
      assertInOrder(plain(await page.locator("main").innerText()), expected);

      const label = page.locator(".advertisement .advertisement-label");
      assert.equal(await label.innerText(), "Werbung");
      assert.equal(await page.locator("h1").innerText(), "NATO und Russland wieder im Dialog");
      const dateline = page.locator(".dateline");
      assert.equal(await dateline.innerText(), "Brüssel.");
      assert.ok(await dateline.evaluate((node) => getComputedStyle(node).fontWeight >= 600));
      assert.deepEqual(await page.locator(".see-pages").allInnerTexts(), ["Seiten 4 und 8"]);
      assert.equal(await page.locator(".appeal .purposes li").count(), 5);
    });

    const before = await allmende("export", folder);
    const again = await allmende("import", folder, source);
    assert.match(again, /\b0 new, 0 changed, [1-9]\d* unchanged, 0 refused/);
    assert.equal(await allmende("export", folder), before);
  });
