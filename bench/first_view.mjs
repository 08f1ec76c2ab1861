// How long pages take in Chromium from an empty cache to the load event; for bench/http2.
//
//   node first_view.mjs PORT REPEATS PATH…      prints JSON: {path: {protocol, files, times}}
import { chromium } from "playwright-core";

const [port, repeats, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--ignore-certificate-errors"] });
const found = {};
for (const path of paths) {
  const times = [];
  let protocol, files;
  for (let turn = 0; turn <= repeats; ++turn) {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(`https://127.0.0.1:${port}${path}`, { waitUntil: "load" });
    const seen = await page.evaluate(() => {
      const [entry] = performance.getEntriesByType("navigation");
      return { time: entry.loadEventStart, protocol: entry.nextHopProtocol, files: 1 + performance.getEntriesByType("resource").length };
    });
    if (turn > 0) times.push(seen.time);  // the first one makes the server's page
    ({ protocol, files } = seen);
    await context.close();
  }
  found[path] = { protocol, files, times };
}
await browser.close();
console.log(JSON.stringify(found));
