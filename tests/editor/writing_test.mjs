// Writing in the surface, by keyboard, under the newsroom's strict policy.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import test from "node:test";
import { blocks, caret, click, of, paragraph, press, shape } from "./hands.mjs";
import { withSurface } from "./page.mjs";
import { idsOf, root } from "./support.mjs";

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
    await page.waitForTimeout(500);
    await page.keyboard.type("'");
    assert.deepEqual((await blocks(page))[0].text[0], { t: "l’aut", marks: ["strong"] });
  });
});
