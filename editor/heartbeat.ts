// Tells the server that this tab is here, and hears who else is and what was changed elsewhere. It goes on while
// the tab is hidden: a colleague must not seem to have left because another window is in front. A browser slows
// the timer of a hidden tab down to a minute; a lease lasts ninety seconds.

import { NotDone } from "./desk_line.ts";
import type { Presence } from "./protocol.ts";

export const pulse = 15_000;

export interface HeartbeatOptions {
  ask: () => Promise<Presence>;
  onPresence: (presence: Presence) => void;
  /** The server answered, or did not (null), or refused. */
  onAnswer: (status: number | null) => void;
}

export class Heartbeat {
  #timer: ReturnType<typeof setTimeout> | null = null;
  #beating: Promise<void> | null = null;
  #closed = false;

  constructor(private readonly options: HeartbeatOptions) {
    document.addEventListener("visibilitychange", this.#seen);
    addEventListener("online", this.#seen);
    void this.beat();
  }

  /** Asks now; who asks while it asks waits for a later answer, one that knows of what was sent before. */
  beat(): Promise<void> {
    const before = this.#beating;
    if (before) return before.then(() => this.beat());
    this.#beating = this.#ask().finally(() => {
      this.#beating = null;
      this.#again();
    });
    return this.#beating;
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#seen);
    removeEventListener("online", this.#seen);
  }

  async #ask(): Promise<void> {
    if (this.#closed) return;
    try {
      const presence = await this.options.ask();
      this.options.onAnswer(200);
      this.options.onPresence(presence);
    } catch (error) {
      if (!(error instanceof NotDone)) throw error;
      this.options.onAnswer(error.status === 0 || error.status >= 500 ? null : error.status);
    }
  }

  #again(): void {
    if (this.#closed) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.beat(), pulse);
  }

  readonly #seen = (): void => {
    if (document.visibilityState === "visible" && !this.#beating) void this.beat();
  };
}
