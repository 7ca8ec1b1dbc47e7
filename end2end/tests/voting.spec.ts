// A vote on a campaign's ideas: a member votes with a phone and changes it, nobody sees how it goes, slips of paper
// are entered without being shown again. The count comes by the passing of days: the demo's campaign has one.

import { approve, comeIn, draft, group, main, press, violations, writeIdea } from "../campaign.ts";
import { day, fill, flash, problemOf, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

test("a sealed vote by phone and on paper", async ({ page, another, signIn, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  const mark = `${Date.now() % 1_000_000}`;
  const ideas = [`Läxhörna ${mark}`, `Skejtkväll ${mark}`, `Filmrum ${mark}`];
  await signIn("handledare");
  const code = await group(page, `Klass ${mark}`);
  const address = await draft(page, `Röstlådan ${mark}`, "Vad saknas för unga här?", "I skolan: 3", `Klass ${mark}`);
  const official = await another();
  await signIn("handlaggare", official);
  await approve(official, address);

  const phone = await another();
  await comeIn(phone, code, "Pigg Älg");
  for (const idea of ideas) await writeIdea(phone, idea, "I skolan");
  for (const [place, idea] of ideas.entries()) {
    await page.goto(`${address}/val`);
    const item = page.locator(".item", { has: page.getByRole("link", { name: idea, exact: true }) });
    await item.getByLabel("Plats").selectOption(`${place + 1}`);
    await item.getByRole("button").click();
  }
  await page.goto(`${address}/steg/curate`);
  await press(page, "Börja urvalet");

  await test.step("the supervisor begins the vote", async () => {
    await page.getByRole("link", { name: /^Börja omröstningen/ }).click();
    await fill(page, { voting_until: day(0), votes_each: "2", who: "groups", whom: "Klassen, 14–16 år" });
    expect(await send(page, main(page).getByRole("button", { name: "Börja omröstningen" }))).toBe(422);
    await expect(problemOf(page, "voting_until")).toBeVisible();
    await fill(page, { voting_until: day(5) });
    await press(page, "Börja omröstningen");
    await expect(main(page)).toContainText("Ingen har röstat än.");
  });

  await test.step("a member votes, and changes it", async () => {
    await phone.goto("/grupp/mitt");
    await phone.getByRole("link", { name: "Rösta", exact: true }).click();
    await expect(phone.getByRole("checkbox")).toHaveCount(3);
    if (javaScriptEnabled) expect(await violations(phone), "ballot").toEqual([]);
    expect(await send(phone, main(phone).getByRole("button", { name: "Lägg min röst" }))).toBe(422);
    if (javaScriptEnabled) expect(await violations(phone), "ballot, with errors").toEqual([]);
    for (const idea of ideas) await phone.getByRole("checkbox", { name: idea }).check();
    expect(await send(phone, main(phone).getByRole("button", { name: "Lägg min röst" }))).toBe(422);
    for (const idea of ideas) await expect(phone.getByRole("checkbox", { name: idea })).toBeChecked();
    await phone.getByRole("checkbox", { name: ideas[0] }).uncheck();
    await press(phone, "Lägg min röst");
    await expect(flash(phone)).toHaveText("Din röst är lagd.");
    await expect(phone.getByRole("checkbox", { name: ideas[1] })).toBeChecked();
    await phone.getByRole("checkbox", { name: ideas[1] }).uncheck();
    await press(phone, "Ändra min röst");
    await expect(phone.getByRole("checkbox", { name: ideas[1] })).not.toBeChecked();
    await expect(phone.getByRole("checkbox", { name: ideas[2] })).toBeChecked();
    if (javaScriptEnabled) expect(await violations(phone), "voted").toEqual([]);
  });

  await test.step("slips are entered and not shown again", async () => {
    await page.goto(`${address}/rosta/papper`);
    await fill(page, { slips: "4", counted_by: "Tove Ek", counted_with: "Karin Ås" });
    await page.getByLabel(ideas[0]).fill("3");
    await page.getByLabel(ideas[1]).fill("2");
    if (javaScriptEnabled) expect(await violations(page), "slips").toEqual([]);
    await press(page, "Lägg in sedlarna");
    await expect(flash(page)).toHaveText("Sedlarna är inlagda.");
    await expect(main(page)).toContainText("4 sedlar, inlagda av");
    await expect(page.getByLabel(ideas[0])).toHaveValue("");
  });

  await test.step("everybody else sees how many, and not for what", async () => {
    const visitor = await another();
    await visitor.goto(address);
    await expect(main(visitor)).toContainText("5 röstsedlar är inne.");
    await expect(main(visitor).locator("#resultat")).toHaveCount(0);
    if (javaScriptEnabled) expect(await violations(visitor), "while it goes on").toEqual([]);
    await main(visitor).getByRole("link", { name: "Rösta", exact: true }).click();
    await expect(main(visitor)).toContainText("Du kan inte rösta härifrån");
    await expect(visitor.getByRole("checkbox")).toHaveCount(0);
    if (javaScriptEnabled) expect(await violations(visitor), "not for you").toEqual([]);
    await visitor.goto(`${address}?visning=storbild`);
    await expect(main(visitor)).toContainText(`${address}/rosta`);
    if (javaScriptEnabled) expect(await violations(visitor), "on a wall").toEqual([]);
  });
});

test("the demo's vote has its result", async ({ page, javaScriptEnabled }) => {
  await page.goto("/kampanjer/framtidsladan/rosta");
  await page.getByRole("link", { name: "Se resultatet" }).click();
  await expect(page).toHaveURL(/#resultat$/);
  await expect(page.locator("#resultat tbody tr")).toHaveCount(15);
  await expect(page.locator("#resultat")).toContainText("9 röstsedlar räknades.");
  if (javaScriptEnabled) expect(await violations(page), "with its result").toEqual([]);
  await page.goto("/kampanjer/framtidsladan?visning=storbild");
  await expect(main(page)).toContainText("Resultatet");
  if (javaScriptEnabled) expect(await violations(page), "the result on a wall").toEqual([]);
});
