// A small world for the saver: time that passes when it is told to, a server that keeps drafts as the real one
// has to, and a line between them on which anything may happen.

/** Time that stands still between events. */
export class Time {
  #now = 0;
  #events = [];
  #count = 0;

  now() { return this.#now; }

  after(milliseconds, call) {
    const event = { at: this.#now + milliseconds, order: ++this.#count, call };
    this.#events.push(event);
    return () => { this.#events = this.#events.filter((other) => other !== event); };
  }

  /** Lets so much time pass, with everything that is due in it. */
  async pass(milliseconds) {
    const end = this.#now + milliseconds;
    await settled();
    for (;;) {
      this.#events.sort((a, b) => a.at - b.at || a.order - b.order);
      const next = this.#events[0];
      if (!next || next.at > end) break;
      this.#events.shift();
      this.#now = next.at;
      next.call();
      await settled();
    }
    this.#now = end;
  }
}

/** All promises that can go on have gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

export const theirs = { metadata_revision: 1, body: "theirs", fields: {}, base_body: "", base_fields: {}, who: "Mira Petersen" };

/** Keeps the greatest serial of each tab, as the real server does; notes every text that it put. */
export class Server {
  revision = 1;
  tabs = new Map();   // tab → {serial, body, fields}
  signedIn = true;
  holder = null;      // somebody who took over
  full = false;
  broken = false;
  own = 0;            // the last revision that was made of the tab's drafts
  put = [];
  revisions = [];     // [label, body]

  answer({ base, serial, tab, body, fields }, label = null) {
    if (this.broken) return { status: 503 };
    if (!this.signedIn) return { status: 401 };
    if (this.full) return { status: 507 };
    const known = this.tabs.get(tab);
    if (known && known.serial > serial) return { status: 200, json: { serial: known.serial } };
    this.tabs.set(tab, { serial, body, fields });
    this.put.push(body);
    if (this.holder) return { status: 423, json: { who: this.holder } };
    if (Math.max(base, this.own) !== this.revision) return { status: 409, json: { ...theirs, revision: this.revision } };
    if (label === "invalid") return { status: 422, json: { where: "headline", message: "a headline is missing" } };
    if (label !== null) {
      this.revisions.push([label, body]);
      this.own = this.revision += 1;
    }
    return { status: 200, json: { serial, body_revision: this.revision, metadata_revision: 1 } };
  }

  textOf(tab) { return this.tabs.get(tab)?.body ?? ""; }
}

/**
 * The line to the server. `fate()` says what becomes of a draft: {there, back}, milliseconds for each way, null
 * for lost; `again`, when it arrives a second time. What is sent is what stood there when it was sent.
 */
export class Line {
  flying = 0;
  most = 0;
  sent = [];

  constructor(time, server, fate = () => ({ there: 10, back: 10 })) {
    Object.assign(this, { time, server, fate });
  }

  transport = (draft, signal, label) => {
    const copy = structuredClone(draft);
    const { there, back, again = null } = this.fate(copy);
    this.sent.push({ at: this.time.now(), draft: copy });
    this.most = Math.max(this.most, ++this.flying);
    return new Promise((resolve, reject) => {
      const end = (call, value) => {
        if (this.ended?.has(signal)) return;
        (this.ended ??= new Set()).add(signal);
        this.flying -= 1;
        call(value);
      };
      signal.addEventListener("abort", () => end(reject, new Error("aborted")));
      if (again !== null) this.time.after(again, () => this.server.answer(copy, label));
      if (there === null) return;
      this.time.after(there, () => {
        const reply = this.server.answer(copy, label);
        if (back === null) return;
        this.time.after(back, () => back < 0 ? end(reject, new Error("broken")) : end(resolve, reply));
      });
    });
  };
}

/** A tab in which somebody writes. Its body is a plain string: the saver does not look into it. */
export function deskWith(Saver, fate) {
  const time = new Time();
  const server = new Server();
  const line = new Line(time, server, fate);
  const told = [];
  const desk = { time, server, line, told, text: "", rescued: null, signIns: 0 };
  desk.saver = new Saver({
    base: 1,
    metadataBase: 1,
    tab: "tab",
    read: () => ({ body: desk.text, fields: { headline: desk.text } }),
    transport: line.transport,
    clock: time,
    rescue: {
      keep: (serial, base) => { desk.rescued = { text: desk.text, serial, base }; },
      forget: () => { desk.rescued = null; },
    },
    onStatus: (status) => told.push(status),
    onSignedOut: () => { desk.signIns += 1; },
    onStored: (_draft, json) => desk.saver.rebase(json.body_revision, json.metadata_revision),
  });
  desk.type = (more) => {
    desk.text += more;
    desk.saver.changed();
  };
  desk.states = () => told.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1]);
  return desk;
}
