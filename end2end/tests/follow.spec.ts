// Following without supporting, and getting out of letters again: signed in, and by a letter's link.


import { axeOn } from "../axe.ts";
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
  await expect(flash(page)).toHaveText("Du följer och får veta om varje steg.");
  await expect(page.getByRole("button", { name: "Sluta följa" })).toBeVisible();

  await page.goto("/konto");
  await page.getByRole("link", { name: "Aviseringar" }).click();
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
    await expect(page.getByText("Du följer inget förslag än")).toBeVisible();
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
    const { violations } = await axeOn(at).analyze();
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

test("how soon is chosen kind by kind, and what is wrong is said where it is", async ({ page, newcomer }) => {
  await newcomer();
  await page.goto("/konto/brev");
  await expect(page).toHaveURL(/\/konto\/aviseringar$/);
  await expect(page.getByText("Det här kommer alltid")).toBeVisible();
  const kind = (name: string) => page.getByRole("radiogroup", { name });
  await expect(kind("Svar och beslut").getByLabel("Genast"), "the calm ones").toBeChecked();
  await expect(kind("Nya förslag").getByLabel("En gång i veckan")).toBeChecked();
  await kind("Svar och beslut").getByLabel("En gång om dagen").check();
  await kind("Nya förslag").getByLabel("Aldrig").check();
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(flash(page)).toHaveText("Dina val är sparade.");
  await expect(kind("Svar och beslut").getByLabel("En gång om dagen")).toBeChecked();
  await expect(kind("Nya förslag").getByLabel("Aldrig")).toBeChecked();
});

test("a topic is followed from its list, and left from one's own page", async ({ page, newcomer }) => {
  await page.goto("/forslag?amne=trygghet");
  await expect(page.getByRole("button", { name: /^Följ / }), "a visitor has the feed").toHaveCount(0);
  await newcomer();
  await page.goto("/forslag?amne=trygghet");
  await page.getByRole("button", { name: "Följ Trygghet" }).click();
  await expect(flash(page)).toContainText("Du följer det nu.");
  await expect(page).toHaveURL(/amne=trygghet/);
  await expect(page.getByRole("button", { name: "Sluta följa Trygghet" })).toBeVisible();
  await page.goto("/konto/aviseringar");
  await expect(page.getByRole("link", { name: "Trygghet" })).toBeVisible();
  await page.getByRole("button", { name: /^Sluta följa/ }).click();
  await expect(flash(page)).toHaveText("Du följer det inte längre.");
  await expect(page.getByText("Du följer inget sådant än.")).toBeVisible();
});

test("a comment is told to whose proposal it is, in the menu and in their list", async ({ page, newcomer, another }) => {
  await newcomer();
  const pier = await propose(page, { title: "En brygga till vid badet" });
  const neighbour = await another();
  await newcomer(neighbour);
  await neighbour.goto(path(pier));
  await fill(neighbour, { text: "Den gamla räcker inte om sommaren." });
  expect(await send(neighbour, neighbour.locator('main form[action$="/inlagg"] button'))).toBe(200);

  // On a phone the menu is folded.
  const news = page.locator(".nav__list a", { hasText: "1 ny händelse" });
  await expect(async () => {
    await page.goto("/konto");
    await expect(page.getByRole("main").getByText("1 ny")).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 40_000, intervals: [2_000] });
  await page.goto("/konto/handelser");
  await expect(page.getByText("Den gamla räcker inte om sommaren.")).toBeVisible();
  await expect(news).toHaveCount(1);
  await page.getByRole("main").getByRole("link", { name: pier.title }).click();
  await expect(page).toHaveURL(/#inlagg-\d+$/);
  await page.goto("/konto/handelser");
  await expect(news).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Markera alla som lästa" })).toHaveCount(0);
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
