// Blocks that show more than their lines: a picture shows itself, an embed its address.

import type { Node } from "prosemirror-model";
import type { NodeView } from "prosemirror-view";
import { element } from "./elements.ts";

/** Its fixed part is not editable, and changes in it are none of the text. */
class Framed implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;

  constructor(tag: "figure" | "div", kind: string, fixed: HTMLElement[]) {
    this.contentDOM = element("div", { class: "surface-lines" });
    for (const part of fixed) part.setAttribute("contenteditable", "false");
    this.dom = element(tag, { "data-block": kind }, ...fixed, this.contentDOM);
  }

  ignoreMutation(mutation: { target: globalThis.Node }): boolean {
    return !this.contentDOM.contains(mutation.target);
  }
}

export interface PictureViewOptions {
  /** Where a rendition of the file is served; null: there is none to show. */
  addressOf: (file: string) => string | null;
  /** What must be known of it, in a sentence; empty: nothing. */
  remarkOf: (file: string) => Promise<string>;
  /** Said where there is no such file. */
  missing: (file: string) => string;
}

export function pictureView({ addressOf, remarkOf, missing }: PictureViewOptions) {
  return (node: Node): NodeView => {
    const file = node.attrs["file"] as string;
    const address = addressOf(file);
    if (address === null) return new Framed("figure", "picture", [element("p", { class: "surface-file" }, file)]);
    const shown = element("img", { src: address, alt: node.firstChild?.textContent ?? "" });
    const remark = element("p", { class: "surface-remark" });
    shown.addEventListener("error", () => shown.replaceWith(element("p", { class: "surface-file gap" }, missing(file))));
    void remarkOf(file).then((words) => {
      remark.textContent = words;
      remark.classList.toggle("gap", words !== "");
    });
    return new Framed("figure", "picture", [shown, remark]);
  };
}

export function embedView(node: Node): NodeView {
  return new Framed("div", "embed", [element("p", { class: "surface-file" }, node.attrs["url"] as string)]);
}
