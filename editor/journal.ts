// The rescue copy: what is written is kept in this browser until the server has it, so that a crash, a full disk
// elsewhere or a lost line costs nothing. One copy for each article and tab.
//
// A browser may refuse (private windows, a full disk). That is told to the caller, who has to tell the person:
// then the text lives in the window only.

import type { Content } from "./drafts.ts";
import type { Clock, Rescue } from "./saver.ts";

export interface Copy extends Content {
  article: number;
  tab: string;
  serial: number;
  base: number;           // the body revision that it was begun from
  metadata_base: number;  // the same of the fields
  at: number;      // milliseconds since 1970
}

/** Why nothing can be kept: the browser has no place for it, the place is full, or something else failed. */
export type Trouble = "unavailable" | "full" | "failed";

export interface JournalOptions {
  article: number;
  tab: string;
  read: () => Content;
  /** Called when keeping begins to fail, fails otherwise, or works again (null). */
  onTrouble: (trouble: Trouble | null, error?: unknown) => void;
  clock?: Clock;
}

const databaseName = "allmende-journal";
const storeName = "copies";
/** So long a change may be in the window only. */
export const delay = 200;

const windowClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

function asked<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's database failed"));
  });
}

class Unavailable extends Error {}

async function open(): Promise<IDBDatabase> {
  try {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(storeName, { keyPath: ["article", "tab"] });
    };
    return await asked(request);
  } catch (error) {
    throw error instanceof DOMException && error.name === "QuotaExceededError" ? error
      : new Unavailable("the browser keeps nothing here", { cause: error });
  }
}

/** Does something with the store, and is done when it is on its way to the disk. */
async function inStore<Result>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open();
  try {
    const transaction = database.transaction(storeName, mode);
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("the browser's database gave up"));
    });
    const [result] = await Promise.all([asked(act(transaction.objectStore(storeName))), done]);
    return result;
  } finally {
    database.close();
  }
}

/** The copies of an article, or of all, the newest first. Rejects when the browser keeps none. */
export async function listCopies(article?: number): Promise<Copy[]> {
  const all = await inStore<Copy[]>("readonly", (store) => store.getAll());
  return all.filter((copy) => article === undefined || copy.article === article).sort((a, b) => b.at - a.at);
}

export async function restoreCopy(article: number, tab: string): Promise<Copy | null> {
  return await inStore<Copy | undefined>("readonly", (store) => store.get([article, tab])) ?? null;
}

export async function deleteCopy(article: number, tab: string): Promise<void> {
  await inStore("readwrite", (store) => store.delete([article, tab]));
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof Unavailable) return "unavailable";
  return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "failed";
}

/** Keeps the copy of one tab. Give it to the saver as its `rescue`. */
export class Journal implements Rescue {
  readonly #options: JournalOptions;
  readonly #clock: Clock;
  #serial = 0;
  #base = 0;
  #metadataBase = 0;
  #kept = 0;
  #cancel: (() => void) | null = null;
  #queue: Promise<void> = Promise.resolve();
  #trouble: Trouble | null = null;

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#clock = options.clock ?? windowClock;
    addEventListener("pagehide", this.#leaving);
    document.addEventListener("visibilitychange", this.#leaving);
  }

  /** The greatest serial that is on this browser's disk, or was. */
  get kept(): number { return this.#kept; }

  /** The text has changed: it is kept within a quarter of a second, at once when the page is left. */
  keep(serial: number, base: number, metadataBase: number): void {
    [this.#serial, this.#base, this.#metadataBase] = [serial, base, metadataBase];
    this.#cancel ??= this.#clock.after(delay, () => void this.write());
  }

  /** The server has the text: the copy goes. */
  forget(): void {
    this.#cancel?.();
    this.#cancel = null;
    const { article, tab } = this.#options;
    this.#do(() => deleteCopy(article, tab));
  }

  /** Keeps what has changed now; done when it is kept, or the trouble told. */
  write(): Promise<void> {
    if (!this.#cancel) return this.#queue;
    this.#cancel();
    this.#cancel = null;
    const { article, tab, read } = this.#options;
    const serial = this.#serial;
    const copy: Copy = { article, tab, serial, base: this.#base, metadata_base: this.#metadataBase,
      at: this.#clock.now(), ...read() };
    return this.#do(async () => {
      await inStore("readwrite", (store) => store.put(copy));
      this.#kept = Math.max(this.#kept, serial);
    });
  }

  /** Ends it; the copy stays. */
  close(): void {
    void this.write();
    removeEventListener("pagehide", this.#leaving);
    document.removeEventListener("visibilitychange", this.#leaving);
  }

  readonly #leaving = (): void => {
    void this.write();
  };

  /** One after the other, so that an older copy never comes after a newer one. */
  #do(act: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(act).then(() => this.#tell(null), (error) => this.#tell(troubleOf(error), error));
    return this.#queue;
  }

  #tell(trouble: Trouble | null, error?: unknown): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.#options.onTrouble(trouble, error);
  }
}
