// WCAG 2.2 AA as axe sees it.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** The script to run in a page before violations(). */
export const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** A line for each element that violates a rule: of the page, or of what a selector names; by these rules and more. */
export async function violations(page, { within = null, more = [] } = {}) {
  const result = await page.evaluate(
    ([place, tags]) => window.axe.run(place ? document.querySelector(place) : document, { runOnly: tags }),
    [within, [...rules, ...more]]);
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
}
