// Typography while one types. Backspace right afterwards takes it back and leaves what was typed.

import { InputRule, inputRules } from "prosemirror-inputrules";
import type { Plugin, Transaction } from "prosemirror-state";
import { glyphsOf, usualQuotes } from "./quotes.ts";
import { typed, type House } from "./typing.ts";

export function houseOf(language: string, quotes?: string): House {
  return { language, glyphs: glyphsOf(quotes ?? usualQuotes(language), language) };
}

/** The plugin; put `undoInputRule` on Backspace before all else. */
export function typography(house: House): Plugin {
  const rule = new InputRule(/[^]$/, (state, match, start, end): Transaction | null => {
    const character = match[0];
    // Behind a composition (a telephone's keyboard, an accent) the character stands in the text already.
    const written = state.selection.empty && start < end;
    const [$start, $end] = [state.doc.resolve(start), state.doc.resolve(end)];
    const before = $start.parent.textBetween(0, $start.parentOffset, undefined, "\ufffc");
    const after = $end.parent.textBetween($end.parentOffset, $end.parent.content.size, undefined, "\ufffc");
    const edits = typed(before, character, after, house);
    if (edits.length === 0) return null;
    const change = written ? state.tr : state.tr.insertText(character, start, end);
    for (const edit of edits.toReversed()) {
      change.insertText(edit.text, $start.start() + edit.from, $start.start() + edit.to);
    }
    return change;
  });
  return inputRules({ rules: [rule] });
}
