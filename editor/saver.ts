// One queue of saves for one tab. It knows no browser: what carries a draft and what tells the time are given
// to it, so that every order of events can be tried in a test.
//
// Invariants:
//  1. At most one save is under way.
//  2. A greater serial is a newer text; the same serial is the same text. So a server that keeps the greatest
//     serial of a tab can take a draft twice, late or out of order, and never puts an older text over a newer.
//  3. The rescue copy is dropped only when the server has said that it holds this text or a newer one: that is
//     what 200, 409 and 423 say (docs/writing.md).
//  4. A conflict stays until somebody has decided, a loss until the page is loaded anew. What is written
//     meanwhile is sent all the same, from the same revisions, so that it never wins by itself.
//  5. After a refusal nothing is sent until the text was changed or somebody asks (`flush`).

import { numberIn, verdictOf, wordIn, type Content, type Draft, type Reply, type Theirs, type Transport } from "./drafts.ts";
import { both, type Revised, type Wish } from "./wishes.ts";

export type { Revised };

export interface Clock {
  now(): number;
  /** Calls once after so many milliseconds; the result takes the call back. */
  after(milliseconds: number, call: () => void): () => void;
}

/** Where the text is kept on this side until the server has it (journal.ts). */
export interface Rescue {
  keep(serial: number, base: number, metadataBase: number): void;
  forget(): void;
}

/** Where the text is. `since` is the moment of the last save that the server confirmed. */
export type Status = { since: number | null } & (
  | { state: "saved" | "dirty" | "saving" | "offline" | "signedOut" | "full" }
  | { state: "refused"; status: number }
  | { state: "conflict"; theirs: Theirs }
  | { state: "lost"; who: string });

export interface SaverOptions {
  base: number;
  metadataBase: number;
  tab: string;
  read: () => Content;
  transport: Transport;
  clock: Clock;
  rescue?: Rescue;
  onStatus?: (status: Status) => void;
  onSignedOut?: () => void;
  /** The server has this draft, made a revision of it if there is a label, and said which there are. */
  onStored?: (draft: Draft, json: unknown, label: string | null) => void;
}

export const pace = {
  quiet: 2_000,      // typing has stopped: within 3 s all is on its way
  longest: 20_000,   // typing goes on: so old may be what is not saved, 30 s with a slow answer
  patience: 20_000,  // for an answer
  firstRetry: 1_000,
  lastRetry: 30_000,
};

export class Saver {
  readonly #options: SaverOptions;
  #base: number;
  #metadataBase: number;
  #serial = 0;            // of the text as it stands
  #stored = 0;            // of the text that the server has
  #unsavedSince: number | null = null;
  #lastChange = 0;
  #failures = 0;
  #flight: AbortController | null = null;
  #cancelTimer: (() => void) | null = null;
  #status: Status = { state: "saved", since: null };
  #theirs: Theirs | null = null;
  #lostTo: string | null = null;
  #wish: Wish | null = null;
  #closed = false;

  constructor(options: SaverOptions) {
    this.#options = options;
    this.#base = options.base;
    this.#metadataBase = options.metadataBase;
  }

