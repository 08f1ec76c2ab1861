// HTML from other programs, read for what it says: paragraphs, headings, lists, quotations, marks, links.
// Everything else (styles, fonts, comments, pictures from elsewhere, scripts, what cannot be seen) is rubbish.

import { canonicalText, isAddress, plain, type Block, type StoredMark, type Text } from "./blocks.ts";

const rubbish = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "HEAD", "TITLE", "META", "LINK", "IFRAME", "OBJECT",
  "EMBED", "SVG", "MATH", "CANVAS", "VIDEO", "AUDIO", "IMG", "PICTURE", "INPUT", "SELECT", "TEXTAREA", "BUTTON",
  "DEL", "XML", "MAP", "DATALIST"]);
const breaking = new Set(["P", "DIV", "SECTION", "ARTICLE", "MAIN", "HEADER", "FOOTER", "ASIDE", "NAV", "TABLE", "TBODY",
  "THEAD", "TFOOT", "TR", "TD", "TH", "CAPTION", "FIGURE", "FIGCAPTION", "ADDRESS", "DL", "DT", "DD", "PRE", "FORM",
  "FIELDSET", "CENTER", "DETAILS", "SUMMARY", "BODY", "HTML"]);
const tracking = /^(utm_\w+|fbclid|gclid|mc_[ce]id|igshid|wt_mc|wt_zmc)$/i;

type Kind = "paragraph" | "subheading" | "quote" | "bullets" | "numbers";

