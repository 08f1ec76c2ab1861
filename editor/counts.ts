// How long a text is, counted as src/text/measure.h counts.

import { plainLines, type Body } from "./blocks.ts";

export interface Counts {
  words: number;
  characters: number;  // Unicode code points, blanks included, one for each end of a paragraph
  lines: number;       // of print
  minutes: number;     // of reading
}

const charactersPerMinute = 1430;
const englishWordsPerMinute = 238;
/** What a line of a print column holds on average. */
export const usualLine = 38;

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** A star, a colon or a hyphen joins what ICU divides. */
function isJoined(text: string, start: number): boolean {
  return start >= 2 && /[*:-]/.test(text.charAt(start - 1)) && /[A-Za-z0-9\u0080-\uffff]/.test(text.charAt(start - 2));
}

/** `Leser*innen` and `Ost-West-Dialog` are one word each. */
export function wordsIn(text: string): number {
  let count = 0;
  for (const { index, isWordLike } of segmenter.segment(text)) {
    if (isWordLike && !isJoined(text, index)) count += 1;
  }
  return count;
}

export function charactersIn(text: string): number {
  return [...text].length;
}

export function counts(body: Body, language: string, line = usualLine): Counts {
  const lines = plainLines(body.blocks);
  const text = lines.join("\n");
  const [words, characters] = [wordsIn(text), charactersIn(text)];
  const english = language.split("-")[0]?.toLowerCase() === "en";
  const minutes = english ? words / englishWordsPerMinute : characters / charactersPerMinute;
  return {
    words,
    characters,
    lines: lines.reduce((sum, one) => sum + Math.ceil(charactersIn(one) / line), 0),
    minutes: Math.max(1, Math.round(minutes)),
  };
}
