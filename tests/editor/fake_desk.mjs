// The server of docs/writing.md in memory: one article, its revisions, drafts, lease and notes. Its answers name
// the revisions that there are, and nothing more than the document promises.
import { randomUUID } from "node:crypto";

const leaseLasts = 90_000;
const checkpointEvery = 600_000;

const sorted = (value) => JSON.stringify(value, (_, part) => part && typeof part === "object" && !Array.isArray(part)
  ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part);
export const same = (a, b) => sorted(a) === sorted(b);

/** The one form in which the server keeps fields: it writes the role of every author. */
const kept = (fields) => ({ ...fields,
  ...(fields.authors ? { authors: fields.authors.map(({ name, role = "text" }) => ({ name, role })) } : {}) });

/** What two sides made of the same fields, key by key; `meets`: keys with two values. */
function merged(base, mine, theirs) {
  const fields = {};
  const meets = [];
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const untouched = same(mine[key], base[key]);
    const value = untouched ? theirs[key] : mine[key];
    if (value !== undefined) fields[key] = value;
    if (!untouched && !same(theirs[key], base[key]) && !same(mine[key], theirs[key])) meets.push(key);
  }
  return { fields, meets };
}

export class FakeDesk {
  number = 2043;
  stage = "edited";
  people = new Map();      // e-mail → {name, password, code, mayWrite}
  sessions = new Map();    // cookie → {person, token}
  bodies = [];             // {revision, body, who, tab, label}
  metadata = [];           // {revision, fields, sent, who, tab}
  drafts = new Map();      // tab → {tab, who, serial, base, metadata_base, body, fields, saved, side}
  lost = new Map();        // tab → who has taken over
  lease = null;            // {who, tab, until}
  present = new Map();     // tab → {who, at}
  notes = [];
  full = false;
  words = {};
  thrownAway = [];         // {draft, by}

  constructor({ body, fields, now = () => Date.now() }) {
    Object.assign(this, { now });
    this.bodies.push({ revision: 1, body, who: "Agentur", tab: "import", at: now() });
    this.metadata.push({ revision: 1, fields, sent: fields, who: "Agentur", tab: "import" });
    this.checkpointed = now();
  }

  pictures = [];           // {name, credit, caption, alt, ends, until, remarks, width, height}, the newest first
  picturesAtOnce = 40;
  busyFor = 0;             // so many pictures are turned away: others are at it

  employ(email, name, { password = "geheim", code = null, mayWrite = true, maySetPicture = mayWrite } = {}) {
    this.people.set(email, { name, password, code, mayWrite, maySetPicture });
  }

  /** A session for somebody; its cookie. */
  signIn(email) {
    const cookie = randomUUID();
    this.sessions.set(cookie, { person: this.people.get(email), token: randomUUID() });
    return cookie;
  }
  signOutAll() { this.sessions.clear(); }

  get body() { return this.bodies.at(-1); }
  get fields() { return this.metadata.at(-1); }

  /** Somebody changes fields elsewhere: a revision. */
  changeFields(who, changes) {
    const fields = Object.fromEntries(Object.entries({ ...this.fields.fields, ...changes }).filter(([, v]) => v !== undefined));
    this.metadata.push({ revision: this.fields.revision + 1, fields, sent: fields, who, tab: "elsewhere" });
  }
  /** Somebody saves another body elsewhere: a revision. */
  changeBody(who, body, tab = "elsewhere") {
    this.bodies.push({ revision: this.body.revision + 1, body, who, tab, at: this.now() });
  }

