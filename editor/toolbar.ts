// The row of buttons above the text: one stop of the tab key, arrow keys within it, as the ARIA Authoring
// Practices describe a toolbar.

import { toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import type { Command, EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { insertSeparator, makeInto, selectedKind, type Kind } from "./commands.ts";
import { button, element } from "./elements.ts";
import { linkAround } from "./links.ts";
import { markType } from "./schema.ts";
import type { WordKey, Words } from "./words.ts";

interface Tool {
  word: WordKey;
  keys: string;                                    // as aria-keyshortcuts writes them
  command: Command;
  pressed?: (state: EditorState) => boolean;       // given: the button can be pressed in
}

function hasMark(name: string) {
  return (state: EditorState) => {
    const { from, to, empty, $from } = state.selection;
    const type = markType(name);
    return empty ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
      : state.doc.rangeHasMark(from, to, type);
  };
}

const kind = (word: Kind & WordKey, digit: number): Tool => ({
  word, keys: `Alt+${digit}`, command: makeInto(word), pressed: (state) => selectedKind(state) === word,
});

/** What the surface itself opens: the forms. */
export interface Openers {
  link: Command;
  embed: Command;
  find: Command;
  picture: Command | null;  // null: the page has no pictures to choose from
}

/** The groups of tools in their order. */
export function tools(open: Openers): Tool[][] {
  return [
    [kind("paragraph", 1), kind("subheading", 2), kind("quote", 3), kind("bullets", 4), kind("numbers", 5),
      kind("interview", 6), kind("infobox", 7),
      { word: "separator", keys: "Alt+8", command: insertSeparator },
      { word: "embed", keys: "Alt+9", command: open.embed },
      ...(open.picture ? [{ word: "picture", keys: "Alt+0", command: open.picture } as const] : [])],
    [{ word: "strong", keys: "Control+B", command: toggleMark(markType("strong")), pressed: hasMark("strong") },
      { word: "emphasis", keys: "Control+I", command: toggleMark(markType("emphasis")),
        pressed: hasMark("emphasis") },
      { word: "link", keys: "Control+K", command: open.link, pressed: (state) => linkAround(state) !== null }],
    [{ word: "undo", keys: "Control+Z", command: undo }, { word: "redo", keys: "Control+Y", command: redo },
      { word: "find", keys: "Control+F", command: open.find }],
  ];
}

export class Toolbar {
  readonly element: HTMLElement;
  readonly #buttons: { tool: Tool; button: HTMLButtonElement }[] = [];
  #view: EditorView | null = null;

  constructor(words: Words, groups: Tool[][]) {
    this.element = element("div", { role: "toolbar", "aria-label": words.tools, class: "surface-tools" });
    for (const group of groups) {
      const box = element("div", { class: "surface-group", role: "group" });
      for (const tool of group) {
        const made = button(words[tool.word], () => this.#run(tool),
          { "aria-keyshortcuts": tool.keys, "data-tool": tool.word, tabindex: "-1" });
        // The text keeps its selection while a button is pressed with the mouse.
        made.addEventListener("mousedown", (event) => event.preventDefault());
        this.#buttons.push({ tool, button: made });
        box.append(made);
      }
      this.element.append(box);
    }
    this.#buttons[0]?.button.setAttribute("tabindex", "0");
    this.element.addEventListener("keydown", (event) => this.#move(event));
    this.element.addEventListener("focusin", (event) => this.#rove(event.target as HTMLElement));
  }

  /** Shows what holds where the caret stands, and what can be done there. */
  update(view: EditorView): void {
    this.#view = view;
    for (const { tool, button: made } of this.#buttons) {
      if (tool.pressed) made.setAttribute("aria-pressed", String(tool.pressed(view.state)));
      const possible = view.editable && tool.command(view.state, undefined, view);
      // Not `disabled`: a button that has the focus would lose it.
      made.setAttribute("aria-disabled", String(!possible));
    }
  }

  focus(): void {
    this.#buttons.find(({ button: made }) => made.tabIndex === 0)?.button.focus();
  }

  #run(tool: Tool): void {
    const view = this.#view;
    if (!view?.editable) return;
    const opens = ["link", "embed", "find", "picture"].includes(tool.word);
    if (tool.command(view.state, view.dispatch, view) && !opens) view.focus();
  }

  #move(event: KeyboardEvent): void {
    const all = this.#buttons.map((one) => one.button);
    const place = all.indexOf(document.activeElement as HTMLButtonElement);
    const wanted = {
      ArrowRight: (place + 1) % all.length,
      ArrowLeft: (place + all.length - 1) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (event.key === "Escape") this.#view?.focus();
    if (wanted === undefined) return;
    event.preventDefault();
    all[wanted]?.focus();
  }

  #rove(focused: HTMLElement): void {
    for (const { button: made } of this.#buttons) made.tabIndex = made === focused ? 0 : -1;
    focused.scrollIntoView({ block: "nearest", inline: "nearest" });  // in the narrow row
  }
}
