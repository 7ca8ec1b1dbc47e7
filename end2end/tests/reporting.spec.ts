// A text is reported by somebody without an account, read by a moderator, hidden and left.

import type { Page } from "@playwright/test";

import { axeOn } from "../axe.ts";
import { fill, flash, path, problemOf, propose, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

test("a text is reported, and a moderator hides it", async ({ page, another, newcomer, signIn }, info) => {
  test.setTimeout(120_000);
  const checked = async (at: Page) => {
    // axe itself is JavaScript.
    if (info.project.name !== "with-javascript") return;
    await at.emulateMedia({ reducedMotion: "reduce" });
    const { violations } = await axeOn(at).analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
  };
  const siv = await another();
  const author = await newcomer(siv);
  const word = `${info.project.name} ${Date.now() % 100_000}`;
  const idea = await propose(siv, { title: `Hon heter Lisa ${word}`, kind: "idea", topic: "fritid" });

  await test.step("somebody without an account reports it", async () => {
    await page.goto(path(idea));
    await page.getByRole("link", { name: "Anmäl", exact: true }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Anmäl en text");
    await checked(page);
    const sent = page.getByRole("button", { name: "Skicka anmälan" });
    await fill(page, { words: "Det handlar om mig." });
    expect(await send(page, sent)).toBe(422);
    await expect(problemOf(page, "reason")).toBeVisible();
    await expect(page.locator('[name="words"]')).toHaveValue("Det handlar om mig.");
    await checked(page);
    await fill(page, { reason: "personal_data" });
    await sent.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tack för din anmälan");
    await expect(page.getByRole("main")).toContainText("Någon läser den senast");
    await checked(page);
  });

  const moderator = await another();
  await test.step("a moderator hides it", async () => {
    await signIn("moderator", moderator);
    await moderator.goto("/moderera");
    await checked(moderator);
    await moderator.getByRole("listitem").filter({ hasText: idea.title }).getByRole("link").click();
    await expect(moderator.getByRole("main")).toContainText("Det handlar om mig.");
    await checked(moderator);
    const decide = moderator.getByRole("button", { name: "Bestäm" });
    await fill(moderator, { step: "hide" });
    expect(await send(moderator, decide)).toBe(422);
    await expect(problemOf(moderator, "rule")).toBeVisible();
    await checked(moderator);
    await fill(moderator, { rule: "personal_data", reason: "Texten namnger ett barn." });
    await decide.click();
    await expect(flash(moderator)).toContainText("Texten är dold.");
    await checked(moderator);
  });

  await test.step("nobody reads it any more, and the author reads why", async () => {
    await page.goto(`/forslag/${idea.id}/x`);
    await expect(page.getByRole("main")).toContainText("Dold enligt regeln om personuppgifter");
    await expect(page.getByRole("main")).not.toContainText("Lisa");
    await checked(page);
    await page.goto(`/forslag?q=${encodeURIComponent(word)}`);
    await expect(page.getByRole("main")).not.toContainText("Lisa");
    await siv.goto("/konto");
    await expect(siv.getByRole("main")).toContainText("Texten namnger ett barn.");
    await checked(siv);
    expect(author.name).not.toBe("");
  });
});
