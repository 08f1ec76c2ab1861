// How long the text is, told a moment after one has stopped: counting a long text at every key is felt.

import type { Counts } from "./counts.ts";
import type { PageParts } from "./page_parts.ts";
import { filled, type PageWords } from "./words.ts";

const pause = 400;

export class LengthView {
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly parts: PageParts, private readonly words: PageWords, private readonly language: string,
    private readonly counts: () => Counts) {
    this.#show();
  }

  changed(): void {
    this.#timer ??= setTimeout(() => this.#show(), pause);
  }

  #show(): void {
    this.#timer = null;
    const { words, characters, lines, minutes } = this.counts();
    const number = new Intl.NumberFormat(this.language);
    this.parts.say("laenge-woerter", number.format(words));
    this.parts.say("laenge-zeichen", number.format(characters));
    this.parts.say("laenge-zeilen", number.format(lines));
    this.parts.say("laenge-minuten", filled(this.words.minutes, { minutes: number.format(minutes) }));
  }
}
