// Two proposals become one: suggested at the desk, agreed to by both proposers, and a supporter asked.

import type { Page } from "@playwright/test";

import { axeOn } from "../axe.ts";
import { fill, flash, path, problemOf, proposal, propose, send } from "../deeds.ts";
import { expect, letterLink, test } from "../fixtures.ts";

test("two proposals become one, and nobody's support moves by itself", async (
  { page, another, newcomer, signIn }, info,
) => {
  test.setTimeout(120_000);
  const checked = async (at: Page) => {
    // axe itself is JavaScript.
    if (info.project.name !== "with-javascript") return;
    await at.emulateMedia({ reducedMotion: "reduce" });
    const { violations } = await axeOn(at).analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
  };
  const [siv, leo, ada] = [await another(), await another(), await another()];
  const first = await newcomer(siv);
  await newcomer(leo);
  await newcomer(ada);
  const word = `${info.project.name} ${Date.now() % 100_000}`;
  const part = await propose(siv, { title: `Lampor längs ån ${word}` });
  const lead = await propose(leo, { title: `Fler lampor vid ån ${word}` });
  await ada.goto(path(part));
  await ada.getByRole("button", { name: "Stöd förslaget" }).click();
  await expect.poll(async () => (await proposal(ada, part.id)).support.mine).toBe(true);

  await test.step("the moderator finds the other one and suggests it", async () => {
    await signIn("moderator");
    await page.goto(path(part));
    await page.getByRole("link", { name: "Slå ihop med ett annat" }).click();
    expect(await send(page, page.getByRole("button", { name: "Fråga förslagsställarna" }))).toBe(422);
    await expect(problemOf(page, "lead")).toBeVisible();
    await expect(problemOf(page, "reason")).toBeVisible();
    await checked(page);
    await page.getByRole("button", { name: `Välj nummer ${lead.id}` }).click();
    await expect(page.locator('[name="lead"]')).toHaveValue(String(lead.id));
    await fill(page, { reason: "Båda vill ha ljus på samma väg." });
    await page.getByRole("button", { name: "Fråga förslagsställarna" }).click();
    await expect(flash(page)).toHaveText("Förslagsställarna har fått frågan.");
    await checked(page);
  });

  await test.step("both are asked, one by the letter, and say yes", async () => {
    const link = await letterLink(siv, first.email, "forslag");
    await siv.goto(link);
    await expect(siv.getByRole("heading", { level: 1 })).toHaveText("Ska förslagen bli ett?");
    await checked(siv);
    expect(await send(siv, siv.getByRole("button", { name: "Skicka svaret" }))).toBe(422);
    await siv.getByRole("radio", { name: "Ja" }).check();
    await siv.getByRole("button", { name: "Skicka svaret" }).click();
    await expect(flash(siv)).toContainText("Nu väntar vi på den andra");
    expect((await proposal(siv, part.id)).support.count).toBe(1);

    await leo.goto(path(lead));
    await leo.getByRole("link", { name: "Läs frågan och svara" }).click();
    await leo.getByRole("radio", { name: "Ja" }).check();
    await leo.getByRole("button", { name: "Skicka svaret" }).click();
    await expect(flash(leo)).toContainText("Förslagen är nu ett.");
    await checked(leo);
  });

  await test.step("the one leads to the other, and each says so", async () => {
    const reader = await another();
    await reader.goto(path(part));
    await expect(reader.getByRole("heading", { name: "Del av ett annat förslag" })).toBeVisible();
    await expect(reader.getByRole("button", { name: "Stöd förslaget" })).toHaveCount(0);
    await checked(reader);
    await reader.getByRole("main").getByRole("link", { name: lead.title }).first().click();
    await expect(reader).toHaveURL(new RegExp(`/forslag/${lead.id}/`));
    await expect(reader.getByText("Hit hör också")).toBeVisible();
    await expect(reader.getByText(`Tillsammans med ${first.name}.`)).toBeVisible();
    await checked(reader);
  });

  await test.step("a supporter is asked, and counts as one", async () => {
    expect((await proposal(ada, lead.id)).support.count).toBe(0);
    await ada.goto(path(part));
    await expect(ada.getByText("Vill du också stödja det som leder?")).toBeVisible();
    await checked(ada);
    await ada.getByRole("button", { name: "Ja, jag stöder det" }).click();
    await expect(ada).toHaveURL(new RegExp(`/forslag/${lead.id}/`));
    expect((await proposal(ada, lead.id)).support).toMatchObject({ count: 1, mine: true });
    expect((await proposal(ada, part.id)).support).toMatchObject({ count: 1, mine: true });
    await ada.goto(path(part));
    await expect(ada.getByText("Du stöder det som leder")).toBeVisible();
  });
});
