// What an administrator sets while the site runs: rules, colour, what is switched off, mail.

import type { Page } from "@playwright/test";

import { axeOn } from "../axe.ts";
import { fieldOf, flash, problemOf, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

const button = (page: Page, name: string | RegExp) => page.locator("main").getByRole("button", { name });

async function violations(page: Page, rules?: string[]): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const axe = axeOn(page);
  const result = await (rules ? axe.withRules(rules) : axe).analyze();
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")} ${node.failureSummary}`),
  );
}

test("a new version of the rules is looked at, mended and published", async ({ page, signIn }) => {
  await signIn("admin");
  await page.goto("/admin");
  await page.getByRole("link", { name: "Regler" }).click();
  const before = await page.getByRole("heading", { name: /gäller nu/ }).textContent();
  await page.getByRole("link", { name: "Ny version" }).click();
  await page.locator('[name="answer_months"]').fill("tolv");
  expect(await send(page, button(page, "Visa vad som ändras"))).toBe(422);
  await expect(problemOf(page, "answer_months")).toContainText("Skriv bara siffror");
  await expect(page.locator('[name="districts"]')).toHaveValue(/ekbacken: Ekbacken/);
  await page.locator('[name="answer_months"]').fill("11");
  expect(await send(page, button(page, "Visa vad som ändras"))).toBe(200);
  await expect(page.getByRole("row", { name: /Tid till beslut/ })).toContainText("11 månader");
  await button(page, "Ändra mer").click();
  await expect(page.locator('[name="answer_months"]')).toHaveValue("11");
  await page.locator('[name="answer_months"]').fill("10");
  await button(page, "Visa vad som ändras").click();
  await button(page, "Publicera reglerna").click();
  await expect(flash(page)).toContainText("De nya reglerna gäller");
  await expect(page.getByRole("heading", { name: /gäller nu/ })).not.toHaveText(before ?? "");
  await expect(page.locator("dl").first()).toContainText("10 månader");
  await page.getByText(/^Version 1,/).click();
  await expect(page.locator("details[open] dl")).toContainText("12 månader");
});

test("where people may choose, they choose how long with the button", async ({
  page, signIn, another, javaScriptEnabled,
}) => {
  const publish = async (days: string, months: string) => {
    await page.goto("/admin/regler/ny");
    await page.locator('[name="collecting_days"]').fill(days);
    await page.locator('[name="collecting_months"]').fill(months);
    await button(page, "Visa vad som ändras").click();
    await button(page, "Publicera reglerna").click();
    await expect(flash(page)).toContainText("De nya reglerna gäller");
  };
  await signIn("admin");
  await page.goto("/admin/regler/ny");
  await page.locator('[name="collecting_months"]').fill("3, tre");
  expect(await send(page, button(page, "Visa vad som ändras"))).toBe(422);
  await expect(problemOf(page, "collecting_months")).toContainText("Skriv bara siffror");
  await publish("", "3, 6, 12");
  try {
    const resident = await another();
    await signIn("invanare", resident);
    await resident.goto("/regler");
    await expect(resident.locator("main")).toContainText("3 månader, 6 månader och 12 månader finns att välja på");
    if (javaScriptEnabled !== false) expect(await violations(resident)).toEqual([]);
    await resident.goto("/forslag/nytt?titel=Klockspel+i+parken");
    const next = button(resident, "Fortsätt");
    await next.click();
    await resident.getByRole("textbox").fill("Det är tyst i parken. Sätt upp ett klockspel.");
    await next.click();
    await resident.getByRole("radio", { name: "Kultur" }).check();
    await next.click();
    if (resident.url().endsWith("/liknande")) {
      await resident.getByRole("link", { name: /gå vidare/ }).click();
    }
    await resident.getByRole("checkbox").check();
    expect(await send(resident, button(resident, "Lämna in"))).toBe(422);
    if (javaScriptEnabled !== false) expect(await violations(resident)).toEqual([]);
    await expect(resident.getByRole("checkbox")).toBeChecked();
    await resident.getByRole("radio", { name: "6 månader" }).check();
    await button(resident, "Lämna in").click();
    await expect(resident.getByRole("heading", { level: 1 })).toHaveText("Ditt förslag är inlämnat");
  } finally {
    await publish("90", "");
  }
});

