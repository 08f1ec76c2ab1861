// WCAG 2.2 AA by axe, and the keyboard.
import assert from "node:assert/strict";
import test from "node:test";
import { axe, violations } from "./axe.mjs";
import { demo, desktop, withPage } from "./support.mjs";
import { kinds } from "./kinds.mjs";

test("axe finds the violations that are planted", async () => {
  const { origin } = await demo();
  await withPage({ bypassCSP: true }, async (page) => {
    await page.goto(`${origin}/artikel/2043`);
    await page.evaluate(axe);
    await page.evaluate(() => {
      document.querySelector(".deck").style.color = "#ddd";
      document.querySelector(".byline a").textContent = "";
    });
    const found = (await violations(page)).join("\n");
    assert.match(found, /color-contrast at \.deck/);
    assert.match(found, /link-name/);
  });
});

test("no page violates WCAG 2.2 AA, narrow and wide, light and dark", async (t) => {
  for (const { name, address, status } of await kinds()) {
    await t.test(name, () => withPage({ bypassCSP: true }, async (page) => {
      const answer = await page.goto(address);
      assert.equal(answer.status(), status);
      await page.evaluate(axe);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        for (const width of [360, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          assert.deepEqual(await violations(page), [], `${colorScheme}, ${width} px`);
        }
      }
    }));
  }
});

test("the first tab key reaches the skip link, which leads to the text", async () => {
  const { origin } = await demo();
  await withPage(desktop, async (page) => {
    await page.goto(`${origin}/artikel/2043`);
    await page.keyboard.press("Tab");
    const skip = page.locator(":focus");
    assert.equal(await skip.innerText(), "Zum Inhalt springen");
    const box = await skip.boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0 && box.width > 40 && box.height >= 24, JSON.stringify(box));
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.localName), "main");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() =>
      document.querySelector("main").contains(document.activeElement)));
  });
});

/** Where the focus is, and whether an outline is really drawn around it or the teaser it opens. */
function focused() {
  const element = document.activeElement;
  const drawn = (node) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(node);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 &&
      outlineColor !== "rgba(0, 0, 0, 0)";
  };
  const shown = [element, element.closest("article.teaser, .sheet, li")].some((node) =>
    node && drawn(node));
  const box = element.getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight;
  return { place: [...document.querySelectorAll("*")].indexOf(element), shown, inView,
    html: element.outerHTML.slice(0, 100) };
}

test("every link and field is reached by the tab key in the order of the page, and shows it",
  async (t) => {
    const { origin } = await demo();
    for (const path of ["/artikel/2043", "/", "/ausgabe/2026-11-21", "/beitrag?betrag=10"]) {
      await t.test(path, () => withPage(desktop, async (page) => {
        await page.goto(origin + path);
        const expected = await page.evaluate(() => {
          const all = [...document.querySelectorAll("*")];
          return all.flatMap((element, place) =>
            element.matches("a[href], input, button, summary") && element.checkVisibility() ? [place] : []);
        });
        for (const place of expected) {
          await page.keyboard.press("Tab");
          const reached = await page.evaluate(focused);
          assert.equal(reached.place, place, `order: ${reached.html}`);
          assert.ok(reached.shown, `the focus is not shown: ${reached.html}`);
          assert.ok(reached.inView, `the focus is out of view: ${reached.html}`);
        }
      }));
    }
  });
