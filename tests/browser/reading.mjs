// The ways through the paper: addresses, lists, issues.
import assert from "node:assert/strict";
import test from "node:test";
import { demo, desktop, longCount, longPaper, withPage } from "./support.mjs";

const unscripted = { ...desktop, javaScriptEnabled: false };

async function answer(address) {
  const response = await fetch(address, { redirect: "manual" });
  const location = response.headers.get("location");
  return { status: response.status, to: location && new URL(location, address).pathname };
}

test("“Seiten 4 und 8” are links to those pages of the same issue", async () => {
  const { origin } = await demo();
  await withPage(unscripted, async (page) => {
    for (const number of ["2043", "2025"]) {
      await page.goto(`${origin}/artikel/${number}`);
      const links = page.locator(".see-pages a");
      const labels = await links.allInnerTexts();
      assert.ok(labels.length > 0);
      const issue = await page.locator(".article-note a").first().getAttribute("href");
      for (const [index, label] of labels.entries()) {
        await page.goto(`${origin}/artikel/${number}`);
        await links.nth(index).click();
        assert.equal(new URL(page.url()).pathname, `${issue}/seite/${label}`);
        assert.match(await page.locator("h1").innerText(), new RegExp(`\\b${label}\\b`));
      }
    }
  });
});

test("whatever follows the number, the reader comes to the permanent address", async () => {
  const { origin } = await demo();
  const permanent = "/artikel/2043.die-schleuse-kommt-zurueck";
  assert.deepEqual(await answer(origin + permanent), { status: 200, to: null });
  for (const other of ["/artikel/2043", "/artikel/2043.ein-alter-titel", `${permanent}.html`,
    "/artikel/2043.ein-alter-titel.html"]) {
    assert.deepEqual(await answer(origin + other), { status: 301, to: permanent }, other);
  }
  assert.equal((await answer(`${origin}/artikel/99999.die-schleuse-kommt-zurueck`)).status, 404);
});

test("paging through a section by its links meets each article exactly once, there and back",
  async () => {
    const { origin } = await longPaper();
    const every = Array.from({ length: longCount }, (_, index) => longCount - index);
    await withPage(unscripted, async (page) => {
      const numbers = () => page.locator("main .teaser-title a").evaluateAll((links) =>
        links.map((link) => Number(/\/artikel\/(\d+)\./.exec(link.href)[1])));
      await page.goto(`${origin}/ressort/hafen`);
      const met = await numbers();
      const next = page.locator("main a[rel=next]");
      while (await next.count() > 0) {
        assert.ok(met.length <= longCount, "the section does not end");
        await next.click();
        met.push(...await numbers());
      }
      assert.deepEqual([...met].sort((one, other) => other - one), every);

      const back = await numbers();
      const previous = page.locator("main a[rel=prev]");
      while (await previous.count() > 0) {
        assert.ok(back.length <= longCount, "the section does not begin");
        await previous.click();
        back.unshift(...await numbers());
      }
      assert.deepEqual(back, met);
    });
  });

test("the archive leads to days with texts, over empty ones, and not into the future", async () => {
  const { origin } = await demo();
  await withPage(unscripted, async (page) => {
    const paths = (locator) => locator.evaluateAll((links) => links.map((link) => link.pathname));
    await page.goto(`${origin}/archiv/2026/11/15`);  // a Sunday: no paper
    assert.deepEqual(await page.locator("main .teaser").count(), 0);
    assert.deepEqual(await paths(page.locator(".paging a")), ["/archiv/2026/11/14", "/archiv/2026/11/16"]);
    await page.goto(`${origin}/archiv/2026`);
    assert.deepEqual(await paths(page.locator(".calendar caption a")), ["/archiv/2026/11"]);
    const day = page.locator(".calendar td a").first();
    assert.match(await day.evaluate((link) => getComputedStyle(link).textDecorationLine), /underline/);
  });
  assert.equal((await answer(`${origin}/archiv/2026/11/21`)).status, 200);
  for (const future of ["2026/11/22", "2026/12", "2027"]) {
    assert.equal((await answer(`${origin}/archiv/${future}`)).status, 404, future);
  }
});

test("no article stands twice on the front page", async () => {
  for (const paper of [demo, longPaper]) {
    const { origin } = await paper();
    await withPage(unscripted, async (page) => {
      await page.goto(origin);
      const links = await page.locator("main a[href^='/artikel/']").evaluateAll((all) =>
        all.map((link) => link.pathname));
      assert.ok(links.length > 5);
      assert.deepEqual(links.filter((link, place) => links.indexOf(link) !== place), []);
    });
  }
});

test("every address that a page of the demonstration paper links to is there", async () => {
  const { origin } = await demo();
  const found = new Map([["/", "the tests"]]);
  for (const [path, from] of found) {
    // A click on an advertisement leads elsewhere; what is elsewhere is not ours.
    const isClick = path.startsWith("/werbung/");
    const response = await fetch(origin + path, { redirect: isClick ? "manual" : "follow" });
    assert.equal(response.status, isClick ? 303 : 200, `${path}, linked from ${from}`);
    if (isClick || !response.headers.get("content-type").startsWith("text/html")) continue;
    const text = (await response.text()).replaceAll("&amp;", "&");
    for (const [, link] of text.matchAll(/(?:href|src)="(\/[^"#]*)/g)) {
      if (!found.has(link)) found.set(link, path);
    }
  }
  assert.ok(found.size > 200, `${found.size} addresses`);
});
