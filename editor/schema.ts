// The ProseMirror schema: exactly the stored blocks and marks. What is a plain string in the record (the
// attribution of a quotation, the title of a box, what is said of a picture) is a line of its own without
// marks, so that it is written where it stands and undone like all else.

import { Schema, type MarkSpec, type NodeSpec } from "prosemirror-model";
import { isAddress } from "./blocks.ts";

const blockId = /^[a-z0-9-]{1,32}$/;
const pictureFile = /^[a-z0-9.-]{1,400}$/;

function idOf(element: HTMLElement): string | null {
  const id = element.dataset["id"] ?? "";
  return blockId.test(id) ? id : null;
}

/** `data-id` stays in the page and on the clipboard, so that a block that is moved remains itself. */
function identity(id: unknown): { "data-id"?: string } {
  return typeof id === "string" ? { "data-id": id } : {};
}

/** A block with an id, holding lines or blocks. */
function block(tag: string, kind: string, content: string, more: Partial<NodeSpec> = {}): NodeSpec {
  return {
    content,
    group: "block",
    attrs: { id: { default: null } },
    defining: true,
    parseDOM: [{ tag: `${tag}[data-block=${kind}]`, getAttrs: (element) => ({ id: idOf(element) }) }],
    toDOM: (node) => [tag, { "data-block": kind, ...identity(node.attrs["id"]) }, 0],
    ...more,
  };
}

/** A line of text inside a block. White space is kept as it is: what was stored comes back. */
function line(tag: string, kind: string, more: Partial<NodeSpec> = {}): NodeSpec {
  return {
    content: "text*",
    whitespace: "pre",
    defining: true,
    parseDOM: [{ tag: `${tag}[data-line=${kind}]` }],
    toDOM: () => [tag, { "data-line": kind }, 0],
    ...more,
  };
}

const nodes: Record<string, NodeSpec> = {
  doc: { content: "block*" },
  paragraph: block("p", "paragraph", "text*", {
    group: "block boxed",
    whitespace: "pre",
    defining: false,
    parseDOM: [{ tag: "p:not([data-line])", getAttrs: (element) => ({ id: idOf(element) }) }],
  }),
  subheading: block("h2", "subheading", "text*", { group: "block boxed", whitespace: "pre" }),
  quote: block("blockquote", "quote", "quote_text attribution", { isolating: true }),
  quote_text: line("p", "quote"),
  attribution: line("p", "attribution", { marks: "" }),
  list: {
    content: "list_item+",
    group: "block boxed",
    attrs: { id: { default: null }, ordered: { default: false } },
    parseDOM: [
      { tag: "ul[data-block]", getAttrs: (element) => ({ id: idOf(element), ordered: false }) },
      { tag: "ol[data-block]", getAttrs: (element) => ({ id: idOf(element), ordered: true }) },
    ],
    toDOM: ({ attrs }) =>
      [attrs["ordered"] ? "ol" : "ul", { "data-block": "list", ...identity(attrs["id"]) }, 0],
  },
  list_item: line("li", "item"),
  picture: {
    content: "alternative caption credit",
    group: "block",
    isolating: true,
    attrs: { id: { default: null }, file: {} },
    parseDOM: [{
      tag: "figure[data-file]",
      getAttrs: (element) => {
        const file = element.dataset["file"] ?? "";
        return pictureFile.test(file) ? { id: idOf(element), file } : false;
      },
    }],
    toDOM: ({ attrs }) => ["figure",
      { "data-block": "picture", "data-file": attrs["file"] as string, ...identity(attrs["id"]) }, 0],
  },
  alternative: line("p", "alternative", { marks: "" }),
  caption: line("p", "caption", { marks: "" }),
  credit: line("p", "credit", { marks: "" }),
  infobox: block("section", "infobox", "box_title boxed+", { isolating: true }),
  box_title: line("p", "box-title", { marks: "" }),
  interview: block("div", "interview", "question answer+"),
  question: line("p", "question"),
  answer: line("p", "answer"),
  separator: {
    group: "block",
    attrs: { id: { default: null } },
    parseDOM: [{ tag: "hr", getAttrs: (element) => ({ id: idOf(element) }) }],
    toDOM: ({ attrs }) => ["hr", { "data-block": "separator", ...identity(attrs["id"]) }],
  },
  embed: {
    content: "provider embed_title",
    group: "block",
    isolating: true,
    attrs: { id: { default: null }, url: {} },
    parseDOM: [{
      tag: "div[data-url]",
      getAttrs: (element) => {
        const url = element.dataset["url"] ?? "";
        return isAddress(url) ? { id: idOf(element), url } : false;
      },
    }],
    toDOM: ({ attrs }) => ["div",
      { "data-block": "embed", "data-url": attrs["url"] as string, ...identity(attrs["id"]) }, 0],
  },
  provider: line("p", "provider", { marks: "" }),
  embed_title: line("p", "embed-title", { marks: "" }),
  text: {},
};

// In the order in which the program writes them.
const marks: Record<string, MarkSpec> = {
  strong: {
    parseDOM: [{ tag: "strong" }, { tag: "b" }],
    toDOM: () => ["strong", 0],
  },
  emphasis: {
    parseDOM: [{ tag: "em" }, { tag: "i" }],
    toDOM: () => ["em", 0],
  },
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [{
      tag: "a[href]",
      getAttrs: (element) => {
        const href = element.getAttribute("href") ?? "";
        return isAddress(href) ? { href } : false;
      },
    }],
    toDOM: (mark) => ["a", { href: mark.attrs["href"] as string, rel: "noreferrer" }, 0],
  },
};

export const schema = new Schema({ nodes, marks });

/** A node or mark type by its name; asking for one that is not there is a bug and loud. */
export function nodeType(name: string) {
  const type = schema.nodes[name];
  if (!type) throw new Error(`the schema has no node ${name}`);
  return type;
}
export function markType(name: string) {
  const type = schema.marks[name];
  if (!type) throw new Error(`the schema has no mark ${name}`);
  return type;
}
