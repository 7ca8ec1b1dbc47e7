// Somebody asks for a newspaper: room for one more, read first, answered by the number, corrected, asked further.

import { main, press, violations } from "../campaign.ts";
import { fill, flash, problemOf, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

/** The demo has one moderator. A secretary gets the duty as well, for as long as this takes. */
const SECOND = ["--email", "sekreterare2@bjorksjo.example", "--role", "moderator"];

test.afterAll(({ server }) => {
  server.admin("revoke", ...SECOND);
});

test.beforeAll(({ server }) => {
  server.admin("grant", ...SECOND);
});

test("questions, each with its number and its answer", async ({ page, another, newcomer, signIn, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const heading = `Bron över ån ${Date.now() % 1_000_000}`;
  const [siv, olle, maja, moderator] = [await another(), await another(), await another(), await another()];
  const person = await newcomer(siv);
  await newcomer(olle);
  await signIn("handlaggare", maja);
  await signIn("moderator", moderator);
  const checked = async (at: typeof page, what: string) => {
    if (javaScriptEnabled) expect(await violations(at), what).toEqual([]);
  };
  let set = "";

  await test.step("nothing typed is lost", async () => {
    await siv.goto("/fragor");
    await main(siv).getByRole("link", { name: "Ställ frågor" }).click();
    await fill(siv, { question_1: "Varför är bron stängd?", question_2: "När öppnar den?", question_3: "Vad kostar det?" });
    await press(siv, "Lägg till en fråga");
    await expect(siv.locator('[name="question_1"]')).toHaveValue("Varför är bron stängd?");
    await fill(siv, { question_4: "Vem bestämmer?", organisation: "Björksjö-Posten" });
    await press(siv, "Skicka frågorna");
    await expect(problemOf(siv, "heading")).toBeVisible();
    await checked(siv, "with errors");
    await expect(siv.locator('[name="question_4"]')).toHaveValue("Vem bestämmer?");
    await fill(siv, { heading, question_2: "" });
    await press(siv, "Skicka frågorna");
    await expect(flash(siv)).toContainText("En moderator läser dem först.");
    await expect(main(siv).getByRole("heading", { name: /^Fråga \d$/ })).toHaveText(["Fråga 1", "Fråga 2", "Fråga 3"]);
    set = new URL(siv.url()).pathname;
    await checked(siv, "waiting to be read");
  });

  await test.step("a moderator reads them first", async () => {
    expect((await page.goto(set))?.status()).toBe(404);
    await page.goto("/fragor");
    await expect(main(page)).not.toContainText(heading);
    await moderator.goto("/moderera");
    await main(moderator).getByRole("link", { name: /väntar på att läsas/ }).click();
    await main(moderator).getByRole("link", { name: heading }).click();
    await checked(moderator, "reading");
    await main(moderator).getByRole("link", { name: /^Publicera(?! inte)/ }).first().click();
    await press(moderator, "Publicera");
    await page.goto("/fragor");
    await main(page).getByRole("link", { name: heading }).click();
    await expect(main(page)).toContainText(`Frågor från Björksjö-Posten, genom ${person.name}`);
    await expect(main(page)).toContainText("Svar utlovat senast");
    await checked(page, "published");
  });

  await test.step("somebody has the same question", async () => {
    await olle.goto(set);
    await send(olle, main(olle).getByRole("button", { name: /^Samma fråga ?: Fråga 2$/ }));
    await expect(flash(olle)).toBeVisible();
    await expect(main(olle)).toContainText("1 har samma fråga");
    await checked(olle, "the same question");
    await send(olle, main(olle).getByRole("button", { name: /^Inte längre min fråga ?: Fråga 2$/ }));
    await expect(main(olle)).not.toContainText("har samma fråga");
  });

  await test.step("each number is answered, passed on or answered in part", async () => {
    await maja.goto("/fragor");
    await main(maja).getByRole("link", { name: heading }).click();
    await main(maja).getByRole("link", { name: /^Svara ?: Fråga 1$/ }).click();
    await press(maja, "Svara");
    await expect(problemOf(maja, "extent")).toBeVisible();
    await checked(maja, "an answer with errors");
    await fill(maja, { extent: "full", text: "Räcket är trasigt." });
    await press(maja, "Svara");
    await expect(flash(maja)).toHaveText("Klart.");
    await main(maja).getByRole("link", { name: /^Skicka vidare ?: Fråga 2$/ }).click();
    await fill(maja, { to: "Ekonomiavdelningen", note: "De har räkningen." });
    await press(maja, "Skicka vidare");
    await main(maja).getByRole("link", { name: /^Svara ?: Fråga 3$/ }).click();
    await fill(maja, { extent: "part", text: "Tekniska nämnden beslutar om räcket." });
    await press(maja, "Svara");
    await main(maja).getByRole("link", { name: "Rätta", exact: true }).first().click();
    await expect(maja.locator('[name="text"]')).toHaveValue("Räcket är trasigt.");
    await fill(maja, { text: "Räcket är murket.", reason: "Fel ord." });
    await press(maja, "Rätta svaret");
    await checked(maja, "answered");
    await page.goto(set);
    for (const text of ["Räcket är murket.", "Räcket är trasigt.", "Fel ord.", "Skickad vidare till Ekonomiavdelningen.", "Delvis besvarad", "1 av 3 frågor besvarade"]) {
      await expect(main(page)).toContainText(text);
    }
    await checked(page, "partly answered");
    await maja.goto(set);
    await main(maja).getByRole("link", { name: /^Rätta ett påstående ?: Fråga 2$/ }).click();
    await fill(maja, { text: "Bron öppnade i går." });
    await press(maja, "Rätta ett påstående");
    await expect(problemOf(maja, "source_url")).toBeVisible();
    await fill(maja, { source_url: "https://exempel.se/bron" });
    await press(maja, "Rätta ett påstående");
    await page.goto(set);
    const fact = main(page).getByRole("complementary", { name: "Rättelse från kommunen" });
    await expect(fact).toContainText("Bron öppnade i går.");
    await expect(fact.getByRole("link")).toHaveAttribute("href", "https://exempel.se/bron");
    await checked(page, "a claim that is corrected");
    await page.emulateMedia({ media: "print" });
    await expect(main(page).getByRole("button", { name: /Samma fråga/ }).first()).toBeHidden();
    await expect(main(page).getByText("Räcket är murket.")).toBeVisible();
  });

  await test.step("whoever asked asks further", async () => {
    await siv.goto(set);
    await siv.getByText("Ställ en följdfråga").click();
    await press(siv, "Skicka följdfrågan");
    await expect(problemOf(siv, "text")).toBeVisible();
    await checked(siv, "a follow-up with errors");
    // There is another form on the page: that of the discussion.
    await siv.locator('form[action$="/foljdfraga"] [name="text"]').fill("När lagas det?");
    await press(siv, "Skicka följdfrågan");
    await expect(flash(siv)).toContainText("En moderator läser den först.");
    await page.goto(set);
    await expect(main(page)).not.toContainText("När lagas det?");
    await moderator.goto(set);
    await main(moderator).getByRole("link", { name: /^Publicera ?: Följdfråga till fråga 1$/ }).click();
    await press(moderator, "Publicera");
    await page.goto(set);
    await expect(main(page)).toContainText("När lagas det?");
  });

  await test.step("somebody reports one, it is hidden, and somebody else shows it again", async () => {
    await page.emulateMedia({ media: "screen" });
    await main(page).getByRole("link", { name: /^Anmäl ?: Fråga 3$/ }).click();
    await checked(page, "reporting a question");
    await page.getByRole("button", { name: "Skicka anmälan" }).click();
    await expect(problemOf(page, "reason")).toBeVisible();
    await page.getByRole("radio", { name: /Den hotar någon/ }).check();
    await press(page, "Skicka anmälan");
    await expect(main(page)).toContainText("Anmälan har kommit in");
    await moderator.goto("/moderera");
    await main(moderator).getByRole("link", { name: `Fråga 3 av ${person.name}` }).first().click();
    await moderator.getByRole("radio", { name: /^Dölj den/ }).check();
    await moderator.getByRole("radio", { name: /Den hotar någon/ }).check();
    await fill(moderator, { reason: "Det är ett hot." });
    await press(moderator, "Bestäm");
    await expect(flash(moderator)).toContainText("Texten är dold.");
    await page.goto(set);
    await expect(main(page)).toContainText("Dold enligt regeln om hot");
    await expect(main(page)).not.toContainText("Vem bestämmer?");
    await checked(page, "a hidden question");
    await siv.goto(set);
    await main(siv).getByRole("link", { name: /^Läs varför/ }).click();
    await fill(siv, { words: "Jag frågade bara." });
    await checked(siv, "asking that somebody looks again");
    await press(siv, "Skicka begäran");
    const other = await another();
    await signIn("sekreterare2", other);
    await other.goto("/moderera");
    await main(other).getByRole("link", { name: `Fråga 3 av ${person.name}` }).first().click();
    await other.getByRole("radio", { name: /^Visa texten igen/ }).check();
    await fill(other, { reason: "Det är en fråga." });
    await press(other, "Bestäm");
    await page.goto(set);
    await expect(main(page)).toContainText("Vem bestämmer?");
  });
});
