// The fields beside the body, as docs/article.schema.json has them: what is at its default is left out. What
// nobody here knows stays as it is.

import type { Fields } from "./drafts.ts";

const defaults: Fields = { genre: "report", edited: false, advertising: true, appeals: true };

/** The same text for the same value, whichever order its keys have. */
export function ordered(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part) ?? "";
}

export function sameValue(a: unknown, b: unknown): boolean {
  return ordered(a) === ordered(b);
}

/** Without what says nothing: empty texts, empty lists, parts that are at their default. */
export function withoutSilence(parts: Fields): Fields {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) =>
    value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0)));
}

function canonicalField(name: string, value: unknown): unknown {
  if (name in defaults && value === defaults[name]) return undefined;
  if (name === "authors" && Array.isArray(value)) {
    return value.map((author: Fields) => author["role"] === "text" ? { name: author["name"] } : author);
  }
  if (name === "lead_picture" && value !== null && typeof value === "object") {
    const said = withoutSilence(value as Fields);
    return Object.keys(said).length > 0 ? said : undefined;
  }
  return value;
}

/** The one form of all fields. */
export function canonicalFields(fields: Fields): Fields {
  return withoutSilence(Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, canonicalField(name, value)])));
}

export function sameFields(a: Fields, b: Fields): boolean {
  return sameValue(canonicalFields(a), canonicalFields(b));
}

/** A list as one line. A name that has a comma in it makes semicolons stand between all. */
export function lineOf(items: readonly string[]): string {
  return items.join(items.some((item) => item.includes(",")) ? "; " : ", ");
}

export function itemsOf(line: string): string[] {
  return line.split(line.includes(";") ? ";" : ",").map((item) => item.trim()).filter((item) => item !== "");
}

/** A wall clock's time in a zone ("2026-11-21T06:00") as an instant, and back. */
export function instantOf(wall: string, zone: string): string {
  const guess = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) ? Date.parse(`${wall}:00Z`) : NaN;
  if (Number.isNaN(guess)) return "";
  // Twice: the first guess may lie on the other side of a change of the clock.
  let instant = guess;
  for (let turn = 0; turn < 2; ++turn) instant += guess - Date.parse(`${wallOf(new Date(instant), zone)}:00Z`);
  return new Date(instant).toISOString().replace(".000Z", "Z");
}

export function wallOf(instant: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}
