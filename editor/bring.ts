// Another version of a text comes in while somebody looks at it or writes: only the blocks that differ are
// replaced, and the caret stays in the block in which it stood.

import type { Node } from "prosemirror-model";
import { TextSelection, type EditorState, type Transaction } from "prosemirror-state";

interface Caret {
  id: unknown;
  offset: number;
}

function caretAt(state: EditorState, position: number): Caret | null {
  const $position = state.doc.resolve(position);
  if ($position.depth === 0) return null;
  return { id: $position.node(1).attrs["id"], offset: position - $position.before(1) };
}

function positionOf(document: Node, caret: Caret | null): number | null {
  let found: number | null = null;
  document.forEach((node, position) => {
    if (caret && node.attrs["id"] === caret.id) found = position + Math.min(caret.offset, node.nodeSize - 1);
  });
  return found;
}

/** The change that makes the document say what `wanted` says. */
export function broughtIn(state: EditorState, wanted: Node): Transaction {
  const [before, after] = [state.doc.content.content, wanted.content.content];
  const differ = (place: number, end: number) => {
    const [one, other] = end === 0 ? [before[place], after[place]] : [before.at(-1 - place), after.at(-1 - place)];
    return !one || !other || !one.eq(other);
  };
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter && !differ(first, 0)) first += 1;
  let last = 0;
  while (last < shorter - first && !differ(last, 1)) last += 1;
  const sizeOf = (nodes: readonly Node[]) => nodes.reduce((sum, node) => sum + node.nodeSize, 0);
  const begin = sizeOf(before.slice(0, first));
  const change = state.tr;
  if (first + last < Math.max(before.length, after.length)) {
    change.replaceWith(begin, begin + sizeOf(before.slice(first, before.length - last)),
      after.slice(first, after.length - last));
  }
  const { anchor, head } = state.selection;
  const [from, to] = [anchor, head].map((one) => positionOf(change.doc, caretAt(state, one)));
  if (from !== null && from !== undefined && to !== null && to !== undefined && change.docChanged) {
    change.setSelection(TextSelection.between(change.doc.resolve(from), change.doc.resolve(to)));
  }
  return change;
}
