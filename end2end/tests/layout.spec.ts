// What holds on every address: one main heading, a title, the language, landmarks, and nothing that
// makes a narrow window scroll sideways.

import { expect, test } from "../fixtures.ts";
import { routes } from "../routes.ts";

for (const route of routes) {
  test(`layout: ${route.name}`, async ({ page, signIn }) => {
    if (route.as) await signIn(route.as);
    await page.setViewportSize({ width: 320, height: 640 });
    const answer = await page.goto(route.path);
    expect(answer?.status()).toBe(route.status ?? 200);
    await expect(page.locator("h1")).toHaveCount(1);
    await expect(page).toHaveTitle(/Nära/);
    const lang = route.path.startsWith("/en") ? "en" : "sv";
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await expect(page.getByRole("main")).toHaveCount(1);
    await expect(page.getByRole("banner")).toHaveCount(1);
    await expect(page.getByRole("contentinfo")).toHaveCount(1);
    const box = await page.locator("html").evaluate((html) => ({
      content: html.scrollWidth,
      window: html.clientWidth,
    }));
    expect(box.content, "scrolls sideways at 320 px").toBeLessThanOrEqual(box.window);
    const untranslated = await page.locator("body").innerText();
    expect(untranslated, "a word no language has").not.toMatch(/\[[a-z_]+(-[a-z_A-Z]+)+\]/);
  });
}

test("visitors get no cookie and nothing from another host", async ({ page, context, server }) => {
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  for (const path of ["/", "/forslag", "/svar", "/forslag/nytt", "/logga-in"]) {
    await page.goto(path);
  }
  expect([...hosts]).toEqual([server.url]);
  expect(await context.cookies()).toEqual([]);
});
