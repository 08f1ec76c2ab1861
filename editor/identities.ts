// Every block has an id that no other block has, and keeps it for good: merging, links into a text and
// comments lean on it. What is split off, pasted or made anew gets a new one; what was there keeps its own.

import type { Node } from "prosemirror-model";
import { Plugin, type EditorState, type Transaction } from "prosemirror-state";

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Twelve letters at random: two tabs that write the same article do not hit upon the same. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => letters[byte % letters.length]).join("");
}

interface Place {
  id: string | null;
  position: number;
}

function places(document: Node): Place[] {
  const found: Place[] = [];
  document.descendants((node, position) => {
    if ("id" in node.attrs) found.push({ id: node.attrs["id"] as string | null, position });
    return !node.isTextblock;
  });
  return found;
}

/** Where the blocks that were there stand now, by id. */
function keepers(transactions: readonly Transaction[], before: Node): Map<string, number> {
  const kept = new Map<string, number>();
  for (const { id, position } of places(before)) {
    let now = position;
    const gone = transactions.some((transaction) => {
      const mapped = transaction.mapping.mapResult(now, 1);
      now = mapped.pos;
      return mapped.deletedAfter;
    });
    if (id !== null && !gone) kept.set(id, now);
  }
  return kept;
}

/** Gives ids to the blocks that have none or somebody else's; null when all is well. */
function completed(transactions: readonly Transaction[], before: Node, state: EditorState,
  make: () => string): Transaction | null {
  const found = places(state.doc);
  const taken = new Set<string>();
  const twice = new Set<string>();
  for (const { id } of found) {
    if (id === null) continue;
    if (taken.has(id)) twice.add(id);
    taken.add(id);
  }
  const missing = found.filter(({ id }) => id === null || twice.has(id));
  if (missing.length === 0) return null;
  const kept = twice.size > 0 ? keepers(transactions, before) : new Map<string, number>();
  const first = new Map<string, number>();
  for (const { id, position } of missing) {
    if (id !== null && (!first.has(id) || kept.get(id) === position)) first.set(id, position);
  }
  const change = state.tr;
  for (const { id, position } of missing) {
    if (id !== null && first.get(id) === position) continue;
    let fresh = make();
    while (taken.has(fresh)) fresh = make();
    taken.add(fresh);
    change.setNodeAttribute(position, "id", fresh);
  }
  return change;
}

/** The plugin that keeps ids complete and unique after every change. */
export function identities(make: () => string = newId): Plugin {
  return new Plugin({
    appendTransaction(transactions, before, after) {
      if (!transactions.some((transaction) => transaction.docChanged)) return null;
      return completed(transactions, before.doc, after, make);
    },
  });
}
