// Every word that a person sees or hears of the surface. The page gives them, from its catalogues.

export const wordKeys = [
  "text",          // what the text field is called: "Text of the article"
  "tools",         // what the row of buttons is called
  "paragraph", "subheading", "quote", "bullets", "numbers", "interview", "infobox",
  "separator", "embed",
  "strong", "emphasis", "link", "undo", "redo", "find",
  // The lines of blocks
  "attribution", "alternative", "caption", "credit", "boxTitle", "question", "answer", "provider", "embedTitle",
  // The form for addresses
  "linkAddress", "embedAddress", "apply", "removeLink", "cancel", "addressInvalid",
  // Find and replace
  "findWhat", "replaceWith", "sameCase", "findNext", "findPrevious", "replaceOne", "replaceAll", "close",
  "found",         // with {place} and {count}
  "notFound",
  "replaced",      // with {count}
] as const;

export type WordKey = (typeof wordKeys)[number];
export type Words = Record<WordKey, string>;

/** Puts values into a sentence of the catalogue: "{place} of {count}". */
export function filled(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}