  get status(): Status { return this.#status; }
  get base(): number { return this.#base; }
  get metadataBase(): number { return this.#metadataBase; }
  /** The serial of the text as it stands. */
  get serial(): number { return this.#serial; }
  /** Whether leaving the page now would leave text behind that the server does not have. */
  get unsaved(): boolean { return this.#serial > this.#stored; }
  /** Who has taken the text over, once that is known: then nobody may write here any more. */
  get lostTo(): string | null { return this.#lostTo; }

  /** The text or a field was changed. Cheap: may be called at every key. */
  changed(): void {
    if (this.#closed) return;
    const now = this.#options.clock.now();
    this.#serial += 1;
    this.#lastChange = now;
    this.#unsavedSince ??= now;
    this.#options.rescue?.keep(this.#serial, this.#base, this.#metadataBase);
    const { state } = this.#status;
    if (state === "saved" || state === "refused") this.#become({ state: "dirty" });
    this.#plan();
  }

  /** Sends what is unsaved now, without waiting for a pause: the page is hidden, it is online again. */
  flush(): void {
    if (!this.unsaved || !this.#maySend()) return;
    this.#send();
  }

  /**
   * Has a revision made of the text as it stands. What becomes of it may be known only after somebody has
   * signed in again.
   */
  revise(label: string): Promise<Revised> {
    return new Promise((tell) => {
      if (this.#closed) return tell({ outcome: "closed" });
      if (this.#lostTo !== null) return tell({ outcome: "lost" });
      if (this.#theirs) return tell({ outcome: "conflict" });
      this.#wish = both(this.#wish, { label, tell });
      if (this.#status.state === "signedOut") return this.#options.onSignedOut?.();
      if (this.#maySend()) this.#send();
    });
  }

  /** The person has signed in again: what was turned away is sent. */
  resume(): void {
    if (this.#status.state !== "signedOut") return;
    this.#become({ state: "dirty" });
    if (this.#wish && this.#maySend()) this.#send();
    else this.flush();
  }

  /** Nobody signs in now: who waits for a revision is told. */
  stayOut(): void {
    if (this.#status.state === "signedOut") this.#fulfil({ outcome: "signedOut" });
  }

  /** The conflict is decided: what `read` gives now is the text, made from the server's revisions. */
  resolve(base: number, metadataBase: number): void {
    if (!this.#theirs) return;
    this.#theirs = null;
    this.rebase(base, metadataBase);
    if (this.#status.state === "conflict") this.#become({ state: "dirty" });
    this.changed();
    this.flush();
  }

  /** A revision was made of what is stored, or its changes are in the text: later drafts are begun from it. */
  rebase(base: number, metadataBase: number): void {
    this.#base = base;
    this.#metadataBase = metadataBase;
  }

  /** Ends it. What is under way may still arrive; nothing more is told. */
  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
    this.#fulfil({ outcome: "closed" });
  }

  #maySend(): boolean {
    return !this.#closed && this.#flight === null && this.#status.state !== "signedOut";
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
    if (this.#serial === 0) this.#serial = 1;  // a revision of a text that nobody has changed here
    const serial = this.#serial;
    const wish = this.#wish;
    this.#wish = null;
    const flight = new AbortController();
    this.#flight = flight;
    this.#unsavedSince = null;
    if (this.#failures === 0) this.#become({ state: "saving" });
    const { body, fields } = read();
    const draft: Draft = { base: this.#base, metadata_base: this.#metadataBase, serial, tab, body, fields };
    let cancelPatience = () => {};
    const tooLong = new Promise<Reply>((_, reject) => {
      cancelPatience = clock.after(pace.patience, () => {
        flight.abort();
        reject(new Error("no answer"));
      });
    });
    // A transport may throw at once as well as reject: both are no answer.
    const answer = Promise.race([(async () => transport(draft, flight.signal, wish?.label ?? null))(), tooLong]);
    answer.then((reply) => this.#take(reply, draft, wish), () => this.#take({ status: 503 }, draft, wish))
      .finally(cancelPatience);
  }

  #take(reply: Reply, draft: Draft, wish: Wish | null): void {
    this.#flight = null;
    if (this.#closed) return wish?.tell({ outcome: "closed" });
    const verdict = verdictOf(reply, draft.serial, wish?.label ?? null);
    const fulfil = (outcome: Revised["outcome"]) => {
      wish?.tell({ outcome, reply });
      // What a later wish waits for will not come either.
      if (outcome !== "revised" && verdict !== "invalid") this.#fulfil({ outcome, reply });
    };
    const stored = verdict === "stored" || verdict === "conflict" || verdict === "lost" || verdict === "invalid";
    if (!stored) this.#unsavedSince ??= this.#options.clock.now();
    if (verdict === "full" || verdict === "unreachable") {
      fulfil(verdict === "full" ? "full" : "offline");
      return this.#retry(verdict);
    }
    this.#failures = 0;
    switch (verdict) {
      case "stored":
        this.#options.onStored?.(draft, reply.json, wish?.label ?? null);
        fulfil("revised");
        return this.#settle(draft.serial);
      case "invalid":
        fulfil("refused");
        return this.#settle(draft.serial);
      case "behind":
        // The server holds a greater serial of this tab and has dropped this text: number it anew.
        this.#wish = both(wish, this.#wish);
        this.#serial = Math.max(this.#serial, numberIn(reply, "serial")) + 1;
        this.#options.rescue?.keep(this.#serial, this.#base, this.#metadataBase);
        return this.#retry("unreachable");
      case "signedOut":
        this.#wish = both(wish, this.#wish);
        this.#become({ state: "signedOut" });
        return this.#options.onSignedOut?.();
      case "conflict":
        // Decided while this draft was under way: it was begun from what is past.
        if (draft.base === this.#base && draft.metadata_base === this.#metadataBase) {
          this.#theirs = reply.json as Theirs;
          fulfil("conflict");
        }
        return this.#settle(draft.serial);
      case "lost":
        this.#lostTo = wordIn(reply, "who");
        fulfil("lost");
        return this.#settle(draft.serial);
      case "refused":
        fulfil("refused");
        return this.#become({ state: "refused", status: reply.status });
    }
  }

  /** The server has the text of that serial. */
  #settle(serial: number): void {
    this.#stored = Math.max(this.#stored, serial);
    const since = this.#options.clock.now();
    if (!this.unsaved) this.#options.rescue?.forget();
    this.#become({ ...(this.unsaved ? { state: "dirty" } : this.#rest()), since });
    if (this.#wish && this.#maySend()) this.#send();
    else this.#plan();
  }

  /** The state in which all is stored. */
  #rest(): Partial<Status> & { state: Status["state"] } {
    if (this.#lostTo !== null) return { state: "lost", who: this.#lostTo };
    return this.#theirs ? { state: "conflict", theirs: this.#theirs } : { state: "saved" };
  }

  #retry(why: "full" | "unreachable"): void {
    if (!this.unsaved && !this.#wish) {
      this.#failures = 0;
      return this.#become(this.#rest());  // only a revision was not made
    }
    this.#failures += 1;
    this.#become({ state: why === "full" ? "full" : "offline" });
    this.#wake(Math.min(pace.lastRetry, pace.firstRetry * 2 ** (this.#failures - 1)));
  }

  #fulfil(revised: Revised): void {
    const wish = this.#wish;
    this.#wish = null;
    wish?.tell(revised);
  }

  #become(status: Partial<Status> & { state: Status["state"] }): void {
    this.#status = { since: this.#status.since, ...status } as Status;
    this.#options.onStatus?.(this.#status);
  }
}
