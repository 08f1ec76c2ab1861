// From the stored body to the document that is edited, and back. Nothing is lost on either way:
// fromDocument(toDocument(body)) is canonical(body).

import type { Fragment, Mark, Node } from "prosemirror-model";
import type { Block, Body, Boxed, StoredMark, Text } from "./blocks.ts";
import { canonicalMarks } from "./blocks.ts";
import { markType, nodeType, schema } from "./schema.ts";

function marksOf(stored: readonly StoredMark[]): Mark[] {
  return canonicalMarks(stored).map((mark) =>
    typeof mark === "object" ? markType("link").create({ href: mark.link }) : markType(mark).create());
}

function inline(text: Text): Node[] {
  return text.filter((run) => run.t !== "")
    .map((run) => schema.text(run.t, marksOf(run.marks ?? [])));
}

const line = (type: string, text: Text) => nodeType(type).createChecked(null, inline(text));
const plainLine = (type: string, text: string | undefined) => line(type, [{ t: text ?? "" }]);

/** One stored block as a node. Throws for a block that the schema does not know. */
export function toNode(block: Block): Node {
  const kind = nodeType(block.type);
  const make = (content: Node[], more: object = {}) => kind.createChecked({ id: block.id, ...more }, content);
  switch (block.type) {
    case "paragraph":
    case "subheading":
      return make(inline(block.text));
    case "quote":
      return make([line("quote_text", block.text), plainLine("attribution", block.attribution)]);
    case "list":
      return make(block.items.map((item) => line("list_item", item)), { ordered: block.ordered ?? false });
    case "picture":
      return make([plainLine("alternative", block.alt), plainLine("caption", block.caption),
        plainLine("credit", block.credit)], { file: block.file });
    case "infobox":
      return make([plainLine("box_title", block.title), ...block.blocks.map(toNode)]);
    case "interview":
      return make([line("question", block.question), ...block.answer.map((text) => line("answer", text))]);
    case "separator":
      return make([]);
    case "embed":
      return make([plainLine("provider", block.provider), plainLine("embed_title", block.title)],
        { url: block.url });
  }
}

/** The document of a body that the JSON schema allows. */
export function toDocument(body: Body): Node {
  return nodeType("doc").createChecked(null, body.blocks.map(toNode));
}

function storedMarks(marks: readonly Mark[]): StoredMark[] {
  return canonicalMarks(marks.map((mark) => mark.type.name === "link"
    ? { link: mark.attrs["href"] as string }
    : mark.type.name as "strong" | "emphasis"));
}

function textOf(content: Fragment): Text {
  const text: Text = [];
  content.forEach((node) => {
    const marks = storedMarks(node.marks);
    text.push(marks.length > 0 ? { t: node.text ?? "", marks } : { t: node.text ?? "" });
  });
  return text;
}

function children(node: Node): Node[] {
  return [...node.content.content];
}

/** The plain line of that kind as a property, if it says something. */
function said<Key extends string>(node: Node, kind: string, key: Key): { [key in Key]?: string } {
  const text = children(node).find((child) => child.type.name === kind)?.textContent;
  return (text ? { [key]: text } : {}) as { [key in Key]?: string };
}

/** One node of the document as it is stored. A node without id has an empty one; see identities.ts. */
export function fromNode(node: Node): Block {
  const id = (node.attrs["id"] as string | null) ?? "";
  const type = node.type.name as Block["type"];
  const texts = (kind: string) =>
    children(node).filter((child) => child.type.name === kind).map((child) => textOf(child.content));
  switch (type) {
    case "paragraph":
    case "subheading":
      return { id, type, text: textOf(node.content) };
    case "quote":
      return { id, type, text: texts("quote_text")[0] ?? [], ...said(node, "attribution", "attribution") };
    case "list":
      return { id, type, ordered: node.attrs["ordered"] as boolean, items: texts("list_item") };
    case "picture":
      return { id, type, file: node.attrs["file"] as string, ...said(node, "alternative", "alt"),
        ...said(node, "credit", "credit"), ...said(node, "caption", "caption") };
    case "infobox":
      return { id, type, ...said(node, "box_title", "title"),
        blocks: children(node).slice(1).map(fromNode) as Boxed[] };
    case "interview":
      return { id, type, question: texts("question")[0] ?? [], answer: texts("answer") };
    case "separator":
      return { id, type };
    case "embed":
      return { id, type, ...said(node, "provider", "provider"), url: node.attrs["url"] as string,
        ...said(node, "embed_title", "title") };
  }
}

/** The body of a document, with its keys in the program's order. */
export function fromDocument(document: Node): Body {
  return { version: 1, blocks: children(document).map(fromNode) };
}
