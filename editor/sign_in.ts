// Signing in again without leaving the page: the text stays where it is, and afterwards what was turned away is
// sent again. The dialog never opens by itself: whoever is typing would type into it.

import { NotDone, type DeskLine } from "./desk_line.ts";
import type { PageParts } from "./page_parts.ts";
import { filled, type PageWords } from "./words.ts";

export interface SignInOptions {
  parts: PageParts;
  line: DeskLine;
  words: PageWords;
  me: string;
  onSignedIn: () => void;
  /** The dialog was closed, and nobody is signed in. */
  onLeft: () => void;
}

export class SignIn {
  readonly #dialog: HTMLDialogElement;
  #done = false;

  constructor(private readonly options: SignInOptions) {
    const { parts } = options;
    this.#dialog = parts.get<HTMLDialogElement>("anmelden");
    parts.get("anmelden-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#try();
    });
    parts.get("anmelden-zu").addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("close", () => {
      if (!this.#done) options.onLeft();
    });
  }

  open(): void {
    if (this.#dialog.open) return;
    this.#done = false;
    this.#tell("");
    this.#dialog.showModal();
    const email = this.#input("email");
    (email.value === "" ? email : this.#input("passwort")).focus();
  }

  #input(name: string): HTMLInputElement { return this.options.parts.get<HTMLInputElement>(`anmelden-${name}`); }
  #tell(what: string): void { this.options.parts.say("anmelden-falsch", what); }

  async #try(): Promise<void> {
    const { line, words, me, parts } = this.options;
    const code = parts.get("anmelden-code-feld");
    try {
      const refusal = await line.signIn(this.#input("email").value, this.#input("passwort").value,
        code.hidden ? "" : this.#input("code").value.replace(/\s/g, ""));
      if (refusal?.why === "needs_code") {
        code.hidden = false;
        this.#input("code").focus();
        return this.#tell(words.signInNeedsCode);
      }
      if (refusal) return this.#refused(refusal.why, refusal.wait ?? 0);
      // Somebody else must not save under this one's name without knowing it.
      const standing = await line.stand();
      if (standing.me !== me) return this.#tell(filled(words.signInOther, { who: standing.me, me }));
    } catch (error) {
      if (!(error instanceof NotDone)) throw error;
      return this.#tell(words.signInNoLine);
    }
    this.#done = true;
    this.#input("passwort").value = "";
    this.#input("code").value = "";
    code.hidden = true;
    this.#dialog.close();
    this.options.onSignedIn();
  }

  #refused(why: "wrong" | "wrong_code" | "wait", wait: number): void {
    const { words } = this.options;
    this.#tell(why === "wait" ? filled(words.signInWait, { seconds: wait })
      : why === "wrong_code" ? words.signInWrongCode : words.signInWrong);
    this.#input(why === "wrong_code" ? "code" : "passwort").select();
  }
}
