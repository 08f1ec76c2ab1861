// Pasting: what other programs put on the clipboard keeps its structure and loses its rubbish, under the
// newsroom's policy with Trusted Types. The fixtures have the shape of what these programs write.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { withSurface } from "./page.mjs";

const fixture = (name) => readFile(new URL(`pasted/${name}.html`, import.meta.url), "utf8");
const names = ["word", "google_docs", "libreoffice", "web_page"];
const fixtures = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await fixture(name)])));

const marked = (text) => text.map(({ t, marks = [] }) => marks.reduce((inner, mark) =>
  mark === "strong" ? `*${inner}*` : mark === "emphasis" ? `_${inner}_` : `[${inner}](${mark.link})`, t)).join("");
const told = (block) => {
  if (block.type === "list") return [block.ordered ? "numbers" : "bullets", ...block.items.map(marked)];
  if (block.type === "infobox") return ["infobox", block.title ?? "", ...block.blocks.map(told)];
  if (block.type === "interview") return ["interview", marked(block.question), ...block.answer.map(marked)];
  if (block.type === "quote") return ["quote", marked(block.text), ...(block.attribution ? [block.attribution] : [])];
  return block.text ? [block.type, marked(block.text)] : [block.type];
};
const shape = async (page) => (await page.evaluate(() => window.surface.body())).blocks.map(told);

