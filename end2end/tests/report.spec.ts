// The report of the demo's campaign: read, printed, written in by who runs it, and what hangs on the wall.

import { main, violations } from "../campaign.ts";
import { fill, flash, problemOf, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

const CAMPAIGN = "/kampanjer/framtidsladan";

test("a report is read from its contents to its licence, and comes as a file", async ({ page, javaScriptEnabled }) => {
  await page.goto(CAMPAIGN);
  await page.getByRole("link", { name: "Läs rapporten", exact: true }).click();
  await expect(main(page).getByRole("heading", { level: 1 })).toContainText("Framtidslådan");
  const contents = page.getByRole("navigation", { name: "På den här sidan" });
  const chapters = await contents.getByRole("link").allInnerTexts();
  expect(chapters.length).toBeGreaterThan(5);
  for (const chapter of chapters) {
    await expect(main(page).getByRole("heading", { level: 2, name: chapter, exact: true })).toBeVisible();
  }
  await expect(main(page).getByRole("article")).toHaveCount(15);
  await expect(main(page)).toContainText("Lunchlotteriet");
  await expect(page.locator('head link[rel="license"]')).toHaveAttribute("href", /creativecommons/);
  await expect(page.locator('meta[name="robots"]')).toHaveCount(0);
  if (javaScriptEnabled) expect(await violations(page)).toEqual([]);

  const file = await main(page).getByRole("link", { name: "Hämta för utskrift (PDF)" }).getAttribute("href");
  for (const address of [file!, "/en/kampanjer/framtidsladan/rapport.pdf?sprak=en"]) {
    const answer = await page.request.get(address);
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toBe("application/pdf");
    expect((await answer.body()).subarray(0, 5).toString()).toBe("%PDF-");
  }
  expect((await page.request.get(`${CAMPAIGN}/rapport.pdf?sprak=xx`)).status()).toBe(422);

  // On paper what is to be pressed is gone, and the text is not.
  await page.emulateMedia({ media: "print" });
  await expect(main(page).getByRole("link", { name: "Hämta för utskrift (PDF)" })).toBeHidden();
  await expect(main(page).getByRole("heading", { name: "Vad händer nu?" })).toBeVisible();
});

test("who runs it writes in the report, and nothing typed is lost", async ({ page, another, signIn, javaScriptEnabled }) => {
  const mark = `${Date.now() % 1_000_000}`;
  await signIn("handlaggare");
  await page.goto(CAMPAIGN);
  await page.getByRole("link", { name: /^Skriv i rapporten/ }).click();
  await expect(page.locator('[name="young_speak"]')).not.toHaveValue("");
  const before = await page.locator('[name="young_speak"]').inputValue();
  const press = main(page).getByRole("button", { name: "Skriv i rapporten" });
  await fill(page, { young_speak: `${before}\n\nVi satt vid samma bord ${mark}.\n– Glad Räv, 9B`, licence: "exception" });
  expect(await send(page, press)).toBe(422);
  await expect(problemOf(page, "licence_exception")).toBeVisible();
  await expect(page.locator('[name="young_speak"]')).toHaveValue(new RegExp(mark));
  if (javaScriptEnabled) expect(await violations(page), "with errors").toEqual([]);
  await fill(page, { licence: "cc_by_4" });
  await press.click();
  await expect(flash(page)).toBeVisible();
  const visitor = await another();
  await visitor.goto(`${CAMPAIGN}/rapport`);
  const quote = main(visitor).getByRole("figure").filter({ hasText: mark });
  await expect(quote).toContainText("Glad Räv, 9B");
  expect((await visitor.goto(`${CAMPAIGN}/steg/report`))?.url()).toContain("/logga-in");
});

test("what was said and done hangs on the wall", async ({ page, javaScriptEnabled }) => {
  await page.goto(CAMPAIGN);
  await page.getByRole("link", { name: "Ni sa – vi gjorde, för väggen" }).click();
  const text = main(page).getByRole("region", { name: "Det här står på affischen" });
  await expect(text).toContainText("Ni sa – vi gjorde");
  // Every answer is on one of the sheets, and each sheet says which it has.
  const answers = text.getByRole("listitem");
  await expect(answers).toHaveCount(4);
  await expect(text).toContainText("Svar 1–4 av 15");
  const said = await answers.allInnerTexts();
  for (const [sheet, part] of [[2, "Svar 5–8 av 15"], [3, "Svar 9–12 av 15"], [4, "Svar 13–15 av 15"]] as const) {
    const link = main(page).getByRole("link", { name: `Blad ${sheet} av 4` });
    if (!(await link.isVisible())) await page.locator(".filters__button").click();
    await link.click();
    await expect(text).toContainText(part);
    said.push(...(await answers.allInnerTexts()));
  }
  expect(new Set(said).size, said.join("\n")).toBe(15);
  await expect(main(page).locator("img.poster")).toHaveJSProperty("complete", true);
  if (javaScriptEnabled) expect(await violations(page)).toEqual([]);
  for (const [ending, type] of [["pdf", "application/pdf"], ["png", "image/png"]] as const) {
    const answer = await page.request.get(`${CAMPAIGN}/panel.${ending}?format=bild&sprak=sv,ar`);
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toBe(type);
  }
});
