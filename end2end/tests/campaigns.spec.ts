// An idea campaign from its draft to its presentation: a supervisor asks, an official promises answers, a
// group writes, ideas get their places, and everybody sees how far it has come.

import type { Page } from "@playwright/test";

import { approval, comeIn, group, main, press, violations, writeIdea } from "../campaign.ts";
import { day, fill, flash, problemOf, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

/** Nobody scrolls on a wall: every line, slot and code is whole within the window. */
async function everythingOnTheScreen(page: Page): Promise<void> {
  const window = page.viewportSize() ?? { width: 0, height: 0 };
  const parts = main(page).locator("h1, .places__name, .places__picture, .big__counts > span, .big__foot li, .big__door strong, .big__code, .small > a");
  expect(await parts.count()).toBeGreaterThan(8);
  for (const part of await parts.all()) {
    const box = await part.boundingBox();
    if (box === null) throw new Error("not shown");
    const said = `${await part.textContent()} in ${window.width}`;
    expect(box.y, said).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height, said).toBeLessThanOrEqual(window.height);
    expect(box.x + box.width, said).toBeLessThanOrEqual(window.width);
    expect(box.height, said).toBeGreaterThan(10);
  }
}

test("a campaign from its draft to its presentation", async ({ page, another, signIn, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  const mark = `${Date.now() % 1_000_000}`;
  const title = `Lådan ${mark}`;
  await signIn("handledare");
  const code = await group(page, `Klass ${mark}`);

  await page.goto("/kampanjer");
  await page.getByRole("link", { name: "Ny kampanj" }).click();
  await expect(page.locator('[name="sets"]')).toHaveValue(/I skolan: 5/);
  const plan = {
    title, question: "Vad saknas för unga här?", commission: "Nämnden frågar inför nästa års budget.", age_from: "13",
    age_to: "19", influence: "dialogue", can_influence: "Vad vi gör.", cannot_influence: "Hur mycket pengar som finns.",
  };
  await fill(page, { ...plan, sets: "I skolan" });
  expect(await send(page, main(page).getByRole("button", { name: "Spara utkastet" }))).toBe(422);
  await expect(problemOf(page, "sets")).toContainText("I skolan");
  if (javaScriptEnabled) expect(await violations(page), "with errors").toEqual([]);
  await fill(page, { sets: "I skolan: 1\nPå fritiden: 1" });
  await press(page, "Spara utkastet");
  await expect(flash(page)).toHaveText("Utkastet är sparat.");
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex");
  const address = new URL(page.url()).pathname;
  await press(page, `Ta med Klass ${mark}`);
  await expect(flash(page)).toBeVisible();

  const visitor = await another();
  expect((await visitor.goto(address))?.status(), "a draft is nobody else's").toBe(404);

  const official = await another();
  await test.step("an official promises answers, and it opens", async () => {
    await signIn("handlaggare", official);
    await official.goto(address);
    await official.getByRole("link", { name: /^Besluta om kampanjen/ }).click();
    await expect(official.locator('[name="answer_days"]')).toHaveValue("60");
    await fill(official, approval);
    await press(official, "Besluta om kampanjen");
    await expect(main(official)).toContainText("Öppen för idéer");
    await expect(main(official)).toContainText("Kultur- och fritidsförvaltningen");
    expect((await visitor.goto(address))?.status()).toBe(200);
    await expect(main(visitor).getByRole("heading", { level: 1 })).toContainText("Vad saknas för unga här?");
    if (javaScriptEnabled) expect(await violations(visitor), "open, empty").toEqual([]);
  });

  const phone = await another();
  await test.step("a group writes", async () => {
    await comeIn(phone, code, "Pigg Älg");
    await writeIdea(phone, `Läxhörna ${mark}`, "I skolan");
    await writeIdea(phone, `Skejtkväll ${mark}`, "På fritiden");
    await writeIdea(phone, `Mer skejt ${mark}`, "På fritiden");
    await visitor.goto(address);
    await expect(main(visitor).getByRole("link", { name: `Läxhörna ${mark}` })).toBeVisible();
  });

  await test.step("ideas get their places, and one is kept", async () => {
    await page.goto(address);
    await page.getByRole("link", { name: /^Välj idéer/ }).click();
    const of = (title: string) => page.locator(".item", { has: page.getByRole("link", { name: `${title} ${mark}`, exact: true }) });
    for (const [idea, place] of [["Läxhörna", "1"], ["Skejtkväll", "2"]] as const) {
      await of(idea).getByLabel("Plats").selectOption(place);
      await of(idea).getByRole("button").click();
      await expect(flash(page)).toHaveText("Valet är sparat.");
    }
    if (javaScriptEnabled) expect(await violations(page), "choosing").toEqual([]);
    await of("Mer skejt").getByLabel(/^Eller spara/).fill("Nästan samma som Skejtkväll.");
    await of("Mer skejt").getByRole("button").click();
    await expect(main(page)).toContainText("Alla idéer är valda eller sparade.");
    await visitor.goto(address);
    await expect(main(visitor)).toContainText("Nästan samma som Skejtkväll.");
    await expect(main(visitor).getByRole("img", { name: "I skolan: 1 av 1 valda" })).toBeVisible();
  });

  await test.step("on a wall", async () => {
    await visitor.getByRole("link", { name: "Visa stort, för projektor" }).click();
    await expect(visitor.locator("header, footer")).toHaveCount(0);
    await expect(main(visitor)).toContainText("2 av 2 valda");
    await expect(main(visitor).getByRole("img", { name: /^QR-kod till .*\/grupp$/ })).toBeVisible();
    for (const size of [{ width: 1280, height: 720 }, { width: 1920, height: 1080 }]) {
      await visitor.setViewportSize(size);
      await everythingOnTheScreen(visitor);
    }
    if (javaScriptEnabled) expect(await violations(visitor), "on a wall").toEqual([]);
  });

  await test.step("presented; who had the old page overwrites nothing", async () => {
    await page.goto(`${address}/steg/curate`);
    await official.goto(`${address}/steg/curate`);
    await press(page, "Börja urvalet");
    await expect(flash(page)).toHaveText("Steget är registrerat.");
    expect(await send(official, main(official).getByRole("button", { name: "Börja urvalet" }))).toBe(409);
    await expect(main(official)).toContainText("Det här hände medan du skrev");
    await official.goto(`${address}/steg/present`);
    await fill(official, { meeting_date: day(0), present: "Nämnden och tre grupper." });
    await press(official, "Presentera idéerna");
    await expect(main(official)).toContainText("Presenterad, svar på väg");
    await expect(main(official)).toContainText("Nämnden och tre grupper.");
    await visitor.goto("/");
    await visitor.locator("footer").getByRole("link", { name: "Idékampanjer" }).click();
    await expect(main(visitor).locator(".item", { hasText: title })).toContainText("2 av 2 valda");
  });
});
