// The surface around the text: its tools and forms, its words, who can use it and on what.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { axe, violations } from "../browser/axe.mjs";
import { blocks, caret, of, paragraph, press, shape } from "./hands.mjs";
import { withSurface } from "./page.mjs";
import { words } from "./words_de.mjs";

test("a link is set, changed and taken away in a form of its own", async () => {
  await withSurface(of(paragraph("a", "Vertrag")), async (page) => {
    const field = page.getByLabel(words.linkAddress);
    const linked = async () => (await blocks(page))[0].text;
    await caret(page);
    await press(page, "Control+a", "Control+k");
    assert.ok(await field.evaluate((input) => input === document.activeElement));
    await page.keyboard.type("javascript:alert(1)");
    await press(page, "Enter");
    assert.equal(await page.getByRole("alert").innerText(), words.addressInvalid);
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await field.fill("osterfleet.example/vertrag");
    await press(page, "Enter");
    assert.deepEqual(await linked(), [{ t: "Vertrag", marks: [{ link: "https://osterfleet.example/vertrag" }] }]);
    await press(page, "Home", "ArrowRight", "Control+k");
    assert.equal(await field.inputValue(), "https://osterfleet.example/vertrag");
    await field.fill("mira@hafenblatt.example");
    await press(page, "Enter");
    assert.deepEqual(await linked(), [{ t: "Vertrag", marks: [{ link: "mailto:mira@hafenblatt.example" }] }]);
    await press(page, "Control+k");
    await page.getByRole("button", { name: words.removeLink }).click();
    assert.deepEqual(await linked(), [{ t: "Vertrag" }]);
    await press(page, "Control+k", "Escape");
    assert.ok(await page.evaluate(() => document.activeElement.classList.contains("surface-text")));
    assert.equal(await field.isVisible(), false);
  });
});

test("an embed and a break are put in, and a picture by the page", async () => {
  await withSurface(of(paragraph("a", "Moin")), async (page) => {
    await caret(page);
    await press(page, "Alt+9");
    await page.keyboard.type("https://kamera.example/nordtor");
    await press(page, "Enter");
    await page.keyboard.type("Kamera");
    await press(page, "Enter");
    await page.keyboard.type("Live");
    await press(page, "Enter", "Alt+8");
    await page.evaluate(() => window.surface.insertPicture({ file: "tor.webp" }));
    await page.keyboard.type("Ein Tor");
    assert.deepEqual(await shape(page), [["paragraph", "Moin"],
      ["embed", "https://kamera.example/nordtor", "Kamera", "Live"], ["separator"],
      ["picture", "tor.webp", "Ein Tor", "", ""], ["paragraph", ""]]);
  });
});

test("the tools are one stop of the tab key, with arrows within, and say what is pressed", async () => {
  await withSurface(of(paragraph("a", "Moin")), async (page) => {
    const focused = () => page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press("Tab");
    assert.equal(await focused(), words.paragraph);
    await press(page, "ArrowRight");
    assert.equal(await focused(), words.subheading);
    await press(page, "ArrowLeft", "ArrowLeft");
    assert.equal(await focused(), words.find);
    await press(page, "Home", "ArrowRight", "Enter");
    assert.deepEqual(await shape(page), [["subheading", "Moin"]]);
    const pressed = (name) => page.getByRole("button", { name, exact: true }).getAttribute("aria-pressed");
    assert.equal(await pressed(words.subheading), "true");
    assert.equal(await pressed(words.paragraph), "false");
    assert.equal(await pressed(words.separator), null);
    await press(page, "Alt+F10");
    assert.equal(await focused(), words.subheading);
    await press(page, "Escape");
    await page.keyboard.type("!");
    assert.match((await shape(page))[0][1], /!/);
  });
});

test("what is only to be read cannot be changed, by keys or by tools", async () => {
  await withSurface({ ...of(paragraph("a", "Moin")), readOnly: true }, async (page) => {
    await page.locator(".surface-text").click();
    await page.keyboard.type("x");
    await page.getByRole("button", { name: words.subheading }).click({ force: true });
    await press(page, "Control+b");
    assert.deepEqual(await shape(page), [["paragraph", "Moin"]]);
    assert.equal(await page.locator(".surface-text").getAttribute("aria-readonly"), "true");
    await page.evaluate(() => window.surface.setReadOnly(false));
    await caret(page);
    await page.keyboard.type("!");
    assert.deepEqual(await shape(page), [["paragraph", "Moin!"]]);
    await page.evaluate(() => window.surface.setReadOnly(true));
    await page.keyboard.type("x");
    assert.deepEqual(await shape(page), [["paragraph", "Moin!"]]);
  });
});

