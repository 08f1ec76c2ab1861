// Hands at the article's page: what people do there, and what they can see of their text.
import { expect } from "./expect.mjs";

export const text = (page) => page.locator(".surface-text");
export const place = (page) => page.locator("#ort").innerText();

/** Types at the end of the text. */
export async function write(page, words) {
  await text(page).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(words);
}

/** Waits until the line says so. */
export const says = (page, pattern) => expect(async () => {
  const said = await place(page);
  return pattern.test(said) ? null : `the line says »${said}«, not ${pattern}`;
});
export const saved = (page) => says(page, /^(Gespeichert um|Alles gespeichert)/);
export const shows = (page, words) => expect(async () => {
  const said = await text(page).innerText();
  return said.includes(words) ? null : `the text has no »${words}«: ${said}`;
});
export const notice = (page, kind) => page.locator(`[data-kind="${kind}"]`);
/** Presses one of the choices of a notice. */
export const choose = (page, kind, label) => notice(page, kind).getByRole("button", { name: label }).click();

/** Everything that a body says. */
export const said = (body) => JSON.stringify(body);
