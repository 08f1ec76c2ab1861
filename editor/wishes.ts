// Wishes that a revision be made: several people do not wait here, but one may press twice.

import type { Reply } from "./drafts.ts";

/** What became of the wish to make a revision. `refused` has the server's reasons in its reply. */
export interface Revised {
  outcome: "revised" | "signedOut" | "conflict" | "lost" | "full" | "offline" | "refused" | "closed";
  reply?: Reply;
}

/** Somebody waits for a revision to be made. */
export interface Wish {
  label: string;
  tell: (revised: Revised) => void;
}

/** One wish for two: what becomes of it is told to both. */
export function both(one: Wish | null, other: Wish | null): Wish | null {
  if (!one || !other) return one ?? other;
  return { label: other.label || one.label, tell: (revised) => {
    one.tell(revised);
    other.tell(revised);
  } };
}
