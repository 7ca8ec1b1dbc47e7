// Following without supporting, and getting out of letters again: signed in, and by a letter's link.

import { AxeBuilder } from "@axe-core/playwright";

import { fill, flash, path, proposal, propose, send } from "../deeds.ts";
import { expect, letterLink, test } from "../fixtures.ts";

test("a proposal is followed, found on one's own page, and left", async ({ page, newcomer, another }) => {
  const author = await another();
  await newcomer(author);
  const bench = await propose(author, { title: "En bänk vid busshållplatsen" });

  await page.goto(path(bench));
  await expect(page.getByRole("button", { name: "Följ", exact: true }), "a visitor has the feed").toHaveCount(0);

  await newcomer();
  await page.goto(path(bench));
  await page.getByRole("button", { name: "Följ", exact: true }).click();
  await expect(flash(page)).toHaveText("Du får brev om varje steg.");
  await expect(page.getByRole("button", { name: "Sluta följa" })).toBeVisible();

  await page.goto("/konto");
  await page.getByRole("link", { name: "Brev om förslag" }).click();
  await expect(page.getByRole("link", { name: bench.title })).toBeVisible();

  await test.step("all letters are switched off and on", async () => {
    await page.getByRole("button", { name: "Stäng av alla brev" }).click();
    await expect(flash(page)).toHaveText("Du får inga fler brev om förslag.");
    await page.getByRole("button", { name: /^Få brev igen$/ }).click();
    await expect(flash(page)).toHaveText("Du får brev om förslag igen.");
  });

  await test.step("and left, by keyboard", async () => {
    await page.getByRole("button", { name: /^Sluta följa/ }).focus();
    await page.keyboard.press("Enter");
    await expect(flash(page)).toHaveText("Du får inga fler brev om det.");
    await expect(page.getByText("Du följer inget än")).toBeVisible();
  });
});

test("whoever supports chooses to get no letters, and goes on supporting", async ({ page, newcomer, another }) => {
  const author = await another();
  await newcomer(author);
  const swing = await propose(author, { title: "En gunga till vid sjön" });
  await newcomer();
  await page.goto(path(swing));
  await page.getByRole("button", { name: "Stöd förslaget" }).click();
  // The page shows it before the server has answered.
  await expect.poll(async () => (await proposal(page, swing.id)).support.mine).toBe(true);
  await page.goto(path(swing));
  await page.getByRole("button", { name: "Sluta få brev" }).click();
  await expect(page.getByText("har valt att inte få brev om det här")).toBeVisible();
  await expect(page.getByText("Du stöder förslaget")).toBeVisible();
  await page.getByRole("button", { name: "Få brev igen" }).click();
  await expect(page.getByRole("button", { name: "Sluta få brev" })).toBeVisible();
});

test("a letter's link stops letters without signing in", async ({ page, newcomer, another, signIn }, info) => {
  const checked = async (at: typeof page) => {
    // axe itself is JavaScript.
    if (info.project.name !== "with-javascript") return;
    const { violations } = await new AxeBuilder({ page: at }).analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
  };

  const author = await another();
  await newcomer(author);
  const lamp = await propose(author, { title: "Lampa vid cykelstället" });
  const reader = await another();
  const person = await newcomer(reader);
  await reader.goto(path(lamp));
  await reader.getByRole("button", { name: "Följ", exact: true }).click();
  await expect(flash(reader)).toBeVisible();

  await signIn("handlaggare");
  await page.goto(`${path(lamp)}/svara`);
  await fill(page, { text: "Vi sätter upp den i höst." });
  expect(await send(page, page.getByRole("button", { name: "Publicera svaret" }))).toBe(200);

  const phone = await another();
  const link = await letterLink(phone, person.email, "avsluta");
  await phone.goto(link);
  await expect(phone.getByRole("main")).toContainText(lamp.title);
  await checked(phone);
  await phone.getByRole("button", { name: "Sluta få brev om förslaget" }).click();
  await expect(phone.getByRole("main")).toContainText("Du får inga fler brev om förslaget");
  await checked(phone);
  await reader.goto(path(lamp));
  await expect(reader.getByRole("button", { name: "Följ", exact: true })).toBeVisible();

  await test.step("a mail program's one click", async () => {
    const answer = await phone.request.post(link, {
      form: { "List-Unsubscribe": "One-Click" },
      headers: { origin: "https://mail.example" },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(200);
  });
});

test("feeds are XML, and pages say where they are", async ({ page, newcomer }) => {
  await newcomer();
  const kiosk = await propose(page, { title: "En kiosk <i>&\"'</i> vid badet" });
  for (const [address, count] of [["/forslag", 3], ["/svar", 3], [path(kiosk), 1]] as const) {
    await page.goto(address);
    const feed = page.locator('link[rel="alternate"][type="application/atom+xml"]');
    await expect(feed).toHaveCount(1);
    const answer = await page.request.get((await feed.getAttribute("href")) ?? "");
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toContain("application/atom+xml");
    const xml = await answer.text();
    expect(xml.match(/<entry>/g)?.length ?? 0).toBeGreaterThanOrEqual(count);
    await expect(page.getByRole("main").getByText("Flöde (Atom)")).toHaveCount(1);
    expect(xml).not.toContain("<i>");
    if (test.info().project.name !== "with-javascript") continue;
    const broken = await page.evaluate(
      (text) => new DOMParser().parseFromString(text, "application/xml").querySelector("parsererror")?.textContent,
      xml,
    );
    expect(broken ?? "").toBe("");
  }
});
