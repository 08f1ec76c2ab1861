// The picture desk, and pictures beside a text: by choosing and dropping, by click and keyboard; axe, width, light and dark.
import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import { axe, violations } from "./axe.mjs";
import { file, png } from "./sample_pictures.mjs";
import { begin, employ, signInAs } from "./staff.mjs";
import { desktop, makePaper, phone, withPage } from "./support.mjs";

const pia = "pia@hafenblatt.example", mira = "mira@hafenblatt.example";

let ready;
const paper = () => (ready ??= (async () => {
  const it = await makePaper("pictures", ["--name", "Hafenblatt"], { moment: "now" });
  await employ(it, pia, "Pia Lund", "picture-desk");
  await employ(it, mira, "Mira Petersen", "author");
  return it.origin;
})());

/** Drops files onto the middle of an element, as a browser tells it. */
async function drop(page, selector, files) {
  const given = files.map(({ name, buffer }) => ({ name, base64: buffer.toString("base64") }));
  await page.locator(selector).first().evaluate((target, all) => {
    const data = new DataTransfer();
    for (const { name, base64 } of all) {
      data.items.add(new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], name, { type: "image/png" }));
    }
    const { left, top, width, height } = target.getBoundingClientRect();
    const at = { bubbles: true, cancelable: true, dataTransfer: data, clientX: left + width / 2, clientY: top + height / 2 };
    target.dispatchEvent(new DragEvent("dragover", at));
    target.dispatchEvent(new DragEvent("drop", at));
  }, given);
}

const card = (page, name) => page.locator(`#bilder > li:has(a[href="/redaktion/bilder/${name}"])`);
const loaded = (picture) => picture.evaluate((image) => image.complete && image.naturalWidth > 0);

