// The stored body and the document that is edited are the same text.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import test from "node:test";
import fc from "fast-check";
import { bodies, modules, root } from "./support.mjs";

const { canonical, fromDocument, toDocument, plainLines, isAddress } = await modules("blocks", "body");

const there_and_back = (body) => JSON.stringify(fromDocument(toDocument(body)));

test("every body that the schema allows comes back as the program writes it", () => {
  fc.assert(fc.property(bodies, (body) => {
    assert.equal(there_and_back(body), JSON.stringify(canonical(body)));
  }), { numRuns: 500 });
});

test("a body that the program wrote comes back byte for byte", () => {
  fc.assert(fc.property(bodies, (body) => {
    const written = canonical(body);
    assert.equal(there_and_back(written), JSON.stringify(written));
    assert.equal(JSON.stringify(canonical(written)), JSON.stringify(written));
  }), { numRuns: 200 });
});

test("the one form of a body is the program's", () => {
  const body = { blocks: [
    { type: "paragraph", text: [
      { t: "a", marks: [{ link: "https://a.example" }, "emphasis", "strong", { link: "https://b.example" }] },
      { t: "", marks: ["strong"] }, { t: "b" }, { marks: [], t: "c" }], id: "x" },
    { items: [[]], id: "y", type: "list" },
    { caption: "", credit: "c", alt: "b", file: "a.png", type: "picture", id: "z" },
    { type: "quote", attribution: "", text: [], id: "q" }], version: 1 };
  const expected = '{"version":1,"blocks":[{"id":"x","type":"paragraph","text":[{"t":"a","marks":' +
    '["strong","emphasis",{"link":"https://b.example"}]},{"t":"bc"}]},' +
    '{"id":"y","type":"list","ordered":false,"items":[[]]},' +
    '{"id":"z","type":"picture","file":"a.png","alt":"b","credit":"c"},' +
    '{"id":"q","type":"quote","text":[]}]}';
  assert.equal(JSON.stringify(canonical(body)), expected);
  assert.equal(there_and_back(body), expected);
});

test("every text of the demonstration paper comes back", async () => {
  const folder = path.join(root, "demo/hafenblatt");
  const articles = await readdir(path.join(folder, "articles"));
  const texts = await Promise.all(articles.map((name) => readFile(path.join(folder, "articles", name), "utf8")));
  const pages = (await readFile(path.join(folder, "pages.jsonl"), "utf8")).trim().split("\n");
  const records = [...texts, ...pages].map((record) => JSON.parse(record));
  assert.ok(records.length > 50, `${records.length} records`);
  for (const { body, headline } of records) {
    assert.equal(there_and_back(body), JSON.stringify(body), headline);
  }
});

test("a block that nobody knows is not swallowed", () => {
  assert.throws(() => toDocument({ version: 1, blocks: [{ id: "a", type: "video" }] }), /video/);
});

test("what a reader reads is one line a paragraph, as in the program", () => {
  assert.deepEqual(plainLines([
    { id: "a", type: "infobox", title: "Kasten", blocks: [
      { id: "b", type: "list", items: [[{ t: "ei" }, { t: "ns", marks: ["strong"] }], [{ t: "zwei" }]] }] },
    { id: "c", type: "quote", text: [{ t: "Moin" }], attribution: "Ada" },
    { id: "d", type: "picture", file: "a.png", alt: "nicht", credit: "nicht", caption: "Bild" },
    { id: "e", type: "embed", url: "https://a.example", title: "nicht" },
    { id: "f", type: "interview", question: [{ t: "Ja?" }], answer: [[{ t: "Nein." }], []] }]),
  ["Kasten", "eins", "zwei", "Moin", "Ada", "Bild", "Ja?", "Nein."]);
});

test("an address is one of the web or of a mailbox", () => {
  for (const good of ["https://a.example/(b)", "http://a", "mailto:a@b.example"]) assert.ok(isAddress(good), good);
  for (const bad of ["javascript:alert(1)", "HTTPS://a", "https://a b", "//a", "https://a\"", "ftp://a"]) {
    assert.ok(!isAddress(bad), bad);
  }
  assert.ok(!isAddress(`https://${"ä".repeat(1000)}`), "2,008 bytes");
});
