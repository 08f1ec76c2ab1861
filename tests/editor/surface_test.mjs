// The writing surface as somebody uses it: by keyboard, under the newsroom's strict policy.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import test from "node:test";
import { withSurface } from "./page.mjs";
import { idsOf, root } from "./support.mjs";
import { words } from "./words_de.mjs";

// All that is waited for stands before the first test: when tests run dry, Chromium ends.
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const paragraph = (id, t) => ({ id, type: "paragraph", text: [{ t }] });
const of = (...blocks) => ({ body: { version: 1, blocks } });
const blocks = async (page) => (await page.evaluate(() => window.surface.body())).blocks;
/** What is there without ids: [type, text…], which is what most tests are about. */
const shape = async (page) => (await blocks(page)).map(function told(block) {
  const plain = (text) => text.map(({ t, marks }) => (marks ? `<${t}>` : t)).join("");
  const { type } = block;
  if (type === "list") return [block.ordered ? "numbers" : "bullets", ...block.items.map(plain)];
  if (type === "interview") return [type, plain(block.question), ...block.answer.map(plain)];
  if (type === "infobox") return [type, block.title ?? "", ...block.blocks.map(told)];
  if (type === "quote") return [type, plain(block.text), block.attribution ?? ""];
  if (type === "embed") return [type, block.url, block.provider ?? "", block.title ?? ""];
  if (type === "picture") return [type, block.file, block.alt ?? "", block.caption ?? "", block.credit ?? ""];
  return type === "separator" ? [type] : [type, plain(block.text)];
});
/** Puts the caret at the end of the text, or at its beginning. */
async function caret(page, key = "Control+End") {
  await page.evaluate(() => window.surface.focus());
  await press(page, key);
}
/** Presses keys one after the other, none before the browser has told where the caret went. */
const press = async (page, ...keys) => {
  for (const key of keys) {
    await page.keyboard.press(key);
    if (/Arrow|Home|End|\+a$/.test(key)) await page.waitForTimeout(60);
  }
};
const click = async (page, place) => {
  await page.locator(place).click();
  await page.waitForTimeout(60);
};

test("a text that is opened and closed is the same, whichever it is", async () => {
  const folder = path.join(root, "demo/hafenblatt/articles");
  const bodies = await Promise.all((await readdir(folder)).map(async (name) =>
    JSON.parse(await readFile(path.join(folder, name), "utf8")).body));
  await withSurface(null, async (page) => {
    for (const body of [...bodies, { version: 1, blocks: [] }]) {
      await page.evaluate((given) => window.surface.setBody(given), body);
      assert.equal(JSON.stringify(await page.evaluate(() => window.surface.body())), JSON.stringify(body));
    }
    assert.equal(await page.evaluate(() => window.changes), 0);
  });
});

test("what is typed is in the body, and each change is told", async () => {
  await withSurface(of(), async (page) => {
    await caret(page);
    await page.keyboard.type("Moin");
    await press(page, "Enter");
    await page.keyboard.type("Zweiter Absatz");
    assert.deepEqual(await shape(page), [["paragraph", "Moin"], ["paragraph", "Zweiter Absatz"]]);
    const ids = idsOf(await blocks(page));
    assert.equal(new Set(ids).size, 2);
    for (const id of ids) assert.match(id, /^[a-z0-9-]{1,32}$/);
    assert.ok(await page.evaluate(() => window.changes) >= 18);
  });
});

test("typing in one block leaves every other as it was, white space and all", async () => {
  const strange = { id: "odd", type: "paragraph", text: [{ t: "zwei  Blanks, \n eine Zeile \u202f\t" }] };
  const example = JSON.parse(await readFile(new URL("example.json", import.meta.url), "utf8")).body.blocks;
  const before = [strange, ...example];
  await withSurface(of(...before), async (page) => {
    await caret(page);
    await page.keyboard.type("!");
    await click(page, "[data-id=odd]");
    await press(page, "Home");
    await page.keyboard.type("x");
    const after = await blocks(page);
    assert.equal(after.length, before.length);
    assert.equal(after[0].text[0].t.replace("x", ""), strange.text[0].t);
    assert.deepEqual(after.slice(1, -1), before.slice(1, -1));
    assert.equal(after.at(-1).text[0].t, "Die nächste Prüfung ist im März.!");
  });
});

