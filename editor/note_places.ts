// Where notes belong in a text: their words are found again in their block, or, when the block was divided or
// joined, wherever they stand now. The text itself knows nothing of notes.

import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

export interface Marked {
  id: string;
  block: string;
  quote: string;   // empty: the whole block is meant
}
export interface Stretch {
  from: number;
  to: number;
}

function quoteIn(node: Node, begin: number, quote: string): Stretch | null {
  let found: Stretch | null = null;
  const look = (line: Node, position: number) => {
    const at = line.textContent.indexOf(quote);
    if (at >= 0) found = { from: position + 1 + at, to: position + 1 + at + quote.length };
  };
  if (node.isTextblock) look(node, begin);
  else {
    node.descendants((inner, offset) => {
      if (!found && inner.isTextblock) look(inner, begin + (node.type.name === "doc" ? 0 : 1) + offset);
      return !found && !inner.isTextblock;
    });
  }
  return found;
}

/** Where it belongs now; null: the place has vanished. */
export function placeOfNote(document: Node, { block, quote }: Omit<Marked, "id">): Stretch | null {
  let found: Stretch | null = null;
  document.descendants((node, position) => {
    if (!found && node.attrs["id"] === block) {
      found = quote === "" ? { from: position, to: position + node.nodeSize } : quoteIn(node, position, quote);
    }
    return !found && !node.isTextblock;
  });
  // A word or two stand anywhere: only what is long enough to be the same is looked for elsewhere.
  return found ?? (quote.length >= 8 ? quoteIn(document, 0, quote) : null);
}

interface Shown {
  notes: readonly Marked[];
  decorations: DecorationSet;
}
const key = new PluginKey<Shown>("notes");

function shown(notes: readonly Marked[], document: Node): Shown {
  const decorations = notes.flatMap((note) => {
    const place = note.quote === "" ? null : placeOfNote(document, note);
    return place ? [Decoration.inline(place.from, place.to, { class: "surface-note", "data-note": note.id })] : [];
  });
  return { notes, decorations: DecorationSet.create(document, decorations) };
}

/** The plugin that marks the places of notes. */
export function noting(): Plugin<Shown> {
  return new Plugin<Shown>({
    key,
    state: {
      init: (_, state) => shown([], state.doc),
      apply: (transaction, before) => {
        const notes = transaction.getMeta(key) as readonly Marked[] | undefined;
        if (!notes && !transaction.docChanged) return before;
        return shown(notes ?? before.notes, transaction.doc);
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
  });
}

export function withNotes(state: EditorState, notes: readonly Marked[]): Transaction {
  return state.tr.setMeta(key, notes).setMeta("addToHistory", false);
}
export function notesOf(state: EditorState): readonly Marked[] {
  return key.getState(state)?.notes ?? [];
}
