// The house's typography in the lines above the text, as in the text itself: a headline has its quotes too. Undo
// takes it back, and leaves what was typed.

import { typed, type House } from "./typing.ts";

type Line = HTMLInputElement | HTMLTextAreaElement;

export function setTypography(line: Line, house: House): void {
  let setting = false;
  line.addEventListener("input", (event) => {
    const { inputType, data, isComposing } = event as InputEvent;
    const caret = line.selectionStart;
    if (setting || inputType !== "insertText" || isComposing || data?.length !== 1 || caret === null) return;
    const { value } = line;
    const edits = typed(value.slice(0, caret - 1), data, value.slice(caret), house);
    if (edits.length === 0) return;
    setting = true;
    let moved = caret;
    for (const edit of edits.toReversed()) {
      line.setSelectionRange(edit.from, edit.to);
      // The one way to change a field that the browser's own undo knows of.
      document.execCommand("insertText", false, edit.text);
      if (edit.from < caret) moved += edit.text.length - (edit.to - edit.from);
    }
    line.setSelectionRange(moved, moved);
    setting = false;
  });
}
