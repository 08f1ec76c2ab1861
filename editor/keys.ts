// What Enter, Backspace and Delete do in blocks that have lines of their own. Everywhere else they do what
// ProseMirror has them do.

import {
  chainCommands, createParagraphNear, deleteSelection, joinBackward, joinForward, selectNodeBackward,
  selectNodeForward, splitBlock,
} from "prosemirror-commands";
import { Fragment } from "prosemirror-model";
import { Selection, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { makeInto } from "./commands.ts";
import { nodeType } from "./schema.ts";

const fresh = (type: string, content?: Fragment) => nodeType(type).create(null, content);

/** A caret in a line, or null: something is selected. */
function caret(state: EditorState) {
  return state.selection instanceof TextSelection ? state.selection.$cursor : null;
}

function caretNear(change: Transaction, position: number, direction: 1 | -1): Transaction {
  return change.setSelection(Selection.near(change.doc.resolve(position), direction)).scrollIntoView();
}

/** To the next line of the same block. */
const toNextLine: Command = (state, dispatch) => {
  const { $to } = state.selection;
  dispatch?.(caretNear(state.tr, $to.after($to.depth) + 1, 1));
  return true;
};

/** To a new paragraph behind the block. */
const leaveBlock: Command = (state, dispatch) => {
  const { $to } = state.selection;
  const behind = $to.after(1);
  const change = state.tr.insert(behind, fresh("paragraph"));
  dispatch?.(caretNear(change, behind + 1, 1));
  return true;
};

/** Enter on an empty item ends the list there. */
const endList: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const list = $from.node(-1);
  const place = $from.index(-1);
  const items = list.content.content;
  const part = (some: typeof items, id: unknown) =>
    some.length > 0 ? [list.type.create({ ...list.attrs, id }, some)] : [];
  const before = part(items.slice(0, place), list.attrs["id"]);
  const behind = part(items.slice(place + 1), before.length > 0 ? null : list.attrs["id"]);
  const change = state.tr.replaceWith($from.before(-1), $from.after(-1),
    [...before, fresh("paragraph"), ...behind]);
  dispatch?.(caretNear(change, $from.before(-1) + (before[0]?.nodeSize ?? 0) + 1, 1));
  return true;
};

/** Enter on an empty last paragraph leaves the box. */
const leaveBox: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const box = $from.node(1);
  if ($from.parent.content.size > 0 || $from.index(1) !== box.childCount - 1 || box.childCount < 3) return false;
  const change = state.tr.delete($from.before(2), $from.after(2));
  const behind = change.mapping.map($from.after(1));
  change.insert(behind, fresh("paragraph"));
  dispatch?.(caretNear(change, behind + 1, 1));
  return true;
};

/** From the question to its answer; what stands behind the caret goes along. */
const toAnswer: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if ($from.parent.content.size === 0) return makeInto("interview")(state, dispatch);
  const next = $from.node(-1).child(1);
  if ($to.parentOffset === $to.parent.content.size && next.content.size === 0) return toNextLine(state, dispatch);
  const change = state.tr.deleteSelection();
  change.split(change.selection.from, 1, [{ type: nodeType("answer") }]);
  dispatch?.(change.scrollIntoView());
  return true;
};

/** Enter on an empty last answer: the next question. */
const nextQuestion: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const interview = $from.node(-1);
  const last = $from.index(-1) === interview.childCount - 1;
  if ($from.parent.content.size > 0 || !last || interview.childCount < 3) return splitBlock(state, dispatch);
  const change = state.tr.delete($from.before(), $from.after());
  const behind = change.mapping.map($from.after(-1));
  change.insert(behind, nodeType("interview").create(null, [fresh("question"), fresh("answer")]));
  dispatch?.(caretNear(change, behind + 2, 1));
  return true;
};

