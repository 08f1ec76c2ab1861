// What a tab sends to the server, and what the answers mean (docs/writing.md).

import type { Body } from "./blocks.ts";

export type Fields = Record<string, unknown>;
export interface Content {
  body: Body;
  fields: Fields;
}
export interface Draft extends Content {
  base: number;           // the body revision that this text was begun from
  metadata_base: number;  // the same of the fields
  serial: number;         // grows in this tab
  tab: string;            // random, made anew whenever the page is loaded
}

/** What the server answered: its status, and its JSON if there was any. */
export interface Reply {
  status: number;
  json?: unknown;
}
/**
 * Carries a draft to the server; with a label, that a revision be made of it. Rejects when there was no answer;
 * gives up when the signal says so.
 */
export type Transport = (draft: Draft, signal: AbortSignal, label: string | null) => Promise<Reply>;

/** What somebody else has made of it meanwhile, and what both were begun from. */
export interface Theirs extends Content {
  revision: number;
  metadata_revision: number;
  base_body: Body;
  base_fields: Fields;
  who: string;
}

/** What an answer means for the draft that it answers. */
export type Verdict =
  | "stored" | "behind" | "signedOut" | "conflict" | "lost" | "full" | "unreachable" | "invalid" | "refused";

export function verdictOf(reply: Reply, serial: number, label: string | null): Verdict {
  const { status } = reply;
  if (status === 200) return numberIn(reply, "serial") === serial ? "stored" : "behind";
  if (status === 401) return "signedOut";
  // Somebody between us and the server may say so too, who has stored nothing.
  if (status === 409) return numberIn(reply, "revision") > 0 ? "conflict" : "unreachable";
  if (status === 423) return wordIn(reply, "who") === null ? "unreachable" : "lost";
  if (status === 422 && label !== null) return "invalid";
  if (status === 507) return "full";
  const later = status >= 500 || status === 408 || status === 425 || status === 429;
  return later ? "unreachable" : "refused";
}

export function numberIn({ json }: Reply, key: string): number {
  const value = (json as Record<string, unknown> | null | undefined)?.[key];
  return typeof value === "number" ? value : 0;
}
export function wordIn({ json }: Reply, key: string): string | null {
  const value = (json as Record<string, unknown> | null | undefined)?.[key];
  return typeof value === "string" ? value : null;
}

