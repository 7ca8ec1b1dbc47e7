// People talk under questions to the municipality, on the page of the questions: write, reply, report, hide, lock.

import { main, press, violations } from "../campaign.ts";
import { fill, flash, problemOf, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

const SET = "/fragor/1/tretton-fragor-om-kommunens-sociala-medier";

test("a discussion under questions", async ({ page, another, newcomer, signIn, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const said = `De borde svara på svenska. Nummer ${Date.now() % 1_000_000}.`;
  const [olle, moderator] = [await another(), await another()];
  const person = await newcomer();
  await newcomer(olle);
  await signIn("moderator", moderator);
  const checked = async (at: typeof page, what: string) => {
    if (javaScriptEnabled) expect(await violations(at), what).toEqual([]);
  };
  const box = (at: typeof page) => main(at).getByRole("textbox", { name: "Ditt inlägg" });
  const mine = (at: typeof page) => main(at).locator(".comment", { hasText: said });

  await test.step("from one of the questions to the form, which keeps what is typed", async () => {
    await page.goto(SET);
    await checked(page, "an empty discussion");
    await main(page).getByRole("link", { name: /^Skriv om det i diskussionen ?: Fråga 3$/ }).click();
    await expect(box(page)).toHaveValue("Fråga 3: ");
    await box(page).fill("");
    expect(await send(page, main(page).getByRole("button", { name: "Publicera", exact: true }))).toBe(422);
    await expect(problemOf(page, "text")).toBeVisible();
    await expect(main(page)).toContainText("Fråga 13");
    await checked(page, "a comment with errors");
    await main(page).getByRole("radio", { name: "Jag är för" }).check();
    await box(page).fill(said);
    await main(page).getByRole("button", { name: "Publicera", exact: true }).click();
    await expect(flash(page)).toHaveText("Ditt inlägg är publicerat.");
    expect(new URL(page.url()).pathname).toBe(SET);
    await expect(mine(page)).toBeVisible();
  });

  await test.step("somebody replies, and reports", async () => {
    await olle.goto(SET);
    await mine(olle).getByRole("link", { name: /^Svara/ }).click();
    await main(olle).getByRole("textbox", { name: "Ditt svar" }).fill("Det håller jag med om.");
    await main(olle).getByRole("button", { name: "Publicera", exact: true }).click();
    await expect(flash(olle)).toHaveText("Ditt inlägg är publicerat.");
    await expect(mine(olle).first()).toContainText("Det håller jag med om.");
    await checked(olle, "a reply");
    await mine(olle).first().getByRole("link", { name: /^Anmäl/ }).first().click();
    await checked(olle, "reporting a comment");
    await olle.getByRole("radio", { name: /Den hotar någon/ }).check();
    await press(olle, "Skicka anmälan");
    await expect(main(olle)).toContainText("Anmälan har kommit in");
  });

  await test.step("it is hidden", async () => {
    await moderator.goto("/moderera");
    await main(moderator).getByRole("link", { name: `Kommentar av ${person.name}` }).first().click();
    await moderator.getByRole("radio", { name: /^Dölj den/ }).check();
    await moderator.getByRole("radio", { name: /Den hotar någon/ }).check();
    await fill(moderator, { reason: "Det är ett hot." });
    await press(moderator, "Bestäm");
    await expect(flash(moderator)).toContainText("Texten är dold.");
    await olle.goto(SET);
    await expect(main(olle)).not.toContainText(said);
    await expect(main(olle)).toContainText("Dold enligt regeln om hot");
    await checked(olle, "a hidden comment");
  });

  await test.step("the discussion is locked, and goes on", async () => {
    await moderator.goto(SET);
    await main(moderator).locator('a[href$="/samtalet"]').click();
    await checked(moderator, "locking");
    const form = (button: string) =>
      main(moderator).locator("form").filter({ has: moderator.getByRole("button", { name: button, exact: true }) });
    await form("Lås diskussionen").getByLabel("Varför?").fill("Tonen har blivit hård.");
    await form("Lås diskussionen").getByRole("button").click();
    await expect(flash(moderator)).toContainText("Det är låst.");
    await page.goto(SET);
    await expect(main(page)).toContainText("Diskussionen är låst");
    await expect(box(page)).toHaveCount(0);
    await checked(page, "a locked discussion");
    await form("Lås upp").getByLabel("Varför?").fill("Nu fortsätter vi.");
    await form("Lås upp").getByRole("button").click();
    await page.goto(SET);
    await expect(box(page)).toBeVisible();
  });
});
