// What a rule of typography has to know of a character; the same sorts as in src/text/paragraph.h.

export type Sort = "edge" | "blank" | "letter" | "digit" | "opening" | "closing" | "stop" | "ellipsis" | "dash";

/** The empty string is the edge of the text. */
export function sortOf(character: string): Sort {
  if (character === "") return "edge";
  if (/[0-9]/.test(character)) return "digit";
  if (/[([{]/.test(character)) return "opening";
  if (/[)\]}]/.test(character)) return "closing";
  if (/[.,;:!?]/.test(character)) return "stop";
  if (/[-/\u2010\u2011\u2013\u2014]/.test(character)) return "dash";
  if (character === "…") return "ellipsis";
  return /\s/.test(character) ? "blank" : "letter";
}

export function isWordlike(sort: Sort): boolean {
  return sort === "letter" || sort === "digit";
}

/** Any quote, apostrophe or prime. */
export function isQuote(character: string): boolean {
  return /^["'`«»´\u2018-\u201f‹›\u2032\u2033]$/.test(character);
}

const blank = /[\s"<>`«»\u2018-\u201f‹›]/;

/** Where addresses lie: URLs and mailboxes, without the punctuation of the sentence around them. */
export function addressesIn(text: string): { begin: number; end: number }[] {
  const found: { begin: number; end: number }[] = [];
  for (const match of text.matchAll(/(?:[A-Za-z0-9+.]+:\/\/|(?<![A-Za-z0-9])www\.)/g)) {
    let end = match.index + match[0].length;
    while (end < text.length && !blank.test(text.charAt(end))) end += 1;
    found.push({ begin: match.index, end: match.index + withoutSentence(text.slice(match.index, end)).length });
  }
  for (const match of text.matchAll(/[A-Za-z0-9._%+-]+@([A-Za-z0-9.-]+)/g)) {
    const domain = withoutSentence(match[1] ?? "");
    if (!domain.includes(".")) continue;
    const begin = match.index;
    found.push({ begin, end: begin + match[0].length - (match[1] ?? "").length + domain.length });
  }
  return found;
}

/** A bracket stays if its partner is inside. */
function withoutSentence(address: string): string {
  let kept = address;
  for (;;) {
    const last = kept.at(-1) ?? "";
    const open = { ")": "(", "]": "[", "}": "{" }[last];
    const alone = open !== undefined && kept.split(last).length > kept.split(open).length;
    if (!alone && !/[.,;:!?'…]/.test(last)) return kept;
    kept = kept.slice(0, -1);
  }
}
