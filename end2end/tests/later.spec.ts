// Answers that are written and not yet published: at a set time, and read by a colleague first.

import { day, fill, flash, path, proposal, propose, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

test("an answer with a time is published then, also by a server that has just started", async ({
  page, another, newcomer, signIn, server,
}) => {
  test.setTimeout(240_000);
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Klocka på torget" });
  const answers = async () =>
    (await proposal(author, one.id)).acts.filter((act) => act.kind === "official_answer").length;
  await signIn("handlaggare");
  await page.goto(`${path(one)}/svara`);
  await fill(page, { text: "Klockan sätts upp i dag." });
  await page.locator("details.fold > summary", { hasText: "Publicera vid en tid" }).click();
  // The next whole minute, or the one after it where that is too near to be typed.
  const then = new Date(Math.ceil((Date.now() + 5_000) / 60_000) * 60_000);
  const local = (options: Intl.DateTimeFormatOptions) =>
    then.toLocaleString("sv-SE", { timeZone: "Europe/Stockholm", ...options });
  await fill(page, {
    publish_day: local({ dateStyle: "short" }), publish_time: local({ timeStyle: "short" }).replace(":", "."),
  });
  await page.getByRole("button", { name: "Publicera vid den tiden" }).click();
  await expect(flash(page)).toHaveText("Sparat. Svaret publiceras vid den tid du valde.");
  expect(await answers()).toBe(0);
  await author.goto(path(one));
  await expect(author.getByRole("main")).not.toContainText("Klockan sätts upp");

  // The server is not there when the moment comes, and no page asks for it meanwhile.
  for (const each of [page, author]) await each.goto("about:blank");
  expect(await server.stop()).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, then.getTime() + 1_000 - Date.now())));
  await server.start();
  await expect.poll(answers, { timeout: 20_000 }).toBe(1);
  await author.goto(path(one));
  await expect(author.locator(".act.is-official")).toContainText("Klockan sätts upp i dag.");
  await expect(author.locator(".act.is-official")).toContainText("Maja");
  await page.goto("/arbete");
  await expect(page.getByRole("main")).not.toContainText("Ditt svar publiceras");
});

test("a colleague reads an answer, changes it and gives it back", async ({ page, another, newcomer, signIn, server }) => {
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Rökfri badplats" });
  // The demo has one official. A secretary gets the duty as well, for as long as this takes.
  const colleague = await another();
  const duty = ["--email", "sekreterare2@bjorksjo.example", "--role", "official"];
  server.admin("grant", ...duty, "--department", "miljöförvaltningen", "--title", "miljöstrateg");
  await signIn("sekreterare2", colleague);
  await signIn("handlaggare");
  const form = `${path(one)}/svara`;
  const text = (who: typeof page) => who.locator('main [name="text"]');

  await test.step("kept, nobody but those who answer sees it", async () => {
    await page.goto(form);
    await fill(page, { text: "Vi provar en rökfri badplats." });
    await page.getByRole("button", { name: "Spara till en kollega läser" }).click();
    await expect(flash(page)).toHaveText("Sparat. Inget är publicerat. En kollega kan läsa.");
    await author.goto(path(one));
    await expect(author.getByRole("main")).not.toContainText("rökfri badplats.");
    expect((await author.goto(form))?.status()).toBe(403);
  });

  await test.step("the colleague finds it on the desk, changes it and gives it back", async () => {
    await colleague.goto("/arbete");
    const waits = colleague.locator(".item", { hasText: one.title });
    await expect(waits).toContainText("Maja sparade ett svar");
    await waits.getByRole("link", { name: one.title }).click();
    await expect(text(colleague)).toHaveValue("Vi provar en rökfri badplats.");
    await text(colleague).fill("Vi provar en rökfri badplats i två somrar.");
    await colleague.getByRole("button", { name: "Lämna tillbaka till Maja" }).click();
    await expect(flash(colleague)).toHaveText("Lämnat tillbaka. Inget är publicerat.");
    expect((await proposal(author, one.id)).acts.map((act) => act.kind)).not.toContain("official_answer");
  });

  await test.step("who wrote on meanwhile loses nothing, and sees the colleague's words beside", async () => {
    await page.goto("/arbete");
    await expect(page.locator(".item", { hasText: one.title }).first()).toContainText("Berit läste ditt svar");
    await page.getByRole("link", { name: one.title }).first().click();
    await expect(text(page)).toHaveValue("Vi provar en rökfri badplats i två somrar.");
    await colleague.goto(form);
    await text(colleague).fill("Vi provar en rökfri badplats i tre somrar.");
    await colleague.getByRole("button", { name: "Lämna tillbaka till Maja" }).click();
    await expect(flash(colleague)).toBeVisible();
    await text(page).fill("Vi provar en rökfri badplats från juni.");
    expect(await send(page, page.getByRole("button", { name: "Publicera svaret" }))).toBe(409);
    await expect(text(page)).toHaveValue("Vi provar en rökfri badplats från juni.");
    await expect(page.getByRole("main")).toContainText("Vi provar en rökfri badplats i tre somrar.");
    expect((await proposal(author, one.id)).acts.map((act) => act.kind)).not.toContain("official_answer");
  });

  await test.step("and publishes, having seen both", async () => {
    await text(page).fill("Vi provar en rökfri badplats från juni, i tre somrar.");
    await page.getByRole("button", { name: "Publicera svaret" }).click();
    await expect(flash(page)).toHaveText("Svaret är publicerat.");
    await author.goto(path(one));
    await expect(author.locator(".act.is-official")).toContainText("från juni, i tre somrar.");
    await expect(author.locator(".act.is-official")).toHaveCount(1);
    await colleague.goto("/arbete");
    await expect(colleague.locator(".item", { hasText: one.title })).toHaveCount(0);
  });
  server.admin("revoke", ...duty);
});
