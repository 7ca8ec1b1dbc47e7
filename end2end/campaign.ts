// What the journeys through campaigns do over and over: make a group, come in by its code, write an idea.

import { expect, type Page } from "@playwright/test";

import { axeOn } from "./axe.ts";
import { day, fill, send } from "./deeds.ts";

export const main = (page: Page) => page.getByRole("main");
/** Presses and waits for the page that answers: who looks from another browser right after sees what it did. */
export const press = (page: Page, name: string) => send(page, main(page).getByRole("button", { name, exact: true }));

/** What axe finds; it is JavaScript itself. */
export async function violations(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const result = await axeOn(page).analyze();
  return result.violations.map((violation) => `${violation.id}: ${violation.help}`);
}

/** Makes a group whose texts are shown at once, and answers its code. */
export async function group(page: Page, name: string): Promise<string> {
  await page.goto("/grupper/ny");
  await fill(page, { name, age_from: "14", age_to: "16", last_day: day(60), reads_first: "no" });
  await press(page, "Skapa gruppen");
  await page.getByRole("link", { name: "Skriv ut kort med koden" }).click();
  return page.locator(".code").first().innerText();
}

/** Comes in by a group's code, under this alias. */
export async function comeIn(phone: Page, code: string, alias: string): Promise<void> {
  await phone.goto("/grupp");
  await phone.getByLabel("Kod").fill(code);
  await press(phone, "Fortsätt");
  await phone.getByLabel("Eller hitta på ett eget").fill(alias);
  await press(phone, "Använd mitt eget");
}

/** Hands in an idea in this set of the campaign the member's group takes part in. */
export async function writeIdea(phone: Page, title: string, set: string): Promise<void> {
  await phone.goto("/forslag/nytt");
  await phone.getByRole("textbox").fill(title);
  await phone.getByRole("radio", { name: /^Idé/ }).check();
  await press(phone, "Fortsätt");
  await phone.getByRole("textbox").fill("Det saknas i dag, och vi vill hjälpa till.");
  await press(phone, "Fortsätt");
  await phone.getByRole("radio", { name: "Idrott" }).check();
  await phone.getByRole("radio", { name: set }).check();
  await press(phone, "Fortsätt");
  if (/liknande$/.test(phone.url())) await send(phone, phone.getByRole("link", { name: /gå vidare/ }));
  await phone.getByRole("checkbox").check();
  await press(phone, "Lämna in");
}

/** Drafts a campaign with these sets ("I skolan: 1", a line each), takes the group in, and answers its address. */
export async function draft(page: Page, title: string, question: string, sets: string, group: string): Promise<string> {
  await page.goto("/kampanjer/ny");
  await fill(page, {
    title, question, commission: "Nämnden frågar inför nästa års budget.", age_from: "13", age_to: "19", sets,
    influence: "dialogue", can_influence: "Vad vi gör.", cannot_influence: "Hur mycket pengar som finns.",
  });
  await press(page, "Spara utkastet");
  const address = new URL(page.url()).pathname;
  await press(page, `Ta med ${group}`);
  return address;
}

/** An official decides that the campaign is held, and from that on it is open. */
export async function approve(official: Page, address: string): Promise<void> {
  await official.goto(`${address}/steg/approve`);
  await fill(official, approval);
  await press(official, "Besluta om kampanjen");
}

/** What an official promises: the form of the decision, for a campaign that is open from today on. */
export const approval = {
  approved_by: "Karin Lindqvist, chef", sponsor: "Amina Ali (X)", opens_on: day(0), ideas_until: day(20),
  budget: "Inga pengar", answerer: "Kultur- och fritidsförvaltningen", stand_in: "Kansliet",
  consent: "Brev hem till alla.", data_protection: "yes",
};

/** Gives an idea this place, as whoever runs the campaign. */
export async function choose(page: Page, address: string, title: string, place: number): Promise<void> {
  await page.goto(`${address}/val`);
  const item = page.locator(".item", { has: page.getByRole("link", { name: title, exact: true }) });
  await item.getByLabel("Plats").selectOption(`${place}`);
  await item.getByRole("button").click();
  await expect(page.locator(".flash")).toHaveText("Valet är sparat.");
}
