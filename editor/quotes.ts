// Quotes and apostrophes: from the marks in a line to what each of them is. The rules are those of
// src/text/quote_marks.cpp and quote_pairs.cpp; what differs is said where it does: here a text is not
// finished, and what is open will yet be closed.

import { isQuote, isWordlike, sortOf, type Sort } from "./characters.ts";

export interface Glyphs {
  outerOpen: string;
  outerClose: string;
  innerOpen: string;
  innerClose: string;
}

const houses: Record<string, string> = { "»…«": "»«›‹", "„…“": "„“‚‘", "«…»": "«»‹›", "“…”": "“”‘’" };

/** How a language usually quotes: the same choice as text::usual_quotes. */
export function usualQuotes(language: string): string {
  const primary = language.split("-")[0] ?? "";
  if (language === "de-CH" || primary === "fr" || primary === "it") return "«…»";
  return primary === "de" ? "»…«" : "“…”";
}

/** The glyphs of a house by an example; throws for another. French has a thin space on the inner side. */
export function glyphsOf(example: string, language: string): Glyphs {
  const [outerOpen, outerClose, innerOpen, innerClose] = [...houses[example] ?? ""];
  if (!outerOpen || !outerClose || !innerOpen || !innerClose) throw new Error(`no house quotes ${example}`);
  const inside = language.split("-")[0] === "fr" && outerOpen === "«" ? "\u202f" : "";
  return { outerOpen: outerOpen + inside, outerClose: inside + outerClose,
    innerOpen: innerOpen + inside, innerClose: inside + innerClose };
}

type Role = "undecided" | "opens" | "closes" | "apostrophe" | "prime" | "doublePrime";
interface Mark {
  offset: number;
  glyph: string;
  double: boolean;
  left: Sort;
  right: Sort;
  direction: "opens" | "closes" | "unclear";
  role: Role;
  inner: boolean;
}

const germanElisions = ["s", "n", "ne", "nen", "nem", "ner", "ran", "raus", "rauf", "rein", "rum", "rüber", "runter"];
const englishElisions = ["tis", "twas", "twill", "em", "cause", "til", "till", "n", "bout", "round"];

