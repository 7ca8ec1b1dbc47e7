// Passkeys, with a virtual device in the browser: added, signed in with, a duty woken by one. They need
// JavaScript by their nature; without it the pages say so and the other ways work.

import type { Page } from "@playwright/test";

import { axeOn } from "../axe.ts";
import { flash, path, proposal, propose } from "../deeds.ts";
import { expect, Server, test as base } from "../fixtures.ts";

const test = base.extend<object, { server: Server }>({
  server: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = new Server("localhost");
      await server.start();
      await use(server);
      await server.stop();
      server.remove();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

/** A device that unlocks itself; answers how to take its passkeys away. */
async function device(page: Page): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("WebAuthn.enable");
  await protocol.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function accessible(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const { violations } = await axeOn(page).analyze();
  expect(violations.map((one) => `${one.id}: ${one.help}`), what).toEqual([]);
}

const make = (page: Page) => page.getByRole("button", { name: "Skapa passnyckeln" });

async function signOut(page: Page): Promise<void> {
  await page.goto("/konto");
  await page.getByRole("main").getByRole("button", { name: "Logga ut", exact: true }).click();
  await expect(flash(page)).toHaveText("Du är utloggad.");
}

test("add a passkey, sign in with it on the way to supporting, and remove it", async ({
  page, newcomer, another, javaScriptEnabled,
}) => {
  test.skip(javaScriptEnabled === false, "passkeys need JavaScript");
  const author = await another();
  await newcomer(author);
  const theirs = await propose(author, { title: "Bänkar längs ån" });
  await device(page);
  await newcomer();

  await page.goto("/konto");
  await page.getByRole("main").getByRole("link", { name: "Se och lägg till" }).click();
  await expect(page.getByText("Du har ingen passnyckel än.")).toBeVisible();
  await accessible(page, "no passkeys");
  await page.getByRole("link", { name: "Lägg till en passnyckel" }).click();
  await accessible(page, "a new passkey");
  await page.getByRole("textbox", { name: "Vad ska den heta?" }).fill("Telefonen");
  await make(page).click();
  await expect(flash(page)).toContainText("Passnyckeln är tillagd");
  await accessible(page, "a list of passkeys");

  await test.step("the same device makes no second one", async () => {
    await page.getByRole("link", { name: "Lägg till en passnyckel" }).click();
    await make(page).click();
    await expect(page.getByText("Den här enheten har redan en passnyckel")).toBeVisible();
    await expect(make(page)).toBeEnabled();
  });

  await signOut(page);
  await page.goto(path(theirs));
  await page.getByRole("link", { name: "Logga in och stöd" }).click();
  await expect(page.getByText("Bänkar längs ån")).toBeVisible();
  await accessible(page, "sign in");
  await page.getByRole("button", { name: "Logga in med passnyckel" }).click();
  await expect(page).toHaveURL(new RegExp(path(theirs)));
  await expect(page.getByText("Du stöder förslaget")).toBeVisible();
  expect((await proposal(page, theirs.id)).support.mine).toBe(true);

  await test.step("prove it again", async () => {
    await page.goto("/konto/bekrafta?sedan=/konto/uppgifter");
    await accessible(page, "proving again");
    await page.getByRole("button", { name: "Bekräfta med passnyckel" }).click();
    await expect(page).toHaveURL(/\/konto\/uppgifter$/);
    await expect(flash(page)).toContainText("vi ser att det är du");
  });

  await page.goto("/konto");
  await expect(page.getByRole("table")).toContainText("med passnyckel");
  await page.goto("/konto/passnycklar");
  await page.getByRole("link", { name: "Telefonen" }).click();
  await accessible(page, "one passkey");
  await page.getByRole("button", { name: "Ta bort passnyckeln" }).click();
  await expect(flash(page)).toContainText("Passnyckeln är borttagen");
  await signOut(page);
  await page.goto("/logga-in");
  await page.getByRole("button", { name: "Logga in med passnyckel" }).click();
  await expect(page.getByRole("heading", { name: "Passnyckeln godtogs inte" })).toBeVisible();
});

test("a duty wakes by a passkey that the operator's link vouched for", async ({
  page, newcomer, server, javaScriptEnabled,
}) => {
  test.skip(javaScriptEnabled === false, "passkeys need JavaScript");
  await device(page);
  const me = await newcomer(page, "Sven Sekreterare");
  server.admin("grant", "--email", me.email, "--role", "secretary", "--body", "KF");
  await page.goto("/konto");
  await expect(page.getByText("Ditt uppdrag vilar", { exact: true })).toBeVisible();
  expect((await page.goto("/handlaggning"))?.status()).toBe(403);

  await test.step("the password alone adds none", async () => {
    await page.goto("/konto/passnycklar/ny");
    await expect(page.getByText("en länk från kommunen")).toBeVisible();
    await expect(make(page)).toHaveCount(0);
  });

  const said = server.admin("passkey-link", "--email", me.email, "--public-url", server.url);
  const link = said.split("\n").find((line) => line.startsWith(server.url)) as string;
  await page.goto(link);
  await make(page).click();
  await expect(flash(page)).toContainText("Passnyckeln är tillagd");
  expect((await page.goto("/handlaggning"))?.status()).toBe(403);
  expect((await page.goto(link))?.status()).toBe(410);

  await page.goto("/konto/passnycklar");
  await accessible(page, "a duty to wake");
  await page.getByRole("link", { name: "Väck uppdraget" }).click();
  await page.getByRole("button", { name: "Bekräfta med passnyckel" }).click();
  await expect(flash(page)).toContainText("vi ser att det är du");
  expect((await page.goto("/handlaggning"))?.status()).toBe(200);

  await test.step("and by signing in with it", async () => {
    await signOut(page);
    await page.goto("/logga-in");
    await page.getByRole("button", { name: "Logga in med passnyckel" }).click();
    await expect(flash(page)).toBeVisible();
    expect((await page.goto("/handlaggning"))?.status()).toBe(200);
  });
});

test("without JavaScript the pages say so, and the other ways work", async ({
  page, newcomer, javaScriptEnabled,
}) => {
  test.skip(javaScriptEnabled !== false, "this is about a browser without it");
  const me = await newcomer();
  await page.goto("/konto/passnycklar/ny");
  await expect(page.locator("noscript p")).toContainText("behövs JavaScript");
  await expect(page.locator("noscript p")).toBeVisible();
  await expect(make(page)).toBeHidden();

  await page.goto("/konto/bekrafta?sedan=/konto/uppgifter");
  await page.locator('[name="password"]').fill(me.password);
  await page.getByRole("button", { name: "Bekräfta", exact: true }).click();
  await expect(page).toHaveURL(/\/konto\/uppgifter$/);
  await expect(flash(page)).toContainText("vi ser att det är du");

  await signOut(page);
  await page.goto("/logga-in");
  await expect(page.locator("noscript p")).toContainText("logga in med passnyckel behövs JavaScript");
  await expect(page.locator("noscript p")).toBeVisible();
  await expect(page.getByRole("button", { name: "Logga in med passnyckel" })).toBeHidden();
  await page.getByRole("textbox", { name: "E-postadress" }).first().fill(me.email);
  await page.locator('[name="password"]').fill(me.password);
  await page.getByRole("button", { name: "Logga in", exact: true }).click();
  await expect(flash(page)).toBeVisible();
});
