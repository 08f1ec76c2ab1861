// A paper behind a cache that all readers share: its pages' open places are filled by a script.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, makePaper, withPage } from "./support.mjs";

const article = "/artikel/2044.hundertvierzig-chefinnen-und-ein-schiff";
let made;
const shared = () => (made ??= makePaper("shared", ["--demo"], { settings: { shared: true } }));

test("the open places of a shared page are filled, under its own strict policy", async () => {
  const { origin } = await shared();
  await withPage(desktop, async (page) => {
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(origin + article, { waitUntil: "networkidle" });
    await page.waitForSelector("aside.appeal");
    assert.equal(await page.locator("aside.appeal").count(), 1);
    assert.equal(await page.locator("aside.advertisement").count(), 1);
    assert.equal(await page.locator("[data-einsatz]").count(), 0);
    assert.match(await page.locator("aside.appeal a.button").getAttribute("href"), /^\/beitrag/);
    const parents = await page.locator("aside.appeal").evaluate((element) => element.parentElement.localName);
    assert.equal(parents, "article");
    assert.deepEqual(complaints, []);
  });
});

test("the policy refuses what the script does not do: markup from a string", async () => {
  const { origin } = await shared();
  await withPage(desktop, async (page) => {
    await page.goto(origin + article, { waitUntil: "networkidle" });
    const refused = await page.evaluate(() => {
      try {
        document.body.innerHTML = "<p>";
        return false;
      } catch (error) {
        return error.name;
      }
    });
    assert.equal(refused, "TypeError");
  });
});

test("without script a link stands in each open place", async () => {
  const { origin } = await shared();
  await withPage({ ...desktop, javaScriptEnabled: false }, async (page) => {
    await page.goto(origin + article);
    for (const [place, address] of [["aufruf", "/beitrag"], ["anzeige", "/anzeige"]]) {
      const link = page.locator(`[data-einsatz^="/einsatz/${place}"] a`);
      assert.equal(await link.getAttribute("href"), address);
      assert.ok(await link.isVisible());
    }
    await page.goto(`${origin}/anzeige`);
    assert.ok(await page.locator("aside.advertisement").isVisible());
  });
});

test("an open place that cannot be filled stays empty and harms nothing", async () => {
  const { origin } = await shared();
  await withPage(desktop, async (page) => {
    await page.route("**/einsatz/**", (route) => route.fulfill({ status: 503, body: "<p>Wartung</p>" }));
    await page.goto(origin + article, { waitUntil: "networkidle" });
    assert.equal(await page.locator("aside.appeal").count(), 0);
    assert.ok(!(await page.evaluate(() => document.body.innerText)).includes("Wartung"));
  });
});
