// No script, no cookie, nobody else's server.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, withPage } from "./support.mjs";
import { kinds } from "./kinds.mjs";

/** Visits an address and writes down all that happens meanwhile. */
async function visit(page, address) {
  const seen = { requests: [], complaints: [], cookies: [] };
  const origin = new URL(address).origin;
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("pageerror", (error) => seen.complaints.push(String(error)));
  page.on("console", (message) => {
    // A page that says 404 is itself a resource that failed to load.
    const itself = message.location().url === page.url() && /^Failed to load/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !itself) {
      seen.complaints.push(message.text());
    }
  });
  page.on("response", async (response) => {
    const cookie = await response.headerValue("set-cookie").catch(() => null);
    if (cookie) seen.cookies.push(cookie);
  });
  await page.goto(address, { waitUntil: "networkidle" });
  seen.cookies.push(...(await page.context().cookies()).map(({ name }) => name));
  seen.elsewhere = seen.requests.filter((url) => new URL(url).origin !== origin);
  // Each incident has a number of its own.
  seen.text = (await page.evaluate(() => document.body.innerText)).replace(/\b[0-9a-f]{16}\b/, "…");
  return seen;
}

test("what the next test looks for is found when a page has it", async () => {
  await withPage(desktop, async (page) => {
    const address = "http://paper.test/";
    await page.route("**", (route) => route.fulfill({
      headers: { "content-type": "text/html", "set-cookie": "reader=1",
        "content-security-policy": "script-src 'none'" },
      body: `<p>Text<script>document.body.append(1)</script><img src="http://other.test/" alt="">`,
    }));
    const seen = await visit(page, address);
    assert.deepEqual(seen.elsewhere, ["http://other.test/"]);
    assert.ok(seen.complaints.some((text) => text.includes("Content Security Policy")));
    assert.ok(seen.cookies.length > 0);
  });
});

test("every page is whole without script, cookie and foreign request", async (t) => {
  for (const { name, address } of await kinds()) {
    await t.test(name, async () => {
      const withScript = await withPage(desktop, async (page) => {
        const seen = await visit(page, address);
        const scripts = await page.evaluate(() => [
          ...[...document.scripts].filter(({ type }) => type !== "application/ld+json"),
          ...[...document.querySelectorAll("*")].filter((element) =>
            [...element.attributes].some((attribute) => attribute.name.startsWith("on") ||
              /^\s*javascript:/i.test(attribute.value))),
          ...document.querySelectorAll("iframe, object, embed, style, [style]"),
        ].map((element) => element.outerHTML));
        assert.deepEqual(scripts, [], "scripts, frames and inline styles");
        return seen;
      });
      const without = await withPage({ ...desktop, javaScriptEnabled: false },
        (page) => visit(page, address));
      for (const seen of [withScript, without]) {
        assert.deepEqual(seen.elsewhere, [], "requests to others");
        assert.deepEqual(seen.cookies, [], "cookies");
        assert.deepEqual(seen.complaints, [], "errors and violations of the policy");
      }
      assert.ok(without.text.length > 100);
      assert.equal(without.text, withScript.text);
    });
  }
});
