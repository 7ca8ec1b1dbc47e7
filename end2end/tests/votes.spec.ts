// What one person says by a press: a vote against where the rules count them, and whether it was done.

import type { Page } from "@playwright/test";

import { axeOn } from "../axe.ts";
import { find, flash, path, propose, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

async function accessible(page: Page, javascript: boolean | undefined): Promise<void> {
  if (javascript === false) return;
  await page.emulateMedia({ reducedMotion: "reduce" });
  const { violations } = await axeOn(page).analyze();
  expect(violations.map((violation) => `${violation.id}: ${violation.help}`)).toEqual([]);
}

test("where the rules count votes against, a person has one vote", async ({
  page, another, newcomer, signIn, javaScriptEnabled,
}) => {
  await signIn("admin");
  const publish = async (against: "yes" | "no"): Promise<void> => {
    await page.goto("/admin/regler/ny");
    await page.locator(`main [name="votes_against"][value="${against}"]`).check();
    await page.getByRole("button", { name: "Visa vad som ändras" }).click();
    await expect(page.getByRole("row", { name: /Får man rösta emot/ })).toBeVisible();
    await page.getByRole("button", { name: "Publicera reglerna" }).click();
    await expect(flash(page)).toContainText("De nya reglerna gäller");
  };
  const author = await another();
  await newcomer(author);
  const before = await propose(author, { title: "Ljudgård i gamla reglerna" });
  await publish("yes");
  try {
    const one = await propose(author, { title: "Fyrverkeri på torget" });
    const resident = await another();
    await resident.goto("/regler");
    await expect(resident.getByRole("main")).toContainText("Du kan också rösta emot.");
    await resident.goto(path(one));
    await expect(resident.locator(".support")).toContainText("0 röster emot");
    await accessible(resident, javaScriptEnabled);
    await newcomer(resident);
    const box = resident.locator(".support");
    const button = (name: string) => box.getByRole("button", { name, exact: true });
    await resident.goto(path(one));
    await button("Rösta emot").click();
    await expect(flash(resident)).toHaveText("Din röst emot är räknad.");
    await expect(box).toContainText("1 röst emot");
    await expect(box).toContainText("Du har röstat emot");
    await accessible(resident, javaScriptEnabled);

    // Saying the one is to stop saying the other.
    await button("Stöd förslaget").click();
    await expect(box).toContainText("Du stöder förslaget");
    await expect(box).toContainText("0 röster emot");
    await expect(box.locator("[data-count]")).toHaveText("1");
    await button("Rösta emot").click();
    await expect(box).toContainText("1 röst emot");
    await expect(box.locator("[data-count]")).toHaveText("0");
    await button("Ta tillbaka rösten").click();
    await expect(flash(resident)).toHaveText("Din röst emot är borttagen.");
    await expect(box).toContainText("0 röster emot");

    // Nobody votes against their own, and what came before the rules has none.
    await author.goto(path(one));
    await expect(author.getByRole("button", { name: "Rösta emot" })).toHaveCount(0);
    await resident.goto(path(before));
    await expect(button("Stöd förslaget")).toBeVisible();
    await expect(button("Rösta emot")).toHaveCount(0);
  } finally {
    await publish("no");
  }
});

test("was it done? who wanted it says so, and changes it", async ({ page, another, signIn, javaScriptEnabled }) => {
  const light = await find(page, "Belysning längs gångstigen vid Sjöparken");
  const form = page.locator('main form[action$="/blev-det-gjort"]');
  await test.step("everybody reads the question", async () => {
    await page.goto(path(light));
    await expect(page.getByRole("heading", { name: "Blev det gjort?" })).toBeVisible();
    await expect(form).toHaveCount(0);
  });
  await test.step("an empty reply is none", async () => {
    await signIn("invanare");
    await page.goto(path(light));
    expect(await send(page, form.getByRole("button"))).toBe(422);
    await expect(page.locator(".error-summary")).toBeVisible();
    await expect(form.locator(".field__error")).toBeVisible();
    await accessible(page, javaScriptEnabled);
  });
  await test.step("it is counted, shown to nobody while they are few, and can be changed", async () => {
    await form.getByRole("radio", { name: "Delvis" }).check();
    await form.getByRole("button", { name: "Svara" }).click();
    await expect(flash(page)).toHaveText("Ditt svar är räknat. Tack!");
    await expect(form.getByRole("radio", { name: "Delvis" })).toBeChecked();
    await form.getByRole("radio", { name: "Ja", exact: true }).check();
    await form.getByRole("button", { name: "Ändra svaret" }).click();
    await expect(form.getByRole("radio", { name: "Ja", exact: true })).toBeChecked();
    await expect(page.getByText("Färre än fem har svarat än.")).toBeVisible();
    await accessible(page, javaScriptEnabled);
  });
  await test.step("who did not want it is not asked", async () => {
    const other = await another();
    await signIn("invanare2", other);
    await other.goto(path(light));
    await expect(other.getByRole("heading", { name: "Blev det gjort?" })).toBeVisible();
    await expect(other.locator('main form[action$="/blev-det-gjort"]')).toHaveCount(0);
    const sent = await other.request.post(`${path(light)}/blev-det-gjort`, { form: { reply: "no" } });
    expect(sent.status()).toBe(403);
  });
});