async function look(page, name) {
  await page.evaluate(axe);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await violations(page), [], `${name}, ${colorScheme}, ${width} px`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}, ${width} px`);
      if (process.env.ALLMENDE_SCREENSHOTS) {
        await page.screenshot({ path: path.join(process.env.ALLMENDE_SCREENSHOTS, `pictures-${name}-${width}-${colorScheme}.png`), fullPage: name !== "chooser" });
      }
    }
  }
}

test("pictures are taken in by choosing and by dropping, each with its own fate", async () => {
  const origin = await paper();
  await withPage({ ...desktop, bypassCSP: true }, async (page) => {
    await signInAs(page, origin, pia);
    await page.getByRole("link", { name: "Bilder", exact: true }).click();
    await page.getByLabel("Bilder wählen").setInputFiles([file("Am Kai.png", png()), file("brief.pdf", Buffer.from("%PDF-1.7")), file("am-deich.png", png(20))]);
    await card(page, "am-deich.png").waitFor();
    assert.equal(await card(page, "am-kai.png").count(), 1);
    await page.locator("#eingang li", { hasText: "brief.pdf" }).getByText("Das ist kein Bild, das sich aufnehmen lässt").waitFor();
    assert.ok(await loaded(card(page, "am-kai.png").locator("img")));
    await drop(page, "h1", [file("noch einmal.png", png()), file("Möwe.png", png(40))]);
    await card(page, "moewe.png").waitFor();
    await page.locator("#eingang li", { hasText: "noch einmal.png" }).getByRole("link", { name: "am-kai.png" }).waitFor();
    assert.equal(await page.locator("#eingang-stand").innerText(), "Aufgenommen: 3 von 5");
    await look(page, "taking-in");
    await page.reload();
    assert.deepEqual(await page.locator("#bilder .picture-name").allInnerTexts(), ["moewe.png", "am-deich.png", "am-kai.png"]);
    await page.getByLabel("Wörter").fill("deich");
    await page.getByRole("button", { name: "Zeigen" }).click();
    assert.deepEqual(await page.locator("#bilder .picture-name").allInnerTexts(), ["am-deich.png"]);
  });
});

test("what comes without an answer can be sent again", async () => {
  const origin = await paper();
  await withPage(desktop, async (page) => {
    await signInAs(page, origin, mira);
    await page.goto(`${origin}/redaktion/bilder`);
    await page.route("**/redaktion/bilder?name=*", (route) => route.abort());
    await page.getByLabel("Bilder wählen").setInputFiles([file("spaet.png", png(60))]);
    await page.locator("#eingang li", { hasText: "Es kam keine Antwort." }).waitFor();
    await page.unroute("**/redaktion/bilder?name=*");
    await page.getByRole("button", { name: "Noch einmal versuchen" }).click();
    await card(page, "spaet.png").waitFor();
    assert.equal(await page.locator("#eingang li").count(), 0);
  });
});

test("a picture is described, its point chosen by click and by keyboard, and kept", async () => {
  const origin = await paper();
  await withPage({ ...desktop, bypassCSP: true }, async (page) => {
    await signInAs(page, origin, pia);
    await page.goto(`${origin}/redaktion/bilder/am-kai.png`);
    const box = await page.locator("#fokus img").boundingBox();
    await page.mouse.click(box.x + box.width * 0.2, box.y + box.height * 0.33);
    const [x, y] = [page.getByLabel("Von links"), page.getByLabel("Von oben")];
    assert.deepEqual([await x.inputValue(), await y.inputValue()], ["20", "33"]);
    await y.focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await y.inputValue(), "35");
    assert.equal(await page.locator("#schnitt img").evaluate((one) => one.style.objectPosition), "20% 40%", "in tenths, as the pages do");
    await page.getByLabel("Bildnachweis").fill("Foto: Pia Lund");
    await page.getByLabel("Bildunterschrift").fill("Die Sonne über dem Kai");
    await page.getByLabel("Alternativtext").fill("Eine gelbe Sonne über dunklem Wasser");
    await page.getByLabel("Darf gezeigt werden bis einschließlich").fill("2099-12-31");
    await page.getByRole("button", { name: "Speichern" }).click();
    await page.getByText("Gespeichert.").waitFor();
    assert.deepEqual([await x.inputValue(), await y.inputValue()], ["20", "35"]);
    const point = await page.locator(".focus-point").boundingBox();
    const again = await page.locator("#fokus img").boundingBox();
    assert.ok(Math.abs(point.x + point.width / 2 - again.x - again.width * 0.2) < 2);
    await page.getByText("Darf bis 31.12.2099 gezeigt werden.").waitFor();
    await look(page, "one");
  });
  await withPage({ ...phone, javaScriptEnabled: false }, async (page) => {
    await signInAs(page, origin, pia);
    await page.goto(`${origin}/redaktion/bilder/am-deich.png`);
    await page.getByLabel("Von links").fill("101");
    await page.locator("form[action='/redaktion/bilder/am-deich.png'] button").press("Enter");
    assert.ok(await page.getByLabel("Von links").evaluate((one) => !one.validity.valid), "the browser says it first");
    await page.getByLabel("Von links").fill("80");
    await page.getByLabel("Bildnachweis").fill("Foto: Jonas Thode");
    await page.locator("form[action='/redaktion/bilder/am-deich.png'] button").press("Enter");
    await page.getByText("Gespeichert.").waitFor();
    assert.equal(await page.getByLabel("Von links").inputValue(), "80");
  });
});

test("a reporter puts pictures into a text and above it, on a phone, and sees them in the preview", async () => {
  const origin = await paper();
  await withPage({ ...phone, bypassCSP: true }, async (page) => {
    await signInAs(page, origin, mira);
    const article = await begin(page, origin, "Die Sonne über dem Kai");
    await page.locator(".surface-text").click();
    await page.keyboard.type("Am Kai scheint sie.");
    await page.getByRole("button", { name: "Bild", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Bild wählen" });
    await dialog.getByRole("button", { name: /am-kai\.png/ }).waitFor();
    await look(page, "chooser");
    await page.setViewportSize(phone.viewport);
    await dialog.getByRole("button", { name: /am-kai\.png/ }).click();
    const figure = page.locator(".surface-text figure");
    await figure.locator("img").waitFor();
    assert.match(await figure.innerText(), /Eine gelbe Sonne über dunklem Wasser\s+Die Sonne über dem Kai\s+Foto: Pia Lund/);
    await page.locator("details:has(#feld-bild) summary").click();
    await page.locator("#aufmacher-waehlen").click();
    await dialog.getByLabel("Bilder aufnehmen").setInputFiles([file("Vom Telefon.png", png(80))]);
    await dialog.getByRole("button", { name: /vom-telefon\.png/ }).click();
    assert.equal(await page.locator("#feld-bild").inputValue(), "vom-telefon.png");
    await page.locator("#aufmacher img").waitFor();
    await page.locator("#ort", { hasText: "Gespeichert um" }).waitFor();
    await page.keyboard.press("Control+s");
    await page.locator("#ansage", { hasText: "Fassung gespeichert" }).waitFor({ state: "attached" });
    await page.goto(`${origin}${article}/vorschau?ansicht=1`);
    const pictures = page.locator("article img");
    assert.equal(await pictures.count(), 2);
    for (const one of await pictures.all()) {
      await one.scrollIntoViewIfNeeded();
      await one.evaluate((image) => image.decode());
    }
    await page.goto(`${origin}/redaktion/bilder/am-kai.png`);
    assert.equal(await page.getByLabel("Bildnachweis").count(), 0, "it is another's");
  });
  await withPage(desktop, async (page) => {
    await signInAs(page, origin, pia);
    await page.goto(`${origin}/redaktion/bilder/am-kai.png`);
    await page.getByRole("link", { name: "Die Sonne über dem Kai" }).click();
    await page.locator("main[data-ready]").waitFor();
    await page.getByText("Sie können diesen Text lesen und sein Aufmacherbild wählen.").waitFor();
    await page.locator("details:has(#feld-bild)").evaluate((one) => { one.open = true; });
    await page.locator("#aufmacher-waehlen").click();
    await page.getByRole("button", { name: /am-deich\.png/ }).click();
    await page.locator("#ort", { hasText: "Gespeichert um" }).waitFor();
    await page.keyboard.press("Control+s");
    await page.locator("#ansage", { hasText: "Fassung gespeichert" }).waitFor({ state: "attached" });
    await page.reload();
    await page.locator("main[data-ready]").waitFor();
    assert.equal(await page.locator("#feld-bild").inputValue(), "am-deich.png");
  });
});
