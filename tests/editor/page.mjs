// A page with the writing surface under the newsroom's strict policy, in Debian's Chromium.
//
//   node tests/editor/page.mjs      serves it, to be looked at
import { createServer } from "node:http";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { root } from "./paths.mjs";
import { words } from "./words_de.mjs";


export const policy = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "font-src 'self'", "img-src 'self'",
  "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  "require-trusted-types-for 'script'", "trusted-types ProseMirrorClipboard"].join("; ");

export const faces = `
@font-face { font-family: "Allmende Text"; font-weight: 200 800; src: url(/font/newsreader-latin-wght-normal); }
@font-face { font-family: "Allmende Text"; font-style: italic; font-weight: 200 800;
  src: url(/font/newsreader-latin-wght-italic); }
@font-face { font-family: "Allmende Sans"; font-weight: 100 900; src: url(/font/libre-franklin-latin-wght-normal); }
main { padding-inline: var(--gutter); }
`;
const html = `<!doctype html><html lang="de"><meta charset="utf-8"><title>Schreiben</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="/picture.svg"><link rel="stylesheet" href="/paper.css">
<main><h1 class="visually-hidden">Schreiben</h1><div id="place"></div></main>
<script type="module" src="/page.js"></script></html>`;
const script = `
import * as editor from "/editor.js";
window.editor = editor;
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample));
window.changes = 0;
window.mount = (options) => {
  window.surface?.destroy();
  window.surface = editor.mountSurface(document.querySelector("#place"), {
    body: { version: 1, blocks: [] }, language: "de", quotes: "»…«", words: ${JSON.stringify(words)},
    onChange: () => { window.changes += 1; },
    pictureAddress: () => "/picture.svg", onPicture: () => { window.pictureAsked = true; }, ...options });
};
window.mount(await (await fetch("/example.json")).json());
`;

export async function bundle() {
  const made = await build({ entryPoints: [path.join(root, "editor/editor.ts")], bundle: true, format: "esm",
    target: "es2022", write: false, logLevel: "error" });
  return made.outputFiles[0].text;
}

async function sheet() {
  const parts = ["tokens", "type", "article", "surface"].map((part) =>
    readFile(path.join(root, `theme/css/${part}.css`), "utf8"));
  return [faces, ...await Promise.all(parts)].join("\n");
}

export function font(name) {
  const family = /^newsreader/.test(name) ? "newsreader" : "libre-franklin";
  return readFile(path.join(root, `node_modules/@fontsource-variable/${family}/files/${name}.woff2`));
}

/** Serves the page; its origin. */
async function serve(port = 0) {
  const editor = await bundle();
  const example = await readFile(new URL("example.json", import.meta.url), "utf8");
  const picture = await readFile(path.join(root, "theme/icons/favicon.svg"));
  const files = {
    "/": ["text/html", html],
    "/page.js": ["text/javascript", script],
    "/editor.js": ["text/javascript", editor],
    "/paper.css": ["text/css", await sheet()],
    "/example.json": ["application/json", example],
    "/picture.svg": ["image/svg+xml", picture],
  };
  const server = createServer(async (request, response) => {
    const name = request.url.split("?")[0];
    const found = name.startsWith("/font/") ? ["font/woff2", await font(path.basename(name))] : files[name];
    response.writeHead(found ? 200 : 404, { "Content-Type": `${found?.[0] ?? "text/plain"}; charset=utf-8`,
      "Content-Security-Policy": policy });
    response.end(found?.[1] ?? "");
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { origin: `http://localhost:${server.address().port}`, close: () => server.close() };
}

function findChromium() {
  const named = process.env.ALLMENDE_CHROMIUM;
  const places = process.env.PATH.split(":").map((place) => path.join(place, "chromium"));
  const found = named ?? places.find((file) => existsSync(file));
  if (!found) throw new Error("Chromium is missing: apt-get install chromium, or name it in ALLMENDE_CHROMIUM");
  return found;
}

export const patience = 10_000;  // on a busy machine
const looking = process.argv[1] === fileURLToPath(import.meta.url);
const tested = !/\/(page|article)\.mjs$/.test(process.argv[1] ?? "");
const served = await serve(looking ? 8090 : 0);
if (looking) process.stdout.write(`${served.origin}\n`);
export const browser = !tested ? null : await chromium.launch({ executablePath: findChromium(),
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"] });
if (tested) {
  after(async () => {
    await browser.close();
    served.close();
  });
}

/**
 * Calls `visit(page)` with a fresh profile and the surface mounted with these options; fails when the page's
 * policy was violated or a script failed.
 */
export async function withSurface(options, visit, profile = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...profile });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(served.origin);
    await page.waitForFunction(() => window.surface);
    if (options) await page.evaluate((given) => window.mount(given), options);
    await visit(page);
    errors.push(...await page.evaluate(() => window.violations ?? []));
    if (errors.length > 0) throw new Error(`the page complains: ${errors.join("\n")}`);
  } finally {
    await context.close();
  }
}
