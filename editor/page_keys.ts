// The page's own keys. Mod-s makes a revision, Mod-Alt-m a note; F6 goes from the text to the fields beside it and back, Shift-F6
// the other way; Escape leaves a field for the text. Enter goes down through the lines above the text.

import type { PageParts } from "./page_parts.ts";
import type { Surface } from "./surface.ts";

const focusable = "input:not([disabled]), select:not([disabled]), textarea:not([disabled]), button:not([disabled]), summary, a[href]";

export function bindKeys(parts: PageParts, surface: Surface, act: { save: () => void; note: () => void }): void {
  const side = parts.get("angaben");
  const head = parts.main.querySelector<HTMLElement>(".writing-head");
  const text = parts.get("text");
  const areas: { holds: HTMLElement; enter: () => void }[] = [
    { holds: text, enter: () => surface.focus() },
    { holds: side, enter: () => firstIn(side) },
    { holds: parts.get("notizen"), enter: () => firstIn(parts.get("notizen")) },
    ...(head ? [{ holds: head, enter: () => firstIn(head) }] : []),
  ];
  addEventListener("keydown", (event) => {
    const { key, altKey, shiftKey } = event;
    if ((event.ctrlKey || event.metaKey) && !altKey && !shiftKey && key.toLowerCase() === "s") act.save();
    else if ((event.ctrlKey || event.metaKey) && altKey && key.toLowerCase() === "m") act.note();
    else if (key === "F6") {
      const here = areas.findIndex(({ holds }) => holds.contains(document.activeElement));
      const next = here < 0 ? 0 : (here + (shiftKey ? areas.length - 1 : 1)) % areas.length;
      areas[next]?.enter();
    } else if (key === "Escape" && side.contains(document.activeElement)) surface.focus();
    else return;
    event.preventDefault();
  });
  const lines = [...(head?.querySelectorAll<HTMLElement>("textarea, input") ?? [])];
  for (const [place, line] of lines.entries()) {
    line.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      const next = lines[place + 1];
      if (next) next.focus();
      else surface.focus();
    });
  }
  // Whoever comes by the link at the top of the page wants to write.
  text.addEventListener("focus", () => surface.focus());
}

function firstIn(area: HTMLElement): void {
  [...area.querySelectorAll<HTMLElement>(focusable)].find((one) => one.checkVisibility())?.focus();
}
