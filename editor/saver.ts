// One queue of saves for one tab. It knows no browser: what carries a draft and what tells the time are given
// to it, so that every order of events can be tried in a test.
//
// Invariants:
//  1. At most one save is under way.
//  2. A greater serial is a newer text; the same serial is the same text. So a server that keeps the greatest
//     serial of a tab can take a draft twice, late or out of order, and never puts an older text over a newer.
//  3. The rescue copy is dropped only when the server has said that it holds this text or a newer one.
//  4. After a conflict or a loss nothing is sent until somebody has decided; after a refusal, until the text was
//     changed or somebody asks (`flush`).

import type { Body } from "./blocks.ts";

export type Fields = Record<string, unknown>;
export interface Content {
  body: Body;
  fields: Fields;
}
export interface Draft extends Content {
  base: number;    // the body revision that this text was begun from
  serial: number;  // grows in this tab
  tab: string;     // random, made anew whenever the page is loaded
}

/** What the server answered: its status, and its JSON if there was any. */
export interface Reply {
  status: number;
  json?: unknown;
}
/** Carries a draft to the server. Rejects when there was no answer; gives up when the signal says so. */
export type Transport = (draft: Draft, signal: AbortSignal) => Promise<Reply>;

export interface Clock {
  now(): number;
  /** Calls once after so many milliseconds; the result takes the call back. */
  after(milliseconds: number, call: () => void): () => void;
}

/** Where the text is kept on this side until the server has it (journal.ts). */
export interface Rescue {
  keep(serial: number, base: number): void;
  forget(): void;
}

export interface Theirs extends Content {
  revision: number;
  who: string;
}

/** Where the text is. `since` is the moment of the last save that the server confirmed. */
export type Status = { since: number | null } & (
  | { state: "saved" | "dirty" | "saving" | "offline" | "signedOut" | "full" }
  | { state: "refused"; status: number }
  | { state: "conflict"; theirs: Theirs }
  | { state: "lost"; who: string });

export interface SaverOptions {
  base: number;
  tab: string;
  read: () => Content;
  transport: Transport;
  clock: Clock;
  rescue?: Rescue;
  onStatus?: (status: Status) => void;
  onSignedOut?: () => void;
}

export const pace = {
  quiet: 2_000,      // typing has stopped: within 3 s all is on its way
  longest: 20_000,   // typing goes on: so old may be what is not saved, 30 s with a slow answer
  patience: 20_000,  // for an answer
  firstRetry: 1_000,
  lastRetry: 30_000,
};

type Verdict =
  | "stored" | "behind" | "signedOut" | "conflict" | "lost" | "full" | "unreachable" | "refused";

function verdictOf(reply: Reply, serial: number): Verdict {
  const { status } = reply;
  if (status === 200) return serialOf(reply) === serial ? "stored" : "behind";
  if (status === 401) return "signedOut";
  if (status === 409) return "conflict";
  if (status === 423) return "lost";
  if (status === 507) return "full";
  const later = status >= 500 || status === 408 || status === 425 || status === 429;
  return later ? "unreachable" : "refused";
}

function serialOf(reply: Reply): number {
  const serial = (reply.json as { serial?: unknown } | undefined)?.serial;
  return typeof serial === "number" ? serial : 0;
}

export class Saver {
  readonly #options: SaverOptions;
  #base: number;
  #serial = 0;            // of the text as it stands
  #stored = 0;            // of the text that the server has
  #unsavedSince: number | null = null;
  #lastChange = 0;
  #failures = 0;
  #flight: AbortController | null = null;
  #cancelTimer: (() => void) | null = null;
  #status: Status = { state: "saved", since: null };
  #closed = false;

  constructor(options: SaverOptions) {
    this.#options = options;
    this.#base = options.base;
  }

