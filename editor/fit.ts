// Makes what is pasted fit the place: nothing of a text may fall away because the place has room for one line
// only, or holds no such block.

import { Fragment, Slice, type Node, type ResolvedPos } from "prosemirror-model";
import { nodeType, schema } from "./schema.ts";

function linesOf(content: Fragment): Fragment[] {
  const lines: Fragment[] = [];
  content.forEach((node) => {
    if (node.isInline) lines.push(Fragment.from(node));
    else if (node.isTextblock) lines.push(node.content);
    else lines.push(...linesOf(node.content));
  });
  return lines.filter((line) => line.size > 0);
}

/** All lines as one, with blanks between them; without marks where the line has none. */
function oneLine(slice: Slice, line: Node): Slice {
  const inline = slice.content.firstChild?.isInline ?? false;
  const texts = inline ? [slice.content] : linesOf(slice.content);
  const nodes = texts.flatMap((text, place) =>
    [...(place > 0 ? [schema.text(" ")] : []), ...text.content]);
  const plain = line.type.spec.marks === "";
  return new Slice(Fragment.fromArray(plain ? nodes.map((node) => node.mark([])) : nodes), 0, 0);
}

/** Each line as an item of the list, as a paragraph of the answer. */
function sameKind(slice: Slice, line: Node): Slice {
  const lines = linesOf(slice.content).map((text) => line.type.create(null, text));
  return lines.length > 0 ? new Slice(Fragment.from(lines), 1, 1) : slice;
}

/** In a box: what it cannot hold becomes paragraphs. */
function boxed(slice: Slice): Slice {
  const holds = (node: Node) => ["paragraph", "subheading", "list"].includes(node.type.name);
  if (slice.content.content.every((node) => node.isInline || holds(node))) return slice;
  const nodes = slice.content.content.flatMap((node) => holds(node) ? [node]
    : linesOf(Fragment.from(node)).map((text) => nodeType("paragraph").create(null, text)));
  return new Slice(Fragment.from(nodes), 0, 0);
}

/** The slice as it goes in at a place. */
export function fitted(slice: Slice, $place: ResolvedPos): Slice {
  const line = $place.parent;
  if (slice.size === 0 || !line.isTextblock) return slice;
  const { name } = line.type;
  if (name === "list_item" || name === "answer") return sameKind(slice, line);
  if (line.type.spec.marks === "" || name === "quote_text" || name === "question") return oneLine(slice, line);
  return $place.depth > 1 ? boxed(slice) : slice;
}
