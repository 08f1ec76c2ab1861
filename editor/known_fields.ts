// Which fields the tab began from, and what becomes of those that were changed elsewhere meanwhile.
//
// A revision may have been made of this tab's own drafts without its hearing of it (the answer was lost, a
// checkpoint). So whatever this tab has sent counts as its own when it comes back.

import type { Fields } from "./drafts.ts";
import { canonicalFields, ordered, sameValue } from "./fields.ts";

export interface Incoming {
  show: Fields;      // what goes into the inputs; undefined: was emptied elsewhere
  meets: string[];   // changed here and there, each to something else: nobody but a person can decide
}

export class KnownFields {
  #fields: Fields;
  #sent = new Map<string, Set<string>>();

  constructor(public revision: number, fields: Fields) {
    this.#fields = canonicalFields(fields);
  }

  get fields(): Fields { return this.#fields; }

  /** A draft with these fields is on its way. */
  sending(fields: Fields): void {
    for (const name of new Set([...Object.keys(fields), ...Object.keys(this.#fields)])) {
      const values = this.#sent.get(name) ?? new Set();
      this.#sent.set(name, values.add(ordered(fields[name])));
    }
  }

  /** The tab goes on from these. */
  adopt(revision: number, fields: Fields): void {
    this.revision = revision;
    this.#fields = canonicalFields(fields);
    this.#sent.clear();
  }

  /** Fields of a later revision come in while the inputs say `mine`. They are adopted if they meet nothing. */
  take(revision: number, incoming: Fields, mine: Fields): Incoming {
    const theirs = canonicalFields(incoming);
    const show: Fields = {};
    const meets: string[] = [];
    for (const name of new Set([...Object.keys(theirs), ...Object.keys(this.#fields), ...Object.keys(mine)])) {
      const [was, here, there] = [this.#fields[name], mine[name], theirs[name]];
      const own = sameValue(there, was) || (this.#sent.get(name)?.has(ordered(there)) ?? false);
      if (sameValue(there, here) || own) continue;
      if (sameValue(here, was)) show[name] = there;
      else meets.push(name);
    }
    if (meets.length === 0) this.adopt(revision, theirs);
    return { show, meets };
  }
}
