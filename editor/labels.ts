// Tells what the lines of a block are for, in the page's words. They stand in attributes that the style sheet
// shows; the text itself stays free of them.

import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { Words, WordKey } from "./words.ts";

const wordOfLine: Record<string, WordKey> = {
  attribution: "attribution",
  alternative: "alternative",
  caption: "caption",
  credit: "credit",
  box_title: "boxTitle",
  question: "question",
  answer: "answer",
  provider: "provider",
  embed_title: "embedTitle",
};

/** A plugin that puts `data-label` on the lines of blocks, and `data-empty` on those without text. */
export function labels(words: Words): Plugin {
  return new Plugin({
    props: {
      decorations(state) {
        const found: Decoration[] = [];
        state.doc.descendants((node, position) => {
          if (!node.isTextblock) return true;
          const key = wordOfLine[node.type.name];
          const attributes: Record<string, string> = {};
          if (key) attributes["data-label"] = words[key];
          if (node.content.size === 0) attributes["data-empty"] = "";
          if (key || node.content.size === 0) {
            found.push(Decoration.node(position, position + node.nodeSize, attributes));
          }
          return false;
        });
        return DecorationSet.create(state.doc, found);
      },
    },
  });
}
