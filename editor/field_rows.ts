// A list of parts that is filled in row by row: authors with what they did, places in print. A row is a copy of
// the template in the page, so that its labels come with the page.

import type { Fields } from "./drafts.ts";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export class FieldRows {
  readonly name: string;
  readonly #template: HTMLTemplateElement;
  readonly #add: HTMLButtonElement;

  constructor(private readonly frame: HTMLElement, private readonly onChange: () => void) {
    this.name = frame.dataset["rows"] ?? "";
    const template = frame.querySelector("template");
    const add = frame.querySelector<HTMLButtonElement>("[data-add]");
    if (!template || !add) throw new Error(`the rows of ${this.name} have no template or no button`);
    [this.#template, this.#add] = [template, add];
    add.addEventListener("click", () => {
      this.#append({}).querySelector<Control>("input")?.focus();
    });
  }

  show(rows: readonly Fields[]): void {
    for (const row of this.#rows()) row.remove();
    for (const row of rows.length > 0 ? rows : [{}]) this.#append(row);
  }

  /** The rows that say something; a choice alone says nothing. */
  read(): Fields[] {
    return this.#rows().map((row) => {
      const parts = [...row.querySelectorAll<Control>("[name]")].map((control) => [this.#part(control), valueOf(control)]);
      const written = [...row.querySelectorAll<HTMLInputElement>("input")].some((input) => input.value.trim() !== "");
      return written ? Object.fromEntries(parts.filter(([, value]) => value !== "")) as Fields : {};
    }).filter((row) => Object.keys(row).length > 0);
  }

  setReadOnly(readOnly: boolean): void {
    for (const control of this.frame.querySelectorAll<Control | HTMLButtonElement>("input, select, button")) {
      control.disabled = readOnly;
    }
  }

  /** The input of a part of a row: `authors[1].name`. */
  control(place: number, part: string): HTMLElement | null {
    return this.#rows()[place]?.querySelector<HTMLElement>(`[name="${this.name}.${part}"]`) ?? null;
  }

  #rows(): HTMLElement[] {
    return [...this.frame.querySelectorAll<HTMLElement>(".writing-row")];
  }

  #part(control: Control): string { return control.name.slice(this.name.length + 1); }

  #append(values: Fields): HTMLElement {
    const made = document.importNode(this.#template.content, true).firstElementChild as HTMLElement;
    for (const control of made.querySelectorAll<Control>("[name]")) {
      const value = values[this.#part(control)];
      if (value !== undefined) control.value = String(value);
      control.disabled = this.#add.disabled;
      control.addEventListener("input", this.onChange);
    }
    made.querySelector("[data-remove]")?.addEventListener("click", () => {
      made.remove();
      this.#add.focus();
      this.onChange();
    });
    this.#add.before(made);
    return made;
  }
}

function valueOf(control: Control): unknown {
  const value = control.value.trim();
  return control instanceof HTMLInputElement && control.type === "number" && value !== "" ? Number(value) : value;
}
