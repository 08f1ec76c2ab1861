// Links: where one lies around the caret, how it is set and taken away.

import type { EditorState, Transaction } from "prosemirror-state";
import { markType } from "./schema.ts";

export interface Stretch {
  from: number;
  to: number;
  href: string;
}

/** The link that the caret stands in or the selection begins in, whole. */
export function linkAround(state: EditorState): Stretch | null {
  const { $from } = state.selection;
  const link = markType("link");
  const begin = $from.start();
  let found: Stretch | null = null;
  $from.parent.forEach((child, offset) => {
    const mark = link.isInSet(child.marks);
    const [from, to] = [begin + offset, begin + offset + child.nodeSize];
    const href = mark?.attrs["href"] as string | undefined;
    if (href === undefined) return;
    if (found && found.href === href && found.to === from) found.to = to;
    else if (!found || found.to < $from.pos) found = { from, to, href };
  });
  const around = found as Stretch | null;
  return around && around.from <= $from.pos && $from.pos <= around.to ? around : null;
}

/** Links what is selected; the whole of the link around the caret; or, with neither, puts the address in. */
export function withLink(state: EditorState, href: string): Transaction {
  const mark = markType("link").create({ href });
  const { from, to, empty } = state.selection;
  const around = linkAround(state);
  if (!empty) return state.tr.addMark(from, to, mark);
  if (around) return state.tr.addMark(around.from, around.to, mark);
  const shown = href.replace(/^mailto:/, "");
  const change = state.tr.insertText(shown, from);
  return change.addMark(from, from + shown.length, mark).removeStoredMark(mark);
}

export function withoutLink(state: EditorState): Transaction {
  const { from, to, empty } = state.selection;
  const around = linkAround(state);
  return empty && around
    ? state.tr.removeMark(around.from, around.to, markType("link"))
    : state.tr.removeMark(from, to, markType("link"));
}
