// The parts of the page that the server renders and the script fills: found once, and loud when one is missing.

export class PageParts {
  constructor(readonly main: HTMLElement) {}

  get<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
    const found = document.getElementById(id);
    if (!found) throw new Error(`the page has no #${id}`);
    return found as Kind;
  }

  say(id: string, text: string): void {
    const part = this.get(id);
    if (part.textContent !== text) part.textContent = text;
  }

  data(name: string, otherwise = ""): string { return this.main.dataset[name] ?? otherwise; }
}
