// The pages of the article's issue, offered for its field "see pages": a button each, pressed where the field has it.

import { itemsOf, lineOf } from "./fields.ts";

/** What is returned shows them anew, when the field was changed elsewhere. */
export function offerSeePages(main: HTMLElement): () => void {
  const field = main.querySelector<HTMLInputElement>('[name="see_pages"]');
  const buttons = [...main.querySelectorAll<HTMLButtonElement>("button[data-see-page]")];
  if (!field || buttons.length === 0) return () => {};
  const labelOf = (button: HTMLButtonElement) => button.dataset["seePage"] ?? "";
  const show = () => {
    const labels = itemsOf(field.value);
    for (const button of buttons) button.setAttribute("aria-pressed", String(labels.includes(labelOf(button))));
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      if (field.readOnly) return;
      const label = labelOf(button);
      const labels = itemsOf(field.value);
      const others = labels.filter((one) => one !== label);
      field.value = lineOf(others.length === labels.length ? [...labels, label] : others);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  field.addEventListener("input", show);
  show();
  return show;
}