  /** One request; {status, json, cookie}. */
  answer({ method, path, query, cookie, token, json, form, bytes }) {
    if (path === "/redaktion/anmelden") return this.#signIn(form);
    const session = this.sessions.get(cookie);
    if (!session) return { status: 401 };
    if (path === "/redaktion/worte") return { status: 200, json: this.words };
    const what = path.replace(`/redaktion/artikel/${this.number}/`, "");
    if (method !== "GET" && token !== session.token) return { status: 403 };
    const me = session.person.name;
    if (path === "/redaktion/bilder/liste") return { status: 200, json: this.#pictures(query) };
    if (path === "/redaktion/bilder") return this.#takeIn(query.get("name"), bytes);
    if (what === "stand") return { status: 200, json: this.#standing(session) };
    if (what === "anwesend") return { status: 200, json: this.#presence(me, json) };
    if (what === "verlassen") return { status: 200, json: this.#leave(session, json.tab) };
    if (what.startsWith("notiz")) return this.#note(me, what.split("/")[1], json);
    const setsPicture = session.person.maySetPicture && ["entwurf", "fassung"].includes(what) && this.#changesOnlyPicture(json);
    if (!session.person.mayWrite && !setsPicture) return { status: 403 };
    if (what === "entwurf") return this.#take(me, json, null);
    if (what === "fassung") return this.#take(me, json, json?.label ?? "");
    if (what === "uebernehmen") return this.#takeOver(session, json.tab);
    if (what === "verwerfen") return this.#discard(me, json);
    return { status: 404 };
  }

  #changesOnlyPicture({ body, fields }) {
    const rest = ({ lead_picture: _, ...others }) => others;
    return same(body, this.body.body) && same(rest(kept(fields)), rest(kept(this.fields.fields)));
  }

  /** A picture of the paper; what is not said is as the server would say it. */
  addPicture(name, facts = {}) {
    const picture = { name, address: `/redaktion/bilder/${name}`, thumbnail: `/redaktion/bilder/${name}/datei?breite=480`,
      credit: "", caption: "", alt: "", ends: null, until: "", remarks: [], width: 1600, height: 1067, ...facts };
    this.pictures = [picture, ...this.pictures];
    return picture;
  }

  #pictures(query) {
    if (query.has("name")) return { pictures: this.pictures.filter(({ name }) => name === query.get("name")), behind: null };
    const words = (query.get("worte") ?? "").toLowerCase();
    const from = Number(query.get("ab") ?? 0);
    const found = this.pictures.filter((one) => `${one.name} ${one.credit} ${one.caption} ${one.alt}`.toLowerCase().includes(words));
    const to = from + this.picturesAtOnce;
    return { pictures: found.slice(from, to),
      behind: found.length > to ? `/redaktion/bilder/liste?${new URLSearchParams({ worte: words, ab: to })}` : null };
  }

  #takeIn(called, bytes) {
    if (this.busyFor > 0) {
      this.busyFor -= 1;
      return { status: 503, json: {}, headers: { "Retry-After": "1" } };
    }
    const text = bytes.toString("latin1");
    if (!text.startsWith("\x89PNG")) return { status: 422, json: { message: "Das ist kein Bild, das sich aufnehmen lässt." } };
    const twin = this.pictures.find((one) => one.bytes === text);
    if (twin) return { status: 200, json: { ...twin, known: true } };
    const stem = called.toLowerCase().replace(/\.\w+$/, "").replace(/[^a-z0-9]+/g, "-");
    return { status: 200, json: { ...this.addPicture(`${stem}.png`, { bytes: text, remarks: ["Noch kein Nachweis."] }), known: false } };
  }

  #signIn(form) {
    const person = this.people.get(form.get("email"));
    if (!person || person.password !== form.get("passwort")) return { status: 401, json: { why: "wrong" } };
    if (person.code && !form.get("code")) return { status: 401, json: { why: "needs_code" } };
    if (person.code && person.code !== form.get("code")) return { status: 401, json: { why: "wrong_code" } };
    return { status: 200, json: {}, cookie: this.signIn(form.get("email")) };
  }

