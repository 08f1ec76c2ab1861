// The sentence that says where the text is. It must be true at every moment, so it is made from everything that
// is known: the saver's state, whether this browser keeps a copy, whether there is a line.

import type { Trouble } from "./journal.ts";
import type { Status } from "./saver.ts";
import { filled, type PageWords } from "./words.ts";

export interface Situation {
  status: Status;
  unsaved: boolean;          // something is not at the server
  trouble: Trouble | null;   // of the copy in this browser
  reachable: boolean;        // the server answered last time
  since: number | null;      // when the line was lost
  signedOut: boolean;
}

export interface Whereabouts {
  sentence: string;
  /** Nothing that a person has to know or do. */
  calm: boolean;
}

/** `clock` writes a moment as people read it. */
export function whereabouts(situation: Situation, words: PageWords, clock: (moment: number) => string): Whereabouts {
  const { status, unsaved, trouble, reachable, signedOut } = situation;
  const moment = status.since === null ? null : clock(status.since);
  const saved = moment === null ? words.savedAll : filled(words.savedAt, { time: moment });
  const here = (why: string, values: Record<string, string | number> = {}): Whereabouts => ({
    sentence: filled(words.whereAndWhy,
      { where: trouble === null ? words.inThisBrowser : words.inThisWindow, why: filled(why, values) }),
    calm: false,
  });
  const lineLost = () => (situation.since === null ? here(words.noLine)
    : here(words.noLineSince, { time: clock(situation.since) }));
  switch (status.state) {
    case "saved":
      if (signedOut) return { sentence: filled(words.savedButSignedOut, { saved }), calm: false };
      return { sentence: reachable ? saved : filled(words.savedButNoLine, { saved }), calm: reachable };
    case "dirty":
      return !reachable && unsaved ? lineLost() : { sentence: words.changed, calm: true };
    case "saving":
      return { sentence: words.saving, calm: true };
    case "offline":
      return lineLost();
    case "signedOut":
      return here(words.signedOut);
    case "full":
      return here(words.serverFull);
    case "refused":
      return here(status.status === 413 ? words.tooLarge : words.notTaken, { status: status.status });
    case "conflict":
      return { sentence: filled(words.savedInConflict, { who: status.theirs.who }), calm: false };
    case "lost":
      return { sentence: filled(words.savedBeside, { who: status.who }), calm: false };
  }
}

/** "14:03" today, with the day before. */
export function clockOf(language: string, now: () => number): (moment: number) => string {
  const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
  const dated = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  const day = (moment: number) => new Date(moment).toDateString();
  return (moment) => (day(moment) === day(now()) ? time : dated).format(moment);
}
