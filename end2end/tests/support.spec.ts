// Support: counted once, counted after signing in, taken back.

import { find, flash, path, propose, proposal } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

const count = ".support__count";

test("a visitor is led to sign in, and the support is counted on return", async ({ page, newcomer, another }) => {
  const author = await another();
  await newcomer(author);
  const lights = await propose(author, { title: "Lampor vid busshållplatsen" });

  await page.goto(path(lights));
  const before = Number(await page.locator(count).textContent());
  await page.getByRole("link", { name: "Logga in och stöd" }).click();
  await expect(page).toHaveURL(/\/logga-in\?sedan=/);
  await expect(page.getByRole("main")).toContainText("räknas ditt stöd direkt");
  await page.locator('button[value="invanare"]').click();

  await expect(page).toHaveURL(new RegExp(`${path(lights)}$`));
  await expect(flash(page)).toHaveText("Ditt stöd är räknat.");
  await expect(page.locator(count)).toHaveText(String(before + 1));
  await expect(page.getByText("Du stöder förslaget")).toBeVisible();
  expect((await proposal(page, lights.id)).support.mine).toBe(true);

  await test.step("undo", async () => {
    await page.getByRole("button", { name: /^Ångra/ }).click();
    await expect(page.locator(count)).toHaveText(String(before));
    await expect(page.getByRole("button", { name: "Stöd förslaget" })).toBeVisible();
    // The page shows it before the server has answered.
    await expect
      .poll(async () => (await proposal(page, lights.id)).support)
      .toMatchObject({ count: before, mine: false });
  });

  await test.step("and again, by keyboard alone", async () => {
    await page.getByRole("button", { name: "Stöd förslaget" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.locator(count)).toHaveText(String(before + 1));
    await expect(page.getByRole("button", { name: /^Ångra/ })).toBeVisible();
  });

  await test.step("a second person makes two", async () => {
    const other = await another();
    await newcomer(other);
    await other.goto(path(lights));
    await other.getByRole("button", { name: "Stöd förslaget" }).click();
    await expect(other.locator(count)).toHaveText(String(before + 2));
    await expect.poll(async () => (await proposal(other, lights.id)).support.count).toBe(before + 2);
  });

  await test.step("who supports already and signs in to support is told so, and stays one", async () => {
    const phone = await another();
    await phone.goto(path(lights));
    await phone.getByRole("link", { name: "Logga in och stöd" }).click();
    await phone.locator('button[value="invanare"]').click();
    await expect(flash(phone)).toHaveText("Du stöder redan förslaget.");
    await expect(phone.locator(count)).toHaveText(String(before + 2));
  });
});

test("many clicks at the same moment are one support", async ({ page, newcomer, another }) => {
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "En klätterställning till" });
  await newcomer();
  const clicks = Array.from({ length: 30 }, () =>
    page.request.post(`${path(one)}/stod`, { form: {}, maxRedirects: 0 }),
  );
  for (const answer of await Promise.all(clicks)) expect(answer.status()).toBe(303);
  expect((await proposal(page, one.id)).support.count).toBe(1);
});

test("where support is closed, it says why instead of a button", async ({ page, newcomer }) => {
  await newcomer();
  const missed = await find(page, "Vinterbadstege vid bryggan");
  await page.goto(path(missed));
  await expect(page.locator(".support__note")).not.toBeEmpty();
  await expect(page.getByRole("button", { name: /^Stöd/ })).toHaveCount(0);
  const answer = await page.request.post(`${path(missed)}/stod`, { form: {} });
  expect(answer.status()).toBe(409);
  expect(await answer.text()).toContain("Tiden för stöd är slut.");
});

test("an official's account does not support, and is told why", async ({ page, signIn }) => {
  await signIn("handlaggare");
  const gym = await find(page, "Utegym vid elljusspåret");
  const before = gym.support.count;
  await page.goto(path(gym));
  const answer = await page.request.post(`${path(gym)}/stod`, { form: {} });
  expect([403, 409]).toContain(answer.status());
  expect(await answer.text()).toContain("Stöd räknas från invånare.");
  expect((await proposal(page, gym.id)).support.count).toBe(before);
});

test("an answer over a slow line leaves whoever has gone on where they are", async ({ page, another, newcomer, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "asks what the browser's part does");
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Livboj vid bryggan" });
  await newcomer(page);
  await page.goto(path(one));
  await expect(page.locator("html")).toHaveAttribute("data-islands", "awake");

  let answer = () => {};
  const held = new Promise<void>((go) => (answer = go));
  await page.route("**/fn/proposals/support", async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("button", { name: "Stöd förslaget" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Du stöder förslaget")).toBeVisible();
  const text = page.locator('main textarea[name="text"]');
  await text.focus();
  await page.keyboard.type("Två ");
  answer();
  await expect(page.getByRole("status").filter({ hasText: "Ditt stöd är räknat." })).toBeAttached();
  await page.keyboard.type("räcker.");
  await expect(text).toBeFocused();
  await expect(text).toHaveValue("Två räcker.");
  expect((await proposal(page, one.id)).support).toMatchObject({ count: 1, mine: true });
});

test("who waits for the answer stands on what takes it back", async ({ page, another, newcomer, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "asks what the browser's part does");
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Räcke vid bryggan" });
  await newcomer(page);
  await page.goto(path(one));
  await expect(page.locator("html")).toHaveAttribute("data-islands", "awake");
  await page.getByRole("button", { name: "Stöd förslaget" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Ångra/ })).toBeFocused();
});
