// The article's page under the newsroom's strict policy, with the server of fake_desk.mjs behind it, in Debian's
// Chromium. Faults are asked for at every request.
//
//   node tests/editor/article.mjs      serves it, to be looked at
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { browser, bundle, faces, font, patience, policy } from "./page.mjs";
import { FakeDesk } from "./fake_desk.mjs";
import { root } from "./paths.mjs";
import { pageWords, words } from "./words_de.mjs";

export const allWords = { ...words, ...pageWords };
export const base = "/redaktion/artikel/2043";
const example = JSON.parse(await readFile(new URL("example.json", import.meta.url), "utf8")).body;
const fields = { language: "de", headline: "Die Schleuse hält – sagt die Werft", kicker: "Hafenschlick",
  deck: "Was im Vertrag steht, und was nicht", dateline: ["Osterfleet"], section: "hafen", topics: ["Seeschleuse"],
  authors: [{ name: "Mira Petersen", role: "text" }], sources: ["dpa"], advertising: false };

const css = (...parts) => Promise.all(parts.map((part) => readFile(path.join(root, `theme/css/${part}.css`), "utf8")));
const static_ = {
  "/theme/editor.js": ["text/javascript", await bundle()],
  "/theme/desk.css": ["text/css", [faces, ...await css("tokens", "type", "desk", "pictures")].join("\n")],
  "/theme/newsroom.css": ["text/css", (await css("surface", "writing")).join("\n")],
  "/theme/favicon.svg": ["image/svg+xml", await readFile(path.join(root, "theme/icons/favicon.svg"))],
};
const page = await readFile(new URL("article_page.html", import.meta.url), "utf8");

async function bytesOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

/** Serves the page and the desk behind it. `world.fault(request)`: {status}, {drop: "before" | "after"}, {delay}. */
export async function serveDesk(desk, port = 0) {
  const world = { desk, fault: () => null, requests: [] };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams: query } = new URL(request.url, "http://x");
    const send = (status, type, body, more = {}) => {
      response.writeHead(status, { "Content-Type": `${type}; charset=utf-8`, "Content-Security-Policy": policy,
        "Cache-Control": "no-store", ...more });
      response.end(body);
    };
    const found = pathname.startsWith("/font/") ? ["font/woff2", await font(path.basename(pathname))] : static_[pathname];
    if (found) return send(200, found[0], found[1]);
    const picture = /^\/redaktion\/bilder\/([^/]+)\/datei$/.exec(pathname)?.[1];
    if (picture?.startsWith("weg")) return send(404, "text/plain", "");
    if (picture) return send(200, "image/svg+xml", static_["/theme/favicon.svg"][1]);
    const cookie = /sitzung=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1];
    if (pathname === base) return send(200, "text/html", page);
    if (["vorschau", "verlauf", "veroeffentlichen"].some((way) => pathname === `${base}/${way}`)) {
      return send(200, "text/html", `<!doctype html><html lang="de"><link rel="icon" href="/theme/favicon.svg"><title>${pathname}</title><h1>${request.url}</h1></html>`);
    }
    const bytes = await bytesOf(request);
    const text = pathname === "/redaktion/bilder" ? "" : bytes.toString("utf8");
    const form = pathname === "/redaktion/anmelden" ? new URLSearchParams(text) : undefined;
    const json = form || text === "" ? undefined : JSON.parse(text);
    const asked = { method: request.method, path: pathname, query, bytes, cookie, token: request.headers["x-marke"], json, form,
      who: desk.sessions.get(cookie)?.person.name };
    const fault = world.fault(asked);
    if (fault?.drop === "before") return request.socket.destroy();
    if (fault?.delay) await new Promise((resolve) => setTimeout(resolve, fault.delay));
    if (fault?.status) return send(fault.status, "application/json", "{}");
    const answer = desk.answer(asked);
    world.requests.push({ ...asked, status: answer.status });
    if (fault?.drop === "after") return request.socket.destroy();
    if (fault?.slowAnswer) await new Promise((resolve) => setTimeout(resolve, fault.slowAnswer));
    return send(answer.status, "application/json", answer.json === undefined ? "" : JSON.stringify(answer.json), answer.headers ??
      (answer.cookie ? { "Set-Cookie": `sitzung=${answer.cookie}; Path=/; HttpOnly` } : {}));
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  world.origin = `http://localhost:${server.address().port}`;
  world.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return world;
}

export function newDesk(options = {}) {
  const desk = new FakeDesk({ body: example, fields, ...options });
  desk.words = allWords;
  desk.employ("mira@hafenblatt.example", "Mira Petersen");
  desk.employ("jonas@hafenblatt.example", "Jonas Thode");
  desk.employ("ada@hafenblatt.example", "Ada Brink", { code: "123456" });
  desk.employ("gast@hafenblatt.example", "Thies Harmsen", { mayWrite: false });
  desk.employ("pia@hafenblatt.example", "Pia Lund", { mayWrite: false, maySetPicture: true });
  return desk;
}

/** A browser of somebody's, signed in; with complaints of its pages. */
export async function browserOf(world, name, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(patience);
  await context.addCookies([{ name: "sitzung", value: world.desk.signIn(`${name}@hafenblatt.example`), url: world.origin }]);
  const complaints = [];
  await context.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)));
  const watch = (tab) => {
    tab.on("pageerror", (error) => complaints.push(error.stack));
    // That a server does not answer, or refuses, the browser says by itself.
    tab.on("console", (message) => {
      if (message.type() === "error" && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
    });
  };
  context.on("page", watch);
  const open = async (settle = true) => {
    const tab = await context.newPage();
    await tab.goto(world.origin + base);
    if (settle) await tab.waitForSelector("main[data-ready]");
    return tab;
  };
  return { context, complaints, open };
}

/** Calls `visit(world)` with a desk of its own; fails when a page complained. */
export async function withDesk(visit, options = {}) {
  const world = await serveDesk(newDesk(options));
  const browsers = [];
  world.browser = async (name, more) => {
    const made = await browserOf(world, name, more);
    browsers.push(made);
    return made;
  };
  try {
    await visit(world);
    const complaints = browsers.flatMap((one) => one.complaints);
    if (complaints.length > 0) throw new Error(`the page complains: ${complaints.join("\n")}`);
  } finally {
    for (const { context } of browsers) await context.close().catch(() => {});
    await world.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const world = await serveDesk(newDesk(), 8091);
  process.stdout.write(`${world.origin}${base}, with the cookie sitzung=${world.desk.signIn("mira@hafenblatt.example")}\n`);
}
