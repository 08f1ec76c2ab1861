// Files that are dropped onto the text: which block they are meant to stand behind.

import { Plugin } from "prosemirror-state";

/** `take` gets the id of the block above the place; null: the end of the text. */
export function dropping(take: (files: readonly File[], behind: string | null) => void): Plugin {
  return new Plugin({
    props: {
      handleDrop: (view, event) => {
        const files = [...event.dataTransfer?.files ?? []];
        if (files.length === 0) return false;
        event.preventDefault();
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
        const $place = place ? view.state.doc.resolve(place.pos) : null;
        const block = $place && ($place.depth > 0 ? $place.node(1) : $place.nodeBefore ?? $place.nodeAfter);
        take(files, block ? String(block.attrs["id"]) : null);
        return true;
      },
    },
  });
}
