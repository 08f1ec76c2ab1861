// Making elements without markup in strings: the page's policy forbids it.

/** An element with attributes, and children that are elements or plain text. */
export function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag,
  attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

let count = 0;
/** An id that no other element of the page has. */
export function uniqueId(name: string): string {
  count += 1;
  return `surface-${name}-${count}`;
}

export function button(label: string, press: () => void, attributes: Record<string, string> = {}): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", press);
  return made;
}
