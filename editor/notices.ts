// Messages above the text, each with what can be done about it. One of a kind: a newer one takes its place.

import { button, element } from "./elements.ts";

export interface Way {
  label: string;
  go: () => void;
}

export class Notices {
  readonly #shown = new Map<string, HTMLElement>();

  constructor(private readonly place: HTMLElement) {}

  /** `urgent` interrupts who listens to the page; the others wait for a pause. */
  show(kind: string, text: string, ways: Way[] = [], urgent = false): void {
    const before = this.#shown.get(kind);
    if (before?.dataset["text"] === text) return;
    const sentence = element("p", { role: urgent ? "alert" : "status" });
    const notice = element("div", { class: urgent ? "writing-notice is-urgent" : "writing-notice",
      "data-kind": kind, "data-text": text }, sentence);
    if (ways.length > 0) {
      notice.append(element("p", { class: "writing-choices" }, ...ways.map(({ label, go }) => button(label, go))));
    }
    if (before) before.replaceWith(notice);
    else this.place.append(notice);
    this.#shown.set(kind, notice);
    sentence.textContent = text;  // a live region has to be there before it speaks
  }

  drop(kind: string): void {
    this.#shown.get(kind)?.remove();
    this.#shown.delete(kind);
  }

  /** Leads there, when the person has just asked for it. */
  focus(kind: string): void { this.#shown.get(kind)?.querySelector("button")?.focus(); }

  has(kind: string): boolean { return this.#shown.has(kind); }
}
