// Whether the elected knew of a campaign's ideas: two of different parties say so, two of one are not enough, and with
// the last of them the campaign is answered.

import type { Page } from "@playwright/test";

import { approve, comeIn, draft, group, main, press, violations, writeIdea } from "../campaign.ts";
import { day, fill, flash, problemOf, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

/** Opens the form of an idea on the page of the elected. */
async function open(page: Page, address: string, idea: string): Promise<void> {
  await page.goto(`${address}/nytt`);
  await page.locator("summary", { hasText: idea }).click();
}

test("two parties say whether an idea was new", async ({ page, another, signIn, server, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  const mark = `${Date.now() % 1_000_000}`;
  const idea = `Kartan ${mark}`;
  await signIn("handledare");
  const code = await group(page, `Klass ${mark}`);
  const address = await draft(
    page, `Nyhetslådan ${mark}`, "Vad vet politikerna inte?", "Nytt för politikerna: 1 *", `Klass ${mark}`,
  );
  const official = await another();
  await signIn("handlaggare", official);
  await approve(official, address);
  const phone = await another();
  await comeIn(phone, code, "Pigg Älg");
  await writeIdea(phone, idea, "Nytt för politikerna");
  await page.goto(`${address}/val`);
  await page.locator(".item", { hasText: idea }).getByLabel("Plats").selectOption("1");
  await page.locator(".item", { hasText: idea }).getByRole("button").click();
  await page.goto(`${address}/steg/curate`);
  await press(page, "Börja urvalet");
  await official.goto(`${address}/steg/present`);
  await fill(official, { meeting_date: day(0), present: "Nämnden." });
  await press(official, "Presentera idéerna");

  await test.step("it exists already: why nobody knew, and a poster of the answer", async () => {
    await official.goto(address);
    await main(official).getByRole("link", { name: idea, exact: true }).click();
    const path = new URL(official.url()).pathname;
    await official.goto(`${path}/omdome?steg=exists`);
    await fill(official, { link: "https://bjorksjo.example/karta", contact: "Fritid" });
    expect(await send(official, main(official).getByRole("button", { name: "Publicera svaret" }))).toBe(422);
    await expect(problemOf(official, "why_unknown")).toBeVisible();
    await fill(official, { why_unknown: "Vi berättade bara på webben." });
    await press(official, "Publicera svaret");
    await official.goto(path);
    await expect(official.getByRole("link", { name: "Gör en affisch, så att fler får veta" })).toBeVisible();
    await expect(main(official)).toContainText("Väntar på två partier");
  });

  const visitor = await another();
  await visitor.goto(address);
  await expect(main(visitor)).toContainText("Presenterad, svar på väg");
  await expect(main(visitor)).toContainText("En idé väntar på att två förtroendevalda");

  // The demo has one elected to sign in as. Two more get the duty for as long as this takes.
  const same = ["--email", "moderator@bjorksjo.example", "--role", "elected"];
  const other = ["--email", "sekreterare2@bjorksjo.example", "--role", "elected"];
  const elin = await another();
  await test.step("an elected says that it goes on, and where", async () => {
    await signIn("fortroendevald", elin);
    await elin.goto(address);
    await elin.getByRole("link", { name: /^Säg om ni kände till/ }).click();
    await elin.locator("summary", { hasText: idea }).click();
    await elin.getByRole("radio", { name: /^Visste vi, pågår/ }).check();
    const save = main(elin).getByRole("button", { name: /^Spara svaret/ });
    expect(await send(elin, save)).toBe(422);
    await expect(problemOf(elin, "where_seen")).toBeVisible();
    await expect(elin.getByRole("radio", { name: /^Visste vi, pågår/ })).toBeChecked();
    if (javaScriptEnabled) expect(await violations(elin), "with errors").toEqual([]);
    await fill(elin, { where_seen: "Tekniska nämnden" });
    await save.click();
    await expect(flash(elin)).toHaveText("Ditt svar är sparat.");
    await expect(main(elin)).toContainText("Väntar på ett parti till");
    if (javaScriptEnabled) expect(await violations(elin), "said").toEqual([]);
  });

  await test.step("a second one of the same party is not enough", async () => {
    const party = await elin.locator(".badge").first().innerText();
    server.admin("grant", ...same, "--party", party.replace(/^.*?, /, "").toUpperCase(), "--assignment", "ersättare");
    const anna = await another();
    await signIn("moderator", anna);
    await open(anna, address, idea);
    await anna.getByRole("radio", { name: /^Nytt för oss/ }).check();
    await main(anna).getByRole("button", { name: /^Spara svaret/ }).click();
    await expect(main(anna)).toContainText("Väntar på ett parti till");
    server.admin("revoke", ...same);
  });

  await test.step("with another party the campaign is answered", async () => {
    server.admin("grant", ...other, "--party", "Åsen (Å)", "--assignment", "ledamot");
    const rolf = await another();
    await signIn("sekreterare2", rolf);
    await open(rolf, address, idea);
    await rolf.getByRole("radio", { name: /^Visste vi, inget gjort/ }).check();
    await fill(rolf, { why: "Ingen tog på sig det." });
    await main(rolf).getByRole("button", { name: /^Spara svaret/ }).click();
    await expect(main(rolf)).toContainText("Alla idéer som väntade på förtroendevalda har fått svar.");
    server.admin("revoke", ...other);
    await visitor.goto(address);
    await expect(main(visitor)).toContainText("Alla idéer har fått svar");
    await expect(main(visitor)).toContainText("Visste vi, inget gjort: Åsen (Å).");
    if (javaScriptEnabled) expect(await violations(visitor), "answered").toEqual([]);
    await visitor.getByRole("link", { name: "Läs vad de säger" }).click();
    await expect(main(visitor)).toContainText("Ingen tog på sig det.");
    await expect(main(visitor).locator("form")).toHaveCount(0);
  });

  await test.step("whoever thinks again replaces what they said", async () => {
    await open(elin, address, idea);
    await elin.getByRole("radio", { name: /^Nytt för oss/ }).check();
    await main(elin).getByRole("button", { name: /^Spara svaret/ }).click();
    await expect(main(elin)).toContainText("Ett tidigare svar");
  });
});
