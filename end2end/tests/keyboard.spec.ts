// Journeys by keyboard alone, and what is left on paper, in forced colours and without motion.

import type { Locator, Page } from "@playwright/test";

import { day, find, flash, path, proposal, type Proposal, propose, tabTo } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

/** Types a day into the date field that has the focus. In which order its parts stand is the browser's. */
async function typeDay(page: Page, field: Locator, day: string): Promise<void> {
  const [year, month, date] = day.split("-") as [string, string, string];
  const first = async (): Promise<void> => {
    for (let part = 0; part < 3; part += 1) await page.keyboard.press("ArrowLeft");
  };
  for (const order of [[month, date, year], [year, month, date], [date, month, year]]) {
    for (const part of order) {
      await page.keyboard.type(part);
      // A whole month or day leads on by itself, a year does not: longer ones would fit.
      if (part === year) await page.keyboard.press("ArrowRight");
    }
    if ((await field.inputValue()) === day) return;
    await first();
    for (let part = 0; part < 3; part += 1) {
      await page.keyboard.press("Backspace");
      await page.keyboard.press("ArrowRight");
    }
    await first();
  }
  throw new Error(`${day} cannot be typed`);
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

test("the desk, from the search to the published answer", async ({ page, another, newcomer, signIn }) => {
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Handtag vid tangentbordet" });
  await signIn("handlaggare");
  const template = { title: "Tangenter", kind: "answer", text: "Hej!\n\nTack för {titel}.", once: "en-mall-med-tangenter" };
  expect((await page.request.post("/arbete/mallar/ny", { form: template })).status()).toBe(200);

  await page.goto("/arbete");
  await tabTo(page, 'main [name="q"]');
  await page.keyboard.type("tangentbordet");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=tangentbordet/);
  await tabTo(page, '.item__title a[href$="/internt"]');
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/internt$/);
  await tabTo(page, 'main form[action$="/tilldela"] button');
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toContainText("Du har ärendet");
  await tabTo(page, 'main a[href$="/svara"]');
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/svara$/);
  await tabTo(page, "#mall");
  await page.keyboard.type("Tangenter");
  await tabTo(page, "main form:has(#mall) button");
  await page.keyboard.press("Enter");
  const text = page.locator('main [name="text"]');
  await expect(text).toHaveValue(`Hej!\n\nTack för ${one.title}.`);
  await tabTo(page, 'main [name="text"]');
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Det kommer i maj.");
  await tabTo(page, 'main button[value="look"]');
  await page.keyboard.press("Enter");
  await expect(page.getByText("Inte publicerat ännu.")).toBeVisible();
  // What came is where the reader is: the next Tab leads on from it.
  await expect(page.locator('section[aria-labelledby="ser-ut"]')).toBeFocused();
  await expect(page.locator(".act.is-official")).toContainText("Det kommer i maj.");
  await tabTo(page, 'main button[value="publish"]');
  await page.keyboard.press("Enter");
  await expect(flash(page)).toHaveText("Svaret är publicerat.");
  await expect(page.locator(".act.is-official")).toContainText("Det kommer i maj.");
});

test("several cases are ticked, announced and handed over", async ({ page, another, newcomer, signIn }) => {
  const author = await another();
  await newcomer(author);
  const both: Proposal[] = [];
  for (const what of ["Trappa", "Ramp"]) {
    both.push(await propose(author, { title: `${what} vid Tangentgränd`, topic: "minoritet" }));
  }
  await signIn("sekreterare");
  const tick = async (): Promise<void> => {
    await page.goto("/arbete");
    await tabTo(page, 'main [name="q"]');
    await page.keyboard.type("Tangentgränd");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/q=Tangentgr/);
    for (const _ of both) {
      await tabTo(page, 'main .item input[type="checkbox"]:not(:checked)');
      await page.keyboard.press("Space");
    }
    await expect(page.locator('main .item input[type="checkbox"]:checked')).toHaveCount(2);
  };

  await tick();
  await tabTo(page, 'main button[value="ask_announce"]');
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Anmäl 2 ärenden vid samma möte" })).toBeVisible();
  await tabTo(page, 'main [name="meeting_date"]');
  await typeDay(page, page.locator('main [name="meeting_date"]'), day(0));
  const paragraphs = page.locator('main [name^="paragraph_"]');
  for (let row = 0; row < 2; row += 1) {
    await tabTo(page, `main [name="${await paragraphs.nth(row).getAttribute("name")}"]`);
    await page.keyboard.type(String(71 + row));
  }
  await tabTo(page, "main form.form button");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Gjort med alla 2.")).toBeVisible();
  for (const { id } of both) {
    expect((await proposal(author, id)).acts.map((act) => act.transition)).toContain("announce");
  }

  await tick();
  await tabTo(page, 'main select[name="to"]');
  await page.keyboard.type("Maja");
  await tabTo(page, 'main button[value="hand_over"]');
  await page.keyboard.press("Enter");
  await expect(page.getByText("Gjort med alla 2.")).toBeVisible();
  await tabTo(page, 'main p a[href="/arbete"]');
  await page.keyboard.press("Enter");
  // Arrived: where the next address is asked for on the way, the browser gives one of the two up.
  await expect(page).toHaveURL(/\/arbete$/);
  await expect(page.getByRole("heading", { name: "Arbetet" })).toBeVisible();
  await page.goto("/arbete?q=Tangentgr%C3%A4nd");
  await expect(page.getByText("Maja har ärendet")).toHaveCount(2);
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