  get status(): Status { return this.#status; }
  get base(): number { return this.#base; }
  /** Whether leaving the page now would leave text behind that the server does not have. */
  get unsaved(): boolean { return this.#serial > this.#stored; }

  /** The text or a field was changed. Cheap: may be called at every key. */
  changed(): void {
    if (this.#closed) return;
    const now = this.#options.clock.now();
    this.#serial += 1;
    this.#lastChange = now;
    this.#unsavedSince ??= now;
    this.#options.rescue?.keep(this.#serial, this.#base);
    if (this.#status.state === "saved" || this.#status.state === "refused") this.#become({ state: "dirty" });
    this.#plan();
  }

  /** Sends what is unsaved now, without waiting for a pause: Mod-s, the page is hidden, it is online again. */
  flush(): void {
    if (!this.unsaved || !this.#maySend()) return;
    this.#send();
  }

  /** The person has signed in again: the save that was turned away is sent. */
  resume(): void {
    if (this.#status.state !== "signedOut") return;
    this.#become({ state: "dirty" });
    this.flush();
  }

  /** The conflict is decided: what `read` gives now is the text, made from the server's `base`. */
  resolve(base: number): void {
    if (this.#status.state !== "conflict") return;
    this.#base = base;
    this.#become({ state: "dirty" });
    this.changed();
    this.flush();
  }

  /** A revision was made of what is stored: later drafts are begun from it. */
  rebase(base: number): void { this.#base = base; }

  /** Ends it. What is under way may still arrive; nothing more is told. */
  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
  }

  #maySend(): boolean {
    const { state } = this.#status;
    const stopped = state === "signedOut" || state === "conflict" || state === "lost";
    return !this.#closed && this.#flight === null && !stopped;
  }

  /** Sets the one timer to the moment at which the unsaved text is due. */
  #plan(): void {
    if (!this.unsaved || !this.#maySend() || this.#failures > 0) return;
    const due = Math.min(this.#lastChange + pace.quiet, (this.#unsavedSince ?? 0) + pace.longest);
    this.#wake(due - this.#options.clock.now());
  }

  #wake(milliseconds: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.clock.after(Math.max(0, milliseconds), () => {
      this.#cancelTimer = null;
      this.flush();
    });
  }

  #send(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const { read, tab, transport, clock } = this.#options;
    const serial = this.#serial;
    const flight = new AbortController();
    this.#flight = flight;
    this.#unsavedSince = null;
    if (this.#failures === 0) this.#become({ state: "saving" });
    const { body, fields } = read();
    const draft: Draft = { base: this.#base, serial, tab, body, fields };
    let cancelPatience = () => {};
    const tooLong = new Promise<Reply>((_, reject) => {
      cancelPatience = clock.after(pace.patience, () => {
        flight.abort();
        reject(new Error("no answer"));
      });
    });
    // A transport may throw at once as well as reject: both are no answer.
    const answer = Promise.race([(async () => transport(draft, flight.signal))(), tooLong]);
    answer.then((reply) => this.#take(reply, serial), () => this.#take({ status: 503 }, serial))
      .finally(cancelPatience);
  }

  #take(reply: Reply, serial: number): void {
    this.#flight = null;
    if (this.#closed) return;
    const verdict = verdictOf(reply, serial);
    if (verdict !== "stored") this.#unsavedSince ??= this.#options.clock.now();
    if (verdict === "full" || verdict === "unreachable") return this.#retry(verdict);
    this.#failures = 0;
    switch (verdict) {
      case "stored":
        return this.#settle(serial);
      case "behind":
        // The server holds a greater serial of this tab and has dropped this text: number it anew.
        this.#serial = Math.max(this.#serial, serialOf(reply)) + 1;
        this.#options.rescue?.keep(this.#serial, this.#base);
        return this.#retry("unreachable");
      case "signedOut":
        this.#become({ state: "signedOut" });
        return this.#options.onSignedOut?.();
      case "conflict":
        return this.#become({ state: "conflict", theirs: reply.json as Theirs });
      case "lost":
        return this.#become({ state: "lost", who: String((reply.json as { who?: unknown })?.who ?? "") });
      case "refused":
        return this.#become({ state: "refused", status: reply.status });
    }
  }

  #settle(serial: number): void {
    this.#stored = serial;
    const since = this.#options.clock.now();
    if (this.unsaved) {
      this.#become({ state: "dirty", since });
      this.#plan();
    } else {
      this.#options.rescue?.forget();
      this.#become({ state: "saved", since });
    }
  }

  #retry(why: "full" | "unreachable"): void {
    this.#failures += 1;
    this.#become({ state: why === "full" ? "full" : "offline" });
    this.#wake(Math.min(pace.lastRetry, pace.firstRetry * 2 ** (this.#failures - 1)));
  }

  #become(status: Partial<Status> & { state: Status["state"] }): void {
    this.#status = { since: this.#status.since, ...status } as Status;
    this.#options.onStatus?.(this.#status);
  }
}
