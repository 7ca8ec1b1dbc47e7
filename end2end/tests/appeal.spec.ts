// A text is reported and hidden; whoever wrote it asks that somebody else looks again, and is answered.

import type { Page } from "@playwright/test";

import { axeOn } from "../axe.ts";
import { fill, flash, path, problemOf, type Proposal, propose, send, tabTo } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

/** The demo has one moderator. A secretary gets the duty as well, for as long as this takes. */
const SECOND = ["--email", "sekreterare2@bjorksjo.example", "--role", "moderator"];

/** Somebody reports it, and the moderator of this page hides it: its case. */
async function hideIt(visitor: Page, moderator: Page, idea: Proposal): Promise<string> {
  await visitor.request.post(`${path(idea)}/anmal`, { form: { kommentar: "", reason: "personal_data", words: "" } });
  await moderator.goto("/moderera");
  await moderator.getByRole("listitem").filter({ hasText: idea.title }).getByRole("link").click();
  await fill(moderator, { step: "hide", rule: "personal_data", reason: "Texten namnger ett barn." });
  await moderator.getByRole("button", { name: "Bestäm" }).click();
  await expect(flash(moderator)).toContainText("Texten är dold.");
  return new URL(moderator.url()).pathname;
}

test.afterAll(({ server }) => {
  server.admin("revoke", ...SECOND);
});

test.beforeAll(({ server }) => {
  server.admin("grant", ...SECOND);
});

test("an author asks that somebody else looks again", async ({ page, another, newcomer, signIn }, info) => {
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
  const idea = await propose(siv, { title: `Lisa saknar en gunga ${word}`, kind: "idea", topic: "fritid" });
  const moderator = await another();
  await signIn("moderator", moderator);
  const hidden = await hideIt(page, moderator, idea);

  await test.step("she reads why, and asks", async () => {
    await siv.goto("/konto");
    await expect(siv.getByRole("main")).toContainText("Texten namnger ett barn.");
    await checked(siv);
    await siv.getByRole("link", { name: "Begär omprövning" }).click();
    await expect(siv.getByRole("heading", { level: 1 })).toHaveText("Begär omprövning");
    await checked(siv);
    const button = siv.getByRole("button", { name: "Skicka begäran" });
    expect(await send(siv, button)).toBe(422);
    await expect(problemOf(siv, "words")).toBeVisible();
    await checked(siv);
    await fill(siv, { words: "Lisa är min katt." });
    await button.click();
    await expect(flash(siv)).toContainText("Din begäran har kommit in.");
    await expect(siv.getByRole("main")).toContainText("Lisa är min katt.");
    await expect(siv.locator("textarea")).toHaveCount(0);
    await checked(siv);
    await siv.goto("/konto");
    await expect(siv.getByRole("main")).toContainText("Du har begärt omprövning");
    await checked(siv);
  });

  await test.step("whoever hid it cannot answer", async () => {
    await moderator.goto("/moderera");
    await expect(moderator.getByRole("heading", { level: 2 }).first()).toHaveText("Att ompröva");
    await checked(moderator);
    await moderator.goto(hidden);
    await expect(moderator.getByRole("main")).toContainText("En annan moderator bestämmer");
    await expect(moderator.getByRole("button", { name: "Bestäm" })).toHaveCount(0);
    await checked(moderator);
  });

  await test.step("somebody else shows it again", async () => {
    const second = await another();
    await signIn("sekreterare2", second);
    await second.goto(hidden);
    await expect(second.getByRole("main")).toContainText("Lisa är min katt.");
    await checked(second);
    const decide = second.getByRole("button", { name: "Bestäm" });
    expect(await send(second, decide)).toBe(422);
    await expect(problemOf(second, "step")).toBeVisible();
    await checked(second);
    await fill(second, { step: "unhide", reason: "Det är en katt." });
    await decide.click();
    await expect(flash(second)).toContainText("Texten visas igen.");
    await checked(second);
  });

  await test.step("everybody reads it, and she reads why", async () => {
    await page.goto(path(idea));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(idea.title);
    await siv.goto("/konto");
    await expect(siv.getByRole("main")).toContainText("Det är en katt.");
    await checked(siv);
  });

  await test.step("everybody reads how many, and not which", async () => {
    await page.goto("/om");
    await page.getByRole("main").getByRole("link", { name: "Så modererar vi" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Så modererar vi");
    await expect(page.getByRole("main").getByRole("rowheader", { name: "Personuppgifter" }).first()).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText("Lisa");
    await checked(page);
  });
});

test("by keyboard alone, and the decision stands", async ({ page, another, newcomer, signIn }, info) => {
  test.setTimeout(120_000);
  const siv = await another();
  await newcomer(siv);
  const word = `${info.project.name} ${Date.now() % 100_000}`;
  const idea = await propose(siv, { title: `Maja saknar en bänk ${word}`, kind: "idea", topic: "fritid" });
  const moderator = await another();
  await signIn("moderator", moderator);
  const hidden = await hideIt(page, moderator, idea);

  await siv.goto("/konto");
  await tabTo(siv, 'main a[href^="/omprovning/"]');
  await siv.keyboard.press("Enter");
  await expect(siv).toHaveURL(/\/omprovning\/\d+$/);
  await tabTo(siv, "main details summary");
  await siv.keyboard.press("Enter");
  await expect(siv.getByText(idea.title)).toBeVisible();
  await tabTo(siv, "main textarea");
  await siv.keyboard.type("Maja är en båt.");
  await tabTo(siv, 'main form[action^="/omprovning/"] button');
  await siv.keyboard.press("Enter");
  await expect(flash(siv)).toContainText("Din begäran har kommit in.");

  const second = await another();
  await signIn("sekreterare2", second);
  await second.goto("/moderera");
  await tabTo(second, `main a[href="${hidden}"]`);
  await second.keyboard.press("Enter");
  await expect(second).toHaveURL(new RegExp(`${hidden}$`));
  await tabTo(second, 'main [name="step"]');
  // Of the two choices, the one that lets the decision stand.
  if (!(await second.locator('main [name="step"][value="uphold"]').evaluate((one) => one === document.activeElement))) {
    await second.keyboard.press("ArrowDown");
  } else {
    await second.keyboard.press("Space");
  }
  await expect(second.locator('main [name="step"][value="uphold"]')).toBeChecked();
  await tabTo(second, "main textarea");
  await second.keyboard.type("Det finns en Maja i klassen.");
  await tabTo(second, 'main form[action^="/moderera/"] button');
  await second.keyboard.press("Enter");
  await expect(flash(second)).toContainText("Beslutet står fast.");
  await siv.goto("/konto");
  await expect(siv.getByRole("main")).toContainText("Det finns en Maja i klassen.");
});