/** In the middle of a quotation: two; at its end: who said it. */
const divideQuote: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if ($to.parentOffset === $to.parent.content.size || !$from.sameParent($to)) return toNextLine(state, dispatch);
  const quote = $from.node(-1);
  const begin = $from.before(-1);
  const first = quote.type.create(quote.attrs,
    [fresh("quote_text", $from.parent.content.cut(0, $from.parentOffset)), fresh("attribution")]);
  const second = quote.type.create(null,
    [fresh("quote_text", $from.parent.content.cut($to.parentOffset)), quote.child(1)]);
  const change = state.tr.replaceWith(begin, begin + quote.nodeSize, [first, second]);
  dispatch?.(caretNear(change, begin + first.nodeSize + 2, 1));
  return true;
};

export const enter: Command = (state, dispatch) => {
  const { $from } = state.selection;
  switch ($from.parent.type.name) {
    case "list_item":
      return ($from.parent.content.size === 0 ? endList : splitBlock)(state, dispatch);
    case "question":
      return toAnswer(state, dispatch);
    case "answer":
      return nextQuestion(state, dispatch);
    case "quote_text":
      return divideQuote(state, dispatch);
    case "box_title":
    case "alternative":
    case "caption":
    case "provider":
      return toNextLine(state, dispatch);
    case "attribution":
    case "credit":
    case "embed_title":
      return leaveBlock(state, dispatch);
  }
  const boxed = $from.depth > 1 && $from.node(1).type.name === "infobox";
  if (boxed && leaveBox(state, dispatch)) return true;
  return chainCommands(createParagraphNear, splitBlock)(state, dispatch);
};

/** The first item of a list becomes a paragraph again, a question and a quotation too. */
const undoKind: Command = (state, dispatch) => {
  const $cursor = caret(state);
  if (!$cursor || $cursor.parentOffset > 0 || $cursor.depth < 2 || $cursor.index(-1) > 0) return false;
  const block = $cursor.node(-1);
  if (block.type.name === "quote") return makeInto("quote")(state, dispatch);
  if (block.type.name === "interview") return makeInto("interview")(state, dispatch);
  if (block.type.name !== "list") return false;
  const [item, ...rest] = block.content.content;
  const begin = $cursor.before(-1);
  const paragraph = nodeType("paragraph").create({ id: block.attrs["id"] }, item?.content);
  const remaining = rest.length > 0 ? [block.type.create({ ...block.attrs, id: null }, rest)] : [];
  const change = state.tr.replaceWith(begin, begin + block.nodeSize, [paragraph, ...remaining]);
  dispatch?.(caretNear(change, begin + 1, 1));
  return true;
};

/** A box or a picture of which nothing was written goes with its empty first line. */
const removeEmpty: Command = (state, dispatch) => {
  const $cursor = caret(state);
  if (!$cursor || $cursor.depth < 2) return false;
  const block = $cursor.node(1);
  if (block.textContent !== "" || !block.type.spec.isolating || block.type.name === "picture") return false;
  const change = state.tr.replaceWith($cursor.before(1), $cursor.after(1), fresh("paragraph"));
  dispatch?.(caretNear(change, $cursor.before(1) + 1, 1));
  return true;
};

/** Lines that have their place in a block are not joined: at their edge the caret only moves on. */
function holdEdge(direction: 1 | -1): Command {
  return (state, dispatch) => {
    const $cursor = caret(state);
    if (!$cursor || $cursor.depth < 2) return false;
    const edge = direction < 0 ? 0 : $cursor.parent.content.size;
    if ($cursor.parentOffset !== edge) return false;
    const free = ["list_item", "answer", "paragraph", "subheading"].includes($cursor.parent.type.name);
    const place = $cursor.index(-1) + direction;
    const sibling = $cursor.node(-1).maybeChild(place);
    if (free && sibling && sibling.type === $cursor.parent.type) return false;
    if (free && sibling?.type.name === "list") return false;
    if (sibling) dispatch?.(caretNear(state.tr, direction < 0 ? $cursor.before() : $cursor.after(), direction));
    return sibling !== null || $cursor.node(1).type.spec.isolating === true;
  };
}

export const backspace = chainCommands(
  deleteSelection, undoKind, removeEmpty, holdEdge(-1), joinBackward, selectNodeBackward);
export const deleteForward = chainCommands(deleteSelection, holdEdge(1), joinForward, selectNodeForward);
