// Finding and replacing plain text. A blank in what is sought means any blank, and a straight quote any quote:
// what was typed is not what typography made of it.

import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

export interface Query {
  text: string;
  sameCase: boolean;
}
export interface Match {
  from: number;
  to: number;
}

function patternOf({ text, sameCase }: Query): RegExp {
  const literal = text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
    .replace(/ /g, "[ \\u00a0\\u2009\\u202f]")
    .replace(/'/g, "['’‘‚›‹]")
    .replace(/"/g, "[\"»«„“”]");
  return new RegExp(literal, sameCase ? "gu" : "giu");
}

/** Every place of a text, in order, without overlaps. None across the border of two lines. */
export function matches(document: Node, query: Query): Match[] {
  if (query.text === "") return [];
  const pattern = patternOf(query);
  const found: Match[] = [];
  document.descendants((node, position) => {
    if (!node.isTextblock) return true;
    for (const match of node.textContent.matchAll(pattern)) {
      const from = position + 1 + match.index;
      found.push({ from, to: from + match[0].length });
    }
    return false;
  });
  return found;
}

const key = new PluginKey<Query>("find");

/** What is sought now; an empty text: nothing. */
export function queryOf(state: EditorState): Query {
  return key.getState(state) ?? { text: "", sameCase: false };
}

export function seek(state: EditorState, query: Query): Transaction {
  return state.tr.setMeta(key, query).setMeta("addToHistory", false);
}

function isCurrent(state: EditorState, { from, to }: Match): boolean {
  return state.selection.from === from && state.selection.to === to;
}

/** Keeps what is sought and marks its places. */
export function finding(): Plugin<Query> {
  return new Plugin<Query>({
    key,
    state: {
      init: () => ({ text: "", sameCase: false }),
      apply: (transaction, before) => (transaction.getMeta(key) as Query | undefined) ?? before,
    },
    props: {
      decorations: (state) => DecorationSet.create(state.doc, matches(state.doc, queryOf(state)).map((match) =>
        Decoration.inline(match.from, match.to,
          { class: isCurrent(state, match) ? "surface-match is-current" : "surface-match" }))),
    },
  });
}

/** Selects the next place, or the one before, going round at the ends; null when there is none. */
export function step(state: EditorState, direction: 1 | -1): Transaction | null {
  const all = matches(state.doc, queryOf(state));
  const { from, to } = state.selection;
  const wanted = direction > 0
    ? all.find((match) => match.from >= to) ?? all[0]
    : all.findLast((match) => match.to <= from) ?? all.at(-1);
  if (!wanted) return null;
  return state.tr.setSelection(TextSelection.create(state.doc, wanted.from, wanted.to)).scrollIntoView();
}

/** Which of how many is selected; place 0: none of them. */
export function placeOf(state: EditorState): { place: number; count: number } {
  const all = matches(state.doc, queryOf(state));
  return { place: all.findIndex((match) => isCurrent(state, match)) + 1, count: all.length };
}

/** Replaces the place that is selected; null when none is. */
export function replaceOne(state: EditorState, by: string): Transaction | null {
  const match = matches(state.doc, queryOf(state)).find((one) => isCurrent(state, one));
  return match ? state.tr.insertText(by, match.from, match.to) : null;
}

/** Replaces every place, in one step that is undone as one; how many there were. */
export function replaceAll(state: EditorState, by: string): { change: Transaction; count: number } {
  const all = matches(state.doc, queryOf(state));
  const change = state.tr;
  for (const { from, to } of all.toReversed()) change.insertText(by, from, to);
  return { change, count: all.length };
}
