// From a case to the sheet on the wall: the paper and the languages are chosen, the picture shows it, and
// the files are what they say.

import { expect, test } from "../fixtures.ts";

const at = "/forslag/6/hundrastgard-i-asbyn";

test("a poster is made of a case, and of what was answered", async ({ page }) => {
  const picture = page.locator("img.poster");
  const shown = async () => {
    await expect(picture).toBeVisible();
    const width = () => picture.evaluate((image: HTMLImageElement) => (image.complete ? image.naturalWidth : 0));
    // The first one is drawn now.
    await expect.poll(width, { timeout: 20_000 }).toBeGreaterThan(0);
    return await width();
  };
  const choose = async (name: string) => {
    const link = page.locator(".filter", { hasText: name });
    if (!(await link.first().isVisible())) await page.locator(".filters__button").click();
    await link.first().click();
  };

  await test.step("one click from its page", async () => {
    await page.goto(at);
    await page.locator("#dela > summary").click();
    await page.getByRole("link", { name: "Gör en affisch" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Affisch");
    expect(await shown()).toBe(1240);
    await expect(page.getByRole("main")).toContainText("Ni sa – vi gjorde");
  });

  await test.step("paper and languages are links, in any order", async () => {
    await choose("Bild att visa, 16:9");
    await choose("العربية");
    await expect(page).toHaveURL(/affisch\?format=bild&sprak=sv,ar$/);
    expect(await shown()).toBe(1920);
    const arabic = page.getByRole("main").locator('p[lang="ar"]');
    await expect(arabic.first()).toHaveAttribute("dir", "rtl");
    await choose("Svenska");
    await expect(page).toHaveURL(/sprak=ar$/);
    await expect(page.getByRole("main")).not.toContainText("Skanna koden");
  });

  await test.step("of an answer", async () => {
    await page.goto(`${at}/affisch`);
    await choose("Beslut: ");
    await expect(page).toHaveURL(/svar=\d+$/);
    await expect(page.getByRole("main")).toContainText("Läs beslutet");
    expect(await shown()).toBe(1240);
  });

  await test.step("and the files are what they say", async () => {
    for (const [name, type, start] of [["PDF", "application/pdf", "%PDF-1.7"], ["PNG", "image/png", "\x89PNG"]] as const) {
      const link = page.getByRole("link", { name: `(${name})` });
      const file = await page.request.get((await link.getAttribute("href")) ?? "");
      expect(file.headers()["content-type"]).toBe(type);
      expect((await file.body()).toString("latin1").startsWith(start)).toBe(true);
    }
  });
});

test("what was done has its poster among the promises", async ({ page }) => {
  await page.goto("/beslut");
  const kept = page.locator('section[aria-labelledby="klart"]');
  await kept.getByRole("link", { name: "Affisch: ni sa – vi gjorde" }).first().click();
  await expect(page.getByRole("main")).toContainText("Se vad som blev gjort");
});
