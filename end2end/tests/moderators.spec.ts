// A moderator locks a thread and a discussion, slows one down, and keeps somebody out for a time; once by keyboard
// alone.

import type { Locator, Page } from "@playwright/test";

import { axeOn } from "../axe.ts";
import { day, flash, fill, path, propose, send, tabTo } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

const WHY = "Tonen har blivit hård.";

/** The one of several forms of a page that has this button. */
const formOf = (page: Page, button: string): Locator =>
  page.locator("main form").filter({ has: page.getByRole("button", { name: button, exact: true }) });

async function comment(page: Page, at: string, text: string): Promise<void> {
  await page.goto(at);
  await page.getByRole("radio", { name: "Jag är för" }).check();
  await page.getByRole("textbox", { name: "Ditt inlägg" }).fill(text);
  await page.getByRole("button", { name: "Publicera" }).click();
  await expect(flash(page)).toHaveText("Ditt inlägg är publicerat.");
}

test("a thread and a discussion are locked, and slowed down", async ({ page, another, newcomer, signIn }, info) => {
  test.setTimeout(120_000);
  const checked = async (at: Page): Promise<void> => {
    // axe itself is JavaScript.
    if (info.project.name !== "with-javascript") return;
    await at.emulateMedia({ reducedMotion: "reduce" });
    const { violations } = await axeOn(at).analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
  };
  await newcomer();
  const idea = await propose(page, { title: "Pingisbord vid ån", kind: "idea", topic: "fritid" });
  const here = path(idea);
  await comment(page, here, "Den första tråden.");

  const moderator = await another();
  await signIn("moderator", moderator);
  await test.step("a thread", async () => {
    await moderator.goto(here);
    await moderator.getByRole("link", { name: /^Lås tråden/ }).click();
    await expect(moderator.getByRole("main")).toContainText("Den första tråden.");
    await checked(moderator);
    const lock = formOf(moderator, "Lås tråden");
    expect(await send(moderator, lock.getByRole("button"))).toBe(422);
    await checked(moderator);
    await formOf(moderator, "Lås tråden").getByLabel("Varför?").fill(WHY);
    await formOf(moderator, "Lås tråden").getByRole("button").click();
    await expect(flash(moderator)).toContainText("Det är låst.");
    await page.goto(here);
    await expect(page.locator(".comment", { hasText: "Den första tråden." })).toContainText("Tråden är låst");
    await expect(page.locator(".debate").getByRole("link", { name: /^Svara/ })).toHaveCount(0);
    await checked(page);
  });

  await test.step("the discussion, while somebody writes", async () => {
    await page.getByRole("textbox", { name: "Ditt inlägg" }).fill("Det här skrev jag länge på.");
    await moderator.goto(`${here}/samtalet`);
    await checked(moderator);
    const lock = formOf(moderator, "Lås diskussionen");
    await lock.getByLabel("Varför?").fill(WHY);
    await lock.getByLabel(/Till och med/).fill(day(7));
    await lock.getByRole("button").click();
    await expect(flash(moderator)).toContainText("Det är låst.");
    // Nothing typed is lost.
    expect(await send(page, page.getByRole("button", { name: "Publicera" }))).toBe(403);
    await expect(page.getByRole("textbox", { name: "Ditt inlägg" })).toHaveValue("Det här skrev jag länge på.");
    await expect(page.getByRole("main")).toContainText("Diskussionen är låst");
    await checked(page);
    await page.goto(here);
    await expect(page.getByRole("main")).toContainText(WHY);
    await expect(page.getByRole("textbox", { name: "Ditt inlägg" })).toHaveCount(0);
    await checked(page);
    await formOf(moderator, "Lås upp").getByLabel("Varför?").fill("Nu fortsätter vi.");
    await formOf(moderator, "Lås upp").getByRole("button").click();
    await expect(flash(moderator)).toContainText("Det är upplåst.");
  });

  await test.step("the pace", async () => {
    const slow = formOf(moderator, "Lugna takten");
    await slow.getByRole("radio", { name: /timmen/ }).check();
    await slow.getByLabel("Varför?").fill("Vi tar det lugnt i kväll.");
    await slow.getByLabel(/Till och med/).fill(day(1));
    await slow.getByRole("button").click();
    await expect(flash(moderator)).toContainText("Takten är lugnare.");
    await page.goto(here);
    await expect(page.getByRole("main")).toContainText("Du kan skriva igen kl.");
    await checked(page);
    await page.getByRole("radio", { name: "Jag är för" }).check();
    await page.getByRole("textbox", { name: "Ditt inlägg" }).fill("För snabbt.");
    expect(await send(page, page.getByRole("button", { name: "Publicera" }))).toBe(403);
    await expect(page.getByRole("textbox", { name: "Ditt inlägg" })).toHaveValue("För snabbt.");
  });
});

test("somebody is kept from writing for a week, and reads why", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(120_000);
  await newcomer();
  const title = `Hon bor vid ån ${Date.now() % 100_000}`;
  const idea = await propose(page, { title, kind: "idea", topic: "fritid" });
  const visitor = await another();
  await visitor.goto(`${path(idea)}/anmal`);
  await fill(visitor, { reason: "personal_data" });
  await visitor.getByRole("button", { name: "Skicka anmälan" }).click();
  const moderator = await another();
  await signIn("moderator", moderator);
  await moderator.goto("/moderera");
  await moderator.getByRole("listitem").filter({ hasText: title }).getByRole("link").click();
  await moderator.getByText("Vad ska bort, och vad står kvar?").click();
  await expect(moderator.getByRole("main")).toContainText("Kritik mot namngivna politiker");
  await fill(moderator, { step: "hide", rule: "personal_data", reason: "Texten namnger ett barn." });
  await moderator.getByRole("button", { name: "Bestäm" }).click();
  await moderator.getByRole("link", { name: "Stäng av den som skrev, en tid" }).click();
  await fill(moderator, { kind: "mute", days: "7", reason: "Du fortsatte." });
  await moderator.getByRole("button", { name: "Stäng av" }).click();
  await expect(flash(moderator)).toContainText("får veta varför");

  await page.goto("/forslag/15/grillplats-vid-sjoparken");
  await expect(page.getByRole("main")).toContainText("Du kan inte skriva just nu");
  await page.getByRole("link", { name: "Till din sida" }).click();
  await expect(page.getByRole("main")).toContainText("Du fortsatte.");
  await page.getByRole("link", { name: "Begär omprövning" }).last().or(page.getByRole("link", { name: "Begär omprövning" })).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Du är avstängd från att skriva");
  await fill(page, { words: "Det var min egen katt." });
  await page.getByRole("button", { name: "Skicka begäran" }).click();
  await expect(page.getByRole("main")).toContainText("Din begäran har kommit in");
});

test("a moderator locks a discussion by keyboard alone", async ({ page, newcomer, another, signIn }) => {
  const resident = await another();
  await newcomer(resident);
  const idea = await propose(resident, { title: "Gungor i parken", kind: "idea", topic: "fritid" });
  await signIn("moderator", page);
  await page.goto(path(idea));
  await tabTo(page, 'main a[href$="/samtalet"]');
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lås eller lugna diskussionen");
  await tabTo(page, '[name="reason"]');
  await page.keyboard.type(WHY);
  await tabTo(page, "main form button");
  await page.keyboard.press("Enter");
  await expect(flash(page)).toContainText("Det är låst.");
});
