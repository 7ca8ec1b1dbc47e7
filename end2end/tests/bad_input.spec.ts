// What no page of ours sends: each gets the right status, and a page in the reader's language.

import { expect, test } from "../fixtures.ts";
import { path, propose, proposal } from "../deeds.ts";

test("a megabyte is too much, in either language, and for a form, a draft and the interface", async ({ page, newcomer }) => {
  await newcomer();
  const one = await propose(page, { title: "Tält i parken" });
  const big = "x".repeat(1_000_000);
  const answer = await page.request.post(`${path(one)}/inlagg`, { form: { text: big, stance: "for" } });
  expect(answer.status(), "said at the field, with all that was typed").toBe(422);
  expect(await answer.text()).toContain(big);
  const huge = "x".repeat(3_000_000);
  const most = await page.request.post(`${path(one)}/inlagg`, { form: { text: huge, stance: "for" } });
  expect(most.status()).toBe(413);
  expect(await most.text()).toContain("Det var för mycket");
  const english = await page.request.post(`/en${path(one)}/inlagg`, { form: { text: huge, stance: "for" } });
  expect(english.status()).toBe(413);
  expect(await english.text()).toMatch(/<html lang="en"/);
  expect((await page.request.post("/forslag/nytt", { form: { title: huge } })).status()).toBe(413);
  const json = await page.request.post("/api/v1/proposals", { data: { title: big } });
  expect(json.status()).toBe(413);
  expect(json.headers()["content-type"]).toContain("application/problem+json");
});

test("control characters, unknown fields and wrong types are said, and nothing is made", async ({ page, newcomer }) => {
  await newcomer();
  const one = await propose(page, { title: "Ny sandlåda" });
  const control = await page.request.post(`${path(one)}/inlagg`, { form: { text: "a\u0000b", stance: "for" } });
  expect(control.status()).toBe(422);
  expect(await control.text()).toContain("ett tecken som inte syns");
  const unknown = await page.request.post(`${path(one)}/inlagg`, { form: { text: "Hej", stance: "for", admin: "1" } });
  expect(unknown.status()).toBe(400);
  expect(await unknown.text()).toContain("Hej");
  const stance = await page.request.post(`${path(one)}/inlagg`, { form: { text: "Hej", stance: "hurra" } });
  expect(stance.status()).toBe(422);
  const plain = await page.request.post(`${path(one)}/inlagg`, {
    data: "text=hej", headers: { "content-type": "text/plain" },
  });
  expect(plain.status()).toBe(415);
  const parent = await page.request.post(`${path(one)}/inlagg`, { form: { text: "Hej", parent: "999999" } });
  expect(parent.status()).toBeGreaterThanOrEqual(400);
  expect(parent.status()).toBeLessThan(500);
  expect((await proposal(page, one.id)).comment_count).toBe(0);
});

test("unknown addresses and ids are 404 pages in the reader's language", async ({ page }) => {
  for (const address of [
    "/finns-inte", "/forslag/999999/borta", "/forslag/abc/x", "/forslag/-1/x", "/forslag/1e9/x",
    "/forslag/99999999999999999999/x", "/forslag/nytt/finns-inte/text", "/forslag/nytt/x/kontrollera",
    "/forslag/999999/borta/svara", "/forslag/6/x/ratta/999999",
  ]) {
    const answer = await page.goto(address);
    // Official pages ask a visitor to sign in before they say whether something is there.
    if (page.url().includes("/logga-in")) continue;
    expect(answer?.status(), address).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sidan finns inte");
  }
  expect((await page.goto("/en/finns-inte"))?.status()).toBe(404);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Sidan finns inte");
});

test("strange queries show the list all the same", async ({ page }) => {
  for (const query of ["q=%00", "efter=hittepa", "fro=-1&ordning=slump", "lage=borta&amne=x", "q=%F0%9F%92%A9", "%%%=%%"]) {
    const answer = await page.goto(`/forslag?${query}`);
    expect([200, 400], query).toContain(answer?.status());
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  }
});
