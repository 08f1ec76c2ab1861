// The writing surface: a text as it will be read, and above it the few tools that a newspaper's text needs.
// Everything a person reads comes from the page (`words`); the surface stores nothing and asks no server.

import { baseKeymap, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { undoInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import type { Plugin } from "prosemirror-state";
import { EditorState, Selection, TextSelection, type Command } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { AddressForm } from "./address_form.ts";
import type { Body } from "./blocks.ts";
import { fromDocument, toDocument } from "./body.ts";
import { broughtIn } from "./bring.ts";
import { embedOf, insertBehind, insertBlock, insertSeparator, makeInto, pictureOf, type PictureSaid } from "./commands.ts";
import { counts, type Counts } from "./counts.ts";
import { dropping } from "./dropping.ts";
import { element } from "./elements.ts";
import { FindBar } from "./find_bar.ts";
import { finding } from "./find.ts";
import { identities } from "./identities.ts";
import { backspace, deleteForward, enter } from "./keys.ts";
import { labels } from "./labels.ts";
import { linkAround, withLink, withoutLink } from "./links.ts";
import { noting, notesOf, placeOfNote, withNotes, type Marked } from "./note_places.ts";
import { markType, nodeType } from "./schema.ts";
import { pasting } from "./paste.ts";
import { Toolbar, tools } from "./toolbar.ts";
import { houseOf, typography } from "./typography.ts";
import { embedView, pictureView } from "./views.ts";
import { filled, type Words } from "./words.ts";

export interface SurfaceOptions {
  body: Body;
  language: string;             // of the text, as in the record: "de", "en-GB"
  quotes?: string;              // how the house quotes, by an example: »…«, „…“, «…», “…”
  words: Words;
  onChange?: () => void;        // the text was changed by the person who writes
  readOnly?: boolean;
  line?: number;                // characters in a line of print
  pictureAddress?: (file: string) => string | null;  // where a rendition is served
  pictureRemark?: (file: string) => Promise<string>;  // what must be known of a picture
  onPicture?: () => void;       // somebody wants to choose a picture
  /** Files were dropped onto the text, behind this block; null: at its end. */
  onFiles?: (files: readonly File[], behind: string | null) => void;
}

export interface Surface {
  body(): Body;
  /** Puts another text in. What was undone or could be is forgotten; onChange is not called. */
  setBody(body: Body): void;
  /** Puts another version of the text in while somebody looks at it: caret and undo stay; onChange is not called. */
  bring(body: Body): void;
  /** The same for what the person has chosen: it can be undone. */
  choose(body: Body): void;
  focus(): void;
  setReadOnly(readOnly: boolean): void;
  counts(): Counts;
  /** Puts a picture of the archive behind the block in which the caret stands, and the caret into it. */
  insertPicture(picture: PictureSaid): void;
  /** Puts it behind another block, and leaves the caret where it is. The id of its block; null: nobody may write here. */
  insertPictureBehind(picture: PictureSaid, block: string | null): string | null;
  /** What is selected, within one line; without a selection the block with the caret. Null: nothing is there. */
  quoted(): { block: string; quote: string } | null;
  /** Marks the places of notes in the text. */
  markNotes(notes: readonly Marked[]): void;
  /** How far below the beginning of the text the place of each note stands, in pixels; null: it has vanished. */
  notePlaces(): Map<string, number | null>;
  /** Puts the caret into a block, the first being 0. */
  goToBlock(place: number): void;
  /** Shows the place of a note and puts the caret there. */
  goToNote(id: string): void;
  destroy(): void;
}

/** A text without blocks has nowhere to write: it gets an empty paragraph, which is stored only when used. */
function documentOf(body: Body) {
  const document = toDocument(body);
  return document.childCount > 0 ? document
    : nodeType("doc").create(null, nodeType("paragraph").create());
}

class MountedSurface implements Surface {
  readonly #frame: HTMLElement;
  readonly #toolbar: Toolbar;
  readonly #form: AddressForm;
  readonly #findBar: FindBar;
  readonly #view: EditorView;
  #readOnly: boolean;
  #written = false;
  #brought = false;

  constructor(place: HTMLElement, private readonly options: SurfaceOptions) {
    const { words } = options;
    this.#readOnly = options.readOnly ?? false;
    const open = { link: this.#askLink, embed: this.#askEmbed, find: this.#openFind, picture: options.onPicture ? this.#askPicture : null };
    this.#toolbar = new Toolbar(words, tools(open));
    this.#form = new AddressForm(words, () => this.#view.focus());
    this.#findBar = new FindBar(words, () => this.#view);
    const text = element("div", { class: "surface-page" });
    const bar = element("div", { class: "surface-bar" }, this.#toolbar.element, this.#form.element,
      this.#findBar.element);
    this.#frame = element("div", { class: "surface" }, bar, text);
    place.append(this.#frame);
    this.#view = new EditorView(text, {
      state: this.#stateOf(options.body),
      editable: () => !this.#readOnly,
      attributes: () => ({
        class: "surface-text prose", role: "textbox", "aria-multiline": "true", "aria-label": words.text,
        "aria-readonly": String(this.#readOnly), lang: options.language, spellcheck: "true",
      }),
      nodeViews: {
        picture: pictureView({
          addressOf: options.pictureAddress ?? (() => null),
          remarkOf: options.pictureRemark ?? (() => Promise.resolve("")),
          missing: (file) => filled(words.pictureMissing, { file }),
        }),
        embed: embedView,
      },
      dispatchTransaction: (transaction) => {
        this.#view.updateState(this.#view.state.apply(transaction));
        this.#toolbar.update(this.#view);
        if (!transaction.docChanged) return;
        if (this.#brought) return;
        this.#written = true;
        options.onChange?.();
      },
    });
    this.#toolbar.update(this.#view);
  }

  body(): Body {
    const untouched = !this.#written && this.options.body.blocks.length === 0;
    return untouched ? { version: 1, blocks: [] } : fromDocument(this.#view.state.doc);
  }

  setBody(body: Body): void {
    this.options.body = body;
    this.#written = false;
    this.#view.updateState(this.#stateOf(body));
    this.#toolbar.update(this.#view);
  }

  bring(body: Body): void { this.#bring(body, false); }
  choose(body: Body): void { this.#bring(body, true); }

  #bring(body: Body, undoable: boolean): void {
    this.options.body = body;
    this.#brought = true;
    this.#view.dispatch(broughtIn(this.#view.state, documentOf(body)).setMeta("addToHistory", undoable));
    this.#brought = false;
  }

  focus(): void { this.#view.focus(); }

  setReadOnly(readOnly: boolean): void {
    this.#readOnly = readOnly;
    if (readOnly) this.#form.close();
    this.#view.setProps({});  // has it ask `editable` and `attributes` again
    this.#toolbar.update(this.#view);
  }

  counts(): Counts { return counts(this.body(), this.options.language, this.options.line); }

  insertPicture(picture: PictureSaid): void {
    if (this.#readOnly) return;
    insertBlock(pictureOf(picture))(this.#view.state, this.#view.dispatch);
    this.#view.focus();
  }

  insertPictureBehind(picture: PictureSaid, block: string | null): string | null {
    if (this.#readOnly) return null;
    const { change, at } = insertBehind(this.#view.state, pictureOf(picture), block);
    this.#view.dispatch(change);
    return String(this.#view.state.doc.nodeAt(at)?.attrs["id"]);
  }

  quoted(): { block: string; quote: string } | null {
    const { $from, from, to } = this.#view.state.selection;
    const block = $from.depth > 0 ? $from.node(1) : $from.nodeAfter;
    if (!block) return null;
    const line = $from.parent.isTextblock ? $from.end() : from;
    const quote = this.#view.state.doc.textBetween(from, Math.max(from, Math.min(to, line))).trim();
    return { block: String(block.attrs["id"]), quote: quote.slice(0, 400) };
  }

  markNotes(notes: readonly Marked[]): void {
    this.#view.dispatch(withNotes(this.#view.state, notes));
  }

  notePlaces(): Map<string, number | null> {
    const { state, dom } = this.#view;
    const top = dom.getBoundingClientRect().top;
    return new Map(notesOf(state).map((note) => {
      const place = placeOfNote(state.doc, note);
      return [note.id, place ? this.#view.coordsAtPos(place.from).top - top : null];
    }));
  }

  goToNote(id: string): void {
    const { state } = this.#view;
    const note = notesOf(state).find((one) => one.id === id);
    const place = note ? placeOfNote(state.doc, note) : null;
    if (!place) return;
    const [from, to] = [state.doc.resolve(place.from), state.doc.resolve(place.to)];
    this.#view.dispatch(state.tr.setSelection(TextSelection.between(from, to)).scrollIntoView());
    this.#view.focus();
  }

  goToBlock(place: number): void {
    const { state } = this.#view;
    if (place >= state.doc.childCount) return;
    const begin = state.doc.resolve(0).posAtIndex(place);
    this.#view.dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(begin + 1))).scrollIntoView());
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
    this.#frame.remove();
  }

  #stateOf(body: Body): EditorState {
    return EditorState.create({ doc: documentOf(body), plugins: this.#plugins() });
  }

  #plugins(): Plugin[] {
    return [
      keymap({ "Backspace": undoInputRule, "Mod-z": undoInputRule }),
      keymap(this.#keys()),
      keymap(baseKeymap),
      history(),
      identities(),
      labels(this.options.words),
      finding(),
      noting(),
      pasting(),
      dropping((files, behind) => this.options.onFiles?.(files, behind)),
      typography(houseOf(this.options.language, this.options.quotes)),
    ];
  }

  #keys(): Record<string, Command> {
    return {
      "Mod-b": toggleMark(markType("strong")),
      "Mod-i": toggleMark(markType("emphasis")),
      "Mod-k": this.#askLink,
      "Mod-z": undo,
      "Mod-y": redo,
      "Shift-Mod-z": redo,
      "Mod-f": this.#openFind,
      "Alt-1": makeInto("paragraph"),
      "Alt-2": makeInto("subheading"),
      "Alt-3": makeInto("quote"),
      "Alt-4": makeInto("bullets"),
      "Alt-5": makeInto("numbers"),
      "Alt-6": makeInto("interview"),
      "Alt-7": makeInto("infobox"),
      "Alt-8": insertSeparator,
      "Alt-9": this.#askEmbed,
      ...(this.options.onPicture ? { "Alt-0": this.#askPicture } : {}),
      "Alt-F10": () => {
        this.#toolbar.focus();
        return true;
      },
      "Enter": enter,
      "Shift-Enter": enter,
      "Backspace": backspace,
      "Mod-Backspace": backspace,
      "Delete": deleteForward,
      "Mod-Delete": deleteForward,
    };
  }

  readonly #askLink: Command = (state, dispatch) => {
    if (!toggleMark(markType("link"))(state)) return false;
    if (!dispatch) return true;
    const around = linkAround(state);
    const change = (made: (now: EditorState) => ReturnType<typeof withLink>) =>
      this.#view.dispatch(made(this.#view.state).scrollIntoView());
    this.#form.ask({
      label: this.options.words.linkAddress,
      address: around?.href ?? "",
      take: (address) => change((now) => withLink(now, address)),
      ...(around ? { remove: () => change(withoutLink) } : {}),
    });
    return true;
  };

  readonly #askEmbed: Command = (_state, dispatch) => {
    if (!dispatch) return true;
    this.#form.ask({
      label: this.options.words.embedAddress,
      address: "",
      take: (address) => insertBlock(embedOf(address))(this.#view.state, this.#view.dispatch),
    });
    return true;
  };

  readonly #askPicture: Command = (_state, dispatch) => {
    if (dispatch) this.options.onPicture?.();
    return true;
  };

  readonly #openFind: Command = (_state, dispatch) => {
    if (dispatch) this.#findBar.open();
    return true;
  };
}

/** Puts a writing surface into an element. */
export function mountSurface(place: HTMLElement, options: SurfaceOptions): Surface {
  return new MountedSurface(place, { ...options });
}
