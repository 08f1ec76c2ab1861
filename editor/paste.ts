// What comes from the clipboard. Our own comes as it is, with the ids of its blocks (identities.ts sees that none
// is twice); everything else is read by foreign.ts.
//
// prosemirror-view puts the clipboard's HTML into a detached document through its Trusted Types policy
// "ProseMirrorClipboard"; a page with `require-trusted-types-for 'script'` has to allow that policy by name. There
// nothing is run or loaded, and what goes into the text are blocks of the schema, not that HTML.

import { DOMParser, Fragment, Slice } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import { addressFrom } from "./address_form.ts";
import { toNode } from "./body.ts";
import { fitted } from "./fit.ts";
import { quieted, readForeign } from "./foreign.ts";
import { newId } from "./identities.ts";
import { markType, schema } from "./schema.ts";

/** Also of plain text: prosemirror-view hands over a paragraph for each of its lines. */
class ClipboardReader extends DOMParser {
  override parseSlice(dom: Node, options?: Parameters<DOMParser["parseSlice"]>[1]): Slice {
    const own = (dom as Element).querySelector("[data-pm-slice]") !== null;
    return own ? super.parseSlice(dom, options) : new Slice(Fragment.from(readForeign(dom, newId).map(toNode)), 0, 0);
  }
}

/** The plugin that reads the clipboard. */
export function pasting(): Plugin {
  return new Plugin({
    props: {
      clipboardParser: new ClipboardReader(schema, DOMParser.fromSchema(schema).rules),
      transformPastedHTML: quieted,
      transformPasted: (slice, view) => fitted(slice, view.state.selection.$from),
      // An address pasted over a word makes it a link.
      handlePaste: (view, event) => {
        const text = event.clipboardData?.getData("text/plain").trim() ?? "";
        const { from, to, empty, $from, $to } = view.state.selection;
        const address = /^(https?:\/\/|mailto:)\S+$/.test(text) ? addressFrom(text) : null;
        if (empty || address === null || !$from.sameParent($to) || !view.editable) return false;
        if (!$from.parent.type.allowsMarkType(markType("link"))) return false;
        view.dispatch(view.state.tr.addMark(from, to, markType("link").create({ href: address })));
        return true;
      },
    },
  });
}
