// Moderators see who reads a text, settle several at once, and a threat goes to whoever is on duty; once by keyboard
// alone.

import type { Page } from "@playwright/test";

import { axeOn } from "../axe.ts";
import { fill, flash, path, problemOf, type Proposal, propose, send, tabTo } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

/** The demo has one moderator. A secretary gets the duty as well, for as long as this takes. */
const SECOND = ["--email", "sekreterare2@bjorksjo.example", "--role", "moderator"];

test.beforeAll(({ server }) => {
  server.admin("grant", ...SECOND);
});

test.afterAll(({ server }) => {
  server.admin("revoke", ...SECOND);
});

async function report(by: Page, idea: Proposal, reason: string): Promise<void> {
  const form = { reason, words: "" };
  const answer = await by.request.post(`${path(idea)}/anmal`, { form, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
}

test("who reads it is seen, and a threat goes to whoever is on duty", async ({ page, another, newcomer, signIn }, info) => {
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
  const idea = await propose(siv, { title: `Passa er ${word}`, kind: "idea", topic: "fritid" });
  await report(page, idea, "threat");

  const first = await another();
  await signIn("moderator", first);
  const second = await another();
  await signIn("sekreterare2", second);
  const line = (at: Page) => at.getByRole("listitem").filter({ hasText: idea.title });

  await test.step("one opens it, and the other one sees that", async () => {
    await first.goto("/moderera");
    await line(first).getByRole("link").click();
    await expect(first.getByRole("main")).toContainText("Du läser den sedan");
    await checked(first);
    await second.goto("/moderera");
    await expect(line(second)).toContainText("läser den sedan");
    await checked(second);
    await line(second).getByRole("link").click();
    await expect(second.getByRole("main")).toContainText("läser den sedan");
    await checked(second);
    await second.getByRole("button", { name: "Läs den i stället" }).click();
    await expect(flash(second)).toHaveText("Nu är det du som läser den.");
    await expect(second.getByRole("main")).toContainText("Du läser den sedan");
    await first.reload();
    await expect(first.getByRole("button", { name: "Läs den i stället" })).toBeVisible();
  });

  await test.step("without an address the moderator calls", async () => {
    await expect(second.getByRole("main")).toContainText("Kommunen har inte angett någon jouradress");
  });

  await test.step("an administrator sets one", async () => {
    await signIn("admin", page);
    await page.goto("/admin");
    await page.getByRole("link", { name: "Hot och fara" }).click();
    await checked(page);
    await fill(page, { duty_email: "jouren" });
    expect(await send(page, page.getByRole("button", { name: "Spara" }))).toBe(422);
    await expect(problemOf(page, "duty_email")).toBeVisible();
    await expect(page.locator('[name="duty_email"]')).toHaveValue("jouren");
    await checked(page);
    await fill(page, { duty_email: "jour@bjorksjo.example" });
    await page.getByRole("button", { name: "Spara" }).click();
    await expect(flash(page)).toContainText("Sparat.");
  });

  await test.step("one press: first in the queue, a letter, and what to do now", async () => {
    // The setting is in force everywhere within a second or two.
    await expect(async () => {
      await second.reload();
      await expect(second.getByRole("main")).toContainText("går till kommunens jour", { timeout: 500 });
    }).toPass();
    await second.getByRole("button", { name: "Hot eller fara för någon" }).click();
    await expect(flash(second)).toContainText("Texten står först i kön.");
    for (const words of ["jour@bjorksjo.example", "112", "114 14"]) {
      await expect(second.getByRole("main")).toContainText(words);
    }
    await expect(second.getByRole("button", { name: "Hot eller fara för någon" })).toHaveCount(0);
    await checked(second);
    await first.goto("/moderera");
    await expect(first.getByRole("heading", { level: 2 }).first()).toHaveText("Bråttom: hot eller fara");
    await expect(line(first)).toContainText("Hot eller fara");
    await checked(first);
    await expect
      .poll(async () => (await page.request.get("/demo/post")).text())
      .toContain("Bråttom: hot eller fara på Nära");
  });

  await test.step("two decide at once: one counts, and the other one loses nothing", async () => {
    await line(first).getByRole("link").click();
    await second.reload();
    await fill(first, { step: "hide", rule: "threat", reason: "Det är ett hot." });
    await fill(second, { step: "leave", reason: "Det var nog ironi." });
    await first.getByRole("button", { name: "Bestäm" }).click();
    await expect(flash(first)).toContainText("Texten är dold.");
    expect(await send(second, second.getByRole("button", { name: "Bestäm" }))).toBe(409);
    await expect(second.getByRole("main")).toContainText("Det är ett hot.");
    await expect(second.locator('main [name="reason"]')).toHaveValue("Det var nog ironi.");
    await checked(second);
  });

  await page.goto("/admin/jour");
  await fill(page, { duty_email: "" });
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(flash(page)).toContainText("Sparat.");
});

test("several are chosen and hidden by keyboard alone", async ({ page, another, newcomer, signIn }, info) => {
  test.setTimeout(120_000);
  const siv = await another();
  await newcomer(siv);
  const word = `${info.project.name} ${Date.now() % 100_000}`;
  const both: Proposal[] = [];
  for (const what of ["Billiga skor", "Billiga väskor"]) {
    both.push(await propose(siv, { title: `${what} ${word}`, kind: "idea", topic: "fritid" }));
  }
  const visitor = await another();
  for (const idea of both) await report(visitor, idea, "spam");

  await signIn("moderator", page);
  await page.goto("/moderera");
  for (const idea of both) {
    const box = page.getByRole("checkbox", { name: idea.title });
    const name = await box.getAttribute("name");
    await tabTo(page, `main input[name="${name}"]`);
    await page.keyboard.press("Space");
    await expect(box).toBeChecked();
  }
  await tabTo(page, "main #choose-reported button");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Flera texter på en gång");
  await expect(page.getByRole("heading", { name: "2 texter är valda" })).toBeVisible();
  if (info.project.name === "with-javascript") {
    await page.emulateMedia({ reducedMotion: "reduce" });
    const { violations } = await axeOn(page).analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
  }
  await tabTo(page, 'main [name="step"]');
  await page.keyboard.press("Space");
  await expect(page.locator('main [name="step"][value="hide"]')).toBeChecked();
  await tabTo(page, "main textarea");
  await page.keyboard.type("Det är reklam för en butik.");
  await tabTo(page, "main form.form button");
  // The rule is missing: said at its field, and nothing typed is lost.
  await page.keyboard.press("Enter");
  await expect(problemOf(page, "rule")).toBeVisible();
  await expect(page.locator("main textarea")).toHaveValue("Det är reklam för en butik.");
  await fill(page, { rule: "spam" });
  await tabTo(page, "main form.form button");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Gjort med alla 2.")).toBeVisible();
  await tabTo(page, 'main p a[href="/moderera"]');
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/moderera$/);
  for (const idea of both) {
    await visitor.goto(`/forslag/${idea.id}/x`);
    await expect(visitor.getByRole("main")).toContainText("Dold enligt regeln om reklam och skräp");
  }
  await siv.goto("/konto");
  await expect(siv.getByRole("main")).toContainText("Det är reklam för en butik.");
});
