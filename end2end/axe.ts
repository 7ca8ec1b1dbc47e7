// What axe finds, by all of its rules, on a phone and a desktop, light and dark. axe itself is JavaScript: what uses this
// runs once, in the files called `…axe.spec.ts`.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const looks = [
  { width: 390, height: 844, scheme: "light" },
  { width: 1280, height: 800, scheme: "dark" },
] as const;

/**
 * All rules of axe on a page. In the page itself: by itself it gathers what it finds in a second page that it opens
 * for that, which is for frames of other sites, and we have none. And it describes only what is wrong.
 */
export function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
}

export async function violations(page: Page): Promise<string[]> {
  // Colours are judged at rest, not half-way through a transition.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const result = await axeOn(page).analyze();
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
