// Nothing runs out of the page, nothing moves, the first view is light.
import assert from "node:assert/strict";
import test from "node:test";
import { demo, desktop, phone, withPage } from "./support.mjs";
import { kinds } from "./kinds.mjs";

// 640 is 1280 at 200 % zoom; 320 is 1280 at 400 %.
const widths = [320, 360, 640, 768, 1280, 1600];

/**
 * What reaches beyond the window or its own box, and teasers too narrow to be read. The strip of
 * sections scrolls by itself; an info box may stand in the margin of the text that holds it.
 */
function sticksOut() {
  const width = document.documentElement.clientWidth;
  const scrolls = document.documentElement.scrollWidth > width;
  const guilty = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    const leaves = box.right > width + 1 || box.left < -1;
    const bursts = getComputedStyle(element).display !== "inline" && element.clientWidth > 1 &&
      element.scrollWidth > element.clientWidth + 1;
    return (leaves || bursts) && box.width > 1 &&
      !element.matches(".visually-hidden, .sections ul, .sections ul *, :has(.infobox)") ||
      element.matches(".teaser") && box.width < 160;
  }).map((element) => `${element.localName}.${element.className}: ${element.textContent.slice(0, 40)}`);
  return { scrolls, guilty };
}

test("no page scrolls sideways and no word leaves its box, from 320 to 1600 px", async (t) => {
  for (const { name, address } of await kinds()) {
    await t.test(name, () => withPage(desktop, async (page) => {
      await page.goto(address);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await page.evaluate(sticksOut), { scrolls: false, guilty: [] }, `${width} px`);
      }
    }));
  }
});

test("a word that is too long for the page would be found", async () => {
  const { origin } = await demo();
  await withPage(desktop, async (page) => {
    await page.goto(`${origin}/impressum`);
    await page.evaluate(() => {
      document.querySelector("h1").style.whiteSpace = "nowrap";
      document.querySelector("h1").textContent = "Donaudampfschiff ".repeat(20);
    });
    assert.ok((await page.evaluate(sticksOut)).scrolls);
  });
});

/** The sum of all layout shifts while a page loads, its fonts and pictures late. */
async function shiftOf(options, address, late) {
  return withPage(options, async (page) => {
    if (late) {
      await page.route(late, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 700));
        await route.continue();
      });
    }
    await page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          window.shifts.push({ value: entry.value,
            what: entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 80)) });
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(address, { waitUntil: "load" });
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(late ? 600 : 200);
    return page.evaluate(() => window.shifts);
  });
}

test("nothing moves while a page loads, even when fonts and pictures come late", async (t) => {
  const { origin } = await demo();
  for (const path of ["/", "/artikel/2043", "/artikel/2044", "/ressort/hafen", "/beitrag?betrag=10"]) {
    for (const [name, options] of Object.entries({ phone, desktop })) {
      await t.test(`${path} on a ${name}`, async () => {
        assert.deepEqual(await shiftOf(options, origin + path), []);
        assert.deepEqual(await shiftOf(options, origin + path, /\.woff2$/), []);
        assert.deepEqual(await shiftOf(options, origin + path, /\/bilder\//), []);
      });
    }
  }
});

test("a page whose parts move would be found", async () => {
  const address = "http://paper.test/";
  const shifts = await withPage(desktop, async (page) => {
    await page.route("**", async (route) => {
      const picture = route.request().url().endsWith("late.svg");
      if (picture) await new Promise((resolve) => setTimeout(resolve, 500));
      await route.fulfill(picture
        ? { contentType: "image/svg+xml",
            body: `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"/>` }
        : { contentType: "text/html", body: `<img src="late.svg" alt=""><p>Text that moves.</p>` });
    });
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shift += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(address);
    await page.waitForTimeout(300);
    return page.evaluate(() => window.shift);
  });
  assert.ok(shifts > 0);
});

// Not yet true on phones with dense screens: pictures and the italic are too heavy there (see the note).
test("the first view is no heavier than 100 kB with its fonts", { todo: true }, async (t) => {
  const { origin } = await demo();
  for (const path of ["/", "/artikel/2043.die-schleuse-kommt-zurueck"]) {
    await t.test(path, { todo: true }, () => withPage(phone, async (page) => {
      const parts = [];
      page.on("requestfinished", (request) => parts.push(request.sizes().then((sizes) => ({
        bytes: sizes.responseHeadersSize + sizes.responseBodySize,
        path: new URL(request.url()).pathname,
      }))));
      await page.goto(origin + path, { waitUntil: "networkidle" });
      const below = await page.evaluate(() => [...document.images]
        .filter((image) => image.getBoundingClientRect().top >= innerHeight)
        .map((image) => new URL(image.currentSrc || image.src).pathname));
      const sizes = (await Promise.all(parts)).filter((part) => !below.includes(part.path))
        .sort((one, other) => other.bytes - one.bytes);
      const sum = sizes.reduce((bytes, part) => bytes + part.bytes, 0);
      const list = sizes.map((part) => `${part.bytes} ${part.path}`).join("\n");
      assert.ok(sizes.some((part) => part.path.endsWith(".woff2")), "no font was loaded");
      t.diagnostic(`${path}: ${sum} bytes`);
      assert.ok(sum <= 100_000, `${sum} bytes:\n${list}`);
    }));
  }
});
