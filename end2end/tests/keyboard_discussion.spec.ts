// A discussion by keyboard alone, from the first word to the decision of the second moderator: written, answered, reported,
// hidden, appealed and shown again. Whoever has no mouse signs in, finds the way by the menu and mends what is missing with the
// same keys: Tab and back, Enter, Space, arrows and letters.

import type { Page } from "@playwright/test";

import { arrowTo, flash, path, problemOf, type Proposal, propose, tabTo } from "../deeds.ts";
import { type Account, expect, test } from "../fixtures.ts";

/** The demo has one moderator. A secretary gets the duty as well, for as long as this takes. */
const SECOND = ["--email", "sekreterare2@bjorksjo.example", "--role", "moderator"];

test.beforeAll(({ server }) => {
  server.admin("grant", ...SECOND);
});

test.afterAll(({ server }) => {
  server.admin("revoke", ...SECOND);
});

const press = async (page: Page, control: string): Promise<void> => {
  await tabTo(page, control);
  await page.keyboard.press("Enter");
};

const write = async (page: Page, field: string, text: string): Promise<void> => {
  await tabTo(page, field);
  await page.keyboard.type(text);
};

async function signInByKeys(page: Page, account: Account): Promise<void> {
  await page.goto("/logga-in");
  await press(page, `button[name="konto"][value="${account}"]`);
  await expect(page).not.toHaveURL(/logga-in/);
}

/** By the menu, which is folded on a phone. */
async function followMenu(page: Page, to: string): Promise<void> {
  await press(page, "summary.menu__button");
  await press(page, `.nav__link[href="${to}"]`);
  await expect(page).toHaveURL(new RegExp(`${to}$`));
}

/** Writes under a proposal and answers with the comment's place on the page; the first try has no text. */
async function comment(page: Page, one: Proposal, text: string): Promise<string> {
  await page.goto(path(one));
  await press(page, 'main form[action$="/inlagg"] button');
  const summary = page.locator(".error-summary");
  await expect(summary).toBeFocused();
  await press(page, ".error-summary a");
  // What the summary names has the focus, and the side stands before it.
  await expect(page.locator('main [name="text"]')).toBeFocused();
  await arrowTo(page, "stance", "against", "Shift+Tab");
  await write(page, 'main [name="text"]', text);
  await press(page, 'main form[action$="/inlagg"] button');
  await expect(flash(page)).toHaveText("Ditt inlägg är publicerat.");
  await expect(page).toHaveURL(/#inlagg-\d+$/);
  const at = new URL(page.url()).hash;
  await expect(page.locator(`.debate__side--against > ${at}`)).toContainText(text);
  return at;
}

test("a comment is written, answered, reported, hidden, appealed and shown again by keyboard alone", async ({ page, another, newcomer }, info) => {
  test.setTimeout(240_000);
  const word = `${info.project.name} ${Date.now() % 100_000}`;
  const siv = await another();
  await newcomer(siv, "Siv Ek");
  const one = await propose(siv, { title: `Grillplats vid kajen ${word}`, topic: "fritid" });
  const text = "Röken går rakt in hos Lisa på trean.";
  const at = await test.step("somebody is against it", () => comment(siv, one, text));
  const id = at.replace("#inlagg-", "");

  await test.step("somebody answers", async () => {
    await newcomer(page);
    await page.goto(path(one));
    await press(page, `${at} > .comment__acts a[href*="svara=${id}"]`);
    await expect(page.getByText("Du svarar Siv Ek.")).toBeVisible();
    // Back to the comment without having written, and to the form again.
    await press(page, `main form[action$="/inlagg"] .field__before a[href$="${at}"]`);
    await expect(page).toHaveURL(new RegExp(`${at}$`));
    await press(page, `${at} > .comment__acts a[href*="svara=${id}"]`);
    await expect(page.getByText("Du svarar Siv Ek.")).toBeVisible();
    await write(page, 'main [name="text"]', "Då får den stå längre ut.");
    await press(page, 'main form[action$="/inlagg"] button');
    await expect(flash(page)).toHaveText("Ditt inlägg är publicerat.");
    await expect(page.locator(`${at} > .comment__replies .comment`)).toContainText("Då får den stå längre ut.");
  });

  await test.step("somebody else reports it", async () => {
    const reader = await another();
    await newcomer(reader);
    await reader.goto(path(one));
    await press(reader, `${at} > .comment__acts a[href*="/anmal?kommentar=${id}"]`);
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Anmäl en text");
    await expect(reader.getByRole("main")).toContainText(text);
    // Without a reason it comes back, with what was typed.
    await write(reader, 'main [name="words"]', "Hon heter så och bor där.");
    await press(reader, "main form.form button");
    await expect(reader.locator(".error-summary")).toBeFocused();
    await expect(problemOf(reader, "reason")).toBeVisible();
    await expect(reader.locator('main [name="words"]')).toHaveValue("Hon heter så och bor där.");
    await arrowTo(reader, "reason", "personal_data");
    await press(reader, "main form.form button");
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Tack för din anmälan");
  });

  const reported = await another();
  const itsCase = await test.step("a moderator hides it, by a rule and with a reason", async () => {
    await signInByKeys(reported, "moderator");
    await followMenu(reported, "/moderera");
    const line = reported.getByRole("listitem").filter({ hasText: one.title });
    const to = (await line.getByRole("link", { name: /^Kommentar/ }).getAttribute("href")) as string;
    await press(reported, `main a[href="${to}"]`);
    await expect(reported).toHaveURL(new RegExp(`${to}$`));
    await expect(reported.getByRole("main")).toContainText("Hon heter så och bor där.");
    await arrowTo(reported, "step", "hide");
    await arrowTo(reported, "rule", "personal_data");
    await write(reported, 'main [name="reason"]', "Texten säger var ett barn bor.");
    await press(reported, `main form[action="${to}"] button`);
    await expect(flash(reported)).toContainText("Texten är dold.");
    return to;
  });

  await test.step("whoever wrote it reads why, and asks for another look", async () => {
    await siv.goto("/");
    await followMenu(siv, "/konto");
    await expect(siv.getByRole("main")).toContainText("Texten säger var ett barn bor.");
    await press(siv, 'main a[href^="/omprovning/"]');
    await expect(siv.getByRole("heading", { level: 1 })).toHaveText("Begär omprövning");
    // The text is folded; Space unfolds it as Enter does.
    await tabTo(siv, "main details summary");
    await siv.keyboard.press("Space");
    await expect(siv.getByText(text)).toBeVisible();
    await write(siv, 'main [name="words"]', "Lisa är min katt, och jag bor själv på trean.");
    await press(siv, 'main form[action^="/omprovning/"] button');
    await expect(flash(siv)).toContainText("Din begäran har kommit in.");
  });

  await test.step("another moderator shows it again", async () => {
    const second = await another();
    await signInByKeys(second, "sekreterare2");
    await followMenu(second, "/moderera");
    await press(second, `main a[href="${itsCase}"]`);
    await expect(second.getByRole("main")).toContainText("Lisa är min katt");
    await arrowTo(second, "step", "unhide");
    await write(second, 'main [name="reason"]', "Det är en katt.");
    await press(second, `main form[action="${itsCase}"] button`);
    await expect(flash(second)).toContainText("Texten visas igen.");
  });

  await test.step("it stands where it stood, and its author reads why", async () => {
    await page.goto(path(one));
    await expect(page.locator(`.debate__side--against > ${at} > .comment__text`)).toHaveText(text);
    await siv.goto("/");
    await followMenu(siv, "/konto");
    await expect(siv.getByRole("main")).toContainText("Det är en katt.");
  });
});