  #holder() { return this.lease && this.lease.until > this.now() ? this.lease : null; }
  #leaseFor(me) {
    const holder = this.#holder();
    return holder && { who: holder.who, tab: holder.tab, mine: holder.who === me };
  }
  #present(me) {
    return [...new Set([...this.present.values()].filter(({ who, at }) => who !== me && at > this.now() - leaseLasts)
      .map(({ who }) => who))];
  }

  #standing({ person, token }) {
    const me = person.name;
    const drafts = [...this.drafts.values()].filter((draft) => (draft.who === me || draft.side) && !draft.revised)
      .filter(({ body, fields }) => !same(body, this.body.body) || !same(fields, this.fields.fields))
      .sort((a, b) => b.saved - a.saved)
      .map(({ revised, ...draft }) => ({ ...draft, mine: draft.who === me, saved: new Date(draft.saved).toISOString().replace(/\.\d+/, "") }));
    return { article: this.number, stage: this.stage, body_revision: this.body.revision,
      metadata_revision: this.fields.revision, body: this.body.body, fields: this.fields.fields, token, me,
      lease: this.#leaseFor(me), present: this.#present(me), drafts, notes: this.notes, may_write: person.mayWrite,
      may_set_picture: person.maySetPicture };
  }

  #presence(me, { tab, writing, metadata_revision: known }) {
    this.present.set(tab, { who: me, at: this.now() });
    if (this.lease?.tab === tab) this.lease = writing ? { ...this.lease, until: this.now() + leaseLasts } : null;
    return { lease: this.#leaseFor(me), present: this.#present(me), stage: this.stage,
      body_revision: this.body.revision, metadata_revision: this.fields.revision, notes: this.notes,
      ...(known < this.fields.revision ? { fields: this.fields.fields } : {}) };
  }

  #leave(session, tab) {
    this.present.delete(tab);
    if (this.lease?.tab === tab) this.lease = null;
    return this.#standing(session);
  }

  #loses(tab, to) {
    this.lost.set(tab, to);
    const draft = this.drafts.get(tab);
    if (draft) draft.side = true;
  }

  #takeOver(session, tab) {
    const holder = this.#holder();
    if (holder && holder.tab !== tab) this.#loses(holder.tab, session.person.name);
    this.lease = { who: session.person.name, tab, until: this.now() + leaseLasts };
    return { status: 200, json: this.#standing(session) };
  }

  #discard(me, { tab, serial }) {
    const draft = this.drafts.get(tab);
    if (!draft) return { status: 200, json: {} };
    if (draft.who !== me && !draft.side) return { status: 403 };
    if (serial !== undefined && draft.serial > serial) return { status: 409, json: {} };
    this.thrownAway.push({ draft, by: me });
    this.drafts.delete(tab);
    return { status: 200, json: {} };
  }

  #note(me, id, json) {
    if (id) this.notes = this.notes.map((note) => (String(note.id) === id ? { ...note, resolved: json.resolved } : note));
    else this.notes = [...this.notes, { id: this.notes.length + 1, ...json, who: me, at: new Date(this.now()).toISOString(), resolved: false }];
    return { status: 200, json: { notes: this.notes } };
  }

  /** What a tab's text counts as begun from: its base, or a later revision made of its own drafts. */
  #bases({ tab, base, metadata_base: metadataBase }) {
    const body = this.bodies.findLast((one) => one.revision === base || (one.tab === tab && one.revision > base));
    const own = this.metadata.findLast((one) => one.tab === tab && one.revision > metadataBase);
    const fields = own ? own.sent : this.metadata.find((one) => one.revision === metadataBase)?.fields;
    return { body, fields, metadataRevision: own?.revision ?? metadataBase };
  }

  #take(me, draft, label) {
    const numbers = ["base", "metadata_base", "serial"].every((key) => Number.isInteger(draft?.[key]));
    if (!numbers || !/^[A-Za-z0-9]{8,64}$/.test(draft.tab) || !Array.isArray(draft.body?.blocks) || typeof draft.fields !== "object") {
      return { status: 400, json: { message: "not of this form" } };
    }
    if (this.full) return { status: 507 };
    const { tab, serial, base, metadata_base, body } = draft;
    const fields = kept(draft.fields);
    const bases = this.#bases(draft);
    if (!bases.body || !bases.fields) return { status: 400, json: { message: "no such revision" } };
    const known = this.drafts.get(tab);
    const reply = (number) => ({ status: 200, json: { serial: number, body_revision: this.body.revision,
      metadata_revision: this.fields.revision } });
    if (known && known.serial > serial) return reply(known.serial);
    const stored = { tab, who: me, serial, base, metadata_base, body, fields, saved: this.now(), side: this.lost.has(tab) };
    this.drafts.set(tab, stored);

    const alters = !same(body, bases.body.body);
    const holder = this.#holder();
    if (alters && holder && holder.tab !== tab && !this.lost.has(tab)) {
      if (holder.who === me) this.#loses(holder.tab, me);
      else this.#loses(tab, holder.who);
    }
    if (this.lost.has(tab)) return { status: 423, json: { who: this.lost.get(tab) } };
    if (alters) this.lease = { who: me, tab, until: this.now() + leaseLasts };

    const both = merged(bases.fields, fields, this.fields.fields);
    const meetsBody = alters && this.body.revision > bases.body.revision && !same(body, this.body.body);
    if (meetsBody || both.meets.length > 0) {
      return { status: 409, json: { revision: this.body.revision, metadata_revision: this.fields.revision,
        body: this.body.body, fields: this.fields.fields, base_body: bases.body.body, base_fields: bases.fields,
        who: meetsBody ? this.body.who : this.fields.who } };
    }
    if (label !== null) {
      if (!fields.headline) return { status: 422, json: { where: "headline", message: "Der Titel fehlt." } };
      const bare = body.blocks.findIndex((block) => block.type === "picture" && !block.alt);
      if (bare >= 0) return { status: 422, json: { where: `body.blocks[${bare}]`, message: "Dem Bild fehlt der Alternativtext." } };
      this.#revise(me, tab, fields, alters ? body : null, both.fields, label);
    } else if (this.now() - this.checkpointed >= checkpointEvery) {
      this.#revise(me, tab, fields, alters ? body : null, both.fields, null);
    }
    return reply(serial);
  }

  #revise(who, tab, sent, body, fields, label) {
    this.checkpointed = this.now();
    this.drafts.get(tab).revised = true;
    if (body && !same(body, this.body.body)) {
      this.bodies.push({ revision: this.body.revision + 1, body, who, tab, label, at: this.now() });
    }
    if (!same(fields, this.fields.fields)) {
      this.metadata.push({ revision: this.fields.revision + 1, fields, sent, who, tab });
    }
  }

  /** It is started anew: what was stored is there, who is here is not known. */
  restart() {
    this.present.clear();
  }
}
