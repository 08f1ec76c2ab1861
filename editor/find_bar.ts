// The bar in which one types what to find, and what to put in its place. Enter finds the next, Shift-Enter the
// one before, Escape closes.

import type { EditorView } from "prosemirror-view";
import { button, element, uniqueId } from "./elements.ts";
import { placeOf, replaceAll, replaceOne, seek, step } from "./find.ts";
import { filled, type Words } from "./words.ts";

export class FindBar {
  readonly element: HTMLElement;
  readonly #what: HTMLInputElement;
  readonly #by: HTMLInputElement;
  readonly #sameCase: HTMLInputElement;
  readonly #told: HTMLOutputElement;

  constructor(private readonly words: Words, private readonly view: () => EditorView) {
    const [what, by, sameCase] = [uniqueId("what"), uniqueId("by"), uniqueId("case")];
    this.#what = element("input", { id: what, type: "text", autocomplete: "off", spellcheck: "false" });
    this.#by = element("input", { id: by, type: "text", autocomplete: "off" });
    this.#sameCase = element("input", { id: sameCase, type: "checkbox" });
    this.#told = element("output", { class: "surface-message", for: what });
    this.element = element("div", { class: "surface-form", role: "search" },
      element("label", { for: what }, words.findWhat), this.#what,
      button(words.findPrevious, () => this.#go(-1)), button(words.findNext, () => this.#go(1)),
      element("span", { class: "surface-choice" }, this.#sameCase, element("label", { for: sameCase }, words.sameCase)),
      element("label", { for: by }, words.replaceWith), this.#by,
      button(words.replaceOne, () => this.#replace()), button(words.replaceAll, () => this.#replaceAll()),
      button(words.close, () => this.close()), this.#told);
    this.element.hidden = true;
    this.#what.addEventListener("input", () => this.#seek());
    this.#sameCase.addEventListener("change", () => this.#seek());
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  open(): void {
    const { state } = this.view();
    const { from, to } = state.selection;
    const selected = state.doc.textBetween(from, to, "\n");
    if (selected && !selected.includes("\n")) this.#what.value = selected;
    this.element.hidden = false;
    this.#what.select();
    this.#what.focus();
    this.#seek();
  }

  close(): void {
    const view = this.view();
    this.element.hidden = true;
    view.dispatch(seek(view.state, { text: "", sameCase: false }));
    view.focus();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && event.target === this.#what) this.#go(event.shiftKey ? -1 : 1);
    else if (event.key === "Enter" && event.target === this.#by) this.#replace();
    else return;
    event.preventDefault();
  }

  #seek(): void {
    const view = this.view();
    view.dispatch(seek(view.state, { text: this.#what.value, sameCase: this.#sameCase.checked }));
    this.#tell();
  }

  #go(direction: 1 | -1): void {
    const view = this.view();
    const change = step(view.state, direction);
    if (change) view.dispatch(change);
    this.#tell();
  }

  /** Replaces what is selected, if it is a place, and goes on to the next. */
  #replace(): void {
    const view = this.view();
    const change = view.editable ? replaceOne(view.state, this.#by.value) : null;
    if (change) view.dispatch(change);
    this.#go(1);
  }

  #replaceAll(): void {
    const view = this.view();
    if (!view.editable) return;
    const { change, count } = replaceAll(view.state, this.#by.value);
    view.dispatch(change);
    this.#told.value = filled(this.words.replaced, { count });
  }

  #tell(): void {
    const { place, count } = placeOf(this.view().state);
    const nothing = this.#what.value === "" ? "" : this.words.notFound;
    this.#told.value = count > 0 ? filled(this.words.found, { place, count }) : nothing;
  }
}
