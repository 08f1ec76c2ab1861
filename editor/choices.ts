// Where two texts differ and what is chosen there. It knows no page: the comparison shows it, and the result is a
// body again after every choice.

import { canonicalBlock, plainLines, type Block, type Body } from "./blocks.ts";
import type { Content, Fields } from "./drafts.ts";
import { canonicalFields, sameValue } from "./fields.ts";
import { newId } from "./identities.ts";
import { mergeBodies, mergeFields } from "./merge.ts";

export type Choice = "mine" | "theirs" | "both";

/** A place of the body with two versions; null: it does not stand there. */
export interface BodyPlace {
  id: string;
  mine: Block | null;
  theirs: Block | null;
}
export interface FieldPlace {
  name: string;
  mine: unknown;
  theirs: unknown;
}

export interface Comparison {
  /** What does not meet is put together; where it does, mine stands. */
  merged: Content;
  bodies: BodyPlace[];
  fields: FieldPlace[];
}

/** What two people made of one text. */
export function comparisonOf(base: Content, mine: Content, theirs: Content): Comparison {
  const body = mergeBodies(base.body, mine.body, theirs.body);
  const fields = mergeFields(canonicalFields(base.fields), canonicalFields(mine.fields), canonicalFields(theirs.fields));
  return { merged: { body: body.body, fields: fields.fields }, bodies: body.conflicts, fields: fields.conflicts };
}

/** Two texts of which nothing older is known: every difference is a place. Mine stands until it is chosen otherwise. */
export function differences(mine: Content, theirs: Content): Comparison {
  const [left, right] = [mine, theirs].map(({ body }) => new Map(body.blocks.map((block) => [block.id, canonicalBlock(block)])));
  const common = { version: 1, blocks: [] } satisfies Body;
  const order = mergeBodies(common, mine.body, theirs.body).body.blocks.map(({ id }) => id);
  const bodies = order.map((id) => ({ id, mine: left?.get(id) ?? null, theirs: right?.get(id) ?? null }))
    .filter((place) => !sameValue(place.mine, place.theirs));
  const [mineFields, theirFields] = [canonicalFields(mine.fields), canonicalFields(theirs.fields)];
  const fields = [...new Set([...Object.keys(mineFields), ...Object.keys(theirFields)])]
    .map((name) => ({ name, mine: mineFields[name], theirs: theirFields[name] }))
    .filter((place) => !sameValue(place.mine, place.theirs));
  return { merged: { body: mine.body, fields: mine.fields }, bodies, fields };
}

/** Makes choices in a body. It remembers what it put where, so that a choice can be made again. */
export class Choosing {
  readonly #put = new Map<string, string[]>();
  readonly #order: string[];

  /** `orders`: bodies in which the places stand, the leading one first. */
  constructor(private readonly places: readonly BodyPlace[], ...orders: Body[]) {
    this.#order = orders.reduce<Body>((all, one) => mergeBodies({ version: 1, blocks: [] }, all, one).body,
      { version: 1, blocks: [] }).blocks.map(({ id }) => id);
  }

  choose(body: Body, id: string, choice: Choice): Body {
    const place = this.places.find((one) => one.id === id);
    if (!place) return body;
    const chosen = choice === "mine" ? [place.mine] : choice === "theirs" ? [place.theirs]
      : [place.mine, place.theirs && { ...place.theirs, id: newId() }];
    const blocks = chosen.filter((block) => block !== null);
    const before = new Set(this.#put.get(id) ?? [id]);
    const at = body.blocks.findIndex((block) => before.has(block.id));
    const rest = body.blocks.filter((block) => !before.has(block.id));
    const where = at >= 0 ? at : this.#behind(rest, id);
    this.#put.set(id, [id, ...blocks.map((block) => block.id)]);
    return { version: 1, blocks: [...rest.slice(0, where), ...blocks, ...rest.slice(where)] };
  }

  /** A block that is not there comes behind what it stands behind elsewhere. */
  #behind(blocks: readonly Block[], id: string): number {
    const earlier = new Set(this.#order.slice(0, this.#order.indexOf(id)));
    return blocks.findLastIndex((block) => earlier.has(block.id)) + 1;
  }
}

/** What a version says, as it is shown beside the other. */
export function saidBy(block: Block | null): string {
  if (block === null) return "";
  if (block.type === "separator") return "* * *";
  const lines = plainLines([block]).join("\n");
  const more = block.type === "picture" ? block.file : block.type === "embed" ? block.url : "";
  return [lines, more].filter((line) => line !== "").join("\n");
}

export function fieldSaid(value: unknown): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map(fieldSaid).join(", ");
  if (value !== null && typeof value === "object") return Object.values(value as Fields).map(fieldSaid).join(", ");
  return String(value);
}

/** Where two lines part and meet again: the beginning that they share, what differs, the end that they share. */
export function parting(one: string, other: string): [string, string, string] {
  let begin = 0;
  while (begin < Math.min(one.length, other.length) && one[begin] === other[begin]) begin += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - begin && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  // Whole words: half a word that is marked reads badly.
  const blank = (line: string, place: number) => !/\S/.test(line.charAt(place));
  const parts = (place: (line: string) => number) =>
    [one, other].every((line) => blank(line, place(line) - 1)) || [one, other].every((line) => blank(line, place(line)));
  while (begin > 0 && !parts(() => begin)) begin -= 1;
  while (end > 0 && !parts((line) => line.length - end)) end -= 1;
  return [one.slice(0, begin), one.slice(begin, one.length - end), one.slice(one.length - end)];
}
