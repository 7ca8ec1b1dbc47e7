// A comment waits for a moderator: its author reads why, a moderator lets one through and says no to another.

import type { Page } from "@playwright/test";

import { axeOn } from "../axe.ts";
import { fill, flash, path, problemOf, propose, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

test("a comment waits, is let through, and another one is not", async ({ page, another, newcomer, signIn }, info) => {
  test.setTimeout(180_000);
  const checked = async (at: Page) => {
    // axe itself is JavaScript.
    if (info.project.name !== "with-javascript") return;
    await at.emulateMedia({ reducedMotion: "reduce" });
    const { violations } = await axeOn(at).analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
  };
  const siv = await another();
  await newcomer(siv);
  const word = `${info.project.name} ${Date.now() % 100_000}`;
  const idea = await propose(siv, { title: `En gunga ${word}`, kind: "idea", topic: "fritid" });
  const say = async (text: string) => {
    await siv.goto(path(idea));
    const answer = await siv.request.post(`${path(idea)}/inlagg`, { form: { text, stance: "for" }, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
    await siv.goto(answer.headers()["location"]!);
  };

  await test.step("its author reads what happens with it, and why", async () => {
    await siv.goto(path(idea));
    await fill(siv, { text: `Ring föreningen på 0910-73 50 00, ${word}.` });
    await siv.locator('form[action$="/inlagg"]').first().getByRole("button").click();
    await expect(siv.getByRole("heading", { level: 1 })).toHaveText("Ditt inlägg väntar på att läsas");
    await expect(siv.getByRole("main")).toContainText("Det ser ut att innehålla ett telefonnummer.");
    await expect(siv.getByRole("main")).toContainText("En moderator på kommunen läser det senast");
    await checked(siv);
    await siv.goto("/konto");
    await expect(siv.getByRole("main")).toContainText("Ditt inlägg väntar på att läsas");
    await checked(siv);
    await page.goto(path(idea));
    await expect(page.getByRole("main")).not.toContainText("0910-73 50 00");
  });

  const moderator = await another();
  await test.step("a moderator lets it through with one press", async () => {
    await signIn("moderator", moderator);
    await moderator.goto("/moderera");
    await checked(moderator);
    const line = moderator.getByRole("listitem").filter({ hasText: word });
    await expect(line).toContainText("telefonnummer");
    await line.getByRole("button", { name: "Släpp fram" }).click();
    await expect(flash(moderator)).toContainText("Inlägget är publicerat.");
    await page.goto(path(idea));
    await expect(page.getByRole("main")).toContainText("0910-73 50 00");
    await siv.goto("/konto");
    await expect(siv.getByRole("main")).toContainText("Ditt inlägg är publicerat");
    await checked(siv);
  });

  await test.step("another one is not, and its author asks that somebody else looks again", async () => {
    await say(`Hon har 19811218-9876, ${word}.`);
    await moderator.goto("/moderera");
    await moderator.getByRole("listitem").filter({ hasText: word }).getByRole("link", { name: "Säg nej" }).click();
    await checked(moderator);
    const decide = moderator.getByRole("button", { name: "Bestäm" });
    await fill(moderator, { step: "decline" });
    expect(await send(moderator, decide)).toBe(422);
    await expect(problemOf(moderator, "rule")).toBeVisible();
    await checked(moderator);
    await fill(moderator, { rule: "personal_data", reason: "Det är någons personnummer." });
    await decide.click();
    await expect(flash(moderator)).toContainText("Inlägget publiceras inte.");
    await siv.goto("/konto");
    await siv.getByRole("link", { name: "Läs mer, och se vad du kan göra" }).first().click();
    await expect(siv.getByRole("main")).toContainText("Det är någons personnummer.");
    await checked(siv);
    await fill(siv, { words: "Det är ett påhittat nummer." });
    await siv.getByRole("button", { name: "Skicka begäran" }).click();
    await expect(flash(siv)).toContainText("Din begäran har kommit in.");
    await checked(siv);
    await moderator.goto("/moderera");
    await moderator.getByRole("listitem").filter({ hasText: word }).getByRole("link").first().click();
    await expect(moderator.getByRole("main")).toContainText("Du sa nej till inlägget.");
    await checked(moderator);
  });

  await test.step("a third one is taken back", async () => {
    await say(`Skriv till 811218-9876, ${word}.`);
    await siv.getByRole("button", { name: "Ta tillbaka inlägget" }).click();
    await expect(flash(siv)).toContainText("Du har tagit tillbaka inlägget.");
    await checked(siv);
    await page.goto(path(idea));
    await expect(page.getByRole("main")).not.toContainText("811218-9876");
  });
});

test("an administrator sets what waits", async ({ page, signIn }) => {
  await signIn("admin", page);
  await page.goto("/admin");
  await page.getByRole("link", { name: "Automatisk granskning" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Automatisk granskning");
  await fill(page, { first_texts: "sju", comments_hour: "tio" });
  expect(await send(page, page.getByRole("button", { name: "Spara" }))).toBe(422);
  await expect(problemOf(page, "first_texts")).toBeVisible();
  await expect(problemOf(page, "comments_hour")).toBeVisible();
  await fill(page, { first_texts: "0", comments_hour: "10" });
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(flash(page)).toContainText("Sparat.");
});
