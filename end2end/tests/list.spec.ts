// The list: search as people search, filters and sorts as shareable links, pages, nothing found.

import { expect, test } from "../fixtures.ts";

const titles = ".item__title";

test("a word is found in its other forms, and the search is an address", async ({ page }) => {
  await page.goto("/forslag");
  await page.getByRole("searchbox", { name: "Sök bland förslagen" }).fill("lekplatser");
  await page.getByRole("button", { name: "Sök" }).click();
  await expect(page).toHaveURL(/\/forslag\?q=lekplatser/);
  await expect(page.locator(titles, { hasText: "Ny lekplats i norra Ekbacken" })).toHaveCount(1);
  await expect(page.getByRole("searchbox")).toHaveValue("lekplatser");
  await page.getByRole("link", { name: /lekplatser.*ta bort filtret/ }).click();
  await expect(page).toHaveURL(/\/forslag$/);
});

test("filters are links that say how many they leave", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/forslag");
  const all = page.locator(".list-head__count");
  for (const [filter, parameter] of [["Beslutade", "lage=beslutade"], ["Samlar stöd", "lage=samlar-stod"]] as const) {
    await page.goto("/forslag");
    const link = page.getByRole("link", { name: new RegExp(`^${filter}`) });
    const count = Number(await link.locator(".filter__count").textContent());
    expect(count).toBeGreaterThan(0);
    await link.click();
    await expect(page).toHaveURL(new RegExp(parameter));
    await expect(all).toHaveText(`${count} förslag, idéer och problem`);
    await expect(page.getByRole("link", { name: new RegExp(`^${filter} ${count}`) })).toHaveAttribute("aria-current", "true");
    await expect(page.locator(".chips")).toContainText(filter);
  }
  await page.goto("/forslag?slag=ide&lage=at_municipality&okand=1");
  await expect(page.locator(".chip")).toHaveCount(2);
  await page.locator(".chip", { hasText: "Idéer" }).click();
  await expect(page).toHaveURL(/\/forslag\?lage=hos-kommunen$/);
});

test("on a phone the filters unfold", async ({ page }) => {
  await page.goto("/forslag");
  const filter = page.getByRole("link", { name: /^Hos kommunen/ });
  await expect(filter).toBeHidden();
  await page.locator("summary", { hasText: "Filtrera" }).click();
  await filter.click();
  await expect(page.locator("summary", { hasText: "Filtrera" })).toContainText("1 valt");
});

test("sorts are links, and a random order can be shared", async ({ page, another }) => {
  await page.goto("/forslag");
  await page.getByRole("link", { name: "Mest stöd" }).click();
  const counts = await page.locator(".item__number").allTextContents();
  const numbers = counts.map((count) => Number(count.replace(/\s/g, "")));
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  await page.getByRole("link", { name: "Slumpvis" }).click();
  await expect(page.getByRole("link", { name: "Slumpvis" })).toHaveAttribute("aria-current", "true");
  const address = (await page.getByRole("link", { name: "Nästa" }).getAttribute("href")) as string;
  expect(address).toMatch(/fro=\d+/);
  const seed = address.match(/fro=(\d+)/)?.[1];
  const shown = await page.locator(titles).allTextContents();
  const other = await another();
  await other.goto(`/forslag?ordning=slump&fro=${seed}`);
  expect(await other.locator(titles).allTextContents()).toEqual(shown);
});

test("every item is on exactly one page, and the beginning is a link away", async ({ page }) => {
  await page.goto("/forslag?ordning=stod");
  const total = Number((await page.locator(".list-head__count").textContent())?.match(/\d+/)?.[0]);
  const seen: string[] = [];
  for (;;) {
    const here = await page.locator(`${titles} a`).evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
    expect(here.length).toBeLessThanOrEqual(20);
    seen.push(...here);
    const next = page.getByRole("link", { name: "Nästa" });
    if ((await next.count()) === 0) break;
    await next.click();
    await expect(page).toHaveURL(/efter=/);
  }
  expect(seen).toHaveLength(total);
  expect(new Set(seen).size).toBe(total);
  await page.getByRole("link", { name: "Till början" }).click();
  await expect(page).toHaveURL(/\/forslag\?ordning=stod$/);
});

test("nothing found leads on", async ({ page }) => {
  await page.goto("/forslag?q=xyzzyrymdhiss");
  await expect(page.getByRole("heading", { name: "Inget förslag passar" })).toBeVisible();
  await page.getByRole("link", { name: "Skriv ett förslag" }).click();
  await expect(page.getByRole("textbox", { name: "Vad vill du ändra?" })).toHaveValue("xyzzyrymdhiss");
});
