// Who works at the desk: invited on the command line, then as anybody in a browser.
import { allmende, desktop, withPage } from "./support.mjs";

export const password = "Ebbe, Flut und Krabbenbrot";

/** The path of an invitation for somebody new at a `paper` of makePaper(). */
export async function invite(paper, email, name, ...roles) {
  const said = await allmende("user", "add", paper.folder, email, "--name", name, ...roles.flatMap((role) => ["--role", role]));
  return new URL(said.trim().split("\n").at(-1)).pathname;
}

/** Somebody new with a password. */
export async function employ(paper, email, name, ...roles) {
  const link = await invite(paper, email, name, ...roles);
  await withPage(desktop, async (page) => {
    await page.goto(paper.origin + link);
    await page.getByLabel("Neues Passwort").fill(password);
    await page.getByRole("button", { name: "Passwort festlegen" }).click();
    await page.waitForURL(`${paper.origin}/redaktion/anmelden`);
  });
}

export async function signInAs(page, origin, email) {
  await page.goto(`${origin}/redaktion`);
  await page.getByLabel("E-Mail-Adresse").fill(email);
  await page.getByLabel("Passwort").fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${origin}/redaktion`);
}

/** A text with this headline; its path. */
export async function begin(page, origin, headline) {
  await page.goto(`${origin}/redaktion`);
  await page.getByLabel("Arbeitstitel").fill(headline);
  await page.locator("#feld-ressort").fill("Hafen");
  await page.getByRole("button", { name: "Schreiben beginnen" }).click();
  await page.waitForURL(/\/redaktion\/artikel\/\d+$/);
  return new URL(page.url()).pathname;
}