test("find and replace by keyboard", async () => {
  const text = "Das Tor, das tor und das Stadttor";
  await withSurface(of(paragraph("a", text), { id: "b", type: "subheading", text: [{ t: "Tore" }] }), async (page) => {
    const told = () => page.locator(".surface-bar output").innerText();
    await caret(page, "Control+Home");
    await press(page, "Control+f");
    await page.keyboard.type("tor");
    assert.equal(await told(), "0 von 4");
    await press(page, "Enter", "Enter", "Enter");
    assert.equal(await told(), "3 von 4");
    await press(page, "Shift+Enter");
    assert.equal(await told(), "2 von 4");
    await press(page, "Shift+Enter");
    assert.equal(await told(), "1 von 4");
    await page.getByLabel(words.replaceWith).fill("Törchen");
    await press(page, "Enter");
    assert.equal((await shape(page))[0][1], "Das Törchen, das tor und das Stadttor");
    await page.getByLabel(words.sameCase).check();
    assert.equal(await told(), "1 von 2");
    await page.getByRole("button", { name: words.replaceAll }).click();
    assert.equal(await told(), "2 ersetzt");
    await press(page, "Escape", "Control+z");
    assert.equal((await shape(page))[0][1], "Das Törchen, das tor und das Stadttor", "undone as one");
  });
});

test("the page's words are the only ones, and all of them are used", async () => {
  const coded = Object.fromEntries(Object.keys(words).map((key) => [key, `⟦${key}⟧`]));
  const example = JSON.parse(await readFile(new URL("example.json", import.meta.url), "utf8")).body;
  await withSurface({ body: { version: 1, blocks: example.blocks.filter(({ type }) => type !== "paragraph") },
    words: coded }, async (page) => {
    const said = await page.evaluate(() => {
      const bar = document.querySelector(".surface-bar");
      const labelled = [...document.querySelectorAll("[data-label]")].map((line) => line.dataset.label);
      return [...bar.querySelectorAll("button, label, legend")].map((one) => one.textContent)
        .concat(labelled, [...document.querySelectorAll("[aria-label]")].map((one) => one.ariaLabel));
    });
    const inForms = ["linkAddress", "embedAddress", "addressInvalid", "found", "notFound", "replaced", "pictureMissing"];
    const expected = Object.keys(words).filter((key) => !inForms.includes(key)).map((key) => `⟦${key}⟧`);
    assert.deepEqual([...new Set(said.filter((word) => word !== ""))].sort(), expected.sort());
    assert.deepEqual([...await page.evaluate(() => window.editor.wordKeys)].sort(), Object.keys(words).sort());
  });
});

const violationsOf = (page) => violations(page, { within: ".surface", more: ["best-practice"] });

test("the surface violates no rule of accessibility, narrow and wide, light and dark, forms open", async () => {
  await withSurface(null, async (page) => {
    await page.evaluate(axe);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        assert.deepEqual(await violationsOf(page), [], `${colorScheme}, ${width} px`);
        await caret(page, "Control+Home");
        for (const keys of [["Control+k", "x", "Enter"], ["Control+f", "t"]]) {
          await press(page, ...keys);
          assert.deepEqual(await violationsOf(page), [], `${colorScheme}, ${width} px, ${keys[0]}`);
          await press(page, "Escape");
        }
      }
    }
  }, { bypassCSP: true });
});

test("at 360 pixels nothing is cut off, and every tool can be reached and hit", async () => {
  await withSurface(null, async (page) => {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    for (const tool of await page.locator(".surface-tools button").all()) {
      await tool.focus();
      const box = await tool.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= 360, `${await tool.innerText()} ${JSON.stringify(box)}`);
      assert.ok(box.height >= 24 && box.width >= 24);
    }
  }, { viewport: { width: 360, height: 780 } });
});

test("counts are those of the text as it stands", async () => {
  await withSurface({ ...of(paragraph("a", "Leser*innen lesen.")), line: 10 }, async (page) => {
    assert.deepEqual(await page.evaluate(() => window.surface.counts()),
      { words: 2, characters: 18, lines: 2, minutes: 1 });
    await caret(page);
    await page.keyboard.type(" Viel.");
    assert.equal((await page.evaluate(() => window.surface.counts())).words, 3);
  });
});

test("a surface that is destroyed leaves nothing behind", async () => {
  await withSurface(null, async (page) => {
    await page.evaluate(() => window.surface.destroy());
    assert.equal(await page.locator("#place > *").count(), 0);
  });
});
