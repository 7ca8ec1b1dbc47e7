// What axe finds, by all of its rules, on a phone and a desktop, light and dark. axe itself is JavaScript: what uses this
// runs once, in the files called `…axe.spec.ts`.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const looks = [
  { width: 390, height: 844, scheme: "light" },
  { width: 1280, height: 800, scheme: "dark" },
] as const;

export async function violations(page: Page): Promise<string[]> {
  // Colours are judged at rest, not half-way through a transition.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const result = await new AxeBuilder({ page }).analyze();
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help} – ${node.target.join(" ")}`),
  );
}

export async function checkInAllLooks(page: Page, visit: () => Promise<unknown>): Promise<void> {
  for (const { width, height, scheme } of looks) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme });
    await visit();
    expect(await violations(page), `${page.url()}, ${scheme} at ${width}`).toEqual([]);
  }
}

/** Of what came back from a form, which no address leads to. */
export async function inAllLooks(page: Page, what: string): Promise<void> {
  for (const { width, height, scheme } of looks) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme });
    expect(await violations(page), `${what}, ${scheme} at ${width}`).toEqual([]);
  }
}
