// What holds on every address: one main heading, a title, the language, landmarks, and nothing that
// makes a narrow window scroll sideways.

import type { Page } from "@playwright/test";

import { addDocument, path, propose } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";
import { routes, type Route } from "../routes.ts";

/** All of it, of one address in a narrow window. */
async function holds(page: Page, { path, status, bare }: Pick<Route, "path" | "status" | "bare">): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  const answer = await page.goto(path);
  expect(answer?.status()).toBe(status ?? 200);
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page).toHaveTitle(/Nära/);
  const lang = path.startsWith("/en") ? "en" : "sv";
  await expect(page.locator("html")).toHaveAttribute("lang", lang);
  await expect(page.getByRole("main")).toHaveCount(1);
  const around = bare ? 0 : 1;
  await expect(page.getByRole("banner")).toHaveCount(around);
  await expect(page.getByRole("contentinfo")).toHaveCount(around);
  const box = await page.locator("html").evaluate((html) => ({
    content: html.scrollWidth,
    window: html.clientWidth,
  }));
  expect(box.content, "scrolls sideways at 320 px").toBeLessThanOrEqual(box.window);
  const untranslated = await page.locator("body").innerText();
  expect(untranslated, "a word no language has").not.toMatch(/\[[a-z_]+(-[a-z_A-Z]+)+\]/);
}

for (const route of routes) {
  test(`layout: ${route.name}`, async ({ page, signIn }) => {
    if (route.as) await signIn(route.as);
    await holds(page, route);
  });
}

test("layout: a document, taking it down, and where it was", async ({ page, another, newcomer, signIn }) => {
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Räcke vid Strandvägen" });
  await signIn("sekreterare");
  const list = `${path(one)}/handlingar`;
  await addDocument(page, one, "Arbetsmiljöutredningssammanställning".repeat(3));
  for (const prefix of ["", "/en"]) {
    await holds(page, { path: prefix + list });
    await holds(page, { path: `${prefix}${list}/1/ta-bort` });
  }
  const form = { removal_reason: "wrong_file", reason: "Fel bilaga.", once: "en-handling-tas-bort" };
  expect((await page.request.post(`${list}/1/ta-bort`, { form })).status()).toBe(200);
  for (const gone of [`${list}/1`, `${list}/1/ta-bort`, `/en${list}/1`]) await holds(page, { path: gone, status: 410 });
});

test("visitors get no cookie and nothing from another host", async ({ page, context, server }) => {
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  for (const path of ["/", "/forslag", "/svar", "/forslag/nytt", "/logga-in"]) {
    await page.goto(path);
  }
  expect([...hosts]).toEqual([server.url]);
  expect(await context.cookies()).toEqual([]);
});
