// Signing in with e-identification, at a real provider: as a newcomer with something to support, again,
// by another provider, into an account one has, and not after all.

import type { Page } from "@playwright/test";

import { axeOn } from "../axe.ts";
import { flash, path, propose, proposal } from "../deeds.ts";
import { test as base, expect, Server } from "../fixtures.ts";
import { type Citizen, IdentityProvider, providersFile, someNumber } from "../provider.ts";

type Providers = { one: IdentityProvider; two: IdentityProvider };

// One tells everything in the token, under the name of one broker; the other under that of another, at
// its address for claims.
const test = base.extend<object, { providers: Providers }>({
  providers: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const one = new IdentityProvider({ id: "testlegitimation", name: "Testlegitimation", claim: "nin", userinfo: false });
      const two = new IdentityProvider({ id: "prova-id", name: "Pröva-ID", claim: "ssn", userinfo: true });
      await use({ one, two });
    },
    { scope: "worker" },
  ],
  server: [
    async ({ providers }, use) => {
      const { one, two } = providers;
      const server = new Server();
      await server.reserve();
      const back = (id: string) => `${server.url}/logga-in/e-legitimation/${id}/klar`;
      await one.start(back(one.kind.id));
      await two.start(back(two.kind.id));
      const { file, remove } = providersFile([one, two]);
      await server.start(["--providers", file]);
      await use(server);
      await server.stop();
      server.remove();
      await one.stop();
      await two.stop();
      remove();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

let people = 0;

function citizen(providers: Providers, name: string): Citizen {
  people += 1;
  const somebody = { user: `person${people}`, number: someNumber(), name };
  providers.one.knows(somebody);
  return somebody;
}

const button = (page: Page, name: string) => page.getByRole("button", { name: `Logga in med ${name}` });

/** On the provider's page. */
async function identify(page: Page, user: string): Promise<void> {
  await page.getByLabel("Vem är du?").fill(user);
  await page.getByRole("button", { name: "Legitimera" }).click();
}

async function signInWith(page: Page, name: string, user: string): Promise<void> {
  await page.goto("/logga-in");
  await button(page, name).click();
  await identify(page, user);
  await expect(flash(page)).toBeVisible();
}

async function signOut(page: Page): Promise<void> {
  await page.goto("/konto");
  await page.getByRole("main").getByRole("button", { name: "Logga ut", exact: true }).click();
  await expect(flash(page)).toHaveText("Du är utloggad.");
}

/** What the account page says about who one is. */
async function facts(page: Page): Promise<string> {
  await page.goto("/konto");
  return (await page.locator(".facts").textContent()) ?? "";
}

test("a newcomer supports on return, and is the same person the second time", async ({ page, providers, newcomer, another }) => {
  const author = await another();
  await newcomer(author);
  const lights = await propose(author, { title: "Lampor vid bryggan" });
  const alva = citizen(providers, "Alva Ek");

  await page.goto(path(lights));
  await page.getByRole("link", { name: "Logga in och stöd" }).click();
  await button(page, "Testlegitimation").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Testlegitimation");
  expect(new URL(page.url()).origin).toBe(providers.one.issuer);
  await identify(page, alva.user);

  await expect(page).toHaveURL(new RegExp(`${path(lights)}$`));
  await expect(flash(page)).toHaveText("Ditt stöd är räknat.");
  expect((await proposal(page, lights.id)).support).toMatchObject({ mine: true, count: lights.support.count + 1 });
  expect(await facts(page)).toContain("Alva Ek");

  await signOut(page);
  const phone = await another();
  await signInWith(phone, "Testlegitimation", alva.user);
  expect(await facts(phone)).toContain("Alva Ek");
  expect((await proposal(phone, lights.id)).support.mine).toBe(true);
});

test("two providers and one number are one account", async ({ page, providers, newcomer, another }) => {
  const author = await another();
  await newcomer(author);
  const bench = await propose(author, { title: "En bänk vid kiosken" });
  const bo = citizen(providers, "Bo Sten");
  providers.two.knows({ ...bo, user: "annan-anvandare", name: "BO STEN" });

  await signInWith(page, "Testlegitimation", bo.user);
  await page.goto(path(bench));
  await page.getByRole("button", { name: "Stöd förslaget" }).click();
  await expect.poll(async () => (await proposal(page, bench.id)).support.mine).toBe(true);

  const other = await another();
  await signInWith(other, "Pröva-ID", "annan-anvandare");
  expect((await proposal(other, bench.id)).support).toMatchObject({ mine: true, count: bench.support.count + 1 });
  expect(await facts(other)).toContain("Bo Sten");
});

test("an account with a password takes it as a way in", async ({ page, providers, newcomer, another }) => {
  const person = await newcomer(page, "Siv på höjden");
  const siv = citizen(providers, "Siv Lind");
  await page.goto("/konto");
  await page.getByRole("button", { name: "Koppla Testlegitimation" }).click();
  await identify(page, siv.user);
  await expect(flash(page)).toHaveText("Nu är e-legitimationen kopplad till ditt konto.");
  await expect(page).toHaveURL(/\/konto$/);

  const phone = await another();
  await signInWith(phone, "Testlegitimation", siv.user);
  const told = await facts(phone);
  expect(told).toContain("Siv på höjden");
  expect(told).toContain(person.email);
});

test("who changes their mind is back where they were, with all other ways", async ({ page, providers }) => {
  citizen(providers, "Ida Berg");
  await page.goto("/logga-in?sedan=/konto");
  await button(page, "Testlegitimation").click();
  await page.getByRole("button", { name: "Avbryt" }).click();
  await expect(page).toHaveURL(/\/logga-in\?sedan=%2Fkonto$/);
  await expect(flash(page)).toHaveText("Du avbröt, så ingenting har ändrats.");
  await expect(button(page, "Pröva-ID")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Lösenord" })).toBeVisible();
});

test("an answer that came before signs nobody in", async ({ page, providers, another }) => {
  const ulf = citizen(providers, "Ulf Ek");
  await page.goto("/logga-in");
  await button(page, "Testlegitimation").click();
  const answered = page.waitForRequest(/\/klar\?/);
  await identify(page, ulf.user);
  const answer = (await answered).url();
  await expect(flash(page)).toBeVisible();
  const thief = await another();
  expect((await thief.goto(answer))?.status()).toBe(410);
  await expect(thief.getByRole("main")).toContainText("Inloggningen hann bli för gammal");
  expect((await thief.request.get("/konto", { maxRedirects: 0 })).status()).toBe(303);
});

test("axe: the pages with providers on them", async ({ page, newcomer, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "axe is JavaScript itself");
  const look = async (name: string) => {
    const { violations } = await axeOn(page).analyze();
    expect(violations.map((one) => `${one.id}: ${one.help}`), name).toEqual([]);
  };
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "dark" });
  await page.goto("/logga-in");
  await look("the ways in");
  await page.goto("/logga-in/e-legitimation/testlegitimation/klar?state=x");
  await expect(page.locator(".error-summary")).toBeVisible();
  await look("an answer nobody waits for");
  await newcomer();
  await page.goto("/konto");
  await look("the account");
});
