// Texts that were left somewhere: a copy in this browser that the server never got, a draft of a window that is
// gone, what somebody had written when another took over. Each can be gone on with, compared and thrown away;
// nothing of it goes by itself but what is in another text, to the letter.

import type { ArticleDesk } from "./article_desk.ts";
import { NotDone, type DeskLine } from "./desk_line.ts";
import { button, element } from "./elements.ts";
import { sameFields } from "./fields.ts";
import { deleteCopy, listCopies } from "./journal.ts";
import type { Notices, Way } from "./notices.ts";
import type { PageParts } from "./page_parts.ts";
import type { Standing } from "./protocol.ts";
import { offerOfCopy, offerOfDraft, preview, serverHas, type Offer } from "./rescue.ts";
import { goneTabs } from "./tabs.ts";
import { filled, type PageWords } from "./words.ts";

export interface OffersOptions {
  parts: PageParts;
  words: PageWords;
  notices: Notices;
  line: DeskLine;
  desk: ArticleDesk;
  clock: (moment: number) => string;
  writes: () => boolean;
  compare: (offer: Offer) => void;
}

const keyOf = ({ kind, tab }: Offer) => `${kind}-${tab}`;

export class Offers {
  #offers: Offer[] = [];
  readonly #shown = new Set<string>();

  constructor(private readonly options: OffersOptions) {}

  /** Looks what there is now. What is on the screen is not offered. */
  async update(standing: Standing, onScreen: string | null): Promise<void> {
    const copies = await this.#copies(standing);
    const drafts = standing.drafts.filter(({ tab }) => tab !== this.options.desk.tab && tab !== onScreen);
    this.#offers = [...copies, ...drafts.map(offerOfDraft)];
    this.#show();
  }

  async #copies(standing: Standing): Promise<Offer[]> {
    try {
      const all = await listCopies(standing.article);
      const gone = await goneTabs(all.map(({ tab }) => tab));
      const left = all.filter(({ tab }) => gone(tab));
      for (const copy of left) {
        if (serverHas(copy, standing)) void deleteCopy(copy.article, copy.tab).catch(() => {});
      }
      return left.filter((copy) => !serverHas(copy, standing)).map((copy) => offerOfCopy(copy, standing.me));
    } catch {
      return [];  // a browser that keeps nothing has nothing to offer; the journal says so
    }
  }

  #show(): void {
    const { parts, notices } = this.options;
    const keys = new Set(this.#offers.map(keyOf));
    for (const key of this.#shown) {
      if (!keys.has(key)) notices.drop(key);
    }
    this.#shown.clear();
    const beside = this.#offers.filter(({ mine }) => !mine);
    for (const offer of this.#offers.filter(({ mine }) => mine)) {
      notices.show(keyOf(offer), this.#sentence(offer), this.#ways(offer));
      this.#shown.add(keyOf(offer));
    }
    const section = parts.get<HTMLDetailsElement>("entwuerfe-abschnitt");
    section.hidden = beside.length === 0;
    if (beside.length > 0) section.open = true;
    parts.get("entwuerfe").replaceChildren(...beside.map((offer) => element("li", {},
      element("p", {}, this.#sentence(offer)),
      element("p", { class: "writing-choices" }, ...this.#ways(offer).map(({ label, go }) => button(label, go))))));
  }

  #sentence(offer: Offer): string {
    const { words, clock, desk } = this.options;
    const sentence = offer.kind === "copy" ? words.copyHere
      : !offer.mine ? words.draftOfOther : offer.side ? words.sideDraftOfMine : words.draftOfMine;
    return filled(sentence, { time: clock(offer.at), who: offer.who, preview: preview(offer, desk.content()) });
  }

  #ways(offer: Offer): Way[] {
    const { words } = this.options;
    return [
      { label: words.goOnWith, go: () => this.#ifWriting(() => this.#goOn(offer)) },
      { label: words.compareWith, go: () => this.#ifWriting(() => this.options.compare(offer)) },
      { label: words.throwAway, go: () => this.#ask(offer) },
    ];
  }

  #ifWriting(act: () => void): void {
    const { writes, notices, words } = this.options;
    if (!writes()) return notices.show("needsLease", words.needsLease, [], true);
    notices.drop("needsLease");
    act();
  }

  /** Takes its place on the screen if nobody has written here yet; else both are shown beside each other. */
  #goOn(offer: Offer): void {
    const { desk, compare } = this.options;
    const current = offer.metadata_base === desk.known.revision || sameFields(offer.fields, desk.known.fields);
    if (!desk.gives(offer.tab) || !current) return compare(offer);
    desk.goOnWith(offer, offer.base);
    desk.carry(offer, () => {
      if (offer.kind === "copy") void deleteCopy(desk.article, offer.tab).catch(() => {});
    });
    this.#drop(offer);
  }

  #ask(offer: Offer): void {
    const { words, notices } = this.options;
    notices.show("throwAway", filled(words.throwAwaySure, { preview: preview(offer, this.options.desk.content()) }), [
      { label: words.throwAway, go: () => void this.#throwAway(offer) },
      { label: words.back, go: () => notices.drop("throwAway") },
    ]);
    notices.focus("throwAway");
  }

  async #throwAway(offer: Offer): Promise<void> {
    const { line, words, notices, desk } = this.options;
    notices.drop("throwAway");
    try {
      if (offer.kind === "copy") await deleteCopy(desk.article, offer.tab);
      else await line.discard(offer.tab, offer.serial);
      this.#drop(offer);
    } catch (error) {
      notices.show("failed", error instanceof NotDone && error.status === 409 ? words.newerDraft : words.notDone);
    }
  }

  #drop(offer: Offer): void {
    this.#offers = this.#offers.filter((one) => keyOf(one) !== keyOf(offer));
    this.#show();
  }
}