function paste(page, clipboard) {
  return page.evaluate((given) => {
    const data = new DataTransfer();
    for (const [type, value] of Object.entries(given)) data.setData(type, value);
    document.querySelector(".surface-text").dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, clipboard);
}

async function pasted(html, body = { version: 1, blocks: [] }) {
  let result;
  await withSurface({ body }, async (page) => {
    await page.evaluate(() => window.surface.focus());
    await paste(page, { "text/html": html, "text/plain": "anders" });
    result = await shape(page);
    assert.equal(await page.evaluate(() => window.evil), undefined, "no script ran");
  });
  return result;
}

test("from Word", async () => {
  assert.deepEqual(await pasted(fixtures.word), [
    ["subheading", "Das Tor"],
    ["paragraph", "Das Nordtor *klemmt* seit _Montag_. Nachweislich."],
    ["bullets", "Die Werft", "Die *Stadt*"],
    ["numbers", "Zuerst der Antrag"],
    ["quote", "Ein Tor ist offen oder zu."],
    ["paragraph", "Länge"],
    ["paragraph", "181 Meter"],
    ["paragraph", "[Vertrag](https://osterfleet.example/vertrag?seite=2), Entwurf"],
  ]);
});

test("from Google Docs", async () => {
  assert.deepEqual(await pasted(fixtures.google_docs), [
    ["subheading", "Das Tor"],
    ["paragraph", "Das Nordtor *klemmt* seit _Montag_. [Vertrag](https://osterfleet.example/vertrag)"],
    ["bullets", "Die Werft", "und ihr Chef", "*Die Stadt*"],
    ["numbers", "Zuerst der Antrag"],
  ]);
});

test("from LibreOffice", async () => {
  assert.deepEqual(await pasted(fixtures.libreoffice), [
    ["subheading", "Das Tor"],
    ["paragraph", "Das Nordtor *klemmt* seit _Montag_."],
    ["paragraph", "Neue Zeile."],
    ["numbers", "Zuerst der Antrag", "dann das *Tor*"],
    ["paragraph", "[Mira](mailto:mira@hafenblatt.example)"],
  ]);
});

test("from a page of the web", async () => {
  assert.deepEqual(await pasted(fixtures.web_page), [
    ["subheading", "Das Tor"],
    ["paragraph", "Loser Text vor *dem *_*Absatz*_"],
    ["paragraph", "Erster\u00a0Absatz Falle, relativ, [seltsam](https://hafen.example/a%7Cb)"],
    ["quote", "Ein Tor ist offen."],
    ["quote", "Oder zu."],
    ["separator"],
    ["paragraph", "eine Zeile"],
    ["paragraph", "zweite Zeile"],
    ["bullets", "eins"],
    ["bullets", "anderer Anfang"],
  ]);
});

const paragraph = (id, t) => ({ id, type: "paragraph", text: [{ t }] });

test("a paragraph from elsewhere joins the one in which the caret stands", async () => {
  assert.deepEqual(await pasted("<p>vorn, </p>", { version: 1, blocks: [paragraph("a", "hinten")] }),
    [["paragraph", "vorn,hinten"]]);
  assert.deepEqual(await pasted("<p>eins</p><p>zwei </p>", { version: 1, blocks: [paragraph("a", "hinten")] }),
    [["paragraph", "eins"], ["paragraph", "zweihinten"]]);
});

test("what is pasted where there is room for a line only is one line, and nothing is lost", async () => {
  const html = "<h2>Eins</h2><p>zwei <b>drei</b></p><ul><li>vier</li><li>fünf</li></ul>";
  const cases = [
    [{ id: "q", type: "quote", text: [] }, ["quote", "Eins zwei *drei* vier fünf"]],
    [{ id: "i", type: "infobox", blocks: [paragraph("p", "x")] },
      ["infobox", "Eins zwei drei vier fünf", ["paragraph", "x"]]],
    [{ id: "l", type: "list", ordered: false, items: [[]] }, ["bullets", "Eins", "zwei *drei*", "vier", "fünf"]],
    [{ id: "v", type: "interview", question: [], answer: [[{ t: "x" }]] },
      ["interview", "Eins zwei *drei* vier fünf", "x"]],
  ];
  for (const [block, expected] of cases) {
    assert.deepEqual(await pasted(html, { version: 1, blocks: [block] }), [expected], block.type);
  }
});

test("a box takes what it can hold, and the rest as paragraphs", async () => {
  await withSurface({ body: { version: 1, blocks: [
    { id: "i", type: "infobox", title: "T", blocks: [paragraph("p", "")] }] } }, async (page) => {
    await page.evaluate(() => window.surface.focus());
    await page.keyboard.press("Control+End");
    await page.waitForTimeout(500);
    await paste(page, { "text/html": "<blockquote>Zitat</blockquote><ul><li>eins</li></ul>" });
    const [box, ...others] = await shape(page);
    assert.deepEqual(others, []);
    assert.deepEqual(box.filter((one) => one[1] !== ""),
      ["infobox", "T", ["paragraph", "Zitat"], ["bullets", "eins"]]);
  });
});

test("plain text becomes paragraphs, one a line", async () => {
  await withSurface({ body: { version: 1, blocks: [] } }, async (page) => {
    await page.evaluate(() => window.surface.focus());
    await paste(page, { "text/plain": "eins\r\n\r\n  zwei\tdrei <b>\nvier" });
    assert.deepEqual(await shape(page), [["paragraph", "eins"], ["paragraph", "zwei drei <b>"], ["paragraph", "vier"]]);
  });
});

test("an address pasted over a word links it", async () => {
  await withSurface({ body: { version: 1, blocks: [paragraph("a", "Vertrag")] } }, async (page) => {
    await page.evaluate(() => window.surface.focus());
    // A key that comes before the surface has the caret moves nothing.
    const chosen = () => page.evaluate(() => window.surface.quoted()?.quote === "Vertrag" && String(window.getSelection()) === "Vertrag");
    for (let turn = 0; turn < 50 && !(await chosen()); ++turn) {
      await page.keyboard.press("End");
      await page.keyboard.press("Shift+Home");
      await page.waitForTimeout(100);
    }
    await paste(page, { "text/plain": "https://osterfleet.example/vertrag" });
    assert.deepEqual(await shape(page), [["paragraph", "[Vertrag](https://osterfleet.example/vertrag)"]]);
  });
});

test("what is copied in the surface comes back as it was, with new ids for what is there twice", async () => {
  const example = JSON.parse(await fixtureOf("example.json")).body;
  await withSurface({ body: example }, async (page) => {
    await page.evaluate(() => window.surface.focus());
    await page.keyboard.press("Control+a");
    await page.waitForTimeout(500);
    const copied = await page.evaluate(() => {
      const data = new DataTransfer();
      document.querySelector(".surface-text").dispatchEvent(
        new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
      return { "text/html": data.getData("text/html"), "text/plain": data.getData("text/plain") };
    });
    await paste(page, copied);
    const once = (await page.evaluate(() => window.surface.body())).blocks;
    assert.deepEqual(once.map(told), example.blocks.map(told));
    await page.keyboard.press("Control+End");
    await page.waitForTimeout(500);
    await page.keyboard.press("Enter");
    await paste(page, copied);
    const twice = (await page.evaluate(() => window.surface.body())).blocks;
    const shapes = example.blocks.map(told);
    assert.deepEqual(twice.map(told), [...shapes, ...shapes]);
    const ids = twice.flatMap(({ id, blocks = [] }) => [id, ...blocks.map((inner) => inner.id)]);
    assert.equal(new Set(ids).size, ids.length);
  });
});

function fixtureOf(name) {
  return readFile(new URL(name, import.meta.url), "utf8");
}
