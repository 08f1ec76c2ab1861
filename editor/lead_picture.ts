// The lead picture: shows the one that its field names, what must be known of it, and has another one chosen.

import { element } from "./elements.ts";
import type { PageParts } from "./page_parts.ts";
import type { PictureChooser } from "./picture_chooser.ts";
import type { PaperPicture, PictureLine } from "./picture_line.ts";
import { filled, type AllWords } from "./words.ts";

export interface LeadPictureOptions {
  parts: PageParts;
  words: AllWords;
  pictures: PictureLine;
  chooser: PictureChooser;
  addressOf: (file: string) => string | null;
  /** Another picture was chosen; `undo` puts back what was there. */
  onChosen: (file: string, undo: () => void) => void;
}

/** What is said of it, by the input that says it. */
const said = { "feld-bild-alt": "alt", "feld-bild-nachweis": "credit", "feld-bild-unterschrift": "caption" } as const;
const inputs = Object.keys(said) as (keyof typeof said)[];

export class LeadPicture {
  #shown = "";
  #known: PaperPicture | null = null;

  constructor(private readonly options: LeadPictureOptions) {
    const { parts, chooser } = options;
    this.#input("feld-bild").addEventListener("change", () => this.show());
    parts.get("aufmacher-waehlen").addEventListener("click", () => chooser.open((picture) => this.#choose(picture)));
    this.show();
  }

  show(): void {
    const file = this.#input("feld-bild").value.trim();
    if (file === this.#shown) return;
    this.#shown = file;
    this.#known = null;
    const { parts, words, pictures, addressOf } = this.options;
    const address = file === "" ? null : addressOf(file);
    const place = parts.get("aufmacher");
    place.replaceChildren();
    if (address === null) return;
    const picture = element("img", { src: address, alt: "" });
    picture.addEventListener("error", () => picture.replaceWith(element("p", { class: "gap" }, filled(words.pictureMissing, { file }))));
    place.append(picture);
    void pictures.find(file).then((known) => {
      if (this.#shown !== file) return;
      this.#known = known;
      if (known?.until) place.append(element("p", { class: "gap" }, known.until));
    });
  }

  /** What somebody has written of it stays; what came with the picture before goes with it. */
  #choose(picture: PaperPicture): void {
    const before = this.#values();
    const after = new Map(before);
    after.set("feld-bild", picture.name);
    for (const input of inputs) {
      const words = before.get(input) ?? "";
      if (words === "" || words === this.#known?.[said[input]]) after.set(input, picture[said[input]]);
    }
    this.#put(after);
    this.options.onChosen(picture.name, () => this.#put(before));
  }

  #values(): Map<string, string> {
    return new Map(["feld-bild", ...inputs].map((id) => [id, this.#input(id).value]));
  }

  #put(values: ReadonlyMap<string, string>): void {
    for (const [id, value] of values) {
      const input = this.#input(id);
      if (input.value === value) continue;
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.show();
  }

  #input(id: string): HTMLInputElement { return this.options.parts.get<HTMLInputElement>(id); }
}
