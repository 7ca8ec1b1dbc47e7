// Which name others see, those who must not be found, what is entered at the desk, and what is not
// lost by signing in at the last step.

import { fill, flash, path, problemOf, propose, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

test("choose what others see, for everything and for one proposal", async ({ page, newcomer, another }) => {
  await newcomer(page, "Kajvännen");
  await page.goto("/konto");
  await page.getByRole("link", { name: "Byt namn" }).click();
  await test.step("half a name is no whole one, and nothing typed is lost", async () => {
    await fill(page, { given_name: "Siv", name_form: "full" });
    expect(await send(page, page.getByRole("button", { name: "Spara namnet" }))).toBe(422);
    await expect(problemOf(page, "family_name")).toHaveText("Fyll i det här.");
    await expect(page.locator('[name="given_name"]')).toHaveValue("Siv");
  });
  await fill(page, { family_name: "Ek", name_form: "first" });
  await page.getByRole("button", { name: "Spara namnet" }).click();
  await expect(flash(page)).toContainText("Ditt namn är ändrat");
  await expect(page.locator(".facts")).toContainText("Siv");

  await page.goto("/forslag/nytt");
  await fill(page, { title: "Bänkar vid kajen", kind: "idea" });
  await page.locator("main form button").click();
  await fill(page, { body: "Där finns ingenstans att sitta." });
  await page.locator("main form button").click();
  await fill(page, { topic: "park" });
  await page.locator("main form button").click();
  if (page.url().endsWith("liknande")) await page.locator(".actions a.btn").first().click();
  await fill(page, { name_form: "nameless", publish: "yes" });
  await page.getByRole("button", { name: "Lämna in" }).click();
  await expect(page).toHaveURL(/kvitto$/);
  const visitor = await another();
  await visitor.goto(page.url().replace("/kvitto", ""));
  await expect(visitor.locator("header.head")).toContainText("Idé av en invånare");
  await expect(visitor.getByRole("main")).not.toContainText("Siv");
});

test("what was ticked before signing in is ticked after it", async ({ page, newcomer, another }) => {
  const me = await newcomer(await another(), "Bänkvännen");
  await page.goto("/forslag/nytt");
  await fill(page, { title: "Papperskorgar vid badet", kind: "idea" });
  await page.locator("main form button").click();
  await fill(page, { body: "Det blir skräpigt." });
  await page.locator("main form button").click();
  await fill(page, { topic: "park" });
  await page.locator("main form button").click();
  if (page.url().endsWith("liknande")) await page.locator(".actions a.btn").first().click();
  await fill(page, { publish: "yes" });
  await page.getByRole("button", { name: "Logga in och lämna in" }).click();
  await page.getByRole("link", { name: "Logga in" }).first().click().catch(() => undefined);
  await page.locator('main form[action="/logga-in"] [name="email"]').fill(me.email);
  await page.locator('main form[action="/logga-in"] [name="password"]').fill(me.password);
  await page.locator('main form[action="/logga-in"] button').click();
  await expect(page).toHaveURL(/kontrollera$/);
  await expect(page.locator('[name="publish"]')).toBeChecked();
  await page.getByRole("button", { name: "Lämna in" }).click();
  await expect(page).toHaveURL(/kvitto$/);
});

test("whoever must not be found is gone from every page", async ({ page, newcomer, another }) => {
  const name = `Zqx Gömd${process.pid}`;
  await newcomer(page, name);
  const mine = await propose(page, { title: "Lyktor i tunneln", district: "sjoparken" });
  const visitor = await another();
  await visitor.goto(path(mine));
  await expect(visitor.locator("header.head")).toContainText(name);

  await page.goto("/konto");
  await page.getByRole("link", { name: "Skyddade personuppgifter" }).click();
  await page.getByRole("button", { name: "Jag har skyddade personuppgifter" }).click();
  await expect(page.locator(".notice").filter({ hasText: "Dina uppgifter är skyddade" })).toBeVisible();

  await visitor.reload();
  await expect(visitor.locator("header.head")).toContainText("Medborgarförslag av en invånare");
  await expect(visitor.locator("body")).not.toContainText(name);
  const answer = await (await visitor.request.get(`/api/v1/proposals/${mine.id}`)).json();
  expect([answer.proposer, answer.district]).toEqual([null, null]);

  await test.step("it ends later, and that can be broken off", async () => {
    await page.locator("summary", { hasText: "inte skyddade personuppgifter längre" }).click();
    await page.getByRole("button", { name: "Ta bort skyddet" }).click();
    await expect(page.locator(".notice").filter({ hasText: "Skyddet upphör snart" })).toBeVisible();
    await page.getByRole("button", { name: "Behåll skyddet" }).click();
    await expect(page.locator(".notice").filter({ hasText: "Dina uppgifter är skyddade" })).toBeVisible();
  });
});

test("the desk enters a proposal and a support, and prints what it entered", async ({ page, signIn, another, newcomer }) => {
  await signIn("handlaggare");
  await page.goto("/");
  await page.goto("/papper");
  await page.getByRole("link", { name: "Ett förslag eller en idé" }).click();
  expect(await send(page, page.getByRole("button", { name: "För in" }))).toBe(422);
  await expect(problemOf(page, "reference")).toHaveText("Fyll i det här.");
  await fill(page, {
    given_name: "Astrid", family_name: "Pappersson", channel: "paper", reference: "Pärm 7, nr 2",
    name_form: "first", kind: "idea", title: "Fler bord i parken", body: "Vi vill kunna äta ute.",
    topic: "park",
  });
  await page.getByRole("button", { name: "För in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Förslaget är infört");
  await expect(page.locator(".summary")).toContainText("Astrid Pappersson");
  await page.getByRole("link", { name: "Visa sidan" }).click();
  await expect(page.locator("header.head")).toContainText("Idé av Astrid");
  await expect(page.getByText("Inlämnat på papper")).toBeVisible();
  const author = await another();
  await newcomer(author);
  const theirs = await propose(author, { title: "Skärmtak vid hållplatsen" });

  await page.goto("/papper/stod");
  await fill(page, {
    proposal: theirs.url, given_name: "Astrid", family_name: "Pappersson", channel: "phone",
    reference: "Pärm 7, nr 3",
  });
  await page.getByRole("button", { name: "För in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Stödet är infört");
  await test.step("the same name again is asked about", async () => {
    await page.goto("/papper/stod");
    await fill(page, {
      proposal: String(theirs.id), given_name: "Astrid", family_name: "Pappersson", channel: "paper",
      reference: "Pärm 7, nr 4",
    });
    expect(await send(page, page.getByRole("button", { name: "För in" }))).toBe(422);
    await expect(problemOf(page, "another")).toContainText("redan stött förslaget");
  });
});