const mayBeApostrophe = (glyph: string) => /['’`´‘‛]/.test(glyph);
const opensBy = (left: Sort) => left === "edge" || left === "blank" || left === "opening" ? 2 : left === "dash" ? 1 : 0;
const closesBy = (right: Sort) => ["edge", "blank", "closing", "stop"].includes(right) ? 2
  : right === "dash" || right === "ellipsis" ? 1 : 0;

function directionOf({ left, right }: Mark): Mark["direction"] {
  const [open, close] = [opensBy(left), closesBy(right)];
  return open === close ? "unclear" : open > close ? "opens" : "closes";
}

/** All marks of a line with their surroundings; `kept` tells where addresses lie. */
function marksIn(text: string, kept: (offset: number) => boolean): Mark[] {
  const marks: Mark[] = [];
  const sortAt = (offset: number): Sort => {
    if (kept(offset)) return "letter";
    return text.startsWith("...", offset) ? "ellipsis" : sortOf(text.charAt(offset));
  };
  for (let offset = 0; offset < text.length; ++offset) {
    const glyph = text.charAt(offset);
    if (!isQuote(glyph) || kept(offset)) continue;
    const before = marks.at(-1);
    const left = before?.offset === offset - 1 ? before.left : offset === 0 ? "edge" : sortAt(offset - 1);
    marks.push({ offset, glyph, double: /["«»\u201c-\u201f″]/.test(glyph), left, right: "edge",
      direction: "unclear", role: "undecided", inner: false });
  }
  for (const [place, mark] of [...marks.entries()].reverse()) {
    const behind = marks[place + 1];
    mark.right = behind?.offset === mark.offset + 1 ? behind.right : sortAt(mark.offset + 1);
    mark.direction = french(text, mark) ?? directionOf(mark);
  }
  return marks;
}

/** French sets a space inside its guillemets: then the unbreakable side is the inner one. */
function french(text: string, { glyph, offset, left, right }: Mark): Mark["direction"] | null {
  const glued = (character: string) => character === "\u00a0" || character === "\u202f";
  const [before, behind] = [glued(text.charAt(offset - 1)), glued(text.charAt(offset + 1))];
  if (/[«‹]/.test(glyph) && behind && !before && opensBy(left) > 0) return "opens";
  if (/[»›]/.test(glyph) && before && !behind && closesBy(right) > 0) return "closes";
  return null;
}

class Pairing {
  #open: Mark[] = [];

  constructor(private readonly marks: Mark[], private readonly text: string, private readonly language: string) {
    for (const [place, mark] of marks.entries()) {
      if (mark.double) this.#readDouble(mark, place);
      else this.#readSingle(mark);
    }
  }

  #readDouble(mark: Mark, place: number): void {
    if (this.#isInch(mark, place)) mark.role = "doublePrime";
    else if (mark.direction === "opens") this.#opens(mark);
    else if (mark.direction === "closes") { if (!this.#close(mark)) mark.role = "closes"; }
    else if (!this.#close(mark) && (/[«»]/.test(mark.glyph) || isWordlike(mark.right) || mark.right === "ellipsis")) {
      this.#opens(mark);
    }
  }

  #readSingle(mark: Mark): void {
    if (this.#isFoot(mark)) mark.role = "prime";
    else if ((isWordlike(mark.left) && isWordlike(mark.right)) || this.#isElision(mark)) {
      if (mayBeApostrophe(mark.glyph)) mark.role = "apostrophe";
    } else if (/[`´]/.test(mark.glyph)) return;
    else if (mark.direction === "opens") this.#opens(mark);
    else if (!this.#close(mark)) this.#leaveSingle(mark);
  }

  /** What is open while one types will be closed: so the next inside of it is an inner one. */
  #opens(mark: Mark): void {
    const around = this.#open.at(-1);
    mark.role = "opens";
    mark.inner = around ? !around.inner : !mark.double;
    this.#open.push(mark);
  }

  /**
   * Closes the last open one of its kind. A straight double quote also closes an inner one that is open: who
   * typed it that way means the nearest.
   */
  #close(mark: Mark): boolean {
    const last = this.#open.at(-1);
    const nearest = mark.glyph === "\"" && last?.inner && /[›‹‚]/.test(last.glyph);
    const place = nearest ? this.#open.length - 1 : this.#open.findLastIndex((one) => one.double === mark.double);
    if (place < 0 || (!mark.double && place !== this.#open.length - 1)) return false;
    for (const left of this.#open.splice(place + 1)) if (!left.double) this.#leaveSingle(left);
    const opener = this.#open.pop();
    mark.role = "closes";
    mark.inner = opener?.inner ?? false;
    return true;
  }

  #leaveSingle(mark: Mark): void {
    const atWord = isWordlike(mark.left) || isWordlike(mark.right) || mark.left === "stop";
    if (atWord && mayBeApostrophe(mark.glyph)) mark.role = "apostrophe";
  }

  #followsDigit(mark: Mark): boolean { return sortOf(this.text.charAt(mark.offset - 1)) === "digit"; }

  #isFoot(mark: Mark): boolean {
    if (mark.glyph === "′") return true;
    if (mark.glyph !== "'" || !this.#followsDigit(mark)) return false;
    const next = sortOf(this.text.charAt(mark.offset + 1));
    return next === "digit" || (!this.#open.some((one) => !one.double) && next !== "letter");
  }

  #isInch(mark: Mark, place: number): boolean {
    if (mark.glyph === "″") return true;
    if (mark.glyph !== "\"" || !this.#followsDigit(mark)) return false;
    const before = this.marks[place - 1];
    const feet = before?.role === "prime" && /^[0-9]*$/.test(this.text.slice(before.offset + 1, mark.offset));
    const letter = sortOf(this.text.charAt(mark.offset + 1)) === "letter";
    return feet || (!this.#open.some((one) => one.double) && !letter);
  }

  #isElision(mark: Mark): boolean {
    return /['’]/.test(mark.glyph) && !isWordlike(mark.left) && isElision(this.text, mark.offset, this.language);
  }
}

/** 's, 'n, '68er: whether what stands behind a mark is a word that lost its beginning. */
export function isElision(text: string, mark: number, language: string): boolean {
  const rest = text.slice(mark + 1);
  if (/^[0-9]{2}(er|s| )/.test(rest)) return true;
  const words = language.split("-")[0] === "de" ? germanElisions : englishElisions;
  return words.some((word) => {
    const next = rest.charAt(word.length);
    const quoted = isQuote(next) && word !== "n";  // rock 'n' roll
    return rest.startsWith(word) && !/[\p{L}\p{N}]/u.test(next) && !quoted;
  });
}

/** The glyph that the mark at this place stands for; empty where no one can tell. */
export function glyphAt(text: string, offset: number, kept: (offset: number) => boolean, glyphs: Glyphs,
  language: string): string {
  const marks = marksIn(text, kept);
  new Pairing(marks, text, language);
  const mark = marks.find((one) => one.offset === offset);
  switch (mark?.role) {
    case "opens": return mark.inner ? glyphs.innerOpen : glyphs.outerOpen;
    case "closes": return mark.inner ? glyphs.innerClose : glyphs.outerClose;
    case "apostrophe": return "’";
    case "prime": return "′";
    case "doublePrime": return "″";
    default: return "";
  }
}
