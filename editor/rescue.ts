// What of the copies in this browser and of the drafts at the server is worth offering, and how it is told apart.

import { canonicalBlock, plainLines, type Body } from "./blocks.ts";
import type { Content } from "./drafts.ts";
import { canonicalFields, ordered, sameValue } from "./fields.ts";
import type { Copy } from "./journal.ts";
import type { KeptDraft, Standing } from "./protocol.ts";

/** A text that can be gone on with. */
export interface Offer extends Content {
  kind: "copy" | "draft";
  tab: string;
  serial: number;
  who: string;
  mine: boolean;
  side: boolean;
  at: number;
  base: number;
  metadata_base: number;
}

export function offerOfDraft(draft: KeptDraft): Offer {
  return { ...draft, kind: "draft", at: Date.parse(draft.saved) };
}
export function offerOfCopy(copy: Copy, me: string): Offer {
  return { ...copy, kind: "copy", who: me, mine: true, side: false };
}

/** Whether all of a text is in another: every block to the letter, every field. */
function holds(whole: Content, part: Content): boolean {
  const blocks = new Set(whole.body.blocks.map((block) => ordered(canonicalBlock(block))));
  const [fields, wanted] = [canonicalFields(whole.fields), canonicalFields(part.fields)];
  return part.body.blocks.every((block) => blocks.has(ordered(canonicalBlock(block)))) &&
    Object.entries(wanted).every(([name, value]) => sameValue(fields[name], value));
}

/** Whether the server has all of a copy: a later draft of the same tab, or a text that holds every part of it. */
export function serverHas(copy: Copy, standing: Standing): boolean {
  return standing.drafts.some((draft) => draft.tab === copy.tab && draft.serial >= copy.serial) ||
    [standing, ...standing.drafts].some((text) => holds(text, copy));
}

const words = 12;
/** So many letters at the beginning make a line the same that was written on. */
const enough = 16;
const wordsOf = (line: string) => line.split(/\s+/).filter((word) => word !== "");

/**
 * What tells a text from the one on the screen: the words with which a line goes on that is known from there; else
 * its first line that is not there; else its beginning.
 */
export function preview(offer: Content, screen: Content): string {
  const lines = (content: Content) => [
    ...plainLines(content.body.blocks),
    ...["headline", "deck", "kicker"].map((name) => content.fields[name]).filter((line) => typeof line === "string")];
  const there = new Set(lines(screen));
  const all = lines(offer);
  // What a line says that is only written on there is no news.
  const others = all.filter((line) => ![...there].some((one) => one.startsWith(line))).map((line) =>
    ({ line, known: [...there].reduce((most, one) => Math.max(most, sharedBeginning(line, one)), 0) }));
  const { line, known } = others.find((one) => one.known >= enough) ?? others[0] ?? { line: all[0] ?? "", known: 0 };
  const begin = Math.max(0, Math.min(wordsOf(line.slice(0, known)).length - 2, wordsOf(line).length - words));
  const shown = wordsOf(line).slice(begin, begin + words).join(" ");
  return `${begin > 0 ? "… " : ""}${shown}${begin + words < wordsOf(line).length ? " …" : ""}`;
}

function sharedBeginning(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** How many blocks of a text are new or other than before. */
export function changedBlocks(before: Body, after: Body): number {
  const known = new Map(before.blocks.map((block) => [block.id, ordered(canonicalBlock(block))]));
  return after.blocks.filter((block) => known.get(block.id) !== ordered(canonicalBlock(block))).length;
}
