// Shows where the text is. What is calm is only shown; what somebody has to know is also said, once, to who
// listens to the page: a line that spoke at every save would be switched off.

import type { PageParts } from "./page_parts.ts";
import type { Whereabouts } from "./whereabouts.ts";

export class StatusLine {
  #calm = true;
  #said = "";

  constructor(private readonly parts: PageParts) {}

  show({ sentence, calm }: Whereabouts): void {
    this.parts.say("ort", sentence);
    this.parts.say("ort-lang", sentence);
    this.parts.get("ort").classList.toggle("is-troubled", !calm);
    // Numbers (a time) do not make it another message.
    const kind = sentence.replace(/\d+/g, "");
    if (calm === this.#calm && (calm || kind === this.#said)) return;
    [this.#calm, this.#said] = [calm, kind];
    this.say(sentence);
  }

  /** Said because somebody asked for it. */
  say(sentence: string): void { this.parts.say("ansage", sentence); }
}
