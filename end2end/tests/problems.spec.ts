// A problem comes first: others tell how it concerns them, and whoever began makes a proposal of it.

import type { Page } from "@playwright/test";

import { axeOn } from "../axe.ts";
import { fill, flash } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

const main = (page: Page) => page.getByRole("main");

test("a problem is described, told of by others and made a proposal", async ({ page, another, newcomer }, info) => {
  test.setTimeout(120_000);
  const checked = async (at: Page) => {
    // axe itself is JavaScript.
    if (info.project.name !== "with-javascript") return;
    await at.emulateMedia({ reducedMotion: "reduce" });
    const { violations } = await axeOn(at).analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
  };
  const word = `${info.project.name} ${Date.now() % 100_000}`;
  const [siv, bo] = [await another(), await another()];
  const author = await newcomer(siv);
  const neighbour = await newcomer(bo);
  let address = "";

  await test.step("it is described", async () => {
    await siv.goto("/forslag/nytt");
    await fill(siv, { title: `Bäcken stänger av vägen ${word}`, kind: "problem" });
    await checked(siv);
    await siv.getByRole("button", { name: "Fortsätt" }).click();
    await expect(siv.getByRole("heading", { level: 1 })).toHaveText("Vad är problemet? Vilka berörs?");
    await fill(siv, { body: "När bäcken svämmar över går det inte att komma till skolan." });
    await siv.getByRole("button", { name: "Fortsätt" }).click();
    await fill(siv, { topic: "trafik" });
    await siv.getByRole("button", { name: "Fortsätt" }).click();
    if (/liknande$/.test(siv.url())) await siv.getByRole("link", { name: /gå vidare/ }).click();
    await expect(main(siv)).toContainText("Kommunen svarar inte på ett problem.");
    await checked(siv);
    await siv.getByLabel("Jag förstår att texten").check();
    await siv.getByRole("button", { name: "Lämna in" }).click();
    await expect(siv.getByRole("heading", { level: 1 })).toHaveText("Ditt problem är publicerat");
    await expect(main(siv)).toContainText("kan du göra ett förslag av det");
    await siv.getByRole("link", { name: "Visa sidan" }).click();
    address = new URL(siv.url()).pathname;
    await expect(main(siv)).toContainText("Det här är ett problem, inte ett förslag.");
    await expect(main(siv)).toContainText("Ingen har lagt till något än.");
    await checked(siv);
  });

  await test.step("a neighbour tells how it concerns them", async () => {
    await bo.goto("/forslag?slag=problem");
    await bo.getByRole("link", { name: `Bäcken stänger av vägen ${word}` }).click();
    await expect(bo.getByRole("heading", { name: "Så berör det oss" })).toBeVisible();
    await expect(bo.getByRole("radio", { name: "Så berör det mig" })).toBeChecked();
    await expect(bo.getByRole("radio", { name: "Jag är för" })).toHaveCount(0);
    await expect(bo.getByRole("button", { name: /Stöd/ })).toHaveCount(0);
    await checked(bo);
    await bo.getByRole("textbox", { name: "Ditt perspektiv" }).fill("Jag kommer inte fram med rullstolen.");
    await bo.getByRole("button", { name: "Publicera" }).click();
    await expect(flash(bo)).toHaveText("Ditt inlägg är publicerat.");
    await expect(bo.locator(".debate .comment")).toContainText("Jag kommer inte fram med rullstolen.");
    await expect(bo.getByRole("button", { name: "Skriv förslaget" })).toHaveCount(0);
    await checked(bo);
  });

  await test.step("whoever began makes a proposal of it", async () => {
    await siv.goto(address);
    await siv.getByRole("button", { name: "Skriv förslaget" }).click();
    await expect(siv.locator('[name="title"]')).toHaveValue(`Bäcken stänger av vägen ${word}`);
    await fill(siv, { title: `En bro över bäcken ${word}` });
    await siv.getByRole("button", { name: "Fortsätt" }).click();
    await fill(siv, { body: "Vägen svämmar över. Kommunen ska bygga en bro." });
    await siv.getByRole("button", { name: "Fortsätt" }).click();
    await siv.getByRole("button", { name: "Fortsätt" }).click();
    if (/liknande$/.test(siv.url())) await siv.getByRole("link", { name: /gå vidare/ }).click();
    await expect(main(siv)).toContainText("Bygger på ett problem");
    await checked(siv);
    await siv.getByLabel("Jag förstår att texten").check();
    await siv.getByRole("button", { name: "Lämna in" }).click();
    await siv.getByRole("link", { name: "Visa sidan" }).click();
  });

  await test.step("the two pages lead to each other, with credit", async () => {
    await page.goto(address);
    await expect(page.locator(".state")).toContainText("Blev ett förslag");
    await checked(page);
    await main(page).getByRole("link", { name: `En bro över bäcken ${word}` }).click();
    await expect(main(page)).toContainText(`De som berättade hur det berör dem: ${neighbour.name}.`);
    await expect(main(page)).toContainText(`som ${author.name} beskrev`);
    await checked(page);
    await main(page).getByRole("link", { name: `Bäcken stänger av vägen ${word}` }).click();
    await expect(page).toHaveURL(new RegExp(address));
  });
});
