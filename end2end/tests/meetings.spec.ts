// A meeting from the call to the minutes: the secretary says when, the record says what, and everybody
// finds it, with the last day to appeal counted for them.

import type { Page } from "@playwright/test";

import { axeOn } from "../axe.ts";
import { day, fill, find, flash, path, problemOf, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

const button = (page: Page, name: string) => page.locator("main").getByRole("button", { name });

async function violations(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const result = await axeOn(page).analyze();
  return result.violations.map((violation) => `${violation.id}: ${violation.help}`);
}

test("a secretary enters a meeting, mends it, and adds the minutes", async ({ page, another, signIn, javaScriptEnabled }) => {
  // A body of its own, so that nothing else is on its days.
  const body = `Valnämnden ${Date.now() % 100_000}`;
  await signIn("sekreterare");
  await page.goto("/moten");
  await page.getByRole("link", { name: "Lägg in ett möte" }).click();

  await fill(page, { body, held_on: day(-2), begins: "halv sju", agenda_url: "http://bjorksjo.example/dagordning" });
  expect(await send(page, button(page, "Lägg in mötet"))).toBe(422);
  await expect(page.locator(".error-summary")).toBeVisible();
  await expect(problemOf(page, "begins")).toContainText("Skriv klockslaget");
  await expect(problemOf(page, "agenda_url")).toHaveText("Adressen ska börja med https://.");
  await expect(page.locator('[name="begins"]')).toHaveValue("halv sju");
  await expect(page.locator('[name="body"]')).toHaveValue(body);
  if (javaScriptEnabled) expect(await violations(page), "with errors").toEqual([]);

  await fill(page, { begins: "18.30", ends: "20", place: "Kommunhuset", agenda_url: "https://bjorksjo.example/dagordning" });
  await button(page, "Lägg in mötet").click();
  await expect(flash(page)).toHaveText("Mötet är sparat.");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(body);
  await expect(page.locator("main")).toContainText(/kl. 18.30–20.00/);
  await expect(page.getByRole("link", { name: "Läs dagordningen" })).toHaveAttribute("href", "https://bjorksjo.example/dagordning");
  const address = new URL(page.url()).pathname;

  const colleague = await another();
  await signIn("sekreterare2", colleague);
  await colleague.goto(address);
  await colleague.getByRole("link", { name: "Ändra mötet" }).click();

  await page.getByRole("link", { name: "Ändra mötet" }).click();
  await fill(page, { minutes_url: "https://bjorksjo.example/protokoll", verified_on: day(-1), posted_on: day(-2) });
  expect(await send(page, button(page, "Spara"))).toBe(422);
  await expect(problemOf(page, "posted_on")).toHaveText("Dagen är före justeringen.");
  await fill(page, { posted_on: day(-1) });
  await button(page, "Spara").click();
  await expect(flash(page)).toHaveText("Mötet är sparat.");
  await expect(page.locator("main")).toContainText("Sista dag att överklaga är");

  await test.step("a colleague with the old page overwrites nothing", async () => {
    await fill(colleague, { place: "Biblioteket" });
    expect(await send(colleague, button(colleague, "Spara"))).toBe(409);
    await expect(colleague.locator('[name="place"]')).toHaveValue("Biblioteket");
    await expect(colleague.locator("main")).toContainText("Nu står det: https://bjorksjo.example/protokoll");
  });

  await test.step("and everybody finds it", async () => {
    const reader = await another();
    await reader.goto("/");
    await reader.locator("footer").getByRole("link", { name: "Möten" }).click();
    await expect(reader.getByRole("link", { name: body }).first()).toBeAttached();
    await reader.goto(address);
    await expect(reader.getByRole("link", { name: "Läs protokollet" })).toBeVisible();
    await expect(reader.getByRole("link", { name: "Ändra mötet" })).toHaveCount(0);
    const calendar = await reader.request.get("/moten.ics");
    expect(calendar.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
    expect((await calendar.text()).replaceAll("\r\n ", "")).toContain(`SUMMARY:${body}\r\n`);
  });
});

test("from a decision to its meeting, and back", async ({ page }) => {
  const library = await find(page, "Öppna biblioteket på söndagar");
  await page.goto(path(library));
  await page.locator(".act.is-decision").getByRole("link", { name: "Till mötet" }).first().click();
  await expect(page).toHaveURL(/\/moten\/\d+\/kultur-och-fritidsnamnden-/);
  const item = page.locator(".item", { hasText: "Öppna biblioteket på söndagar" });
  await expect(item).toContainText("Delvis bifallet");
  await expect(item).toContainText("§ 64");
  await expect(item.getByRole("link", { name: /1:12:05 in i filmen/ })).toHaveAttribute("href", /[?&]t=4325$/);
  await expect(page.locator("main")).toContainText("Att överklaga");
  await item.getByRole("link", { name: "Öppna biblioteket på söndagar", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(path(library)));
});