/** An address without what only follows its reader; null if it leads nowhere that a link may lead to. */
export function cleanAddress(href: string): string | null {
  let url: URL;
  try {
    url = new URL(href.trim());
  } catch {
    return null;
  }
  if (/(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url") {
    const wrapped = url.searchParams.get("q") ?? url.searchParams.get("url");
    if (wrapped) return cleanAddress(wrapped);
  }
  for (const name of [...url.searchParams.keys()]) if (tracking.test(name)) url.searchParams.delete(name);
  const clean = url.href.replace(/[\\^`{|}"<> ]/g, (character) => encodeURIComponent(character));
  return isAddress(clean) ? clean : null;
}

/**
 * Foreign HTML before any browser reads it: styles become data, handlers and style sheets nothing. A page's
 * policy would stop them, but complain about each. This is for quiet, not for safety: what gets into a text is
 * only what `readForeign` takes.
 */
export function quieted(html: string): string {
  return html.replace(/<style\b[^]*?<\/style\s*>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/([\s"'/])(style|on[a-z]+)(\s*=)/gi, (_, before: string, name: string, sign: string) =>
      `${before}data-${name.toLowerCase()}${sign}`));
}

function styleOf(element: Element): string {
  return (element.getAttribute("data-style") ?? "").toLowerCase().replace(/\s+/g, "");
}

function isRubbish(element: Element): boolean {
  const style = styleOf(element);
  return rubbish.has(element.tagName.toUpperCase()) || element.hasAttribute("hidden") ||
    /(^|;)(display:none|visibility:hidden|mso-hide:all|mso-element:comment)/.test(style) ||
    /(^|;)mso-list:ignore/.test(style) ||
    /^_(msocom|msoanchor)/i.test(element.getAttribute("name") ?? "") ||
    /#_(msocom|msoanchor)/i.test(element.getAttribute("href") ?? "");
}

/** What an element adds to the marks around it, or takes away. */
function marksOf(element: Element, around: readonly StoredMark[]): StoredMark[] {
  const tag = element.tagName;
  const style = styleOf(element);
  let marks = [...around];
  const set = (mark: "strong" | "emphasis", on: boolean) => {
    marks = marks.filter((one) => one !== mark);
    if (on) marks.push(mark);
  };
  if (tag === "STRONG" || tag === "B") set("strong", true);
  if (tag === "EM" || tag === "I" || tag === "CITE") set("emphasis", true);
  // Google Docs wraps everything into <b style="font-weight:normal">.
  const weight = /(?:^|;)font-weight:(\w+)/.exec(style)?.[1];
  if (weight) set("strong", /^(bold|bolder|[6-9]00)$/.test(weight));
  const slant = /(?:^|;)font-style:(\w+)/.exec(style)?.[1];
  if (slant) set("emphasis", slant !== "normal");
  const address = tag === "A" ? cleanAddress(element.getAttribute("href") ?? "") : null;
  if (address !== null) marks.push({ link: address });
  return marks;
}

/** "1." or "a)" before an item of Word's is a number; a point or a dash is none. */
function wordList(element: Element): Kind | null {
  if (!/(^|;)mso-list:(?!ignore)/.test(styleOf(element)) && !/\bMsoListParagraph/.test(element.className)) return null;
  const sign = [...element.querySelectorAll("[data-style]")].find((one) => /mso-list:ignore/.test(styleOf(one)));
  return /^[(\s]*[0-9a-z]{1,4}[.)]/i.test(sign?.textContent ?? "") ? "numbers" : "bullets";
}

function kindOf(element: Element, around: Kind): Kind {
  const tag = element.tagName;
  if (/^H[1-6]$/.test(tag) || /\bMso(Heading|Title)/.test(element.className)) return "subheading";
  if (tag === "BLOCKQUOTE" || /\bMso(Intense)?Quote/.test(element.className)) return "quote";
  const inList = around === "bullets" || around === "numbers";  // a list in a list goes on as one
  if (tag === "UL" || tag === "MENU") return inList ? around : "bullets";
  if (tag === "OL") return inList ? around : "numbers";
  return wordList(element) ?? around;
}

/** Walks through foreign HTML and collects lines, each with its kind. */
class Reader {
  readonly blocks: Block[] = [];
  #line: Text = [];
  #kind: Kind = "paragraph";
  #lineBreak = false;
  #listEnded = false;  // the next item begins another list

  constructor(private readonly newId: () => string) {}

  read(node: Node, kind: Kind, marks: readonly StoredMark[], raw: boolean): void {
    for (const child of [...node.childNodes]) {
      if (child.nodeType === 3) this.#text(child.nodeValue ?? "", kind, marks, raw);
      else if (child.nodeType === 1) this.#element(child as Element, kind, marks, raw);
    }
  }

  /** Ends the line: what was collected becomes a block, or an item of the list before it. */
  end(): void {
    const text = trimmed(canonicalText(this.#line));
    this.#line = [];
    this.#lineBreak = false;
    if (plain(text) === "") return;
    const id = this.newId();
    const last = this.blocks.at(-1);
    switch (this.#kind) {
      case "bullets":
      case "numbers": {
        const ordered = this.#kind === "numbers";
        if (last?.type === "list" && last.ordered === ordered && !this.#listEnded) last.items.push(text);
        else this.blocks.push({ id, type: "list", ordered, items: [text] });
        this.#listEnded = false;
        return;
      }
      case "quote":
      case "subheading":
      case "paragraph":
        this.blocks.push({ id, type: this.#kind, text: this.#kind === "subheading" ? unbold(text) : text });
    }
  }

  #element(element: Element, kind: Kind, marks: readonly StoredMark[], raw: boolean): void {
    if (isRubbish(element)) return;
    const tag = element.tagName;
    if (tag === "BR") return this.#break(kind);
    if (tag === "HR") {
      this.end();
      this.blocks.push({ id: this.newId(), type: "separator" });
      return;
    }
    const own = kindOf(element, kind);
    const breaks = own !== kind || breaking.has(tag) || tag === "LI" || /^(UL|OL|H[1-6]|BLOCKQUOTE)$/.test(tag);
    if (breaks) this.end();
    const list = tag === "UL" || tag === "OL";
    if (list && kind !== "bullets" && kind !== "numbers") this.#listEnded = true;
    this.read(element, own, marksOf(element, marks), raw || tag === "PRE");
    if (breaks) this.end();
  }

  /** A forced line: a new paragraph, but within headings and items a blank. */
  #break(kind: Kind): void {
    if (kind === "paragraph") this.end();
    else this.#lineBreak = true;
  }

  #text(value: string, kind: Kind, marks: readonly StoredMark[], raw: boolean): void {
    const lines = raw ? value.split("\n") : [value.replace(/[ \t\r\n\f]+/g, " ")];
    for (const [place, line] of lines.entries()) {
      if (place > 0) this.end();
      if (line === "") continue;
      this.#kind = kind;
      this.#line.push({ t: (this.#lineBreak ? " " : "") + line, marks: [...marks] });
      this.#lineBreak = false;
    }
  }
}

/** A heading is strong by itself. */
function unbold(text: Text): Text {
  return canonicalText(text.map(({ t, marks }) => ({ t, marks: (marks ?? []).filter((mark) => mark !== "strong") })));
}

/** One blank between words, none at the ends. Unbreakable ones that only keep others apart are blanks. */
function trimmed(text: Text): Text {
  let before = " ";
  const kept = text.map(({ t, marks }) => {
    const shown = t.replace(/[\u200b\u00ad\ufeff]/g, "").replace(/[ \u00a0]{2,}/g, " ");
    const once = before.endsWith(" ") ? shown.replace(/^[ \u00a0]+/, "") : shown;
    before = once || before;
    return { t: once, marks: marks ?? [] };
  });
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    last.t = last.t.replace(/[ \u00a0]+$/, "");
    if (last.t !== "") break;
    kept.pop();
  }
  return canonicalText(kept);
}

/** The blocks that foreign HTML says; empty when it says nothing. */
export function readForeign(root: Node, newId: () => string): Block[] {
  const reader = new Reader(newId);
  reader.read(root, "paragraph", [], false);
  reader.end();
  return reader.blocks;
}
