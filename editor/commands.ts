// What changes the structure of a text: which kind of block something is, and what is put in.

import { Fragment, type Node } from "prosemirror-model";
import { NodeSelection, Selection, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { nodeType, schema } from "./schema.ts";

/** What a stretch of text can be made into. */
export type Kind = "paragraph" | "subheading" | "quote" | "bullets" | "numbers" | "interview" | "infobox";

const boxable: readonly Kind[] = ["paragraph", "subheading", "bullets", "numbers"];

/** Neighbouring blocks in the document or in one box. */
interface Stretch {
  container: Node;
  begin: number;   // position before the first block
  end: number;
  blocks: Node[];
  boxed: boolean;
}

function stretchOf(state: EditorState): Stretch | null {
  const { $from, $to } = state.selection;
  let depth = $from.sharedDepth($to.pos);
  while (depth > 0 && $from.node(depth).type.name !== "infobox") depth -= 1;
  const container = $from.node(depth);
  const first = $from.index(depth);
  const last = Math.max(first + 1, $to.indexAfter(depth));
  const boxed = container.type.name === "infobox";
  // With the title of a box in it, the selection means the box.
  if (boxed && first === 0) return depth === 1 ? stretchAt($from.before(1), state.doc) : null;
  if (first >= container.childCount) return null;
  return { container, begin: $from.posAtIndex(first, depth), end: $from.posAtIndex(last, depth),
    blocks: container.content.content.slice(first, last), boxed };
}

function stretchAt(begin: number, document: Node): Stretch | null {
  const node = document.nodeAt(begin);
  return node && { container: document, begin, end: begin + node.nodeSize, blocks: [node], boxed: false };
}

export function kindOf(node: Node): Kind | null {
  const { name } = node.type;
  if (name === "list") return node.attrs["ordered"] ? "numbers" : "bullets";
  const plain = ["paragraph", "subheading", "quote", "interview", "infobox"].includes(name);
  return plain ? name as Kind : null;
}

/** The kind that all blocks of the selection share; null when they differ or are no text. */
export function selectedKind(state: EditorState): Kind | null {
  const kinds = new Set(stretchOf(state)?.blocks.map(kindOf));
  const [kind] = kinds;
  return kinds.size === 1 ? kind ?? null : null;
}

/** Where a line's text begins in the document, and what it is. */
interface Line { begin: number; content: Fragment }

/** The lines of a node, without those that a kind needs and that say nothing: a title, an answer. */
function linesOf(node: Node, position: number): Line[] {
  if (node.isTextblock) {
    const needed = node.type.spec.marks === "" || node.type.name === "answer";
    const silent = needed && node.content.size === 0;
    return silent ? [] : [{ begin: position + 1, content: node.content }];
  }
  const lines: Line[] = [];
  node.forEach((child, offset) => lines.push(...linesOf(child, position + 1 + offset)));
  return lines;
}

const line = (type: string, content?: Fragment) => nodeType(type).create(null, content);
const empty = Fragment.empty;

/** Blocks of a kind with these lines. The first keeps the id. */
function built(kind: Kind, lines: Fragment[], id: unknown): Node[] {
  switch (kind) {
    case "paragraph":
    case "subheading":
      return lines.map((content, place) => nodeType(kind).create({ id: place === 0 ? id : null }, content));
    case "quote":
      return lines.map((content, place) => nodeType("quote").create({ id: place === 0 ? id : null },
        [line("quote_text", content), line("attribution")]));
    case "bullets":
    case "numbers":
      return [nodeType("list").create({ id, ordered: kind === "numbers" },
        lines.map((content) => line("list_item", content)))];
    case "interview": {
      const answers = lines.length > 1 ? lines.slice(1) : [empty];
      return [nodeType("interview").create({ id },
        [line("question", lines[0] ?? empty), ...answers.map((content) => line("answer", content))])];
    }
    case "infobox":
      return [nodeType("infobox").create({ id }, [line("box_title"), ...built("paragraph", lines, null)])];
  }
}

/** Puts blocks around others as they are, where a box may hold them. */
function boxOf(blocks: Node[], lines: Fragment[], id: unknown): Node[] {
  const kept = blocks.every((block) => ["paragraph", "subheading", "list"].includes(block.type.name));
  if (!kept) return built("infobox", lines, id);
  return [nodeType("infobox").create(null, [line("box_title"), ...blocks])];
}

/**
 * Makes what is selected into a kind of block, or into paragraphs if it is one already. Every line stays; a
 * picture, a break and an embed among them are no text, then nothing is done.
 */
export function makeInto(wanted: Kind): Command {
  return (state, dispatch) => {
    const stretch = stretchOf(state);
    if (!stretch || stretch.blocks.some((block) => kindOf(block) === null)) return false;
    if (stretch.boxed && !boxable.includes(wanted)) return false;
    const kind = stretch.blocks.every((block) => kindOf(block) === wanted) ? "paragraph" : wanted;
    if (dispatch) dispatch(remade(state, stretch, kind));
    return true;
  };
}

function remade(state: EditorState, { begin, end, blocks }: Stretch, kind: Kind) {
  let position = begin;
  const lines: Line[] = [];
  for (const block of blocks) {
    lines.push(...linesOf(block, position));
    position += block.nodeSize;
  }
  const texts = lines.length > 0 ? lines.map(({ content }) => content) : [empty];
  const id = blocks[0]?.attrs["id"];
  const nodes = kind === "infobox" ? boxOf(blocks, texts, id) : built(kind, texts, id);
  const change = state.tr.replaceWith(begin, end, nodes);
  const begins: number[] = [];
  let at = begin;
  for (const node of nodes) {
    begins.push(...beginsOf(node, at));
    at += node.nodeSize;
  }
  const { anchor, head } = state.selection;
  const moved = (old: number) => {
    const place = lines.findLastIndex((one) => one.begin <= old);
    const one = lines[place];
    return (begins[Math.max(0, place)] ?? begin) + (one ? Math.min(old - one.begin, one.content.size) : 0);
  };
  return change.setSelection(TextSelection.create(change.doc, moved(anchor), moved(head))).scrollIntoView();
}

/** Where the texts of new blocks begin; what was added empty beside them is left out. */
function beginsOf(node: Node, position: number): number[] {
  if (node.isTextblock) return node.type.spec.marks === "" ? [] : [position + 1];
  const begins: number[] = [];
  node.forEach((child, offset) => begins.push(...beginsOf(child, position + 1 + offset)));
  return begins;
}

/** Puts a block behind the one in which the caret stands, or in the place of an empty paragraph. */
export function insertBlock(node: Node): Command {
  return (state, dispatch) => {
    if (!dispatch) return true;
    const { $from, $to } = state.selection;
    const current = $from.depth > 0 ? $from.node(1) : null;
    const replaced = current?.type.name === "paragraph" && current.content.size === 0;
    const begin = replaced ? $from.before(1) : $to.depth > 0 ? $to.after(1) : $to.pos;
    const change = state.tr.replaceWith(begin, replaced ? $from.after(1) : begin, node);
    const behind = begin + node.nodeSize;
    if (!change.doc.nodeAt(behind)?.isTextblock) change.insert(behind, nodeType("paragraph").create());
    const inside = node.isLeaf ? behind : begin;
    change.setSelection(Selection.near(change.doc.resolve(inside + 1), 1));
    dispatch(change.scrollIntoView());
    return true;
  };
}

/** Puts a block behind another one, wherever somebody writes meanwhile; where that one is gone, at the end. */
export function insertBehind(state: EditorState, node: Node, id: string | null): { change: Transaction; at: number } {
  let at = state.doc.content.size;
  let replaced = 0;
  state.doc.forEach((block, begin) => {
    if (id === null || block.attrs["id"] !== id) return;
    at = begin + block.nodeSize;
    const { from, to } = state.selection;
    const isFree = block.type.name === "paragraph" && block.content.size === 0 && (to < begin || from > at);
    replaced = isFree ? block.nodeSize : 0;
  });
  at -= replaced;
  const change = state.tr.replaceWith(at, at + replaced, node);
  const behind = at + node.nodeSize;
  if (!change.doc.nodeAt(behind)?.isTextblock) change.insert(behind, nodeType("paragraph").create());
  return { change, at };
}

export const insertSeparator: Command = (state, dispatch) =>
  insertBlock(nodeType("separator").create())(state, dispatch);

export function embedOf(url: string): Node {
  return nodeType("embed").create({ url }, [line("provider"), line("embed_title")]);
}

/** What is said of a picture where it comes in. */
export interface PictureSaid {
  file: string;
  alt?: string;
  caption?: string;
  credit?: string;
}

export function pictureOf({ file, alt, caption, credit }: PictureSaid): Node {
  const said = (type: string, words = "") => line(type, words === "" ? empty : Fragment.from(schema.text(words)));
  return nodeType("picture").create({ file }, [said("alternative", alt), said("caption", caption), said("credit", credit)]);
}

/** Removes the block that is selected as a whole: a picture, a break, an embed. */
export const removeSelected: Command = (state, dispatch) => {
  if (!(state.selection instanceof NodeSelection)) return false;
  dispatch?.(state.tr.deleteSelection().scrollIntoView());
  return true;
};
