// Nothing runs out of the page, nothing moves, the first view is light.
import assert from "node:assert/strict";
import test from "node:test";
import { demo, desktop, phone, withPage, youngPapers } from "./support.mjs";
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

test("the front page of a young paper shows all its articles, each wide enough to be read", async (t) => {
  for (const [count, paper] of youngPapers) {
    await t.test(`${count}`, async () => {
      const { origin } = await paper();
      await withPage(desktop, async (page) => {
        await page.goto(origin);
        const shown = await page.locator("main a[href^='/artikel/']").evaluateAll((links) =>
          links.map((link) => Number(/\/artikel\/(\d+)/.exec(link.href)[1])));
        assert.deepEqual(shown.sort(), Array.from({ length: count }, (_, index) => index + 1));
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 });
          assert.deepEqual(await page.evaluate(sticksOut), { scrolls: false, guilty: [] }, `${width} px`);
        }
      });
    });
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

/** The requests of a first visit that its first view needs: all but pictures further down; by weight. */
async function firstView(options, address) {
  return withPage(options, async (page) => {
    const parts = [];
    page.on("requestfinished", (request) => parts.push(request.sizes().then((sizes) => ({
      bytes: sizes.responseHeadersSize + sizes.responseBodySize,
      path: new URL(request.url()).pathname,
    }))));
    await page.goto(address, { waitUntil: "networkidle" });
    const below = await page.evaluate(() => [...document.images]
      .filter((image) => image.getBoundingClientRect().top >= innerHeight)
      .map((image) => new URL(image.currentSrc || image.src).pathname));
    return (await Promise.all(parts)).filter((part) => !below.includes(part.path))
      .sort((one, other) => other.bytes - one.bytes);
  });
}

test("the first view on a phone is no heavier than 100 kB with its fonts", async (t) => {
  const { origin } = await demo();
  const denser = { ...phone, deviceScaleFactor: 3 };
  const paths = ["/", "/artikel/2043.die-schleuse-kommt-zurueck", "/artikel/2044", "/artikel/2012", "/ressort/hafen",
    "/beitrag?betrag=10", "/ausgabe/2026-11-21", "/nirgends"];
  for (const path of paths) {
    for (const options of [phone, denser]) {
      await t.test(`${path}, ${options.deviceScaleFactor} dots to the pixel`, async () => {
        const parts = await firstView(options, origin + path);
        const sum = parts.reduce((bytes, part) => bytes + part.bytes, 0);
        t.diagnostic(`${path}: ${sum} bytes`);
        assert.ok(parts.some((part) => part.path.endsWith(".woff2")), "no font was loaded");
        assert.ok(sum <= 100_000,
          `${sum} bytes:\n${parts.map((part) => `${part.bytes} ${part.path}`).join("\n")}`);
      });
    }
  }
});

test("a browser that does not know AVIF gets the same picture as WebP", async () => {
  const { origin } = await demo();
  const address = `${origin}/artikel/2043`;
  const shown = () => withPage(phone, async (page) => {
    await page.goto(address, { waitUntil: "networkidle" });
    return page.evaluate(() => document.querySelector(".lead-picture img").currentSrc);
  });
  assert.match(await shown(), /-656\.avif$/);
  const older = await withPage(phone, async (page) => {
    await page.route(address + "*", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll("image/avif", "image/never-heard-of");
      await route.fulfill({ response, body });
    });
    await page.goto(address, { waitUntil: "networkidle" });
    return page.evaluate(() => {
      const image = document.querySelector(".lead-picture img");
      return { address: image.currentSrc, width: image.naturalWidth };
    });
  });
  assert.match(older.address, /-656\.webp$/);
  assert.ok(older.width > 0);
});
