// Saving as a revision, with a name or without, and the ways to pages that show one: they are followed when what
// stands here is that revision.

import { reasonOf, type ArticleDesk } from "./article_desk.ts";
import type { FieldInputs } from "./field_inputs.ts";
import type { Notices } from "./notices.ts";
import type { PageParts } from "./page_parts.ts";
import type { Rights } from "./rights.ts";
import type { Revised } from "./saver.ts";
import type { StatusLine } from "./status_line.ts";
import type { Surface } from "./surface.ts";
import { filled, type PageWords } from "./words.ts";

export interface RevisingOptions {
  parts: PageParts;
  words: PageWords;
  notices: Notices;
  desk: ArticleDesk;
  rights: Rights;
  inputs: FieldInputs;
  surface: Surface;
  status: StatusLine;
  clock: (moment: number) => string;
  /** Hears what others have changed until now. */
  listen: () => Promise<void>;
  back: () => void;
}

export class Revising {
  readonly #form: HTMLFormElement;
  readonly #button: HTMLButtonElement;
  readonly #name: HTMLInputElement;
  #waiting = 0;

  constructor(private readonly options: RevisingOptions) {
    const { parts } = options;
    this.#form = parts.get<HTMLFormElement>("speichern-feld");
    this.#button = parts.get<HTMLButtonElement>("speichern");
    this.#name = parts.get<HTMLInputElement>("fassung-name");
    this.#button.addEventListener("click", () => (this.#form.hidden ? this.#open() : this.#close()));
    parts.get("speichern-zu").addEventListener("click", () => this.#close());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = this.#name.value.trim();
      this.#close();
      void this.save(name);
    });
    this.#form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#close();
    });
    this.#way("vorschau", "");
    this.#way("verlauf", "");
    this.#way("veroeffentlichen", "text");
  }

  /** Whether somebody waits for a revision to be made. */
  get busy(): boolean { return this.#waiting > 0; }

  /** Makes a revision of what stands here. Without a name that is what Mod-s does. */
  async save(name: string): Promise<void> {
    const { rights, notices, words, status, clock } = this.options;
    if (rights.lost || this.#button.disabled) return;
    const revised = await this.#revise(name);
    if (revised.outcome !== "revised") return this.#say(words.notRevised, revised);
    notices.drop("revision");
    await this.options.listen();
    status.say(filled(words.revisionSaved, { time: clock(Date.now()) }));
  }

  async #revise(name: string): Promise<Revised> {
    this.#waiting += 1;
    try {
      return await this.options.desk.revise(name);
    } finally {
      this.#waiting -= 1;
    }
  }

  #open(): void {
    this.#form.hidden = false;
    this.#button.setAttribute("aria-expanded", "true");
    this.#name.value = "";
    this.#name.focus();
  }

  #close(): void {
    if (this.#form.hidden) return;
    this.#form.hidden = true;
    this.#button.setAttribute("aria-expanded", "false");
    this.options.back();
  }

  #way(id: string, revisions: "" | "text"): void {
    const link = this.options.parts.get<HTMLAnchorElement>(id);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const apart = event.ctrlKey || event.metaKey || event.shiftKey;
      void this.#go(link, revisions !== "", apart);
    });
  }

  async #go(link: HTMLAnchorElement, withRevisions: boolean, apart: boolean): Promise<void> {
    const { desk, rights, words, notices } = this.options;
    const mayRevise = !rights.lost && !this.#button.disabled;
    if (mayRevise && !desk.isRevision) {
      const revised = await this.#revise("");
      if (revised.outcome !== "revised") return this.#say(words.notGone, revised);
      // What others changed meanwhile is in the revision that was made: it has to be on the screen too.
      await this.options.listen();
    }
    notices.drop("revision");
    const address = new URL(link.href);
    if (withRevisions) {
      address.searchParams.set("text", String(desk.saver.base));
      address.searchParams.set("felder", String(desk.saver.metadataBase));
    }
    if (apart) window.open(address, "_blank", "noopener");
    else location.assign(address);
  }

  #say(sentence: string, { outcome, reply }: Revised): void {
    const { words, notices } = this.options;
    const why = {
      offline: words.whyOffline, signedOut: words.whySignedOut, conflict: words.whyConflict, lost: words.whyLost,
      full: words.whyFull, refused: outcome === "refused" ? this.#reason(reply) : "", closed: "", revised: "",
    }[outcome];
    notices.show("revision", filled(sentence, { why }), [], true);
  }

  /** What is wrong, said at its place too: the field, or the block of the text. */
  #reason(reply: Revised["reply"]): string {
    const { words, inputs, surface } = this.options;
    const { where, message } = reasonOf(reply);
    if (message === "") return words.whyRefused;
    const block = /^body\.blocks\[(\d+)\]/.exec(where)?.[1];
    if (block !== undefined) {
      surface.goToBlock(Number(block));
      return filled(words.wrongAt, { where: filled(words.blockPlace, { place: Number(block) + 1 }), message });
    }
    const field = inputs.find(where);
    inputs.mark(where, message);
    return field || where !== "" ? filled(words.wrongAt, { where: field?.label ?? where, message }) : message;
  }
}
