// Two of a group stand on an idea together: one asks, the other says yes, and takes it back.

import { comeIn, group, main, press, violations } from "../campaign.ts";
import { flash, problemOf } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

test("an idea of several", async ({ page, another, signIn, javaScriptEnabled }) => {
  const mark = `${Date.now() % 1_000_000}`;
  await signIn("handledare");
  const code = await group(page, `Klass ${mark}`);
  const [fox, hare, visitor] = [await another(), await another(), await another()];
  await comeIn(fox, code, "Pigg Älg");
  await comeIn(hare, code, "Snabb Hare");
  await fox.goto("/forslag/nytt");
  await fox.getByRole("textbox").fill(`Bänkar i solen ${mark}`);
  await fox.getByRole("radio", { name: /^Idé/ }).check();
  await press(fox, "Fortsätt");
  await fox.getByRole("textbox").fill("Det saknas bänkar vid skolan.");
  await press(fox, "Fortsätt");
  await fox.getByRole("radio", { name: "Idrott" }).check();
  await press(fox, "Fortsätt");
  if (/liknande$/.test(fox.url())) await fox.getByRole("link", { name: /gå vidare/ }).click();
  await fox.getByRole("checkbox").check();
  await press(fox, "Lämna in");
  await fox.goto("/grupp/mitt");
  await main(fox).getByRole("link", { name: `Bänkar i solen ${mark}` }).click();
  await expect(fox.getByRole("heading", { name: "Flera om idén" })).toBeVisible();
  const idea = new URL(fox.url()).pathname;

  await fox.getByLabel("Alias på den du frågar").fill("Ful Fisk");
  await press(fox, "Fråga");
  await expect(problemOf(fox, "alias")).toContainText("Ingen annan i gruppen har det aliaset.");
  if (javaScriptEnabled) expect(await violations(fox), "with errors").toEqual([]);
  await expect(fox.getByLabel("Alias på den du frågar")).toHaveValue("Ful Fisk");
  await fox.getByLabel("Alias på den du frågar").fill("snabb hare");
  await press(fox, "Fråga");
  await expect(flash(fox)).toContainText("Frågan är skickad.");
  await expect(main(fox)).toContainText("Snabb Hare: har inte svarat");
  await visitor.goto(idea);
  await expect(main(visitor)).toContainText("Pigg Älg");
  await expect(main(visitor)).not.toContainText("Snabb Hare");

  await hare.goto("/grupp/mitt");
  await main(hare).getByRole("link", { name: `Bänkar i solen ${mark}` }).click();
  if (javaScriptEnabled) expect(await violations(hare), "asked").toEqual([]);
  await press(hare, "Ja, jag står med");
  await expect(flash(hare)).toContainText("Nu står ditt alias på idén.");
  await visitor.goto(idea);
  await expect(main(visitor)).toContainText(`Pigg Älg & Snabb Hare, Klass ${mark}`);
  await page.goto(idea);
  await expect(main(page)).toContainText("Snabb Hare: står med");

  await press(hare, "Ta bort mitt alias från idén");
  await expect(flash(hare)).toContainText("Borttaget.");
  await visitor.goto(idea);
  await expect(main(visitor)).not.toContainText("Snabb Hare");
});
