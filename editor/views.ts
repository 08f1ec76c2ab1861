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

/** `addressOf` tells where a rendition of the file is served; null: there is none to show. */
export function pictureView(addressOf: (file: string) => string | null) {
  return (node: Node): NodeView => {
    const file = node.attrs["file"] as string;
    const address = addressOf(file);
    const shown = address === null
      ? element("p", { class: "surface-file" }, file)
      : element("img", { src: address, alt: node.firstChild?.textContent ?? "" });
    return new Framed("figure", "picture", [shown]);
  };
}

export function embedView(node: Node): NodeView {
  return new Framed("div", "embed", [element("p", { class: "surface-file" }, node.attrs["url"] as string)]);
}
