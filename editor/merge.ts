// Two people changed the same text: what each of them did is put together, block by block, by the blocks' ids.
// Where both changed the same block, or one deleted what the other changed, nobody but a person can decide.
// Nothing that was written disappears: each text of both sides is in the result or in a conflict.

import { canonicalBlock, type Block, type Body } from "./blocks.ts";
import type { Fields } from "./drafts.ts";

/** A block of which there are two versions; null: deleted on that side, or not there before. */
export interface Conflict {
  id: string;
  base: Block | null;
  mine: Block | null;
  theirs: Block | null;
}
export interface Merged {
  /** In conflicts it has my version, or theirs where I deleted it. */
  body: Body;
  conflicts: Conflict[];
}

type Side = ReadonlyMap<string, Block>;

const byId = (body: Body): Side => new Map(body.blocks.map((block) => [block.id, canonicalBlock(block)]));

function same(a: Block | null, b: Block | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

interface Decision {
  block: Block | null;
  conflict: boolean;
}

/** What becomes of one block. Each of the three is null where the block is not there. */
function decide(base: Block | null, mine: Block | null, theirs: Block | null): Decision {
  if (same(mine, theirs) || same(base, theirs)) return { block: mine, conflict: false };
  if (same(base, mine)) return { block: theirs, conflict: false };
  return { block: mine ?? theirs, conflict: true };
}

const idsOf = (body: Body) => body.blocks.map((block) => block.id);

/** Whether the blocks that both have stand in another order. */
function moved(before: string[], after: string[]): boolean {
  const [known, there] = [new Set(before), new Set(after)];
  const stayed = before.filter((id) => there.has(id));
  return after.filter((id) => known.has(id)).some((id, place) => id !== stayed[place]);
}

/**
 * The order of the result: that of the side that moved blocks, mine if both did. What only the other side has
 * stands behind what it stands behind there.
 */
function orderOf(base: string[], mine: string[], theirs: string[]): string[] {
  const theirsLeads = moved(base, theirs) && !moved(base, mine);
  const [order, other] = theirsLeads ? [[...theirs], mine] : [[...mine], theirs];
  const placed = new Set(order);
  for (const [place, id] of other.entries()) {
    if (placed.has(id)) continue;
    const before = other.slice(0, place).findLast((one) => placed.has(one));
    let at = before === undefined ? 0 : order.indexOf(before) + 1;
    // What the leading side put in at the same place comes first.
    const isNew = (one: string | undefined) => one !== undefined && !base.includes(one) && !other.includes(one);
    while (isNew(order[at])) at += 1;
    order.splice(at, 0, id);
    placed.add(id);
  }
  return order;
}

/** Every id once: a block that one side put into a box may still stand outside on the other. */
function withoutTwins(blocks: Block[]): Block[] {
  const taken = new Set<string>();
  const own = <One extends Block>(block: One): One => {
    let { id } = block;
    for (let count = 2; taken.has(id); ++count) id = `${block.id.slice(0, 28)}-${count}`;
    taken.add(id);
    return id === block.id ? block : { ...block, id };
  };
  const outer = blocks.map((block) => own(block));
  return outer.map((block) =>
    block.type === "infobox" ? { ...block, blocks: block.blocks.map((inner) => own(inner)) } : block);
}

/** Merges what two sides made of one body. */
export function mergeBodies(base: Body, mine: Body, theirs: Body): Merged {
  const [before, left, right] = [byId(base), byId(mine), byId(theirs)];
  const blocks: Block[] = [];
  const conflicts: Conflict[] = [];
  for (const id of orderOf(idsOf(base), idsOf(mine), idsOf(theirs))) {
    const three = [before.get(id) ?? null, left.get(id) ?? null, right.get(id) ?? null] as const;
    const { block, conflict } = decide(...three);
    if (block) blocks.push(block);
    if (conflict) conflicts.push({ id, base: three[0], mine: three[1], theirs: three[2] });
  }
  return { body: { version: 1, blocks: withoutTwins(blocks) }, conflicts };
}

export interface FieldConflict {
  name: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

/** The same for the fields beside the body, each as a whole. In conflicts the result has mine. */
export function mergeFields(base: Fields, mine: Fields, theirs: Fields): { fields: Fields; conflicts: FieldConflict[] } {
  const fields: Fields = {};
  const conflicts: FieldConflict[] = [];
  const text = (value: unknown) => JSON.stringify(value);
  for (const name of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const [was, left, right] = [base[name], mine[name], theirs[name]];
    const untouched = text(left) === text(was);
    const value = untouched ? right : left;
    if (value !== undefined) fields[name] = value;
    const conflict = !untouched && text(right) !== text(was) && text(left) !== text(right);
    if (conflict) conflicts.push({ name, base: was, mine: left, theirs: right });
  }
  return { fields, conflicts };
}
