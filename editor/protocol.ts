// What the article's page and the server say to each other besides drafts: docs/writing.md as types.

import type { Body } from "./blocks.ts";
import type { Content, Fields } from "./drafts.ts";

/** In which tab the body is being written. */
export interface Lease {
  who: string;
  tab: string;
  mine: boolean;  // the same person's
}

/** A draft as the server keeps it: one's own, or one whose tab has lost the lease. */
export interface KeptDraft extends Content {
  tab: string;
  who: string;
  mine: boolean;
  side: boolean;
  saved: string;
  serial: number;
  base: number;
  metadata_base: number;
}

export interface Note {
  id: number | string;
  block: string;
  quote: string;
  text: string;
  who: string;
  at: string;
  resolved: boolean;
}

export interface Standing {
  article: number;
  stage: string;
  body_revision: number;
  metadata_revision: number;
  body: Body;
  fields: Fields;
  token: string;
  me: string;
  lease: Lease | null;
  present: string[];
  drafts: KeptDraft[];
  notes: Note[];
  may_write: boolean;
  may_set_picture: boolean;  // of the fields this one, also where the others may not be written
}

/** The answer to `anwesend`: who else is here, and what was changed elsewhere. */
export interface Presence {
  lease: Lease | null;
  present: string[];
  stage: string;
  body_revision: number;
  metadata_revision: number;
  fields?: Fields;
  notes?: Note[];
}

/** Why nobody was signed in. */
export interface Refusal {
  why: "wrong" | "needs_code" | "wrong_code" | "wait";
  wait?: number;
}
