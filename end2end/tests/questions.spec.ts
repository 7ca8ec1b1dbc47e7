// The municipality asks the proposer something in public, and the proposer answers on the same page.

import { day, fill, flash, path, prepare, propose, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

test("the proposer is asked and answers, in public or for the municipality alone", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(90_000);
  const author = await another();
  await newcomer(author);
  const visitor = await another();
  const one = await propose(author, { title: "Skyltar vid bryggan", topic: "minoritet" });
  const secretary = await another();
  await signIn("sekreterare", secretary);
  await prepare(secretary, one);
  await signIn("handlaggare");
  const ask = async (text: string) => {
    await page.goto(`${path(one)}/handlagg?steg=question`);
    await fill(page, { text, answer_by: day(14) });
    await page.getByRole("button", { name: "Registrera steget" }).click();
    await expect(page.locator("main")).toContainText(text);
    await expect(page.locator("main")).toContainText("Svaret väntas senast");
  };
  const form = author.locator('form[action$="/fragesvar"]');
  const answer = () => form.getByRole("button", { name: "Skicka svaret" });

  await ask("Vilken brygga menar du?");
  await visitor.goto(path(one));
  await expect(visitor.locator('form[action$="/fragesvar"]')).toHaveCount(0);

  await test.step("an empty answer is told, and a written one is public", async () => {
    await author.goto(path(one));
    await expect(author.getByRole("heading", { name: "Kommunen frågar dig" })).toBeVisible();
    expect(await send(author, answer())).toBe(422);
    await expect(author.locator(".error-summary")).toBeVisible();
    await form.locator('[name="text"]').fill("Den norra, vid båthuset.");
    await answer().click();
    await expect(flash(author)).toHaveText("Svaret är inskickat. Den som frågade får ett brev.");
    await expect(author.getByRole("heading", { name: "Kommunen frågar dig" })).toHaveCount(0);
    await visitor.goto(path(one));
    await expect(visitor.locator("main")).toContainText("Den norra, vid båthuset.");
    await expect(visitor.locator("main")).toContainText("Besvarad");
  });

  await test.step("a personal one is for the municipality alone", async () => {
    await ask("Vilken tid passar dig?");
    await author.goto(path(one));
    await form.locator('[name="text"]').fill("Efter behandlingen på tisdagar.");
    await form.getByRole("checkbox").check();
    await answer().click();
    await expect(flash(author)).toHaveText("Svaret är inskickat. Den som frågade får ett brev.");
    await visitor.goto(path(one));
    await expect(visitor.locator("main")).toContainText("Svaret är personligt och visas inte här.");
    await expect(visitor.locator("main")).not.toContainText("behandlingen");
    await page.goto(path(one));
    await expect(page.locator("main")).toContainText("Efter behandlingen på tisdagar.");
  });
});
