// The article's page at the desk: runs by itself where the server has rendered one (tests/editor/article_page.html
// is its HTML), and puts together what the other files do.

import { ArticleDesk } from "./article_desk.ts";
import { comparisonOf, differences } from "./choices.ts";
import { ComparisonView } from "./comparison.ts";
import { DeskLine, NotDone } from "./desk_line.ts";
import type { Fields, Theirs } from "./drafts.ts";
import { FieldInputs } from "./field_inputs.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { Trouble } from "./journal.ts";
import { LeadPicture } from "./lead_picture.ts";
import { watchLeaving } from "./leaving.ts";
import { LengthView } from "./length_view.ts";
import { setTypography } from "./line_typing.ts";
import { NoteList } from "./note_list.ts";
import { Notices, type Way } from "./notices.ts";
import { Offers } from "./offers.ts";
import { opening } from "./opening.ts";
import { bindKeys } from "./page_keys.ts";
import { PageParts } from "./page_parts.ts";
import { PictureChooser } from "./picture_chooser.ts";
import { PictureLine, type PaperPicture } from "./picture_line.ts";
import type { Presence, Standing } from "./protocol.ts";
import { changedBlocks, type Offer } from "./rescue.ts";
import { Revising } from "./revising.ts";
import { Rights } from "./rights.ts";
import type { Clock } from "./saver.ts";
import { offerSeePages } from "./see_pages.ts";
import { SignIn } from "./sign_in.ts";
import { StatusLine } from "./status_line.ts";
import { mountSurface, type Surface } from "./surface.ts";
import { goneTabs, hold } from "./tabs.ts";
import { houseOf } from "./typography.ts";
import { clockOf, whereabouts } from "./whereabouts.ts";
import { filled, type AllWords, type PageWordKey } from "./words.ts";

const windowClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Without an answer nothing is known; it is asked again. */
function withoutAnswer(error: unknown): null {
  if (error instanceof NotDone) return null;
  throw error;
}

class ArticlePage {
  readonly #notices: Notices;
  readonly #status: StatusLine;
  readonly #desk: ArticleDesk;
  readonly #rights: Rights;
  readonly #heartbeat: Heartbeat;
  readonly #signIn: SignIn;
  readonly #offers: Offers;
  readonly #comparison: ComparisonView;
  readonly #notes: NoteList;
  readonly #pictures: PictureLine;
  readonly #surface: Surface;
  readonly #clock: (moment: number) => string;
  #trouble: Trouble | null = null;
  #reachable = true;
  #lineLost: number | null = null;
  #lastSave: number | null = null;
  #signedOut = false;
  #revising: Revising | null = null;
  #asked = 0;
  #incoming: Promise<void> = Promise.resolve();

