// A page of questions changes by itself: an answer comes while somebody writes, and what is hidden goes. Questions are
// followed, and found by their words.

import { main, press } from "../campaign.ts";
import { fill, flash, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

test("questions are followed, found, and change while they are read", async ({ page, another, newcomer, signIn, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const word = `fyrtornet${Date.now() % 1_000_000}`;
  const heading = `Frågor om ${word}`;
  const [siv, olle, maja, moderator] = [await another(), await another(), await another(), await another()];
  await newcomer(siv);
  await newcomer(olle);
  await signIn("handlaggare", maja);
  await signIn("moderator", moderator);
  await siv.goto("/fragor/ny");
  await fill(siv, { heading, question_1: "När lyser det?", question_2: "Vem sköter lampan?" });
  await press(siv, "Skicka frågorna");
  const set = new URL(siv.url()).pathname;
  await moderator.goto(`${set}/alla/steg/publish`);
  await press(moderator, "Publicera");
  const answer = async (number: string, text: string) => {
    await maja.goto(`${set}/${number}/steg/answer`);
    await fill(maja, { extent: "full", text });
    await press(maja, "Svara");
    await expect(flash(maja)).toHaveText("Klart.");
  };

  await test.step("found on their own list and beside proposals", async () => {
    for (const list of ["/fragor", "/forslag"]) {
      await page.goto(`${list}?q=${word}`);
      await expect(main(page).getByRole("link", { name: heading })).toHaveAttribute("href", set);
    }
    await page.goto("/fragor");
    await main(page).getByRole("searchbox").fill(word);
    await main(page).getByRole("button", { name: "Sök" }).click();
    await expect(main(page).getByRole("link", { name: heading })).toBeVisible();
  });

  await test.step("followed, and told", async () => {
    await olle.goto(set);
    await send(olle, main(olle).getByRole("button", { name: "Följ de här frågorna" }));
    await expect(flash(olle)).toContainText("Du följer det nu.");
    await expect(main(olle).getByRole("button", { name: "Sluta följa de här frågorna" })).toBeVisible();
    await olle.goto("/konto/aviseringar");
    await expect(main(olle).getByRole("link", { name: heading })).toHaveAttribute("href", set);
  });

  await page.goto(set);
  await answer("1", "Från skymning till gryning.");
  if (!javaScriptEnabled) await page.goto(set);
  await expect(main(page)).toContainText("Från skymning till gryning.");
  await expect(main(page)).toContainText("1 av 2 frågor besvarade");

  await test.step("an answer comes while somebody writes", async () => {
    await siv.goto(set);
    await siv.getByText("Ställ en följdfråga").click();
    const more = siv.locator('form[action$="/1/foljdfraga"] [name="text"]');
    await more.fill("Också på sommaren");
    await answer("2", "Hamnvakten sköter den.");
    if (javaScriptEnabled) {
      await expect(main(siv)).toContainText("Hamnvakten sköter den.");
      await expect(more).toHaveValue("Också på sommaren");
      await expect(more).toBeFocused();
    }
  });

  await test.step("what is hidden goes", async () => {
    await moderator.goto(`${set}/2/steg/refuse`);
    await fill(moderator, { rule: "personal_data", reason: "Det gäller en person." });
    await press(moderator, "Publicera inte");
    if (!javaScriptEnabled) await page.goto(set);
    await expect(main(page)).not.toContainText("Vem sköter lampan?");
    await expect(main(page)).toContainText("Dold enligt regeln om personuppgifter");
  });

  await test.step("it stands among what happened", async () => {
    await expect(async () => {
      await olle.goto("/konto/handelser");
      await expect(main(olle)).toContainText("Fråga 1 har fått svar");
    }).toPass({ timeout: 30_000 });
    await expect(main(olle)).not.toContainText("Fråga 2");
  });
});
