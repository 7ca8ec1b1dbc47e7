// An idea becomes a proposal: a resident asks, whoever wrote it answers, and both pages say so.

import type { Page } from "@playwright/test";

import { axeOn } from "../axe.ts";
import { fill, flash, path, problemOf, propose, send } from "../deeds.ts";
import { expect, letterLink, test } from "../fixtures.ts";

test("a resident hands in somebody's idea, if they agree", async ({ page, another, newcomer }, info) => {
  test.setTimeout(120_000);
  const checked = async (at: Page) => {
    // axe itself is JavaScript.
    if (info.project.name !== "with-javascript") return;
    await at.emulateMedia({ reducedMotion: "reduce" });
    const { violations } = await axeOn(at).analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
  };
  const [siv, leo] = [await another(), await another()];
  const author = await newcomer(siv);
  const asker = await newcomer(leo);
  const word = `${info.project.name} ${Date.now() % 100_000}`;
  const idea = await propose(siv, { title: `Pingisbord vid ån ${word}`, kind: "idea", topic: "fritid" });

  await test.step("the resident asks", async () => {
    await leo.goto(path(idea));
    await leo.getByRole("link", { name: "Fråga den som skrev idén" }).click();
    await expect(leo.getByRole("heading", { level: 1 })).toHaveText("Lämna in idén som medborgarförslag");
    await checked(leo);
    const ask = leo.getByRole("button", { name: "Fråga", exact: true });
    await fill(leo, { why: "å".repeat(601) });
    expect(await send(leo, ask)).toBe(422);
    await expect(problemOf(leo, "why")).toBeVisible();
    await checked(leo);
    await fill(leo, { why: "Jag spelar också." });
    await ask.click();
    await expect(flash(leo)).toHaveText("Frågan är skickad.");
    await expect(leo.getByRole("main")).toContainText("Du har frågat");
    await checked(leo);
  });

  await test.step("nobody else learns of it", async () => {
    await page.goto(path(idea));
    await expect(page.getByRole("main")).not.toContainText(asker.name);
    await expect(page.getByRole("link", { name: "Läs och svara" })).toHaveCount(0);
  });

  await test.step("the author says yes", async () => {
    await siv.goto(await letterLink(siv, author.email, "forslag"));
    await expect(siv.getByRole("main")).toContainText(`${asker.name} vill lämna in idén`);
    await checked(siv);
    const answer = siv.getByRole("button", { name: "Svara" });
    await fill(siv, { word: "Kör hårt!" });
    expect(await send(siv, answer)).toBe(422);
    await expect(problemOf(siv, "answer")).toBeVisible();
    await expect(siv.locator('[name="word"]')).toHaveValue("Kör hårt!");
    await checked(siv);
    await fill(siv, { answer: "yes" });
    await answer.click();
    await expect(flash(siv)).toContainText("Svaret är ja.");
    await expect(siv.getByRole("button", { name: "Säg nej i stället" })).toBeVisible();
    await checked(siv);
  });

  await test.step("the resident writes it and hands it in", async () => {
    await leo.goto(await letterLink(leo, asker.email, "forslag"));
    await expect(leo.getByRole("main")).toContainText("Kör hårt!");
    await checked(leo);
    await leo.getByRole("button", { name: "Börja skriva" }).click();
    await expect(leo.locator('[name="title"]')).toHaveValue(idea.title);
    await leo.goto(leo.url().replace(/\/?$/, "/kontrollera"));
    await expect(leo.getByText("Förslaget bygger på idén")).toBeVisible();
    await checked(leo);
    await leo.getByRole("checkbox").check();
    await leo.locator("main form").getByRole("button").last().click();
    await expect(leo).toHaveURL(/\/kvitto$/);
  });

  await test.step("the two lead to each other", async () => {
    await page.goto(path(idea));
    await expect(page.getByText("Blev ett medborgarförslag")).toBeVisible();
    await expect(page.getByRole("main")).toContainText(`av ${asker.name}`);
    await checked(page);
    await page.locator(".notice").getByRole("link", { name: idea.title }).click();
    await expect(page.getByText("Bygger på en idé")).toBeVisible();
    await expect(page.getByRole("main")).toContainText(`av ${author.name}`);
    await checked(page);
    await page.locator(".notice").getByRole("link", { name: idea.title }).click();
    await expect(page).toHaveURL(new RegExp(`/forslag/${idea.id}/`));
  });
});
