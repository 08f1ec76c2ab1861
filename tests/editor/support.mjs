// What the editor's tests share: its modules as Node reads them, and bodies at random.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import { root } from "./paths.mjs";

export { root };

/** Compiles modules of editor/ so that they share one ProseMirror; what they export, by name. */
export async function modules(...names) {
  const folder = await mkdtemp(path.join(tmpdir(), "allmende-editor-"));
  after(() => rm(folder, { recursive: true, force: true }));
  await build({
    entryPoints: names.map((name) => path.join(root, "editor", `${name}.ts`)),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  const found = {};
  for (const name of names) {
    Object.assign(found, await import(pathToFileURL(path.join(folder, `${name}.mjs`))));
  }
  return found;
}

const words = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom("Leser*innen", "»Moin«", "a\nb", "  zwei ", "\t", "\u202f", "<b>", "&amp;", ""));
const address = fc.constantFrom("https://hafen.example/a?b=c#d", "http://x.example/(y)", "mailto:a@b.example",
  "https://ä.example/%20");
const mark = fc.oneof(fc.constantFrom("strong", "emphasis"), fc.record({ link: address }));
const run = fc.record({ t: words, marks: fc.array(mark, { maxLength: 3 }) }, { requiredKeys: ["t"] });
const text = fc.array(run, { maxLength: 4 });
const content = {
  paragraph: { text },
  subheading: { text },
  list: { ordered: fc.boolean(), items: fc.array(text, { minLength: 1, maxLength: 3 }) },
  quote: { text, attribution: words },
  picture: { file: fc.constantFrom("kaje.webp", "a-1.png"), alt: words, credit: words, caption: words },
  interview: { question: text, answer: fc.array(text, { minLength: 1, maxLength: 3 }) },
  separator: {},
  embed: { provider: words, url: address, title: words },
};
const needed = ["id", "type", "text", "items", "file", "question", "answer", "url", "blocks"];

function block(type, parts) {
  const model = { id: fc.constant(""), type: fc.constant(type), ...parts };
  return fc.record(model, { requiredKeys: Object.keys(model).filter((key) => needed.includes(key)) });
}

const boxed = fc.oneof(...["paragraph", "subheading", "list"].map((type) => block(type, content[type])));
const anyBlock = fc.oneof(
  ...Object.entries(content).map(([type, parts]) => block(type, parts)),
  block("infobox", { title: words, blocks: fc.array(boxed, { minLength: 1, maxLength: 3 }) }));

/** Gives every block, those in boxes too, an id of its own. */
function numbered(blocks, count = { value: 0 }) {
  return blocks.map((one) => ({
    ...one,
    id: `b${++count.value}`,
    ...(one.blocks ? { blocks: numbered(one.blocks, count) } : {}),
  }));
}

/** Any body that docs/article.schema.json allows, also such as the program would write otherwise. */
export const bodies = fc.array(anyBlock, { maxLength: 6 })
  .map((blocks) => ({ version: 1, blocks: numbered(blocks) }));

/** The ids of all blocks, those in boxes too. */
export function idsOf(blocks) {
  return blocks.flatMap((one) => [one.id, ...(one.blocks ? idsOf(one.blocks) : [])]);
}
