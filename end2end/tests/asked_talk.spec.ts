// People talk under questions to the municipality, on the page of the questions: write, reply, report, hide, lock; and
// what one writes announces itself to another who reads.

import { main, press, violations } from "../campaign.ts";
import { fill, flash, problemOf, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

const SET = "/fragor/1/tretton-fragor-om-kommunens-sociala-medier";

test("a discussion under questions", async ({ page, another, newcomer, signIn, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const said = `De borde svara på svenska. Nummer ${Date.now() % 1_000_000}.`;
  const [olle, moderator] = [await another(), await another()];
  const person = await newcomer();
  await newcomer(olle);
  await signIn("moderator", moderator);
  const checked = async (at: typeof page, what: string) => {
    if (javaScriptEnabled) expect(await violations(at), what).toEqual([]);
  };
  const box = (at: typeof page) => main(at).getByRole("textbox", { name: "Ditt inlägg" });
  const mine = (at: typeof page) => main(at).locator(".comment", { hasText: said });

  await test.step("from one of the questions to the form, which keeps what is typed", async () => {
    await page.goto(SET);
    await checked(page, "a discussion");
    await main(page).getByRole("link", { name: /^Skriv om det i diskussionen ?: Fråga 3$/ }).click();
    await expect(box(page)).toHaveValue("Fråga 3: ");
    await box(page).fill("");
    expect(await send(page, main(page).getByRole("button", { name: "Publicera", exact: true }))).toBe(422);
    await expect(problemOf(page, "text")).toBeVisible();
    await expect(main(page)).toContainText("Fråga 13");
    await checked(page, "a comment with errors");
    await main(page).getByRole("radio", { name: "Jag är för" }).check();
    await box(page).fill(said);
    await main(page).getByRole("button", { name: "Publicera", exact: true }).click();
    await expect(flash(page)).toHaveText("Ditt inlägg är publicerat.");
    expect(new URL(page.url()).pathname).toBe(SET);
    await expect(mine(page)).toBeVisible();
  });

  await test.step("somebody replies, and reports", async () => {
    await olle.goto(SET);
    await mine(olle).getByRole("link", { name: /^Svara/ }).click();
    await main(olle).getByRole("textbox", { name: "Ditt svar" }).fill("Det håller jag med om.");
    await main(olle).getByRole("button", { name: "Publicera", exact: true }).click();
    await expect(flash(olle)).toHaveText("Ditt inlägg är publicerat.");
    await expect(mine(olle).first()).toContainText("Det håller jag med om.");
    await checked(olle, "a reply");
    await mine(olle).first().getByRole("link", { name: /^Anmäl/ }).first().click();
    await checked(olle, "reporting a comment");
    await olle.getByRole("radio", { name: /Den hotar någon/ }).check();
    await press(olle, "Skicka anmälan");
    await expect(main(olle)).toContainText("Anmälan har kommit in");
  });

  await test.step("it is hidden", async () => {
    await moderator.goto("/moderera");
    await main(moderator).getByRole("link", { name: `Kommentar av ${person.name}` }).first().click();
    await moderator.getByRole("radio", { name: /^Dölj den/ }).check();
    await moderator.getByRole("radio", { name: /Den hotar någon/ }).check();
    await fill(moderator, { reason: "Det är ett hot." });
    await press(moderator, "Bestäm");
    await expect(flash(moderator)).toContainText("Texten är dold.");
    await olle.goto(SET);
    await expect(main(olle)).not.toContainText(said);
    await expect(main(olle)).toContainText("Dold enligt regeln om hot");
    await checked(olle, "a hidden comment");
  });

  await test.step("the discussion is locked, and goes on", async () => {
    await moderator.goto(SET);
    await main(moderator).locator('a[href$="/samtalet"]').click();
    await checked(moderator, "locking");
    const form = (button: string) =>
      main(moderator).locator("form").filter({ has: moderator.getByRole("button", { name: button, exact: true }) });
    await form("Lås diskussionen").getByLabel("Varför?").fill("Tonen har blivit hård.");
    await form("Lås diskussionen").getByRole("button").click();
    await expect(flash(moderator)).toContainText("Det är låst.");
    await page.goto(SET);
    await expect(main(page)).toContainText("Diskussionen är låst");
    await expect(box(page)).toHaveCount(0);
    await checked(page, "a locked discussion");
    await form("Lås upp").getByLabel("Varför?").fill("Nu fortsätter vi.");
    await form("Lås upp").getByRole("button").click();
    await page.goto(SET);
    await expect(box(page)).toBeVisible();
  });
});

test("what is said under questions announces itself where it is read", async ({ page, another, newcomer, javaScriptEnabled }) => {
  const there = "/fragor/2/nar-oppnar-badbryggan-igen";
  const said = `Stegen behövs redan nu. Nummer ${Date.now() % 1_000_000}.`;
  const soon = { timeout: 2_000 };
  const [olle, eva] = [await another(), await another()];
  await newcomer();
  await newcomer(olle);
  await newcomer(eva);
  const streams: string[] = [];
  let navigations = 0;
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname === "/live") streams.push(search);
  });
  const bar = page.locator(".live-bar a");
  const text = main(page).getByRole("textbox", { name: "Ditt inlägg" });
  const mine = (at: typeof page) => main(at).locator(".debate .comment", { hasText: said });
  const place = async () => (await main(page).locator("#diskussion").boundingBox())?.y;
  await page.goto(there);
  let before = await place();
  if (javaScriptEnabled) {
    await expect.poll(() => streams.length, "the stream").toBe(1);
    await expect(page.locator("html")).toHaveAttribute("data-islands", "awake");
    page.on("framenavigated", () => (navigations += 1));
    await text.fill("Halva min tanke");
    before = await place();
  }

  await olle.goto(there);
  await main(olle).getByRole("radio", { name: "Jag är för" }).check();
  await main(olle).getByRole("textbox", { name: "Ditt inlägg" }).fill(said);
  await press(olle, "Publicera");
  await expect(flash(olle)).toHaveText("Ditt inlägg är publicerat.");
  if (javaScriptEnabled) {
    await test.step("nothing moves, and what is typed stays", async () => {
      await expect(bar).toHaveText("Ett nytt inlägg – visa", soon);
      await expect(main(page).locator("#diskussion")).toContainText("1 inlägg");
      await expect(mine(page)).toHaveCount(0);
      expect(await place()).toBe(before);
      await expect(text).toBeFocused();
    });
    await test.step("it opens on a click, for the keyboard, too", async () => {
      await bar.click();
      await expect(mine(page)).toBeFocused();
      await expect(bar).toBeHidden();
      await expect(text).toHaveValue("Halva min tanke");
    });
  } else {
    await page.goto(there);
  }
  await expect(mine(page)).toBeVisible();

  await test.step("who agrees with it shows, too", async () => {
    await eva.goto(there);
    await send(eva, mine(eva).getByRole("button", { name: /^Jag håller med/ }));
    if (!javaScriptEnabled) await page.goto(there);
    await expect(mine(page).locator("[data-agrees]")).toHaveText("1 håller med", soon);
  });
  if (javaScriptEnabled) {
    await expect(text).toHaveValue("Halva min tanke");
    expect(streams, "one for the tab").toEqual([expect.stringMatching(/^\?question=2&from=\d+$/)]);
    expect(navigations).toBe(0);
  }
});
