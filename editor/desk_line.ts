// The line to the server: requests with the session's token, and what came back. It repairs one thing by itself:
// a token of a session that is over is fetched anew, once.

import type { Draft, Reply } from "./drafts.ts";
import type { Note, Presence, Refusal, Standing } from "./protocol.ts";
import type { AllWords } from "./words.ts";

/** The server did not do it: its status, or 0 without an answer. */
export class NotDone extends Error {
  constructor(readonly status: number) { super(`the server answered ${status || "nothing"}`); }
}

const patience = 20_000;
/** So much of what a page sends while it goes away do browsers take. */
const parting = 60_000;

interface Asked {
  method?: "GET" | "POST" | "PUT";
  body?: unknown;
  signal?: AbortSignal;
}

export class DeskLine {
  #token = "";
  #me: string | null = null;
  /** The page is being left: what is sent now has to outlive it. */
  leaving = false;

  /** `base` is the article's address at the desk. */
  constructor(readonly base: string, private readonly desk = "/redaktion") {}

  /** The standing; its token is used from now on. */
  async stand(): Promise<Standing> {
    const standing = await this.#done<Standing>("stand", {});
    this.#token = standing.token;
    this.#me ??= standing.me;
    return standing;
  }

  words(): Promise<AllWords> { return this.read(`${this.desk}/worte`); }

  /** Of the session, for what is not sent by this line. */
  get token(): string { return this.#token; }

  /** Whether there is a token to try again with: another one, of the same person. */
  async renew(): Promise<boolean> {
    const before = this.#token;
    return (await this.stand()).me === this.#me && this.#token !== before;
  }

  /** What stands at an address of the desk. */
  async read<Answer>(address: string): Promise<Answer> {
    const response = await this.#fetch(address, {});
    if (!response.ok) throw new NotDone(response.status);
    return await response.json() as Answer;
  }

  /** As the saver's transport: with a label a revision is made of it. */
  readonly draft = (draft: Draft, signal: AbortSignal, label: string | null): Promise<Reply> =>
    label === null
      ? this.#ask("entwurf", { method: "PUT", body: draft, signal })
      : this.#ask("fassung", { method: "POST", body: { ...draft, label }, signal });

  /** The tab is open, and keeps the lease if it has it. */
  present(tab: string, metadataRevision: number): Promise<Presence> {
    return this.#done("anwesend", { method: "POST", body: { tab, writing: true, metadata_revision: metadataRevision } });
  }

  /** The tab is closed. The answer comes too late for anybody. */
  leave(tab: string): void {
    void this.#done("verlassen", { method: "POST", body: { tab } }).catch(() => {});
  }

  takeOver(tab: string): Promise<Standing> {
    return this.#done<Standing>("uebernehmen", { method: "POST", body: { tab } });
  }

  /** Rejects with 409 when the server has a newer draft of that tab. */
  async discard(tab: string, serial: number): Promise<void> {
    await this.#done("verwerfen", { method: "POST", body: { tab, serial } });
  }

  async note(block: string, quote: string, text: string): Promise<Note[]> {
    return (await this.#done<{ notes: Note[] }>("notiz", { method: "POST", body: { block, quote, text } })).notes;
  }

  async resolveNote(id: Note["id"]): Promise<Note[]> {
    return (await this.#done<{ notes: Note[] }>(`notiz/${id}`, { method: "POST", body: { resolved: true } })).notes;
  }

  /** Null: signed in. Rejects without an answer. */
  async signIn(email: string, password: string, code: string): Promise<Refusal | null> {
    const response = await this.#fetch(`${this.desk}/anmelden`, { method: "POST",
      body: new URLSearchParams({ email, passwort: password, code }) });
    if (response.ok) return null;
    if (response.status !== 401) throw new NotDone(response.status);
    return await response.json() as Refusal;
  }

  async #done<Answer>(path: string, asked: Asked): Promise<Answer> {
    const { status, json } = await this.#ask(path, asked);
    if (status !== 200 || json === undefined) throw new NotDone(status);
    return json as Answer;
  }

  async #ask(path: string, asked: Asked): Promise<Reply> {
    const reply = await this.#once(path, asked);
    if (reply.status !== 403 || !asked.method) return reply;
    const before = this.#token;
    try {
      // Another person has signed in in another window: nothing is stored under that name.
      if ((await this.stand()).me !== this.#me) return { status: 401 };
    } catch (error) {
      if (error instanceof NotDone && error.status !== 0) return { status: error.status };
      throw error;
    }
    return before === this.#token ? reply : this.#once(path, asked);
  }

  async #once(path: string, { method = "GET", body, signal }: Asked): Promise<Reply> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const leaving = this.leaving || document.visibilityState === "hidden";
    const response = await this.#fetch(`${this.base}/${path}`, {
      method,
      ...(text === undefined ? {} : { body: text, keepalive: leaving && byteLength(text) < parting }),
      ...(signal ? { signal } : {}),
      headers: text === undefined ? {} : { "Content-Type": "application/json", "X-Marke": this.#token },
    });
    // Sent elsewhere: to the page where one signs in.
    if (response.type === "opaqueredirect") return { status: 401 };
    try {
      return { status: response.status, json: await response.json() };
    } catch {
      return { status: response.status };
    }
  }

  async #fetch(address: string, options: RequestInit): Promise<Response> {
    try {
      return await fetch(address, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(patience),
        ...options, headers: { "Accept": "application/json", ...options.headers } });
    } catch {
      throw new NotDone(0);
    }
  }
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
