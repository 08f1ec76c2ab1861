// What the browser tests share: papers made and served for them, and Debian's Chromium.
import { spawn, execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.ALLMENDE_PROGRAM ?? path.join(root, "build/release/allmende");
const clock = "2026-11-21T12:00:00Z";
const patience = 180_000;  // of sanitizers, on a busy machine
const run = promisify(execFile);

const endings = [];
after(async () => {
  for (const end of endings.reverse()) await end();
});

const folder = await mkdtemp(path.join(tmpdir(), "allmende-browser-"));
endings.push(() => rm(folder, { recursive: true, force: true }));

/** Runs a program to its end; its standard output. Fails with what it wrote when it fails. */
export async function output(command, ...options) {
  const { stdout } = await run(command, options, { timeout: patience, maxBuffer: 1 << 24 });
  return stdout;
}

export const allmende = (...options) => output(program, ...options);

/** Whether a program is installed. */
export function has(command) {
  return process.env.PATH.split(":").some((place) => existsSync(path.join(place, command)));
}

/** Serves a paper's folder until the tests end, at a moment that stands still or now; its origin. */
async function serve(paper, moment) {
  const options = ["serve", paper, "--port", "0", "--operator-port", "0", "-q"];
  if (moment !== "now") options.push("--clock", moment);
  const server = spawn(program, options, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  endings.push(() => {
    server.kill("SIGTERM");
    return ended;
  });
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (some) => {
      said += some;
      const address = /http:\/\/localhost:[1-9]\d*/.exec(said);
      if (address && said.includes("\n")) resolve(address[0]);
    });
    ended.then((code) => reject(new Error(`allmende serve ended with ${code}: ${said}`)));
    setTimeout(() => reject(new Error("allmende serve told no address")), patience).unref();
  });
}

/**
 * A paper made by `allmende new`, with changes of its settings by key ({sign: "nd"}), then filled
 * by `fill(folder)`, served until the tests end at a `moment` ("now": as time goes).
 */
export async function makePaper(name, options, { settings = {}, fill, moment = clock } = {}) {
  const paper = path.join(folder, name);
  await allmende("new", paper, ...options);
  const file = path.join(paper, "allmende.toml");
  let text = await readFile(file, "utf8");
  for (const [key, value] of Object.entries(settings)) {
    const changed = text.replace(new RegExp(`^${key} = .*$`, "m"), `${key} = ${JSON.stringify(value)}`);
    if (changed === text) throw new Error(`${file} has no ${key}, or it was ${value} before`);
    text = changed;
  }
  await writeFile(file, text);
  if (fill) await fill(paper);
  return { folder: paper, origin: await serve(paper, moment) };
}

/** Calls `make` once, when first asked for. */
function once(make) {
  let made;
  return () => (made ??= make());
}

/** The demonstration paper. Its own address is `http://localhost:8080`, as in every new paper. */
const toldBooks = fileURLToPath(new URL("../support/told_books.py", import.meta.url));
export const demo = once(() => makePaper("demonstration", ["--demo"], { fill: (paper) => output("python3", toldBooks, paper) }));

/** The same, which can write letters: so readers can give with their name. */
export const giving = once(() => makePaper("giving", ["--demo"], { settings: { from: "Hafenblatt <beitrag@hafenblatt.example>" } }));

/** A paper of so many articles, several of one instant, all of one section. */
function paperOf(count) {
  return makePaper(`paper-of-${count}`, ["--name", "Langblatt", "--language", "de"], {
    fill: async (paper) => {
      const records = [{ format: "allmende-section/1", slug: "hafen", name: "Hafen", order: 1 }];
      for (let number = 1; number <= count; ++number) {
        records.push({
          format: "allmende-article/1",
          number,
          slug: `meldung-${number}`,
          state: "published",
          language: "de",
          headline: `Meldung ${number}`,
          deck: number % 2 ? `Was zur Meldung ${number} zu sagen ist, steht in einem ganzen Satz.` : "",
          section: "hafen",
          body: { version: 1, blocks: [
            { id: "b1", type: "paragraph", text: [{ t: `Die Meldung ${number} ist kurz.` }] }] },
          published: new Date(Date.UTC(2026, 10, 1, Math.floor(number / 4))).toISOString()
            .replace(".000Z", "Z"),
        });
      }
      const file = path.join(folder, `${count}.jsonl`);
      await writeFile(file, records.map((record) => JSON.stringify(record)).join("\n"));
      await allmende("import", paper, file);
    },
  });
}

/** More articles than a page of a list holds. */
export const longCount = 95;
export const longPaper = once(() => paperOf(longCount));

/** Papers that have only begun, by how many articles they have. */
export const youngPapers = new Map([1, 2, 3, 4, 5, 6, 7].map((count) => [count, once(() => paperOf(count))]));

function findChromium() {
  const named = process.env.ALLMENDE_CHROMIUM;
  if (named) return named;
  for (const place of process.env.PATH.split(":")) {
    const file = path.join(place, "chromium");
    if (existsSync(file)) return file;
  }
  throw new Error("Chromium is missing: apt-get install chromium, or name it in ALLMENDE_CHROMIUM");
}

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
endings.push(() => browser.close());

/** Calls `visit(page)` with a page of a fresh browser profile: no cache, no cookies. */
export async function withPage(options, visit) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  try {
    return await visit(await context.newPage());
  } finally {
    await context.close();
  }
}

export const desktop = { viewport: { width: 1280, height: 900 } };
export const phone = { viewport: { width: 360, height: 780 }, deviceScaleFactor: 2 };

/** Text as it is read: spaces of every width are one space, soft hyphens are none. */
export function plain(text) {
  return text.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim();
}
