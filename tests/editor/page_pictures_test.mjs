// Pictures beside a text: chosen, taken in, dropped; by mouse, by keyboard, on a phone.
import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import { axe, violations } from "../browser/axe.mjs";
import { withDesk } from "./article.mjs";
import { expect } from "./expect.mjs";
import { choose, notice, saved, text, write } from "./writers.mjs";

const kran = { credit: "Foto: Jonas Thode", caption: "Der Kran am Kai", alt: "Ein Kran vor grauem Himmel" };
const moewe = { credit: "Foto: Pia Lund", caption: "Eine Möwe", alt: "Eine Möwe auf einem Poller" };
const png = (words = "") => Buffer.concat([Buffer.from([0x89]), Buffer.from(`PNG${words}`)]);
const file = (name, buffer = png(name)) => ({ name, mimeType: "image/png", buffer });

const dialog = (page) => page.locator("#bilder");
const choice = (page, name) => dialog(page).locator(`[data-name="${name}"] button`);
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.closest("[data-name]")?.dataset.name ||
  document.activeElement.className);
const figures = (world) => [...world.desk.drafts.values()].at(-1)?.body.blocks.filter(({ type }) => type === "picture") ?? [];
const lead = (world) => [...world.desk.drafts.values()].at(-1)?.fields.lead_picture;
const picturesInBody = async (page) => (await page.locator(".surface-text figure").count());

/** The page of an article without pictures, and two pictures in the paper. */
function withPictures(visit, { who = "mira", ...options } = {}) {
  return withDesk(async (world) => {
    const body = structuredClone(world.desk.body.body);
    body.blocks = body.blocks.filter(({ type }) => type === "paragraph");
    world.desk.bodies = [{ ...world.desk.body, body }];
    world.desk.addPicture("kran.jpg", kran);
    world.desk.addPicture("moewe.jpg", moewe);
    await visit(world, await (await world.browser(who, options)).open());
  });
}

async function openFromText(page) {
  await text(page).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Alt+0");
  await choice(page, "kran.jpg").waitFor();
}

async function openForLead(page) {
  await page.locator("details:has(#feld-bild)").evaluate((element) => { element.open = true; });
  await page.locator("#aufmacher-waehlen").click();
  await choice(page, "kran.jpg").waitFor();
}

const leadFields = (page) => page.evaluate(() => ["feld-bild", "feld-bild-alt", "feld-bild-nachweis", "feld-bild-unterschrift"]
  .map((id) => document.getElementById(id).value));

/** Drops files at the middle of what a selector names, as a browser tells it. */
async function drop(page, selector, files) {
  await page.locator(selector).first().evaluate((target, given) => {
    const data = new DataTransfer();
    for (const { name, bytes } of given) data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
    const { left, top, width, height } = target.getBoundingClientRect();
    const at = { bubbles: true, cancelable: true, dataTransfer: data, clientX: left + width / 2, clientY: top + height / 2 };
    target.dispatchEvent(new DragEvent("dragover", at));
    target.dispatchEvent(new DragEvent("drop", at));
  }, files.map(({ name, buffer }) => ({ name, bytes: [...buffer] })));
}

test("a picture is chosen by keyboard alone and stands behind the caret's block with what is known of it; it can be undone", async () => {
  await withPictures(async (world, page) => {
    await openFromText(page);
    assert.equal(await focused(page), "bilder-worte");
    await page.keyboard.type("kran");
    await expect(async () => (await dialog(page).locator("[data-name]").count() === 1 ? null : "not only the crane is shown"));
    await choice(page, "kran.jpg").waitFor();
    for (let stop = 0; stop < 6 && await focused(page) !== "kran.jpg"; ++stop) await page.keyboard.press("Tab");
    assert.equal(await focused(page), "kran.jpg");
    await page.keyboard.press("Enter");
    await expect(() => (figures(world).length === 1 ? null : "no picture was stored"));
    const [{ id, ...picture }] = figures(world);
    assert.match(id, /^[a-z0-9-]+$/);
    assert.deepEqual(picture, { type: "picture", file: "kran.jpg", ...kran });
    assert.match(await page.evaluate(() => document.activeElement.className), /surface-text/, "one writes on");
    await page.keyboard.press("Control+z");
    await expect(() => (figures(world).length === 0 ? null : "it is still there"));
  });
});

test("Escape leaves everything as it was, and the focus goes back", async () => {
  await withPictures(async (_world, page) => {
    await openFromText(page);
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    assert.match(await page.evaluate(() => document.activeElement.className), /surface-text/);
    await openForLead(page);
    await page.locator("#bilder-zu").click();
    assert.equal(await focused(page), "aufmacher-waehlen");
    assert.equal(await picturesInBody(page), 0);
  });
});

