// Notes between colleagues, beside the text: each at the height of its place where there is a margin, and marked in
// the text as long as its words are found there. They are no part of the body and go no way that the body goes.

import { NotDone, type DeskLine } from "./desk_line.ts";
import { button, element } from "./elements.ts";
import type { Notices } from "./notices.ts";
import type { PageParts } from "./page_parts.ts";
import type { Note } from "./protocol.ts";
import { sameValue } from "./fields.ts";
import type { Surface } from "./surface.ts";
import { filled, type PageWords } from "./words.ts";

export interface NoteListOptions {
  parts: PageParts;
  words: PageWords;
  notices: Notices;
  line: DeskLine;
  surface: Surface;
  clock: (moment: number) => string;
}

const pause = 300;

export class NoteList {
  readonly #form: HTMLFormElement;
  readonly #text: HTMLTextAreaElement;
  readonly #list: HTMLElement;
  #notes: Note[] = [];
  #place: { block: string; quote: string } | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly options: NoteListOptions) {
    const { parts } = options;
    this.#form = parts.get<HTMLFormElement>("notiz-feld");
    this.#text = parts.get<HTMLTextAreaElement>("notiz-text");
    this.#list = parts.get("notizen-liste");
    const make = parts.get<HTMLButtonElement>("notiz-neu");
    make.disabled = false;
    make.addEventListener("click", () => this.open());
    parts.get("notiz-zu").addEventListener("click", () => this.#close());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#note();
    });
    this.#form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#close();
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#form.requestSubmit();
    });
    addEventListener("resize", () => this.changed());
  }

  /** Asks for a note at what is selected. */
  open(): void {
    this.#place = this.options.surface.quoted();
    if (!this.#place) return;
    this.options.parts.say("notiz-stelle", this.#place.quote === "" ? "" : `»${this.#place.quote}«`);
    this.#form.hidden = false;
    this.#text.focus();
  }

  show(notes: Note[]): void {
    if (sameValue(notes, this.#notes) && this.#list.childElementCount > 0) return;
    this.#notes = notes;
    const open = notes.filter((note) => !note.resolved);
    this.options.surface.markNotes(open.map(({ id, block, quote }) => ({ id: String(id), block, quote })));
    this.#draw();
  }

  /** The text was changed: places move and vanish. */
  changed(): void {
    if (this.#notes.length > 0) this.#timer ??= setTimeout(() => this.#draw(), pause);
  }

  #draw(): void {
    this.#timer = null;
    const places = this.options.surface.notePlaces();
    const open = this.#notes.filter((note) => !note.resolved);
    const at = (note: Note) => places.get(String(note.id)) ?? null;
    const sorted = [...open].sort((a, b) => (at(a) ?? Infinity) - (at(b) ?? Infinity));
    const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>("[data-note-id]")?.dataset["noteId"];
    const items = sorted.map((note) => this.#item(note, at(note) !== null));
    this.#list.replaceChildren(...(items.length > 0 ? items : [element("li", { class: "is-vanished" }, this.options.words.noNotes)]));
    if (focused) this.#list.querySelector<HTMLElement>(`[data-note-id="${focused}"] button`)?.focus();
    this.#align(sorted.map(at));
  }

  #item(note: Note, found: boolean): HTMLElement {
    const { words, surface, clock } = this.options;
    const quote = note.quote === "" ? [] : found
      ? [button(`»${note.quote}«`, () => surface.goToNote(String(note.id)), { class: "writing-quote" })]
      : [element("p", { class: "writing-quote" }, `»${note.quote}«`)];
    return element("li", { "data-note-id": String(note.id), ...(found ? {} : { class: "is-vanished" }) }, ...quote,
      ...(found ? [] : [element("p", { class: "writing-by" }, words.placeVanished)]),
      element("p", {}, note.text),
      element("p", { class: "writing-by" }, filled(words.noteBy, { who: note.who, time: clock(Date.parse(note.at)) })),
      button(words.noteResolve, () => void this.#send(() => this.options.line.resolveNote(note.id))));
  }

  /** Puts each note at the height of its place, and below the one before; where it stands under the text, as it comes. */
  #align(tops: readonly (number | null)[]): void {
    const beside = matchMedia("(min-width: 76rem)").matches;
    const text = this.options.parts.main.querySelector(".surface-text")?.getBoundingClientRect().top ?? 0;
    for (const [number, item] of [...this.#list.children].entries()) {
      if (!(item instanceof HTMLElement)) continue;
      item.style.marginTop = "";
      const top = tops[number] ?? null;
      if (!beside || top === null) continue;
      const missing = top - (item.getBoundingClientRect().top - text);
      if (missing > 0) item.style.marginTop = `${missing}px`;
    }
  }

  async #note(): Promise<void> {
    const [place, text] = [this.#place, this.#text.value.trim()];
    if (!place || text === "") return this.#text.focus();
    if (await this.#send(() => this.options.line.note(place.block, place.quote, text))) this.#close();
  }

  async #send(ask: () => Promise<Note[]>): Promise<boolean> {
    const { notices, words } = this.options;
    try {
      this.show(await ask());
      notices.drop("note");
      return true;
    } catch (error) {
      if (!(error instanceof NotDone)) throw error;
      notices.show("note", words.noteFailed, [], true);
      return false;
    }
  }

  #close(): void {
    this.#form.hidden = true;
    this.#text.value = "";
    this.options.surface.focus();
  }
}
