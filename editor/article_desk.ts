// The article that is open: the text on the screen, from which revisions it was begun, and how both change. What
// the person sees beside that (who writes, drafts, notes) is in files of its own, which ask this one.
//
// Invariants:
//  1. `bodyTouched` is false only while the text on the screen is the body of revision `saver.base`, to the letter.
//  2. The saver's bases move only together with the text: to a revision that was made of what stands here, or
//     whose changes were just put in.

import { canonical, sameBody } from "./blocks.ts";
import type { DeskLine } from "./desk_line.ts";
import type { Content, Draft, Fields, Reply, Theirs } from "./drafts.ts";
import { canonicalFields, ordered, sameValue } from "./fields.ts";
import type { FieldInputs } from "./field_inputs.ts";
import { newId } from "./identities.ts";
import { Journal, type Trouble } from "./journal.ts";
import { KnownFields } from "./known_fields.ts";
import type { KeptDraft, Presence, Standing } from "./protocol.ts";
import { Saver, type Clock, type Revised, type Status } from "./saver.ts";
import type { Surface } from "./surface.ts";

export interface DeskOptions {
  line: DeskLine;
  standing: Standing;
  surface: Surface;
  inputs: FieldInputs;
  clock: Clock;
  onStatus: (status: Status) => void;
  onTrouble: (trouble: Trouble | null) => void;
  onSignedOut: () => void;
  /** Something else has come onto the screen from elsewhere: these fields, another body. */
  onBrought: (fields: string[]) => void;
  /** The server has taken a draft that alters the body. */
  onWritten: () => void;
  /** The server says that there are later revisions than those from which we began. */
  onLater: () => void;
}

export class ArticleDesk {
  readonly tab = newId();
  readonly known: KnownFields;
  readonly saver: Saver;
  readonly journal: Journal;
  bodyTouched = false;
  /** Drafts that are in what stands here: they go when the server has it. */
  readonly #carried: (Pick<KeptDraft, "tab" | "serial"> & { stored: () => void })[] = [];
  #altersInFlight = false;
  #baseBody: string | null;   // of revision `saver.base`; null: not known here
  #cleanSerial: number | null = 0;
  #askedFor = 0;
  #following: Promise<void> | null = null;

  constructor(private readonly options: DeskOptions) {
    const { line, standing, clock } = options;
    this.#baseBody = ordered(canonical(standing.body));
    this.known = new KnownFields(standing.metadata_revision, standing.fields);
    const read = () => this.content();
    this.journal = new Journal({ article: standing.article, tab: this.tab, read, onTrouble: options.onTrouble, clock });
    this.saver = new Saver({
      base: standing.body_revision, metadataBase: standing.metadata_revision, tab: this.tab, read, clock,
      rescue: this.journal,
      transport: (draft, signal, label) => {
        this.known.sending(draft.fields);
        this.#altersInFlight = this.bodyTouched && ordered(canonical(draft.body)) !== this.#baseBody;
        return line.draft(draft, signal, label);
      },
      onStatus: options.onStatus,
      onSignedOut: options.onSignedOut,
      onStored: (draft, json, label) => this.#stored(draft, json as Presence, label),
    });
  }

  get article(): number { return this.options.standing.article; }

  content(): Content {
    return { body: this.options.surface.body(), fields: this.options.inputs.read() };
  }

