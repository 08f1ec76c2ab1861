// Hands for the tests of the surface: typing, pressing, clicking, and telling what is there.

export const paragraph = (id, t) => ({ id, type: "paragraph", text: [{ t }] });
export const of = (...blocks) => ({ body: { version: 1, blocks } });
export const blocks = async (page) => (await page.evaluate(() => window.surface.body())).blocks;
/** What is there without ids: [type, text…], which is what most tests are about. */
export const shape = async (page) => (await blocks(page)).map(function told(block) {
  const plain = (text) => text.map(({ t, marks }) => (marks ? `<${t}>` : t)).join("");
  const { type } = block;
  if (type === "list") return [block.ordered ? "numbers" : "bullets", ...block.items.map(plain)];
  if (type === "interview") return [type, plain(block.question), ...block.answer.map(plain)];
  if (type === "infobox") return [type, block.title ?? "", ...block.blocks.map(told)];
  if (type === "quote") return [type, plain(block.text), block.attribution ?? ""];
  if (type === "embed") return [type, block.url, block.provider ?? "", block.title ?? ""];
  if (type === "picture") return [type, block.file, block.alt ?? "", block.caption ?? "", block.credit ?? ""];
  return type === "separator" ? [type] : [type, plain(block.text)];
});
/** Puts the caret at the end of the text, or at its beginning. */
export async function caret(page, key = "Control+End") {
  await page.evaluate(() => window.surface.focus());
  await press(page, key);
}
/** Presses keys one after the other, none before the browser has told where the caret went. */
export const press = async (page, ...keys) => {
  for (const key of keys) {
    await page.keyboard.press(key);
    if (/Arrow|Home|End|\+a$/.test(key)) await page.waitForTimeout(500);
  }
};
export const click = async (page, place) => {
  await page.locator(place).click();
  await page.waitForTimeout(500);
};