test("the lead picture brings what is known of it, and leaves what somebody has written", async () => {
  await withPictures(async (world, page) => {
    await openForLead(page);
    await choice(page, "kran.jpg").click();
    assert.deepEqual(await leadFields(page), ["kran.jpg", kran.alt, kran.credit, kran.caption]);
    await expect(() => (lead(world)?.file === "kran.jpg" ? null : "it was not stored"));
    await page.locator("#aufmacher img").waitFor();
    await page.locator("#feld-bild-unterschrift").fill("Der Kran, bevor er fällt");
    await openForLead(page);
    await choice(page, "moewe.jpg").click();
    assert.deepEqual(await leadFields(page), ["moewe.jpg", moewe.alt, moewe.credit, "Der Kran, bevor er fällt"]);
    await choose(page, "lead", "Zurück");
    assert.deepEqual(await leadFields(page), ["kran.jpg", kran.alt, kran.credit, "Der Kran, bevor er fällt"]);
    await expect(() => (lead(world)?.file === "kran.jpg" ? null : "what was undone was not stored"));
  });
});

test("a picture is taken in in the dialog and chosen at once; what is refused is said with the server's sentence", async () => {
  await withPictures(async (world, page) => {
    world.desk.busyFor = 1;
    await openFromText(page);
    await page.locator("#bilder-dateien").setInputFiles([file("DSC 0815.PNG")]);
    await choice(page, "dsc-0815.png").waitFor();
    await expect(async () => (await focused(page) === "dsc-0815.png" ? null : await focused(page)));
    assert.equal(world.requests.filter(({ path: asked }) => asked === "/redaktion/bilder").length, 2, "it was asked again");
    await page.locator("#bilder-dateien").setInputFiles([file("brief.png", Buffer.from("%PDF")), file("noch-eins.png"), file("DSC 0815.PNG")]);
    await choice(page, "noch-eins.png").waitFor();
    await expect(async () => {
      const said = await page.locator("#bilder-stand").innerText();
      return said === "»DSC 0815.PNG« gibt es in der Zeitung schon, als dsc-0815.png." ? null : said;
    });
    assert.match(await page.locator("#bilder-eingang").innerText(), /brief\.png\s+.*Das ist kein Bild/);
    assert.equal(await dialog(page).locator('[data-name="dsc-0815.png"]').count(), 1, "it is shown once");
    await choice(page, "dsc-0815.png").click();
    await expect(() => (figures(world)[0]?.file === "dsc-0815.png" ? null : "no picture was stored"));
  });
});

test("files that are dropped onto the dialog are taken in", async () => {
  await withPictures(async (world, page) => {
    await openForLead(page);
    await drop(page, "#bilder", [file("eins.png"), file("zwei.png")]);
    await choice(page, "zwei.png").waitFor();
    assert.deepEqual(world.desk.pictures.map(({ name }) => name), ["zwei.png", "eins.png", "moewe.jpg", "kran.jpg"]);
  });
});

test("files that are dropped onto the text stand where they were dropped, in their order, while somebody writes elsewhere", async () => {
  await withPictures(async (world, page) => {
    await write(page, "Unten. ");
    await drop(page, ".surface-text > p", [file("eins.png"), file("zwei.png")]);
    await page.keyboard.type("Weiter.");
    await expect(() => (figures(world).length === 2 ? null : "not both were stored"));
    const blocks = [...world.desk.drafts.values()].at(-1).body.blocks;
    assert.deepEqual(blocks.slice(0, 3).map(({ type, file: name }) => name ?? type), ["paragraph", "eins.png", "zwei.png"]);
    assert.match(JSON.stringify(blocks.at(-1)), /Unten\. Weiter\./);
    await drop(page, ".surface-text > p", [file("brief.pdf", Buffer.from("%PDF"))]);
    await notice(page, "incoming brief.pdf").getByText("Das ist kein Bild").waitFor();
    await drop(page, ".writing-side", [file("daneben.png")]);
    assert.ok(await page.locator("main[data-ready]").count(), "the page is still there");
    assert.equal(world.desk.pictures.some(({ name }) => name === "daneben.png"), false);
  });
});

test("what must be known of a picture stands beside it: its right ends, it is not there", async () => {
  await withPictures(async (world, page) => {
    world.desk.addPicture("alt.jpg", { until: "Das Recht, es zu zeigen, endete am 1.11.2026.", remarks: ["Das Recht, es zu zeigen, endete am 1.11.2026."] });
    await openFromText(page);
    assert.match(await choice(page, "alt.jpg").innerText(), /endete am 1\.11\.2026/);
    await choice(page, "alt.jpg").click();
    await page.locator(".surface-text figure .surface-remark", { hasText: "endete am 1.11.2026." }).waitFor();
    await page.locator("details:has(#feld-bild)").evaluate((element) => { element.open = true; });
    await page.locator("#feld-bild").fill("weg.jpg");
    await page.locator("#feld-bild").press("Tab");
    await page.locator("#aufmacher", { hasText: "Ein Bild mit diesem Namen gibt es nicht: weg.jpg" }).waitFor();
  });
});

