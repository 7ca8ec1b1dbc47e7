// Journeys by keyboard alone, and what is left on paper, in forced colours and without motion.

import type { Page } from "@playwright/test";

import { find, flash, path, propose } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

/** Walks with Tab until the wanted control has the focus; every stop on the way has to be visible. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate((selector) => {
      const one = document.activeElement as HTMLElement;
      const box = one.getBoundingClientRect();
      // A choice is marked as a whole, with its word.
      const marked = [one, one.closest("label")].some((each) => {
        const style = each && getComputedStyle(each);
        return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      });
      return { there: one.matches(selector), seen: box.width > 0 && box.height > 0, marked, what: one.outerHTML.slice(0, 90) };
    }, wanted);
    expect(here.seen, `focus is on something visible: ${here.what}`).toBe(true);
    if (here.there) {
      expect(here.marked, `focus can be seen: ${here.what}`).toBe(true);
      return;
    }
  }
  throw new Error(`no Tab leads to ${wanted} on ${page.url()}`);
}

test("past the menu, to the content", async ({ page }) => {
  await page.goto("/forslag");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Hoppa till innehållet" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#innehall$/);
  await tabTo(page, 'main [name="q"]');
});

test("the menu opens and leads", async ({ page }) => {
  await page.goto("/");
  await tabTo(page, "summary.menu__button");
  await page.keyboard.press("Enter");
  await tabTo(page, '.nav__link[href="/svar"]');
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/svar$/);
});

test("searching and filtering", async ({ page }) => {
  await page.goto("/forslag");
  await tabTo(page, 'main [name="q"]');
  await page.keyboard.type("cykelväg");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=cykelv/);
  await tabTo(page, "summary.filters__button");
  await page.keyboard.press("Enter");
  await tabTo(page, '.filter[href*="lage=hos-kommunen"]');
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/lage=hos-kommunen/);
});

test("writing a proposal, signing in, handing in, supporting, discussing", async ({ page, another, newcomer }) => {
  await page.goto("/");
  await tabTo(page, "#titel");
  await page.keyboard.type("Handledare på simskolan");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/forslag\/nytt\?/);
  await tabTo(page, "main form button");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/text$/);
  await tabTo(page, "main textarea");
  await page.keyboard.type("Det är för få vuxna i bassängen.");
  await tabTo(page, "main form button");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/amne$/);
  await tabTo(page, 'main [name="topic"]');
  await page.keyboard.press("Space");
  await tabTo(page, "main form button");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/(liknande|kontrollera)$/);
  if (page.url().endsWith("liknande")) {
    await tabTo(page, "main .actions a.btn");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/kontrollera$/);
  }
  await tabTo(page, 'main [name="publish"]');
  await page.keyboard.press("Space");
  await tabTo(page, "main form button");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/logga-in/);
  await tabTo(page, 'button[value="invanare"]');
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/kontrollera$/);
  // Ticked before signing in, ticked after it.
  await expect(page.locator('main [name="publish"]')).toBeChecked();
  await tabTo(page, "main form button");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ditt förslag är inlämnat");

  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Handikapplatser vid badet" });
  await page.goto(path(one));
  await tabTo(page, "main .support button");
  await page.keyboard.press("Enter");
  await expect(page.locator(".support__count")).toHaveText("1");
  await expect(page.getByText("Du stöder förslaget")).toBeVisible();
  await tabTo(page, 'main [name="stance"]');
  await page.keyboard.press("Space");
  await tabTo(page, "main textarea");
  await page.keyboard.type("Två räcker.");
  await tabTo(page, 'main form[action$="/inlagg"] button');
  await page.keyboard.press("Enter");
  await expect(page.locator(".debate__side--for .comment")).toContainText("Två räcker.");
});

test("an official answers", async ({ page, another, newcomer, signIn }) => {
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Ledlykta vid hamnen" });
  await signIn("handlaggare");
  await page.goto(path(one));
  await tabTo(page, 'main a[href$="/svara"]');
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/svara$/);
  await tabTo(page, "main textarea");
  await page.keyboard.type("Vi ser över det.");
  await tabTo(page, 'main button[value="publish"]');
  await page.keyboard.press("Enter");
  await expect(flash(page)).toHaveText("Svaret är publicerat.");
});

test("on paper the case is whole and the buttons are gone", async ({ page }) => {
  const one = await find(page, "Ny lekplats i norra Ekbacken");
  await page.goto(path(one));
  await page.emulateMedia({ media: "print" });
  for (const part of ["h1", ".state", ".proposal__text", ".timeline", ".act.is-decision", ".comment"]) {
    await expect(page.locator(part).first(), part).toBeVisible();
  }
  await expect(page.locator("header.header nav")).toBeHidden();
  await expect(page.locator(".support .btn")).toBeHidden();
});

test("in forced colours every button and field has an edge, and nothing is lost", async ({ page, signIn }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await signIn("invanare");
  const one = await find(page, "Utegym vid elljusspåret");
  for (const address of ["/", "/forslag", path(one), "/forslag/nytt"]) {
    await page.goto(address);
    const lost = await page.locator("main .btn, main input:not([type=hidden]), main textarea, main .tag").evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility())
        .filter((one) => {
          const style = getComputedStyle(one);
          const control = one.matches(".btn, input:not([type=radio]):not([type=checkbox]), textarea");
          return control && (style.borderStyle === "none" || parseFloat(style.borderWidth) === 0);
        })
        .map((one) => one.outerHTML.slice(0, 80)),
    );
    expect(lost, address).toEqual([]);
  }
});

test("who asks for less motion gets none", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const one = await find(page, "Utegym vid elljusspåret");
  for (const address of ["/", path(one)]) {
    await page.goto(address);
    const moving = await page.locator("body *").evaluateAll((all) =>
      all
        .filter((one) => {
          const style = getComputedStyle(one);
          const long = (times: string) => times.split(",").some((time) => parseFloat(time) > 0.05);
          return (style.animationName !== "none" && long(style.animationDuration)) || long(style.transitionDuration);
        })
        .map((one) => one.outerHTML.slice(0, 80)),
    );
    expect(moving, address).toEqual([]);
  }
});
