// The small form that asks for an address: of a link, of an embed.

import { isAddress } from "./blocks.ts";
import { button, element, uniqueId } from "./elements.ts";
import type { Words } from "./words.ts";

/** What was typed as an address: "example.org" and "name@example.org" are understood. Null: it is none. */
export function addressFrom(typed: string): string | null {
  const trimmed = typed.trim();
  if (isAddress(trimmed)) return trimmed;
  if (/^[^\s/:@]+@[^\s/:@]+\.[^\s/:@]+$/.test(trimmed)) return addressFrom(`mailto:${trimmed}`);
  const bare = /^[^\s/:@]+\.[^\s/:@]{2,}([/?#].*)?$/.test(trimmed);
  if (!bare && !/^https?:\/\//i.test(trimmed)) return null;
  try {
    const whole = new URL(bare ? `https://${trimmed}` : trimmed).href
      .replace(/[\\^`{|}]/g, (character) => encodeURIComponent(character));
    return isAddress(whole) ? whole : null;
  } catch {
    return null;
  }
}

export interface Question {
  label: string;
  address: string;            // what stands in the field at first
  take: (address: string) => void;
  remove?: () => void;        // offers to take the link away
}

export class AddressForm {
  readonly element: HTMLFormElement;
  readonly #input: HTMLInputElement;
  readonly #label: HTMLLabelElement;
  readonly #message: HTMLElement;
  readonly #remove: HTMLButtonElement;
  #question: Question | null = null;

  /** `leave` is called when the form goes, however it went. */
  constructor(private readonly words: Words, private readonly leave: () => void) {
    const [field, message] = [uniqueId("address"), uniqueId("message")];
    this.#input = element("input", { id: field, type: "text", inputmode: "url", autocomplete: "off",
      spellcheck: "false", "aria-describedby": message });
    this.#label = element("label", { for: field });
    this.#message = element("p", { id: message, role: "alert", class: "surface-message" });
    this.#remove = button(words.removeLink, () => this.#finish((question) => question.remove?.()));
    this.element = element("form", { class: "surface-form", novalidate: "" }, this.#label, this.#input,
      element("button", { type: "submit" }, words.apply), this.#remove,
      button(words.cancel, () => this.#finish(() => {})), this.#message);
    this.element.hidden = true;
    this.element.addEventListener("submit", (event) => this.#submit(event));
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#finish(() => {});
    });
  }

  ask(question: Question): void {
    this.#question = question;
    this.#label.textContent = question.label;
    this.#input.value = question.address;
    this.#remove.hidden = question.remove === undefined;
    this.#say("");
    this.element.hidden = false;
    this.#input.select();
    this.#input.focus();
  }

  close(): void {
    this.#question = null;
    this.element.hidden = true;
  }

  #submit(event: Event): void {
    event.preventDefault();
    const address = addressFrom(this.#input.value);
    if (address === null) {
      this.#say(this.words.addressInvalid);
      this.#input.focus();
      return;
    }
    this.#finish((question) => question.take(address));
  }

  #say(message: string): void {
    this.#message.textContent = message;
    if (message) this.#input.setAttribute("aria-invalid", "true");
    else this.#input.removeAttribute("aria-invalid");
  }

  #finish(act: (question: Question) => void): void {
    const question = this.#question;
    this.close();
    if (question) act(question);
    this.leave();
  }
}