test("more than a stretch of pictures is shown when it is asked for", async () => {
  await withPictures(async (world, page) => {
    for (let number = 1; number <= 5; ++number) world.desk.addPicture(`bild-${number}.jpg`);
    world.desk.picturesAtOnce = 4;
    await text(page).focus();
    await page.keyboard.press("Alt+0");
    await choice(page, "bild-5.jpg").waitFor();
    assert.equal(await dialog(page).locator("[data-name]").count(), 4);
    await page.locator("#bilder-mehr").click();
    await choice(page, "kran.jpg").waitFor();
    assert.equal(await focused(page), "bild-1.jpg");
    assert.equal(await page.locator("#bilder-mehr").isVisible(), false);
  });
});

test("who has no line or no session is told so, and nothing else happens", async () => {
  await withPictures(async (world, page) => {
    await openFromText(page);
    world.fault = ({ path: asked }) => (asked.startsWith("/redaktion/bilder") ? { drop: "before" } : null);
    await page.locator("#bilder-worte").fill("kran");
    await expect(async () => (/konnten nicht geladen/.test(await page.locator("#bilder-stand").innerText()) ? null : "nothing is said"));
    await page.locator("#bilder-dateien").setInputFiles([file("eins.png")]);
    await page.locator("#bilder-eingang", { hasText: "Es kam keine Antwort" }).waitFor();
    world.fault = () => null;
    world.desk.signOutAll();
    await page.locator("#bilder-dateien").setInputFiles([file("zwei.png")]);
    await page.locator("#bilder-eingang", { hasText: "Niemand ist angemeldet." }).waitFor();
  });
});

test("the picture desk sets the lead picture of a text that it may not write, and nothing else", async () => {
  await withPictures(async (world, page) => {
    await notice(page, "lease").getByText("Aufmacherbild wählen").waitFor();
    assert.equal(await text(page).getAttribute("aria-readonly"), "true");
    assert.equal(await page.locator("#feld-headline").evaluate((one) => one.readOnly), true);
    assert.equal(await page.locator("#feld-bild-alt").evaluate((one) => one.readOnly), false);
    await openForLead(page);
    await choice(page, "moewe.jpg").click();
    await saved(page);
    await page.keyboard.press("Control+s");
    await expect(() => (world.desk.fields.fields.lead_picture?.file === "moewe.jpg" ? null : "no revision has it"));
    assert.equal(world.desk.fields.who, "Pia Lund");
    await page.reload();
    await page.locator("main[data-ready]").waitFor();
    assert.equal((await leadFields(page))[0], "moewe.jpg");
  }, { who: "pia" });
});

test("who may only read has no way to a picture", async () => {
  await withPictures(async (_world, page) => {
    assert.equal(await page.locator("#aufmacher-waehlen").isDisabled(), true);
    assert.equal(await page.locator('[data-tool="picture"]').getAttribute("aria-disabled"), "true");
  }, { who: "gast" });
});

test("the dialog violates no rule of accessibility and nothing in it is cut off, narrow and wide, light and dark", async () => {
  await withPictures(async (world, page) => {
    world.desk.addPicture("ein-sehr-langer-name-von-einer-kamera-die-niemand-umbenannt-hat-20261121.jpg",
      { remarks: ["Noch kein Nachweis.", "Noch nicht beschrieben."] });
    await openFromText(page);
    await page.locator("#bilder-dateien").setInputFiles([file("brief.png", Buffer.from("%PDF")), file("DSC 0815.PNG")]);
    await choice(page, "dsc-0815.png").waitFor();
    await page.evaluate(axe);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await violations(page, { more: ["best-practice"] }), [], `${colorScheme}, ${width} px`);
        assert.ok(await dialog(page).evaluate((one) => one.scrollWidth <= one.clientWidth && one.getBoundingClientRect().right <= innerWidth), `${width} px`);
        for (const control of await dialog(page).locator("button:visible, input:visible").all()) {
          const box = await control.boundingBox();
          assert.ok(box.height >= 24 && box.width >= 24, `${await control.innerText()} ${JSON.stringify(box)}`);
        }
        if (process.env.ALLMENDE_SCREENSHOTS) {
          await page.screenshot({ path: path.join(process.env.ALLMENDE_SCREENSHOTS, `chooser-${width}-${colorScheme}.png`) });
        }
      }
    }
  }, { bypassCSP: true });
});
