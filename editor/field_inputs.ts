// The page's inputs for the fields beside the body. An input that nobody has touched gives back what was put into
// it, to the letter, whatever the input shows of it.

import type { Fields } from "./drafts.ts";
import { canonicalFields, instantOf, itemsOf, lineOf, sameValue, wallOf } from "./fields.ts";
import { FieldRows } from "./field_rows.ts";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const lists = new Set(["dateline", "topics", "sources", "see_pages"]);
const instants = new Set(["embargo"]);
const usual: Fields = { genre: "report", advertising: true, appeals: true };

interface Binding {
  show(value: unknown): void;
  read(): unknown;
}

export class FieldInputs {
  readonly #bindings = new Map<string, Binding>();
  readonly #controls = new Map<string, Control>();
  readonly #rows: FieldRows[] = [];
  readonly #shown = new Map<string, { value: unknown; reading: unknown }>();
  #rest: Fields = {};

  /** `zone` is the paper's: what is typed as a time is meant there. */
  constructor(private readonly root: HTMLElement, private readonly zone: string, onChange: () => void) {
    for (const control of root.querySelectorAll<Control>("[name]:not([data-rows] *):not(dialog *)")) {
      this.#controls.set(control.name, control);
      control.addEventListener("input", () => {
        grow(control);
        this.unmark(control);
        onChange();
      });
    }
    for (const frame of root.querySelectorAll<HTMLElement>("[data-rows]")) {
      const rows = new FieldRows(frame, onChange);
      this.#rows.push(rows);
      this.#bindings.set(rows.name, { show: (value) => rows.show((value ?? []) as Fields[]), read: () => rows.read() });
    }
    for (const name of this.#controls.keys()) {
      const whole = name.split(".")[0] ?? name;
      if (!this.#bindings.has(whole)) this.#bindings.set(whole, whole === name ? this.#single(name) : this.#parts(whole));
    }
  }

  /** Puts other fields into the inputs. */
  fill(fields: Fields): void {
    const known = canonicalFields(fields);
    this.#rest = Object.fromEntries(Object.entries(known).filter(([name]) => !this.#bindings.has(name)));
    for (const name of this.#bindings.keys()) this.put(name, known[name]);
  }

  put(name: string, value: unknown): void {
    const binding = this.#bindings.get(name);
    if (!binding) {
      this.#rest = canonicalFields({ ...this.#rest, [name]: value });
      return;
    }
    binding.show(value);
    this.#shown.set(name, { value, reading: binding.read() });
  }

  read(): Fields {
    const fields: Fields = { ...this.#rest };
    for (const [name, binding] of this.#bindings) {
      const [reading, shown] = [binding.read(), this.#shown.get(name)];
      fields[name] = shown && sameValue(reading, shown.reading) ? shown.value : reading;
    }
    return canonicalFields(fields);
  }

  /** What a field is called on the page, and its input, by its place in the record: `authors[1].name`. */
  find(where: string): { label: string; control: HTMLElement } | null {
    const [, name, place, part] = /^(\w+)(?:\[(\d+)\])?(?:\.(\w+))?/.exec(where) ?? [];
    const rows = this.#rows.find((one) => one.name === name);
    const control = rows ? rows.control(Number(place ?? 0), part ?? "name")
      : this.#controls.get(part ? `${name}.${part}` : name ?? "") ?? this.#controls.get(`${name}.file`) ?? null;
    const label = (control as Control | null)?.labels?.[0];
    return control && label ? { label: (label.firstChild?.textContent ?? "").trim(), control } : null;
  }

  /** Says at the field what is wrong with it. */
  mark(where: string, message: string): boolean {
    const found = this.find(where);
    if (!found) return false;
    const { control } = found;
    this.unmark(control);
    const told = document.createElement("p");
    told.className = "wrong";
    told.id = `${control.id || where.replace(/\W/g, "-")}-falsch`;
    told.textContent = message;
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", told.id);
    (control.closest(".grow, label") ?? control).after(told);
    const folded = control.closest("details");
    if (folded) folded.open = true;
    control.focus();
    return true;
  }

  unmark(control: HTMLElement): void {
    if (!control.hasAttribute("aria-invalid")) return;
    document.getElementById(control.getAttribute("aria-describedby") ?? "")?.remove();
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
  }

  /** But for the fields in `open`. */
  setReadOnly(readOnly: boolean, open: readonly string[] = []): void {
    for (const [name, control] of this.#controls) {
      const closed = readOnly && !open.includes(name.split(".")[0] ?? name);
      const line = control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type === "text");
      if (line) control.readOnly = closed;
      else control.disabled = closed;
    }
    for (const rows of this.#rows) rows.setReadOnly(readOnly);
    this.root.classList.toggle("is-read-only", readOnly);
  }

  #single(name: string): Binding {
    const control = this.#controls.get(name);
    if (!control) throw new Error(`no input for ${name}`);
    if (control instanceof HTMLInputElement && control.type === "checkbox") {
      return { show: (value) => { control.checked = Boolean(value ?? usual[name]); }, read: () => control.checked };
    }
    const written = () => control.value.trim();
    if (lists.has(name)) {
      return { show: (value) => set(control, lineOf((value ?? []) as string[])), read: () => itemsOf(control.value) };
    }
    if (instants.has(name)) {
      return { show: (value) => set(control, value ? wallOf(new Date(String(value)), this.zone) : ""),
        read: () => (written() === "" ? "" : instantOf(written(), this.zone)) };
    }
    return { show: (value) => set(control, String(value ?? usual[name] ?? "")),
      read: () => (control.dataset["line"] ? written().replace(/\s*\n\s*/g, " ") : written()) };
  }

  /** An object whose parts have inputs of their own. */
  #parts(whole: string): Binding {
    const parts = [...this.#controls].filter(([name]) => name.startsWith(`${whole}.`))
      .map(([name, control]) => [name.slice(whole.length + 1), control] as const);
    return {
      show: (value) => {
        for (const [part, control] of parts) set(control, String((value as Fields | undefined)?.[part] ?? ""));
      },
      read: () => canonicalFields({ [whole]: Object.fromEntries(parts.map(([part, control]) =>
        [part, control.value.trim()]).filter(([, said]) => said !== "")) })[whole],
    };
  }
}

/** A choice that the page does not offer is added, so that nothing is lost by looking at it. */
function set(control: Control, value: string): void {
  if (control instanceof HTMLSelectElement && ![...control.options].some((option) => option.value === value)) {
    control.add(new Option(value, value));
  }
  if (control.value !== value) control.value = value;
  grow(control);
}

/** A field is as high as what stands in it: its frame has the same text, unseen (writing.css). */
function grow(control: Control): void {
  const frame = control.closest<HTMLElement>(".grow");
  if (frame) frame.dataset["text"] = control.value;
}
