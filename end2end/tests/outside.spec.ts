// A body outside the municipality is asked by letter, answers without an account, has its answer sent
// back once, and is published unchanged under a label of its own.

import { day, fill, flash, path, problemOf, proposal, propose, send } from "../deeds.ts";
import { expect, letterLink, test } from "../fixtures.ts";

test("somebody outside is asked, answers by a link, and is published unchanged", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(90_000);
  const author = await another();
  await newcomer(author);
  const sign = await propose(author, { title: "Skyltar på romani", topic: "minoritet" });
  const email = `vagar.${sign.id}.${process.pid}@example.se`;
  const label = "Svar från Trafikverket – inget beslut";

  await signIn("handlaggare");
  await page.goto(path(sign));
  await page.getByRole("link", { name: "Fråga någon utanför kommunen" }).click();
  await fill(page, { organisation: "Trafikverket", email: "ingen", text: "Vem sätter upp skylten?" });
  expect(await send(page, page.getByRole("button", { name: "Skicka frågan" }))).toBe(422);
  await expect(problemOf(page, "email")).toBeVisible();
  await expect(page.locator('[name="text"]')).toHaveValue("Vem sätter upp skylten?");
  await fill(page, { email, answer_by: day(14) });
  await page.getByRole("button", { name: "Skicka frågan" }).click();
  await expect(flash(page)).toHaveText("Frågan är skickad.");

  await test.step("everybody sees that it was asked, nobody the address", async () => {
    await author.goto(path(sign));
    await expect(author.getByRole("main")).toContainText("Fråga ställd till Trafikverket");
    await expect(author.getByRole("main")).not.toContainText(email);
  });

  const guest = await another();
  await test.step("the link needs no account, and leaves the address at once", async () => {
    const link = await letterLink(guest, email, "gastsvar");
    await guest.goto(link);
    await expect(guest).toHaveURL(/\/gastsvar$/);
    await expect(guest.getByRole("main")).toContainText("Vem sätter upp skylten?");
    await expect(guest.getByRole("main")).toContainText(label);
    await fill(guest, { text: "Det är en fin tanke.", signed_title: "utredare" });
    expect(await send(guest, guest.getByRole("button", { name: "Skicka svaret" }))).toBe(422);
    await expect(problemOf(guest, "signed_name")).toBeVisible();
    await expect(guest.locator('[name="text"]')).toHaveValue("Det är en fin tanke.");
    await fill(guest, { signed_name: "Eva Ek" });
    await guest.getByRole("button", { name: "Skicka svaret" }).click();
    await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Tack, svaret har kommit fram");
  });

  await test.step("it lies on the desk, and goes back with a reason", async () => {
    await page.goto("/arbete");
    await expect(page.getByRole("main")).toContainText("Svar från Trafikverket har kommit");
    await page.getByRole("link", { name: "Skyltar på romani" }).first().click();
    await page.getByText("Skicka tillbaka det").click();
    await fill(page, { reason: "Skriv fakta, inga åsikter." });
    await page.getByRole("button", { name: "Skicka tillbaka" }).click();
    await expect(flash(page)).toContainText("skickat tillbaka");
  });

  await test.step("the new letter's link has the reason and what was written", async () => {
    await expect
      .poll(async () => (await guest.request.get(await letterLink(guest, email, "gastsvar"))).text())
      .toContain("Skriv fakta, inga åsikter.");
    await guest.goto("/gastsvar");
    await expect(guest.locator('[name="text"]')).toHaveValue("Det är en fin tanke.");
    await fill(guest, { text: "Vi sätter upp den vid statlig väg." });
    await guest.getByRole("button", { name: "Skicka svaret" }).click();
    await expect(flash(guest)).toHaveText("Svaret är skickat.");
  });

  await page.goto(`${path(sign)}/fraga-utomstaende`);
  await expect(page.locator(".act.is-guest")).toContainText("Vi sätter upp den vid statlig väg.");
  await page.getByRole("button", { name: "Publicera svaret" }).click();
  await expect(flash(page)).toHaveText("Svaret är publicerat.");
  await author.goto(path(sign));
  const answer = author.locator(".act.is-guest");
  await expect(answer).toContainText(label);
  await expect(answer).toContainText("Eva Ek");
  await expect(answer).toContainText("Vi sätter upp den vid statlig väg.");
  await expect(author.locator(".act.is-official")).toHaveCount(1);
  const acts = (await proposal(author, sign.id)).acts.map((act) => act.kind);
  expect(acts).toContain("guest_answer");
  expect(acts).not.toContain("official_answer");
  await author.goto("/svar?slag=gastsvar");
  await expect(author.getByRole("main")).toContainText("Skyltar på romani");
});
