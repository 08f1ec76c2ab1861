// The dialog in which a picture of the paper is chosen. What is not there yet can be taken in: by a choice of files, or
// dropped into it. Everything in it is a link, a field or a button, so that the keyboard does what the mouse does.

import { NotDone } from "./desk_line.ts";
import { button, element } from "./elements.ts";
import type { PageParts } from "./page_parts.ts";
import type { PaperPicture, PictureLine, Stretch } from "./picture_line.ts";
import { filled, type PageWords } from "./words.ts";

const pause = 300;  // after a key, before it is looked for

export interface ChooserOptions {
  parts: PageParts;
  pictures: PictureLine;
  words: PageWords;
}

export class PictureChooser {
  readonly #dialog: HTMLDialogElement;
  readonly #list: HTMLElement;
  readonly #more: HTMLButtonElement;
  readonly #words: HTMLInputElement;
  #take: ((picture: PaperPicture) => void) | null = null;
  #asked = 0;
  #behind: string | null = null;
  #incoming: Promise<void> = Promise.resolve();

  constructor(private readonly options: ChooserOptions) {
    const { parts } = options;
    this.#dialog = parts.get<HTMLDialogElement>("bilder");
    this.#list = parts.get("bilder-liste");
    this.#more = parts.get<HTMLButtonElement>("bilder-mehr");
    this.#words = parts.get<HTMLInputElement>("bilder-worte");
    const files = parts.get<HTMLInputElement>("bilder-dateien");
    let timer = 0;
    parts.get("bilder-suche").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#search();
    });
    this.#words.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => void this.#search(), pause);
    });
    parts.get("bilder-zu").addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("close", () => { this.#take = null; });
    this.#more.addEventListener("click", () => void this.#showMore());
    files.addEventListener("change", () => {
      this.takeIn([...files.files ?? []]);
      files.value = "";
    });
    catchFiles((dropped) => {
      if (this.#dialog.open) this.takeIn(dropped);
    });
  }

  /** `take` gets what is chosen, when the dialog has gone and the focus is back where it was. */
  open(take: (picture: PaperPicture) => void): void {
    if (this.#dialog.open) return;
    this.#take = take;
    this.#words.value = "";
    this.options.parts.get("bilder-eingang").replaceChildren();
    this.#dialog.showModal();
    this.#words.focus();
    void this.#search();
  }

  takeIn(files: readonly File[]): void {
    for (const file of files) this.#incoming = this.#incoming.then(() => this.#takeOne(file, files.length === 1));
  }

  async #takeOne(file: File, alone: boolean): Promise<void> {
    const { parts, pictures, words } = this.options;
    const progress = element("progress", { max: "1", value: "0", "aria-label": file.name });
    const row = element("li", {}, element("span", { class: "incoming-name" }, file.name), progress);
    parts.get("bilder-eingang").append(row);
    this.#say(filled(words.pictureSending, { name: file.name }));
    const taken = await pictures.takeIn(file, (part) => {
      progress.value = part;
      if (part < 1) return;
      progress.removeAttribute("value");
      this.#say(filled(words.pictureLookedAt, { name: file.name }));
    });
    this.#say(pictures.told(file, taken));
    if ("message" in taken) {
      progress.replaceWith(element("p", { class: "gap" }, taken.message));
      return;
    }
    row.remove();
    const { name } = taken.picture;
    for (const before of this.#list.children) if ((before as HTMLElement).dataset["name"] === name) before.remove();
    const choice = this.#choice(taken.picture);
    choice.classList.add("is-new");
    this.#list.prepend(choice);
    if (alone && this.#dialog.open) choice.querySelector("button")?.focus();
  }

  async #search(): Promise<void> {
    await this.#load(() => this.options.pictures.list(this.#words.value.trim()), () => this.#list.replaceChildren());
  }

  async #showMore(): Promise<void> {
    const behind = this.#behind;
    if (behind === null) return;
    const before = this.#list.children.length;
    await this.#load(() => this.options.pictures.next(behind), () => {});
    this.#list.children[before]?.querySelector("button")?.focus();
  }

  /** What is answered last may not be what was asked last. */
  async #load(ask: () => Promise<Stretch>, clear: () => void): Promise<void> {
    const { words } = this.options;
    this.#asked += 1;
    const turn = this.#asked;
    this.#say(words.picturesLoading);
    try {
      const { pictures, behind } = await ask();
      if (turn !== this.#asked) return;
      clear();
      this.#list.append(...pictures.map((picture) => this.#choice(picture)));
      this.#behind = behind;
      this.#more.hidden = behind === null;
      const count = this.#list.children.length;
      this.#say(count === 0 ? words.noPictures : filled(words.picturesFound, { count }));
    } catch (error) {
      if (!(error instanceof NotDone)) throw error;
      if (turn === this.#asked) this.#say(words.picturesFailed);
    }
  }

  #choice(picture: PaperPicture): HTMLLIElement {
    const shown = element("img", { src: picture.thumbnail, alt: picture.alt, loading: "lazy" });
    const pick = button("", () => this.#choose(picture));
    pick.append(element("span", { class: "picture-frame" }, shown), element("span", { class: "picture-name" }, picture.name));
    if (picture.credit) pick.append(element("span", { class: "picture-credit" }, picture.credit));
    for (const remark of picture.remarks) pick.append(element("span", { class: "gap" }, remark));
    return element("li", { "data-name": picture.name }, pick);
  }

  #choose(picture: PaperPicture): void {
    const take = this.#take;
    this.#dialog.close();
    take?.(picture);
  }

  #say(what: string): void { this.options.parts.say("bilder-stand", what); }
}

/** A file that is dropped beside a place for it would take the browser to it, and the text away. */
function catchFiles(take: (files: readonly File[]) => void): void {
  const brings = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  addEventListener("dragover", (event) => {
    if (brings(event)) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!brings(event) || event.defaultPrevented) return;
    event.preventDefault();
    take([...event.dataTransfer?.files ?? []]);
  });
}