test("Alt and a digit makes a block into each kind and back, keeping text, id and caret", async () => {
  await withSurface(of(paragraph("b1", "Moin")), async (page) => {
    await caret(page);
    const expected = [["2", ["subheading", "Moin"]], ["3", ["quote", "Moin", ""]], ["4", ["bullets", "Moin"]],
      ["5", ["numbers", "Moin"]], ["6", ["interview", "Moin", ""]], ["7", ["infobox", "", ["paragraph", "Moin"]]]];
    for (const [digit, shown] of expected) {
      await press(page, `Alt+${digit}`);
      assert.deepEqual(await shape(page), [shown], `Alt+${digit}`);
      await page.keyboard.type("!");
      assert.match(JSON.stringify(await shape(page)), /Moin!/, "the caret stayed behind the text");
      await press(page, "Backspace");
      const ids = idsOf(await blocks(page));
      assert.equal(ids.at(-1), "b1", "the text kept its id");
      if (digit === "7") await press(page, "Home", "ArrowUp");  // into the box's title: the box is meant
      await press(page, `Alt+${digit}`);
      assert.deepEqual(await shape(page), [["paragraph", "Moin"]], `Alt+${digit} again`);
    }
  });
});

test("several blocks become one list, and nothing that they said is lost", async () => {
  const quote = { id: "q", type: "quote", text: [{ t: "zwei" }], attribution: "Ada" };
  await withSurface(of(paragraph("a", "eins"), quote, paragraph("c", "drei")), async (page) => {
    await caret(page);
    await press(page, "Control+a", "Alt+5");
    assert.deepEqual(await shape(page), [["numbers", "eins", "zwei", "Ada", "drei"]]);
    await press(page, "Control+z");
    assert.deepEqual(await shape(page), [["paragraph", "eins"], ["quote", "zwei", "Ada"], ["paragraph", "drei"]]);
    assert.deepEqual((await blocks(page)).map(({ id }) => id), ["a", "q", "c"]);
  });
});

test("Enter goes through a list, and out of it on an empty item", async () => {
  await withSurface(of(paragraph("a", "eins")), async (page) => {
    await caret(page);
    await press(page, "Alt+4", "Enter");
    await page.keyboard.type("zwei");
    await press(page, "Enter", "Enter");
    await page.keyboard.type("danach");
    assert.deepEqual(await shape(page), [["bullets", "eins", "zwei"], ["paragraph", "danach"]]);
  });
});

test("Enter goes from question to answer, to the next question, and out", async () => {
  await withSurface(of(), async (page) => {
    await caret(page);
    await press(page, "Alt+6");
    await page.keyboard.type("Hält sie?");
    await press(page, "Enter");
    await page.keyboard.type("Ja.");
    await press(page, "Enter", "Enter");
    await page.keyboard.type("Sicher?");
    await press(page, "Enter");
    await page.keyboard.type("Nein.");
    await press(page, "Enter", "Enter", "Enter");
    await page.keyboard.type("Ende");
    assert.deepEqual(await shape(page),
      [["interview", "Hält sie?", "Ja."], ["interview", "Sicher?", "Nein."], ["paragraph", "Ende"]]);
  });
});

test("Enter goes from a quotation to who said it, and on; in its middle it makes two", async () => {
  await withSurface(of(paragraph("a", "Moin Moin")), async (page) => {
    await caret(page);
    await press(page, "Alt+3", "Enter");
    await page.keyboard.type("Ada");
    await press(page, "Enter");
    await page.keyboard.type("x");
    assert.deepEqual(await shape(page), [["quote", "Moin Moin", "Ada"], ["paragraph", "x"]]);
    await click(page, "[data-line=quote]");
    await press(page, "Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Enter");
    assert.deepEqual((await shape(page)).slice(0, 2), [["quote", "Moin", ""], ["quote", " Moin", "Ada"]]);
  });
});

test("Enter on the empty last line of a box leaves it", async () => {
  await withSurface(of(paragraph("a", "innen")), async (page) => {
    await caret(page);
    await press(page, "Alt+7", "Enter", "Enter");
    await page.keyboard.type("außen");
    assert.deepEqual(await shape(page), [["infobox", "", ["paragraph", "innen"]], ["paragraph", "außen"]]);
  });
});

test("Backspace at the beginning undoes the kind of a block", async () => {
  const list = { id: "l", type: "list", ordered: false, items: [[{ t: "eins" }], [{ t: "zwei" }]] };
  await withSurface(of(list), async (page) => {
    await caret(page, "Control+Home");
    await press(page, "Backspace");
    assert.deepEqual(await shape(page), [["paragraph", "eins"], ["bullets", "zwei"]]);
    await press(page, "End", "Alt+3", "Home", "Backspace");
    assert.deepEqual(await shape(page), [["paragraph", "eins"], ["bullets", "zwei"]]);
  });
});

