// Two texts beside each other, place by place. A choice is made in the text itself, below, at once: there it can be
// read, written on and undone, and every state of it is stored as a draft like all else.

import type { ArticleDesk } from "./article_desk.ts";
import { Choosing, fieldSaid, parting, saidBy, type Choice, type Comparison } from "./choices.ts";
import type { Theirs } from "./drafts.ts";
import { button, element, uniqueId } from "./elements.ts";
import type { FieldInputs } from "./field_inputs.ts";
import type { Notices } from "./notices.ts";
import type { PageParts } from "./page_parts.ts";
import type { Surface } from "./surface.ts";
import { filled, type PageWords } from "./words.ts";

export interface ComparisonOptions {
  parts: PageParts;
  words: PageWords;
  notices: Notices;
  desk: ArticleDesk;
  surface: Surface;
  inputs: FieldInputs;
  /** Fields were chosen while nobody here had written in the body: it is still to be put together. */
  onFields: (theirs: Theirs) => void;
}

export interface Compared {
  who: string;
  comparison: Comparison;
  count: number;            // of blocks that were merged by themselves
  orders: Parameters<Choosing["choose"]>[0][];
  /** False: the body is not written here and stays as it is until all is decided, or it would count as written. */
  withBody: boolean;
  conflict: Theirs | null;  // null: two texts that somebody wants to see beside each other
}

interface Side {
  choice: Choice;
  name: string;
  text: string;
  other: string;
}

export class ComparisonView {
  readonly #section: HTMLElement;
  #compared: Compared | null = null;

  constructor(private readonly options: ComparisonOptions) {
    this.#section = options.parts.get("vergleich");
  }

  /** Whether a conflict waits to be decided here, shown or put off. */
  get decides(): boolean { return this.#compared?.conflict !== undefined && this.#compared.conflict !== null; }

  open(compared: Compared): void {
    const { desk, surface, words, parts } = this.options;
    this.#compared = compared;
    const { comparison, who, count, orders, conflict, withBody } = compared;
    if (withBody) surface.bring(comparison.merged.body);
    desk.show(comparison.merged.fields);
    const choosing = new Choosing(comparison.bodies, ...orders);
    const there = new Set(comparison.merged.body.blocks.map(({ id }) => id));
    const title = element("h2", { id: "vergleich-titel" }, filled(words.compareTitle, { who }));
    const ways = element("p", { class: "buttons" }, button(words.compareDone, () => this.#done(), { class: "button" }));
    if (conflict) ways.append(button(words.compareLater, () => this.#later()));
    this.#section.replaceChildren(title,
      ...(count > 0 ? [element("p", {}, filled(words.compareMerged, { count }))] : []),
      element("p", {}, words.compareHow),
      ...comparison.fields.map((place) => this.#place(this.options.inputs.find(place.name)?.label ?? place.name,
        this.#sides(fieldSaid(place.mine), fieldSaid(place.theirs)), "mine",
        (choice) => desk.show({ ...desk.content().fields, [place.name]: choice === "mine" ? place.mine : place.theirs }))),
      ...comparison.bodies.map((place, number) => this.#place(filled(words.blockPlace, { place: number + 1 }),
        [...this.#sides(saidBy(place.mine), saidBy(place.theirs)),
          ...(place.mine && place.theirs ? [{ choice: "both", name: words.bothKept, text: "", other: "" } as const] : [])],
        // What I deleted and the other changed stands there again until it is decided.
        place.mine === null && there.has(place.id) ? "theirs" : "mine",
        (choice) => surface.choose(choosing.choose(surface.body(), place.id, choice)))),
      ways);
    this.#section.hidden = false;
    parts.main.classList.add("is-comparing");
    this.#changed();
    this.#section.focus();
  }

  /** The text is no longer this tab's. */
  close(): void {
    this.#compared = null;
    this.#hide();
  }

  #sides(mine: string, theirs: string): Side[] {
    const { words } = this.options;
    const who = this.#compared?.who ?? "";
    return [{ choice: "mine", name: words.mine, text: mine, other: theirs },
      { choice: "theirs", name: filled(words.theirs, { who }), text: theirs, other: mine }];
  }

  #place(label: string, sides: readonly Side[], chosen: Choice, choose: (choice: Choice) => void,
  ): HTMLElement {
    const group = uniqueId("place");
    const versions = sides.map((side) => {
      const radio = element("input", { type: "radio", name: group, value: side.choice });
      radio.checked = side.choice === chosen;
      radio.addEventListener("change", () => {
        choose(side.choice);
        this.#changed();
      });
      const version = element("label", { class: "writing-version" }, element("span", {}, radio, side.name));
      if (side.choice !== "both") version.append(this.#said(side));
      return version;
    });
    return element("fieldset", {}, element("legend", {}, label), element("div", { class: "writing-sides" }, ...versions));
  }

  #said({ text, other }: Side): HTMLElement {
    if (text === "") return element("span", { class: "writing-said" }, this.options.words.absent);
    const [before, differing, after] = parting(text, other);
    return element("span", { class: "writing-said" }, before, ...(differing ? [element("mark", {}, differing)] : []), after);
  }

  #changed(): void {
    const { desk } = this.options;
    if (this.#compared?.withBody) desk.bodyChanged();
    else desk.fieldChanged();
  }

  #done(): void {
    const { desk, surface, onFields } = this.options;
    const compared = this.#compared;
    const conflict = compared?.conflict ?? null;
    this.#compared = null;
    this.#hide();
    if (conflict && !compared?.withBody) onFields(conflict);
    else if (conflict) desk.settle(conflict, desk.content());
    else desk.saver.flush();
    surface.focus();
  }

  #later(): void {
    const { notices, words, surface } = this.options;
    this.#section.hidden = true;
    notices.show("conflict", filled(words.savedInConflict, { who: this.#compared?.who ?? "" }),
      [{ label: words.openComparison, go: () => {
        notices.drop("conflict");
        this.#section.hidden = false;
        this.#section.focus();
      } }]);
    surface.focus();
  }

  #hide(): void {
    this.options.notices.drop("conflict");
    this.#section.hidden = true;
    this.options.parts.main.classList.remove("is-comparing");
  }
}
