// What becomes of a line when one more character is typed: the typography of src/text as far as it can be told
// before the sentence is finished. Ranges, abbreviations and unbreakable spaces are set when the text is saved.

import { addressesIn, isQuote, isWordlike, sortOf, type Sort } from "./characters.ts";
import { glyphAt, isElision, type Glyphs } from "./quotes.ts";

export interface House {
  language: string;
  glyphs: Glyphs;
}

/** Offsets in the line as it is with the typed character in it. */
export interface Edit {
  from: number;
  to: number;
  text: string;
}

/** The edits that typing `typed` between `before` and `after` brings with it, in order; mostly none. */
export function typed(before: string, character: string, after: string, house: House): Edit[] {
  if (character.length !== 1) return [];
  const text = before + character + after;
  const spans = addressesIn(text);
  const kept = (offset: number) => spans.some(({ begin, end }) => begin <= offset && offset < end);
  const at = before.length;
  const line: Line = { text, at, kept, house };
  const edits = [...quoteTyped(line), ...wordEnded(line), ...dashBefore(line), ...points(line)];
  return edits.filter(({ from }) => !kept(from) &&
    (character === "\"" || !isWrittenOn(text, from)))
    .sort((a, b) => a.from - b.from);
}

interface Line {
  text: string;
  at: number;  // of the typed character
  kept: (offset: number) => boolean;
  house: House;
}

/** An address that is just being written goes on to the caret, whatever stands at its end. */
function isWrittenOn(text: string, offset: number): boolean {
  const begin = Math.max(...[" ", "\u00a0", "\u202f", "\n", "\"", "»", "„", "“", "«"]
    .map((blank) => text.lastIndexOf(blank, offset - 1)));
  return /^[([]*(?:[A-Za-z0-9+.]+:\/\/|www\.)/.test(text.slice(begin + 1, offset));
}

/** A quote opens a word that is not written yet: so a letter is thought behind it. */
function quoteTyped({ text, at, kept, house }: Line): Edit[] {
  const character = text.charAt(at);
  if (character !== "\"" && character !== "'") return [];
  let begin = at;
  while (isQuote(text.charAt(begin - 1))) begin -= 1;  // quotes side by side look the same way
  const left = sortOf(text.charAt(begin - 1));
  const right = sortOf(text.charAt(at + 1));
  const unwritten = right === "edge" || right === "blank";
  const opens = ["edge", "blank", "opening"].includes(left) || (left === "dash" && !isInQuotes(text.slice(0, at)));
  const thought = opens && unwritten ? "x" : "";
  const line = text.slice(0, at + 1) + thought + text.slice(at + 1);
  const shift = (offset: number) => kept(offset > at && thought ? offset - 1 : offset) && offset !== at;
  const glyph = glyphAt(line, at, shift, house.glyphs, house.language);
  return glyph === "" || glyph === character ? [] : [{ from: at, to: at + 1, text: glyph }];
}

/** Behind a dash, a quote closes if there is something to close: »Gut –« */
function isInQuotes(before: string): boolean {
  return (before.match(/[»«„“”"]/g)?.length ?? 0) % 2 === 1;
}

/** With what follows one sees that a single mark was an apostrophe: geht's, 80'er; 's war. */
function wordEnded({ text, at, kept, house }: Line): Edit[] {
  const character = text.charAt(at);
  const wordlike = isWordlike(sortOf(character)) && !isQuote(character);
  const begin = wordlike ? at - 1 : startOfWord(text, at) - 1;
  const mark = text.charAt(begin);
  const apostrophe: Edit[] = [{ from: begin, to: begin + 1, text: "’" }];
  if (begin < 0 || mark === "’") return [];
  if (!wordlike) {
    const open = house.glyphs.innerOpen.trim() === mark;
    return open && isElision(text, begin, house.language) ? apostrophe : [];
  }
  if (mark !== house.glyphs.innerClose.trim() && mark !== "′") return [];
  const read = `${text.slice(0, begin)}'${text.slice(at)}`;  // once more, as it was typed
  return glyphAt(read, begin, kept, house.glyphs, house.language) === "’" ? apostrophe : [];
}

function startOfWord(text: string, end: number): number {
  let begin = end;
  while (begin > 0 && /[\p{L}\p{N}]/u.test(text.charAt(begin - 1))) begin -= 1;
  return begin;
}

const isOpen = (sort: Sort) => sort === "edge" || sort === "blank";
const touchesText = (sort: Sort) => !isOpen(sort) && sort !== "dash";

/** The dash that the hyphens before the typed character stand for; the same table as in src/text/dashes.cpp. */
function dashBefore({ text, at, house }: Line): Edit[] {
  const hyphens = /-{1,3}$/.exec(text.slice(0, at))?.[0] ?? "";
  const begin = at - hyphens.length;
  if (hyphens === "" || text.charAt(at) === "-" || text.charAt(begin - 1) === "-") return [];
  const dash = dashFor(text, begin, at, house.language.split("-")[0] === "en");
  return dash === "" ? [] : [{ from: begin, to: at, text: dash }];
}

function dashFor(text: string, begin: number, end: number, english: boolean): string {
  const hyphens = end - begin;
  const [left, right] = [sortOf(text.charAt(begin - 1)), sortOf(text.charAt(end))];
  const price = /[0-9],$/.test(text.slice(0, begin)) && !isWordlike(right);
  if (hyphens <= 2 && !english && price) return "–";
  const alone = isOpen(left) && isOpen(right) && left !== right && hyphens < 3;
  const between = left === "blank" && right === "blank";
  const beforeStop = left === "blank" && right === "stop" && isOpen(sortOf(text.charAt(end + 1)));
  if (alone || between || beforeStop) return hyphens === 3 && english ? "—" : "–";
  if (hyphens === 1 || !touchesText(left) || !touchesText(right)) return "";
  return hyphens === 3 || english ? "—" : "–";
}

/** Three points, not more, and not those of a path. */
function points({ text, at }: Line): Edit[] {
  const character = text.charAt(at);
  if (character === "." && /(^|[^./…])\.\.$/.test(text.slice(0, at)) && !/^[./]/.test(text.slice(at + 1))) {
    return [{ from: at - 2, to: at + 1, text: "…" }];
  }
  const undone = (character === "." || character === "/") && text.charAt(at - 1) === "…";
  return undone ? [{ from: at - 1, to: at, text: "..." }] : [];
}
