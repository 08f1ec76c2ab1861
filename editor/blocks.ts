// The body as it is stored: docs/article.schema.json as types, and the one form of each body that the program
// itself writes (src/newsroom/body_write.cpp). Nothing here knows ProseMirror.

export type StoredMark = "strong" | "emphasis" | { link: string };

/** A stretch of text with the same marks. */
export interface Run {
  t: string;
  marks?: StoredMark[];
}
export type Text = Run[];

export interface Paragraph { id: string; type: "paragraph"; text: Text }
export interface Subheading { id: string; type: "subheading"; text: Text }
export interface Quote { id: string; type: "quote"; text: Text; attribution?: string }
export interface List { id: string; type: "list"; ordered?: boolean; items: Text[] }
export interface Picture {
  id: string;
  type: "picture";
  file: string;
  alt?: string;
  credit?: string;
  caption?: string;
}
export type Boxed = Paragraph | Subheading | List;
export interface InfoBox { id: string; type: "infobox"; title?: string; blocks: Boxed[] }
export interface Interview { id: string; type: "interview"; question: Text; answer: Text[] }
export interface Separator { id: string; type: "separator" }
export interface Embed { id: string; type: "embed"; provider?: string; url: string; title?: string }

export type Block =
  | Paragraph | Subheading | Quote | List | Picture | InfoBox | Interview | Separator | Embed;

export interface Body {
  version: 1;
  blocks: Block[];
}

/** Which addresses a link may have; the same pattern as in the schema. */
export function isAddress(address: string): boolean {
  return /^(https?:\/\/|mailto:)[^ \t\r\n"<>\\^`{|}]*$/.test(address) &&
    new TextEncoder().encode(address).length <= 2000;
}

/** Marks in the program's order, each once; of several links the last one counts. */
export function canonicalMarks(marks: readonly StoredMark[]): StoredMark[] {
  const link = marks.findLast((mark) => typeof mark === "object");
  const words = (["strong", "emphasis"] as const).filter((mark) => marks.includes(mark));
  return link === undefined ? words : [...words, { link: link.link }];
}

/** Runs without empty ones, joined where nothing tells them apart. */
export function canonicalText(text: Text): Text {
  const joined: Text = [];
  let last = "";
  for (const run of text) {
    if (run.t === "") continue;
    const marks = canonicalMarks(run.marks ?? []);
    const same = JSON.stringify(marks);
    const before = joined.at(-1);
    if (before && same === last) before.t += run.t;
    else joined.push(marks.length > 0 ? { t: run.t, marks } : { t: run.t });
    last = same;
  }
  return joined;
}

function optional<Key extends string>(key: Key, value: string | undefined): { [key in Key]?: string } {
  return (value ? { [key]: value } : {}) as { [key in Key]?: string };
}

/** A block with its keys in the program's order, and without what says nothing. */
export function canonicalBlock<Kind extends Block>(block: Kind): Kind;
export function canonicalBlock(block: Block): Block {
  const { id } = block;
  switch (block.type) {
    case "paragraph":
    case "subheading":
      return { id, type: block.type, text: canonicalText(block.text) };
    case "quote":
      return { id, type: block.type, text: canonicalText(block.text),
        ...optional("attribution", block.attribution) };
    case "list":
      return { id, type: block.type, ordered: block.ordered ?? false,
        items: block.items.map(canonicalText) };
    case "picture":
      return { id, type: block.type, file: block.file, ...optional("alt", block.alt),
        ...optional("credit", block.credit), ...optional("caption", block.caption) };
    case "infobox":
      return { id, type: block.type, ...optional("title", block.title),
        blocks: block.blocks.map((inner) => canonicalBlock(inner)) };
    case "interview":
      return { id, type: block.type, question: canonicalText(block.question),
        answer: block.answer.map(canonicalText) };
    case "separator":
      return { id, type: block.type };
    case "embed":
      return { id, type: block.type, ...optional("provider", block.provider), url: block.url,
        ...optional("title", block.title) };
  }
}

/** The one form of a body: `JSON.stringify` of it is what the program writes, byte for byte. */
export function canonical(body: Body): Body {
  return { version: 1, blocks: body.blocks.map((block) => canonicalBlock(block)) };
}

export function sameBody(a: Body, b: Body): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

/** What a text says, without marks. */
export function plain(text: Text): string {
  return text.map((run) => run.t).join("");
}

function linesOf(block: Block): string[] {
  switch (block.type) {
    case "paragraph":
    case "subheading":
      return [plain(block.text)];
    case "quote":
      return [plain(block.text), block.attribution ?? ""];
    case "list":
      return block.items.map(plain);
    case "picture":
      return [block.caption ?? ""];
    case "infobox":
      return [block.title ?? "", ...block.blocks.flatMap(linesOf)];
    case "interview":
      return [plain(block.question), ...block.answer.map(plain)];
    case "separator":
    case "embed":
      return [];
  }
}

/** Everything that a reader reads, one paragraph a line; the same as newsroom::plain_text. */
export function plainLines(blocks: readonly Block[]): string[] {
  return blocks.flatMap(linesOf).filter((line) => line !== "");
}