  constructor(private readonly parts: PageParts, private readonly line: DeskLine, private readonly words: AllWords,
    private readonly standing: Standing, private readonly gone: (tab: string) => boolean) {
    const language = parts.data("language", "de");
    this.#clock = clockOf(document.documentElement.lang || "de", () => Date.now());
    this.#notices = new Notices(parts.get("meldungen"));
    this.#status = new StatusLine(parts);
    const pictureAddress = (file: string) => parts.data("pictures").replace("{file}", encodeURIComponent(file)) || null;
    this.#pictures = new PictureLine(line, words);
    const chooser = new PictureChooser({ parts, pictures: this.#pictures, words });
    const surface = this.#surface = mountSurface(parts.get("text"), {
      body: standing.body, language, quotes: parts.data("quotes"), words, line: Number(parts.data("line", "38")),
      readOnly: true,
      pictureAddress,
      pictureRemark: async (file) => (await this.#pictures.find(file))?.until ?? "",
      onPicture: () => chooser.open((picture) => surface.insertPicture(saidOf(picture))),
      onFiles: (files, behind) => this.#takeIn(files, behind),
      onChange: () => {
        this.#desk.bodyChanged();
        length.changed();
        this.#notes.changed();
      },
    });
    const inputs = new FieldInputs(parts.main, parts.data("zone", "Europe/Berlin"), () => this.#desk.fieldChanged());
    inputs.fill(standing.fields);
    const showSeePages = offerSeePages(parts.main);
    const house = houseOf(language, parts.data("quotes") || undefined);
    for (const line of parts.main.querySelectorAll<HTMLTextAreaElement>(".writing-head textarea")) setTypography(line, house);
    const picture = new LeadPicture({ parts, words, pictures: this.#pictures, chooser, addressOf: pictureAddress,
      onChosen: (file, undo) => this.#tell("lead", filled(words.leadChosen, { file }), [{ label: words.undo, go: () => {
        undo();
        this.#notices.drop("lead");
      } }]) });
    const length = new LengthView(parts, words, language, () => surface.counts());
    this.#desk = new ArticleDesk({
      line, standing, surface, inputs, clock: windowClock,
      onStatus: () => this.#changed(),
      onTrouble: (trouble) => this.#troubled(trouble),
      onSignedOut: () => this.#out(),
      onBrought: (fields) => {
        length.changed();
        this.#notes.changed();
        picture.show();
        showSeePages();
        const labels = fields.map((name) => inputs.find(name)?.label ?? name);
        if (fields.length > 0) this.#tell("fields", filled(words.fieldsCame, { fields: labels.join(", ") }));
      },
      onWritten: () => this.#rights.take(),
      onLater: () => void this.#heartbeat.beat(),
    });
    hold(this.#desk.tab);
    this.#rights = new Rights({ parts, words, notices: this.#notices, line, desk: this.#desk, surface, inputs, gone,
      onLost: () => this.#comparison.close(),
      mayWrite: standing.may_write, maySetPicture: standing.may_set_picture, me: standing.me, onTaken: (taken, from) => this.#taken(taken, from) });
    this.#signIn = new SignIn({ parts, line, words, me: standing.me, onLeft: () => this.#desk.saver.stayOut(),
      onSignedIn: () => this.#in() });
    const common = { parts, words, notices: this.#notices, line, desk: this.#desk, surface, inputs, clock: this.#clock };
    this.#notes = new NoteList(common);
    this.#comparison = new ComparisonView({ ...common, onFields: (theirs) => this.#merge(theirs, inputs.read()) });
    this.#offers = new Offers({ ...common, writes: () => this.#rights.writes, compare: (offer) => this.#compare(offer) });
    this.#present(standing);
    this.#notes.show(standing.notes);
    this.#open(standing, null);
    this.#rights.lease(standing.lease);
    this.#heartbeat = new Heartbeat({
      ask: () => {
        this.#asked = this.#rights.turn;
        return line.present(this.#desk.tab, this.#desk.known.revision);
      },
      onPresence: (presence) => this.#heard(presence),
      onAnswer: (status) => this.#answered(status),
    });
    this.#revising = new Revising({ ...common, rights: this.#rights, status: this.#status,
      listen: () => this.#heartbeat.beat(), back: () => surface.focus() });
    bindKeys(parts, surface, { save: () => void this.#revising?.save(""), note: () => this.#notes.open() });
    watchLeaving(this.#desk, line);
    this.#changed();
  }

  /** With the draft that this person was at, if there is one. */
  #open(standing: Standing, from: string | null): void {
    const free = standing.lease === null || standing.lease.tab === this.#desk.tab ||
      (standing.lease.mine && this.gone(standing.lease.tab));
    const draft = this.#desk.untouched ? opening(standing, from, free) : null;
    void this.#offers.update(standing, draft?.tab ?? null);
    if (!draft) return;
    this.#desk.open(draft);
    this.#tell("opened", filled(this.words.openedDraft, { time: this.#clock(Date.parse(draft.saved)) }));
  }

  /** The text was taken over: it goes on from what the server has, or from what one wrote in another window. */
  #taken(standing: Standing, from: string | null): void {
    this.#present(standing);
    const before = this.#rights.other;
    this.#desk.bring(standing);
    this.#open(standing, from);
    if (!from && before) {
      this.#tell("taken", filled(this.words.takenFrom, { who: before.who }), [{ label: this.words.look, go: () => {
        const drafts = this.parts.get("entwuerfe-abschnitt");
        drafts.scrollIntoView();
        drafts.querySelector("button")?.focus();
      } }]);
    }
  }

  /** Files that were dropped onto the text, one after the other, in their order. */
  #takeIn(files: readonly File[], behind: string | null): void {
    let last = behind;
    for (const file of files) {
      this.#incoming = this.#incoming.then(async () => {
        this.#notices.show("incoming", filled(this.words.pictureSending, { name: file.name }));
        const taken = await this.#pictures.takeIn(file, (part) => {
          if (part === 1) this.#notices.show("incoming", filled(this.words.pictureLookedAt, { name: file.name }));
        });
        if ("message" in taken) {
          this.#notices.drop("incoming");
          return this.#tell(`incoming ${file.name}`, this.#pictures.told(file, taken));
        }
        last = this.#surface.insertPictureBehind(saidOf(taken.picture), last) ?? last;
        this.#tell("incoming", this.#pictures.told(file, taken));
      });
    }
  }

  /** What somebody may want to know, and may put away. */
  #tell(kind: string, text: string, ways: Way[] = []): void {
    this.#notices.show(kind, text, [...ways, { label: this.words.close, go: () => this.#notices.drop(kind) }]);
  }

  #compare(offer: Offer): void {
    const mine = this.#desk.content();
    this.#comparison.open({ who: offer.who, comparison: differences(mine, offer), count: 0, withBody: true,
      orders: [mine.body, offer.body], conflict: null });
  }

  /** Somebody else has made a revision meanwhile: what does not meet is put together, the rest is asked. */
  #conflict(theirs: Theirs): void {
    if (this.#comparison.decides || this.#rights.lost || this.#desk.saver.status.state !== "conflict") return;
    this.#merge(theirs, null);
  }

  /** `decided`: the fields as they were chosen already. */
  #merge(theirs: Theirs, decided: Fields | null): void {
    const base = { body: theirs.base_body, fields: theirs.base_fields };
    const comparison = comparisonOf(base, this.#desk.content(), theirs);
    if (decided) comparison.fields = [];
    const merged = decided ? { ...comparison.merged, fields: decided } : comparison.merged;
    const count = changedBlocks(theirs.base_body, theirs.body);
    if (comparison.bodies.length === 0 && comparison.fields.length === 0) {
      this.#desk.settle(theirs, merged);
      if (!decided) this.#tell("merged", filled(this.words.merged, { who: theirs.who, count }));
      return;
    }
    this.#comparison.open({ who: theirs.who, comparison: { ...comparison, merged }, conflict: theirs,
      withBody: this.#desk.bodyTouched, count: Math.max(0, count - comparison.bodies.length),
      orders: [merged.body, theirs.body] });
  }

  #present({ stage, present }: Pick<Presence, "stage" | "present">): void {
    this.parts.say("stufe", this.words[`stage_${stage}` as PageWordKey] ?? stage);
    this.parts.say("anwesende", present.length > 0 ? present.join(", ") : this.words.nobodyElse);
  }

  #heard(presence: Presence): void {
    this.#present(presence);
    if (this.#asked === this.#rights.turn) this.#rights.lease(presence.lease);
    if (presence.notes) this.#notes.show(presence.notes);
    this.#changed();
    if (this.#rights.lost) return;
    if (presence.fields) this.#desk.takeFields(presence.metadata_revision, presence.fields);
    void this.#desk.follow(presence.body_revision).catch(withoutAnswer);
  }

  #answered(status: number | null): void {
    this.#reachable = status !== null;
    if (status === 401) this.#out();
    else if (status === 200 && this.#signedOut) void this.#back();
    this.#changed();
  }

  /** Somebody has signed in in another window: the same person, or another. */
  async #back(): Promise<void> {
    const standing = await this.line.stand().catch(withoutAnswer);
    if (standing?.me === this.standing.me) this.#in();
  }

  #troubled(trouble: Trouble | null): void {
    this.#trouble = trouble;
    if (trouble) this.#notices.show("journal", this.words.keepsNothing);
    else this.#notices.drop("journal");
    this.#changed();
  }

  #out(): void {
    this.#signedOut = true;
    if (this.#revising?.busy) this.#signIn.open();
    this.#notices.show("signedOut", this.words.signedOutNotice, [{ label: this.words.signIn, go: () => this.#signIn.open() }], true);
    this.#changed();
  }

  #in(): void {
    this.#signedOut = false;
    this.#notices.drop("signedOut");
    this.#status.say(this.words.signedInAgain);
    this.#desk.saver.resume();
    void this.#heartbeat.beat();
    this.#changed();
  }

  /** Something of where the text is has changed. */
  #changed(): void {
    const { saver } = this.#desk;
    const { status } = saver;
    const { lostTo } = this.#rights;
    if (saver.lostTo !== null && !this.#rights.lost) this.#rights.lose(saver.lostTo);
    // Not in the middle of the saver's own turn.
    if (status.state === "conflict") queueMicrotask(() => this.#conflict(status.theirs));
    if (status.since !== this.#lastSave) this.#reachable = true;
    this.#lastSave = status.since;
    const troubled = status.state === "offline" || !this.#reachable;
    this.#lineLost = troubled ? this.#lineLost ?? Date.now() : null;
    const shown = status.state === "saved" && lostTo !== null ? { since: status.since, state: "lost", who: lostTo } as const : status;
    this.#status.show(whereabouts({ status: shown, unsaved: saver.unsaved, trouble: this.#trouble, reachable: this.#reachable,
      since: this.#lineLost, signedOut: this.#signedOut }, this.words, this.#clock));
  }
}

async function begin(main: HTMLElement): Promise<void> {
  const parts = new PageParts(main);
  const line = new DeskLine(parts.data("base"));
  unfold(main);
  measureBar(main);
  try {
    const [words, standing, gone] = await Promise.all([line.words(), line.stand(), goneTabs()]);
    new ArticlePage(parts, line, words, standing, gone);
    main.dataset["ready"] = "";
  } catch (error) {
    parts.get("ladefehler").hidden = false;
    parts.get("neu-laden").addEventListener("click", () => location.reload());
    if (!(error instanceof NotDone)) throw error;
  }
}

/** What an article says of a picture at first. */
function saidOf({ name, alt, caption, credit }: PaperPicture) {
  return { file: name, alt, caption, credit };
}

/** What sticks below the bar has to know how high it is. */
function measureBar(main: HTMLElement): void {
  const bar = main.querySelector<HTMLElement>(".writing-bar");
  if (!bar) return;
  new ResizeObserver(() => main.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);
}

/** On a wide window the sections that one looks at again and again stand open. */
function unfold(main: HTMLElement): void {
  if (!matchMedia("(min-width: 60rem)").matches) return;
  for (const section of main.querySelectorAll<HTMLDetailsElement>("details[data-wide]")) section.open = true;
}

const main = document.querySelector<HTMLElement>("main#artikel[data-article]");
if (main) void begin(main);