test("a colour that nobody could read is refused, and the nearest is one press away", async ({ page, signIn, another }) => {
  await signIn("admin");
  await page.goto("/admin/utseende");
  const color = page.getByRole("textbox", { name: "Färg" });
  await color.fill("gul");
  await button(page, "Titta på färgen").click();
  await expect(problemOf(page, "farg")).toContainText("Skriv färgen så här");
  await color.fill("#ffcc00");
  await button(page, "Titta på färgen").click();
  await expect(problemOf(page, "farg")).toContainText("för ljus");
  await expect(fieldOf(page, "farg")).toBeVisible();
  await page.getByRole("link", { name: /^Titta på #/ }).click();
  await button(page, /^Använd #/).click();
  await expect(flash(page)).toContainText("Färgen är bytt");
  const reader = await another();
  await reader.goto("/");
  const brand = () => reader.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--brand"));
  expect(await brand()).not.toBe("#00733b");
  await button(page, "Tillbaka till Näras färg").click();
  await reader.reload();
  expect(await brand()).toBe("#00733b");
});

test("commenting is switched off with a word about it, and on again", async ({ page, signIn, another }) => {
  const reader = await another();
  await reader.goto("/forslag");
  await reader.locator(".item__title a").first().click();
  const address = reader.url();
  await signIn("invanare", reader);
  await reader.goto(address);
  const form = reader.locator('form[action$="/inlagg"]');
  const open = (await form.count()) > 0;
  await signIn("admin");
  await page.goto("/admin/funktioner");
  await page.getByRole("link", { name: "Stäng av Skriva inlägg" }).click();
  await page.locator('[name="until_time"]').fill("åtta");
  expect(await send(page, button(page, "Stäng av"))).toBe(422);
  await page.locator('[name="until_time"]').fill("");
  await page.locator('[name="message"]').fill("Vi lagar filtret.");
  await button(page, "Stäng av").click();
  await expect(flash(page)).toContainText("Avstängt");
  await reader.reload();
  if (open) await expect(reader.getByText("Vi lagar filtret.")).toBeVisible();
  await expect(form).toHaveCount(0);
  await button(page, "Öppna Skriva inlägg").click();
  await expect(flash(page)).toContainText("Öppet igen");
  await reader.reload();
  if (open) await expect(form).toHaveCount(1);
});

test("a letter to try says on the page what came of it", async ({ page, signIn }) => {
  await signIn("admin");
  await page.goto("/admin/post");
  await button(page, "Skicka ett provbrev").click();
  await expect(page.getByText("Brevet gick ut")).toBeVisible();
});

test.describe("read by axe", () => {
test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "axe itself is JavaScript");

// Every page in a handful of colours at the edge of what is accepted: axe counts their contrasts. All
// else about these pages is asked in axe.spec.ts.
for (const typed of ["#ffff00", "#ff0000", "#00ffff", "#ff00ff", "#808080", "#000000"]) {
  test(`axe: nothing is unreadable in the accepted colour nearest to ${typed}`, async ({ page, signIn }) => {
    test.setTimeout(180_000);
    await signIn("admin");
    const pages = ["/", "/forslag", "/forslag?lage=at_municipality", "/logga-in", "/admin/funktioner?stang=comments", "/admin/regler/ny"];
    const chosen = new Set<string>();
    await page.goto(`/admin/utseende?farg=${encodeURIComponent(typed)}`);
    const nearest = page.getByRole("link", { name: /^Titta på #/ });
    if ((await nearest.count()) > 0) await nearest.click();
    await button(page, /^Använd #/).click();
    await expect(flash(page)).toContainText("Färgen är bytt");
    for (const path of pages) {
      await page.goto(path);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        chosen.add(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--brand")));
        const unreadable = await violations(page, ["color-contrast"]);
        expect(unreadable, `${colorScheme} ${path}`).toEqual([]);
      }
    }
    expect([...chosen], "it was in force").not.toContain("#00733b");
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto("/admin/utseende");
    await button(page, "Tillbaka till Näras färg").click();
    await expect(flash(page)).toBeVisible();
  });
}

test("axe: the forms of the settings with errors, and what is switched off", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  await signIn("admin");
  await page.goto("/admin/utseende?farg=ffee00");
  expect(await violations(page), "too light").toEqual([]);
  await page.goto("/admin/utseende?farg=005595");
  expect(await violations(page), "a preview").toEqual([]);
  await page.goto("/admin/regler/ny");
  await page.locator('[name="threshold"]').fill("");
  await button(page, "Visa vad som ändras").click();
  expect(await violations(page), "rules with errors").toEqual([]);
  await page.goto("/admin/regler/ny");
  await page.locator('[name="threshold"]').fill("70");
  await button(page, "Visa vad som ändras").click();
  expect(await violations(page), "rules, what changes").toEqual([]);
  await page.goto("/admin/funktioner?stang=registration");
  await page.locator('[name="message"]').fill("Vi lagar.");
  await button(page, "Stäng av").click();
  expect(await violations(page), "one is off").toEqual([]);
  await page.goto("/registrera");
  await expect(page.getByText("Vi lagar.")).toBeVisible();
  expect(await violations(page), "where the form would be").toEqual([]);
  await page.goto("/admin/funktioner");
  await button(page, "Öppna Skapa konto").click();
  await expect(flash(page)).toContainText("Öppet igen");
});
});
