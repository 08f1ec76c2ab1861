// Who may write here, and what is said about it. The body belongs to the tab that has the lease; fields to all who
// may write. A tab that has lost the text stays read-only until it is loaded anew: it shows what is past.

import type { ArticleDesk } from "./article_desk.ts";
import { NotDone, type DeskLine } from "./desk_line.ts";
import type { FieldInputs } from "./field_inputs.ts";
import type { Notices } from "./notices.ts";
import type { PageParts } from "./page_parts.ts";
import type { Lease, Standing } from "./protocol.ts";
import type { Surface } from "./surface.ts";
import { filled, type PageWords } from "./words.ts";

export interface RightsOptions {
  parts: PageParts;
  words: PageWords;
  notices: Notices;
  line: DeskLine;
  desk: ArticleDesk;
  surface: Surface;
  inputs: FieldInputs;
  mayWrite: boolean;
  maySetPicture: boolean;
  me: string;
  gone: (tab: string) => boolean;
  onLost: () => void;
  /** Now the lease is this tab's. `from`: the other tab, when it was the same person's. */
  onTaken: (standing: Standing, from: string | null) => void;
}

export class Rights {
  #held = false;
  #lostTo: string | null = null;
  #turn = 0;
  #lease: Lease | null = null;

  constructor(private readonly options: RightsOptions) {}

  get lost(): boolean { return this.#lostTo !== null; }
  get lostTo(): string | null { return this.#lostTo; }
  /** Whose the text is, when it is not this tab's. */
  get other(): Lease | null { return this.#lease; }
  /** Whether the body may be written here. */
  get writes(): boolean {
    return this.options.mayWrite && !this.lost && (this.#lease === null || this.#lease.tab === this.options.desk.tab);
  }

  /** Grows when this tab takes the lease: what the server said before that is past. */
  get turn(): number { return this.#turn; }

  /** The server has said whose the lease is. */
  lease(lease: Lease | null): void {
    const { desk, gone } = this.options;
    const elsewhere = lease !== null && lease.tab !== desk.tab && !(lease.mine && gone(lease.tab));
    if (lease?.tab === desk.tab) this.#held = true;
    if (elsewhere && (this.#held || (desk.bodyTouched && !desk.untouched))) return this.lose(lease.who);
    this.#lease = elsewhere ? lease : null;
    this.#show(lease);
  }

  /** A draft that alters the body was stored: that took the lease. */
  take(): void {
    if (!this.#held) this.#turn += 1;
    this.#held = true;
    if (!this.lost) this.options.parts.say("schreibt", this.options.words.iWrite);
  }

  /** Somebody else writes on, or the same person elsewhere. What is not stored yet is stored beside it. */
  lose(who: string): void {
    const { desk, notices, words, me, onLost } = this.options;
    const before = this.#lostTo;
    this.#lostTo = who;
    if (before === null) {
      onLost();
      desk.saver.flush();
    }
    notices.drop("lease");
    notices.show("lost", who === me ? words.lostToMine : filled(words.lostTo, { who }),
      [{ label: words.loadAnew, go: () => location.reload() }], true);
    this.#show({ who, tab: "", mine: who === me });
  }

  #show(lease: Lease | null): void {
    const { parts, words, surface, inputs, mayWrite, maySetPicture, desk, notices } = this.options;
    const setsPicture = maySetPicture && !this.lost;
    surface.setReadOnly(!this.writes);
    inputs.setReadOnly(!mayWrite || this.lost, setsPicture ? ["lead_picture"] : []);
    parts.get<HTMLButtonElement>("aufmacher-waehlen").disabled = !setsPicture;
    parts.get<HTMLButtonElement>("speichern").disabled = !(mayWrite || maySetPicture) || this.lost;
    parts.main.classList.toggle("is-read-only", !this.writes);
    parts.say("schreibt", lease === null ? words.nobodyWrites
      : lease.tab === desk.tab ? words.iWrite : filled(words.otherWrites, { who: lease.who }));
    if (!mayWrite) return notices.show("lease", maySetPicture ? words.maySetPicture : words.mayNotWrite);
    if (this.lost) return;
    const other = this.#lease;
    if (!other) return notices.drop("lease");
    notices.show("lease", other.mine ? words.leaseOfMine : filled(words.leaseOfOther, { who: other.who }),
      [{ label: other.mine ? words.writeHere : filled(words.takeOver, { who: other.who }), go: () => void this.#takeOver(other) }]);
  }

  async #takeOver({ mine, tab }: Lease): Promise<void> {
    const { line, desk, notices, words, onTaken } = this.options;
    try {
      const standing = await line.takeOver(desk.tab);
      notices.drop("failed");
      this.#turn += 1;
      this.#held = true;
      onTaken(standing, mine ? tab : null);
      this.#lease = null;
      this.#show(standing.lease);
    } catch (error) {
      if (!(error instanceof NotDone)) throw error;
      notices.show("failed", words.notDone);
    }
  }
}
