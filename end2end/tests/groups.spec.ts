// Young people in groups: a supervisor makes one, a phone comes in by its code, and what is written is
// read before others see it.

import type { Page } from "@playwright/test";

import { day, fill, flash, problemOf, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

const next = { name: "Fortsätt" };
let groups = 0;

/** Makes a group whose texts are read first, and answers its address and its code. */
async function group(page: Page): Promise<{ address: string; code: string; name: string }> {
  groups += 1;
  const name = `Klass ${groups} ${process.pid}`;
  await page.goto("/grupper");
  await page.getByRole("link", { name: "Ny grupp" }).click();
  expect(await send(page, page.getByRole("button", { name: "Skapa gruppen" }))).toBe(422);
  await expect(problemOf(page, "name")).toHaveText("Fyll i det här.");
  await fill(page, { name, age_from: "14", age_to: "16", last_day: day(60), reads_first: "yes" });
  await page.getByRole("button", { name: "Skapa gruppen" }).click();
  await expect(flash(page)).toContainText("Gruppen är klar");
  const address = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Skriv ut kort med koden" }).click();
  await expect(page.locator(".door-card__qr").first()).toBeVisible();
  const code = await page.locator(".code").first().innerText();
  const sheet = await page.getByRole("link", { name: "(PDF)" }).getAttribute("href");
  const file = await page.request.get(sheet ?? "");
  expect(file.headers()["content-type"]).toBe("application/pdf");
  return { address, code, name };
}

/** Comes in on a phone and answers the own code. */
async function comeIn(phone: Page, code: string, alias: string): Promise<string> {
  await phone.goto("/grupp");
  await phone.getByLabel("Kod").fill(code.toLowerCase());
  await phone.getByRole("button", next).click();
  // Nothing is kept but the place at the door, and no address says it.
  expect(new URL(phone.url()).pathname).toBe("/grupp/in");
  expect((await phone.context().cookies()).map(({ name }) => name)).toEqual(["nara_link_door"]);
  await phone.getByLabel("Eller hitta på ett eget").fill(alias);
  await phone.getByRole("button", { name: "Använd mitt eget" }).click();
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText(`Hej ${alias}!`);
  return phone.locator(".code").innerText();
}

async function writeIdea(phone: Page, title: string, body: string): Promise<void> {
  await phone.goto("/forslag/nytt");
  await phone.getByRole("textbox").fill(title);
  await phone.getByRole("radio", { name: /^Idé/ }).check();
  await phone.getByRole("button", next).click();
  await phone.getByRole("textbox").fill(body);
  await phone.getByRole("button", next).click();
  await phone.getByRole("radio", { name: "Idrott" }).check();
  await phone.getByRole("button", next).click();
  if (/liknande$/.test(phone.url())) await phone.getByRole("link", { name: /gå vidare/ }).click();
  await phone.getByRole("checkbox").check();
  await phone.getByRole("button", { name: "Lämna in", exact: true }).click();
}

test("a group, its cards, an alias, an idea that is read, sent back and published", async ({ page, another, signIn }) => {
  test.setTimeout(120_000);
  await signIn("handledare");
  const { address, code, name } = await group(page);
  const phone = await another();
  const own = await comeIn(phone, code, "Pigg Älg");
  expect(own).not.toBe(code);

  const title = `Pumptrack vid skolan ${groups}`;
  await writeIdea(phone, title, "En pumptrack bakom idrottshallen.");
  await expect(flash(phone)).toContainText("Skickat!");
  await expect(phone.getByRole("main")).toContainText("Väntar på att läsas");

  const visitor = await another();
  await visitor.goto("/forslag");
  await expect(visitor.getByRole("main")).not.toContainText(title);

  await page.goto(`${address}/lasa`);
  await expect(page.locator(".item")).toContainText("Pigg Älg");
  await page.getByText("Skicka tillbaka", { exact: true }).click();
  await page.getByLabel("Vad behöver ändras?").fill("Bra! Skriv vem som ska få åka.");
  await page.getByRole("button", { name: "Skicka tillbaka med hälsningen" }).click();
  await expect(page.getByRole("main")).toContainText("Allt är läst");

  await phone.goto("/grupp/mitt");
  await expect(phone.getByRole("main")).toContainText("Skriv vem som ska få åka.");
  await phone.getByLabel("Din idé").fill("En pumptrack bakom idrottshallen, för alla åldrar.");
  await phone.getByRole("button", { name: "Skicka", exact: true }).click();
  await expect(flash(phone)).toContainText("Skickat!");

  await page.goto(`${address}/lasa`);
  await expect(page.locator(".item")).toContainText("för alla åldrar");
  await page.getByRole("button", { name: "Publicera" }).click();
  await expect(flash(page)).toContainText("Publicerat");

  await visitor.goto("/forslag");
  await visitor.getByRole("link", { name: title }).click();
  await expect(visitor.getByRole("main")).toContainText(`Pigg Älg, ${name}`);
  await expect(visitor.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex, nofollow");
});

test("a group is given another name and last day", async ({ page, signIn }) => {
  await signIn("handledare");
  const { address, name } = await group(page);
  await page.goto(address);
  await page.getByRole("link", { name: "Ändra gruppen" }).click();
  await expect(page.getByLabel("Gruppens namn")).toHaveValue(name);
  await fill(page, { name: "", last_day: day(90) });
  expect(await send(page, page.getByRole("button", { name: "Spara" }))).toBe(422);
  await expect(problemOf(page, "name")).toHaveText("Fyll i det här.");
  await fill(page, { name: `${name} B`, last_day: day(90) });
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(flash(page)).toContainText("Gruppen är ändrad");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${name} B`);
});

test("back in on another phone, with help, and out when paused", async ({ page, another, signIn }) => {
  await signIn("handledare");
  const { address, code } = await group(page);
  const first = await another();
  const own = await comeIn(first, code, "Lugn Lo");

  const second = await another();
  await second.goto("/grupp");
  await second.getByLabel("Kod").fill("ABCDE FGHJK");
  expect(await send(second, second.getByRole("button", next))).toBe(422);
  await expect(problemOf(second, "kod")).toContainText("Den koden öppnar ingenting");
  await second.getByLabel("Kod").fill(own);
  await second.getByRole("button", next).click();
  await expect(second.getByRole("heading", { level: 1 })).toHaveText("Hej Lugn Lo!");

  await page.goto(address);
  await page.getByText("Hjälp eller ändra").click();
  await page.getByRole("checkbox", { name: /Logga ut hen överallt/ }).check();
  await page.getByRole("button", { name: "Gör en kod" }).click();
  const help = await page.locator(".code").innerText();
  await first.goto("/grupp/mitt");
  await expect(first).toHaveURL(/\/grupp$/);
  await first.getByLabel("Kod").fill(help);
  await first.getByRole("button", next).click();
  await expect(first.getByRole("heading", { level: 1 })).toHaveText("Hej Lugn Lo!");

  await page.goto(address);
  await page.getByText("Hjälp eller ändra").click();
  await page.getByRole("button", { name: "Pausa" }).click();
  await expect(flash(page)).toContainText("Pausad och utloggad");
  await first.goto("/grupp/mitt");
  await expect(first).toHaveURL(/\/grupp$/);
  await first.getByLabel("Kod").fill(own);
  expect(await send(first, first.getByRole("button", next))).toBe(422);
  await expect(problemOf(first, "kod")).toContainText("du är pausad i gruppen");
});

test("a suggestion is one tap", async ({ page, another, signIn }) => {
  await signIn("handledare");
  const { code } = await group(page);
  const phone = await another();
  await phone.goto("/grupp");
  await phone.getByLabel("Kod").fill(code);
  await phone.getByRole("button", next).click();
  const offered = phone.locator(".account").first();
  const alias = await offered.innerText();
  await offered.click();
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText(`Hej ${alias}!`);
});

test("the QR's code goes into the field and out of the address (needs JavaScript)", async ({ page }, info) => {
  test.skip(info.project.name === "without-javascript", "without it the code is typed");
  await page.goto("/grupp#K7QD3MXP4T");
  await expect(page.getByLabel("Kod")).toHaveValue("K7QD3MXP4T");
  expect(new URL(page.url()).hash).toBe("");
});
