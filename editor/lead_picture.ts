// Shows the lead picture that its field names, where the server has a rendition of it.

import { element } from "./elements.ts";
import type { PageParts } from "./page_parts.ts";

export class LeadPicture {
  #shown = "";

  constructor(private readonly parts: PageParts, private readonly addressOf: (file: string) => string | null) {
    parts.get("feld-bild").addEventListener("change", () => this.show());
    this.show();
  }

  show(): void {
    const file = this.parts.get<HTMLInputElement>("feld-bild").value.trim();
    if (file === this.#shown) return;
    this.#shown = file;
    const address = file === "" ? null : this.addressOf(file);
    const place = this.parts.get("aufmacher");
    place.replaceChildren();
    if (address === null) return;
    const picture = element("img", { src: address, alt: "" });
    picture.addEventListener("error", () => picture.remove());
    place.append(picture);
  }
}