  /** Whether the screen shows just the revisions `saver.base` and `saver.metadataBase`. */
  get isRevision(): boolean { return this.#cleanSerial === this.saver.serial; }

  /** Whether nobody has changed anything in this tab. */
  get untouched(): boolean { return this.saver.serial === 0; }

  /** Whether a text of that tab may take the place of what stands here: all of this is the revision, or its own. */
  gives(tab: string): boolean { return this.untouched && this.#carried.every((draft) => draft.tab === tab); }

  bodyChanged(): void {
    this.bodyTouched = true;
    this.saver.changed();
  }
  fieldChanged(): void { this.saver.changed(); }

  /** Shows a draft that was begun from the revisions on the screen, as it was left. */
  open(draft: KeptDraft): void {
    this.options.surface.bring(draft.body);
    this.show(draft.fields);
    this.bodyTouched = ordered(canonical(draft.body)) !== this.#baseBody;
    this.#cleanSerial = null;
    this.#carried.length = 0;  // another draft that stood here does so no longer
    this.carry(draft);
  }

  /** Goes on with a text that was begun from `base`; it is stored as this tab's. */
  goOnWith(content: Content, base: number): void {
    this.options.surface.bring(content.body);
    this.show(content.fields);
    if (base !== this.saver.base) this.#baseBody = null;
    this.saver.rebase(base, this.saver.metadataBase);
    if (ordered(canonical(content.body)) !== this.#baseBody) this.bodyTouched = true;
    this.saver.changed();
    this.saver.flush();
  }

  /** That draft is in what stands here now; `stored` is called when the server has it. */
  carry({ tab, serial }: Pick<KeptDraft, "tab" | "serial">, stored = () => {}): void {
    this.#carried.push({ tab, serial, stored });
  }

  /** Puts fields into the inputs that say something else; which these were. */
  show(fields: Fields): string[] {
    const { inputs } = this.options;
    const [mine, wanted] = [inputs.read(), canonicalFields(fields)];
    const differ = [...new Set([...Object.keys(mine), ...Object.keys(wanted)])]
      .filter((name) => !sameValue(mine[name], wanted[name]));
    for (const name of differ) inputs.put(name, wanted[name]);
    return differ;
  }

  /** Fields of a later revision. True: they are on the screen, or were. */
  takeFields(revision: number, fields: Fields): boolean {
    if (revision <= this.known.revision) return true;
    const { inputs, onBrought } = this.options;
    const { show, meets } = this.known.take(revision, fields, inputs.read());
    for (const [name, value] of Object.entries(show)) inputs.put(name, value);
    if (Object.keys(show).length > 0) onBrought(Object.keys(show));
    if (meets.length === 0) {
      this.saver.rebase(this.saver.base, this.known.revision);
      return true;
    }
    // The server knows what both were begun from, and who it was: it tells when it is asked to store this.
    if (this.#askedFor < revision) {
      this.#askedFor = revision;
      this.saver.changed();
      this.saver.flush();
    }
    return false;
  }

  /** Somebody else's later body, while nobody writes here. */
  follow(revision: number): Promise<void> {
    if (this.bodyTouched || revision <= this.saver.base) return Promise.resolve();
    return this.#following ??= this.options.line.stand().then((standing) => this.bring(standing))
      .finally(() => { this.#following = null; });
  }

  /** What the server has now comes onto the screen, as far as nobody has written here. */
  bring(standing: Standing): void {
    const wasRevision = this.isRevision;
    if (!this.bodyTouched && standing.body_revision > this.saver.base) {
      this.options.surface.bring(standing.body);
      this.#baseBody = ordered(canonical(standing.body));
      this.saver.rebase(standing.body_revision, this.saver.metadataBase);
      this.options.onBrought([]);
    }
    const all = this.takeFields(standing.metadata_revision, standing.fields);
    if (wasRevision && all && !this.bodyTouched) this.#cleanSerial = this.saver.serial;
  }

  /** Both sides are in `merged`: the screen shows it, and it is stored as begun from theirs. */
  settle(theirs: Theirs, merged: Content): void {
    this.options.surface.bring(merged.body);
    const changed = this.show(merged.fields);
    if (changed.length > 0) this.options.onBrought(changed);
    this.known.adopt(theirs.metadata_revision, theirs.fields);
    this.bodyTouched = !sameBody(merged.body, theirs.body);
    this.#baseBody = ordered(canonical(theirs.body));
    this.saver.resolve(theirs.revision, theirs.metadata_revision);
  }

  /** Has a revision made of what stands here, by itself once more when a conflict turned out to be none. */
  async revise(label: string): Promise<Revised> {
    const revised = await this.saver.revise(label);
    if (revised.outcome !== "conflict") return revised;
    await new Promise((resolve) => setTimeout(resolve));
    return this.saver.status.state === "conflict" ? revised : this.saver.revise(label);
  }

  #stored(draft: Draft, there: Presence, label: string | null): void {
    if (this.#altersInFlight) this.options.onWritten();
    if (label !== null) {
      // Made of this body, if it was another than its base's; else it is somebody else's, to be followed.
      if (this.#altersInFlight && there.body_revision > this.saver.base) {
        this.#baseBody = ordered(canonical(draft.body));
        this.saver.rebase(there.body_revision, this.saver.metadataBase);
      }
      if (draft.serial === this.saver.serial) {
        this.bodyTouched = false;
        this.#cleanSerial = draft.serial;
      }
    }
    for (const { tab, serial, stored } of this.#carried.splice(0)) {
      stored();
      // Where a newer one has come the server keeps it; without a line it stays and is offered again.
      void this.options.line.discard(tab, serial).catch(() => {});
    }
    const later = there.metadata_revision > this.known.revision;
    if (later || (!this.bodyTouched && there.body_revision > this.saver.base)) this.options.onLater();
  }
}

/** What of the server's answer is worth telling: where it is and what is wrong there. */
export function reasonOf(reply: Reply | undefined): { where: string; message: string } {
  const { where, message } = (reply?.json ?? {}) as { where?: unknown; message?: unknown };
  return { where: typeof where === "string" ? where : "", message: typeof message === "string" ? message : "" };
}
