// No accessibility violation, by all of axe's rules, on every address: phone and desktop, light and
// dark. (axe itself is JavaScript, so this runs once.)

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { expect, test } from "../fixtures.ts";
import { routes } from "../routes.ts";

const looks = [
  { width: 390, height: 844, scheme: "light" },
  { width: 1280, height: 800, scheme: "dark" },
] as const;

async function violations(page: Page): Promise<string[]> {
  // Colours are judged at rest, not half-way through a view transition.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const result = await new AxeBuilder({ page }).analyze();
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help} – ${node.target.join(" ")}`),
  );
}

async function checkInAllLooks(page: Page, visit: () => Promise<unknown>): Promise<void> {
  for (const { width, height, scheme } of looks) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme });
    await visit();
    expect(await violations(page), `${scheme} at ${width}`).toEqual([]);
  }
}

for (const route of routes) {
  test(`axe: ${route.name}`, async ({ page, signIn }) => {
    if (route.as) await signIn(route.as);
    await checkInAllLooks(page, () => page.goto(route.path));
  });
}

test("axe: the page of every proposal and idea of the demo", async ({ page, server }) => {
  test.setTimeout(240_000);
  const ids: number[] = [];
  let cursor: string | null = "";
  do {
    const next: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
    const answer = await fetch(`${server.url}/api/v1/proposals?limit=50${next}`);
    const list = (await answer.json()) as { items: { id: number; url: string }[]; next: string | null };
    ids.push(...list.items.map((item) => item.id));
    cursor = list.next;
  } while (cursor);
  expect(ids.length).toBeGreaterThan(30);
  for (const id of ids) {
    const answer = await page.goto(`/forslag/${id}/x`);
    expect(answer?.status(), page.url()).toBe(200);
    expect(await violations(page), page.url()).toEqual([]);
  }
});