test("Backspace and Delete never join lines that have their place in a block", async () => {
  const example = JSON.parse(await readFile(new URL("example.json", import.meta.url), "utf8")).body;
  await withSurface({ body: example }, async (page) => {
    for (const line of ["attribution", "box-title", "caption", "credit", "alternative", "provider", "embed-title"]) {
      for (const [edge, key] of [["Home", "Backspace"], ["End", "Delete"]]) {
        const before = await blocks(page);
        await click(page, `[data-line=${line}]`);
        await press(page, edge, key);
        assert.deepEqual(await blocks(page), before, `${key} in ${line}`);
      }
    }
    await click(page, "[data-line=credit]");
    await press(page, "Home", "Backspace");
    await page.keyboard.type("!");
    assert.equal((await blocks(page)).find(({ type }) => type === "picture").caption, "Das Nordtor am Donnerstag!",
      "the caret went to the line before");
  });
});

test("strong, emphasis, undo and redo by keyboard", async () => {
  await withSurface(of(paragraph("a", "Moin")), async (page) => {
    await caret(page);
    await press(page, "Control+a", "Control+b", "Control+i");
    assert.deepEqual((await blocks(page))[0].text, [{ t: "Moin", marks: ["strong", "emphasis"] }]);
    await press(page, "Control+z", "Control+z");
    assert.deepEqual((await blocks(page))[0].text, [{ t: "Moin" }]);
    await press(page, "Control+y");
    assert.deepEqual((await blocks(page))[0].text, [{ t: "Moin", marks: ["strong"] }]);
  });
});

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
    await page.evaluate(() => window.surface.insertPicture("tor.webp"));
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
    const inForms = ["linkAddress", "embedAddress", "addressInvalid", "found", "notFound", "replaced"];
    const expected = Object.keys(words).filter((key) => !inForms.includes(key)).map((key) => `⟦${key}⟧`);
    assert.deepEqual([...new Set(said.filter((word) => word !== ""))].sort(), expected.sort());
    assert.deepEqual([...await page.evaluate(() => window.editor.wordKeys)].sort(), Object.keys(words).sort());
  });
});

async function violations(page) {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const result = await page.evaluate((runOnly) => axe.run(document.querySelector(".surface"), { runOnly }), tags);
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
}

test("the surface violates no rule of accessibility, narrow and wide, light and dark, forms open", async () => {
  await withSurface(null, async (page) => {
    await page.evaluate(axe);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        assert.deepEqual(await violations(page), [], `${colorScheme}, ${width} px`);
        await caret(page, "Control+Home");
        for (const keys of [["Control+k", "x", "Enter"], ["Control+f", "t"]]) {
          await press(page, ...keys);
          assert.deepEqual(await violations(page), [], `${colorScheme}, ${width} px, ${keys[0]}`);
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

test("typography is set as one types, and Backspace or Mod-z right afterwards takes it back", async () => {
  for (const key of ["Backspace", "Control+z"]) {
    await withSurface(of(), async (page) => {
      await caret(page);
      await page.keyboard.type("Sie sagte: \"Das ist 'so' - wie geht's?\"");
      assert.deepEqual(await shape(page), [["paragraph", "Sie sagte: »Das ist ›so‹ – wie geht’s?«"]]);
      await press(page, key);
      assert.deepEqual(await shape(page), [["paragraph", "Sie sagte: »Das ist ›so‹ – wie geht’s?\""]]);
      await press(page, "Backspace");
      assert.deepEqual(await shape(page), [["paragraph", "Sie sagte: »Das ist ›so‹ – wie geht’s?"]], "as ever");
    });
  }
});

test("typography keeps marks, and what is selected is replaced by a quote", async () => {
  await withSurface({ body: { version: 1, blocks: [{ id: "a", type: "paragraph",
    text: [{ t: "laut", marks: ["strong"] }, { t: " x" }] }] }, language: "en", quotes: "“…”" }, async (page) => {
    await caret(page);
    await press(page, "Shift+ArrowLeft");
    await page.keyboard.type("\"x\"");
    assert.deepEqual((await blocks(page))[0].text, [{ t: "laut", marks: ["strong"] }, { t: " “x”" }]);
    await press(page, "Home");
    await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(60);
    await page.keyboard.type("'");
    assert.deepEqual((await blocks(page))[0].text[0], { t: "l’aut", marks: ["strong"] });
  });
});
