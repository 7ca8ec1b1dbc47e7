// One's own data: what is held, all of it to take out, and the account taken away.

import { readFile } from "node:fs/promises";

import { flash, path, proposal, propose, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

test("see what is held, take it out, and take the account away", async ({ page, newcomer, another }) => {
  const author = await another();
  await newcomer(author);
  const theirs = await propose(author, { title: "Bänkar i solen vid kajen" });
  const me = await newcomer(page, "Tillfällig Testsson");

  await page.goto(path(theirs));
  await page.getByRole("radio", { name: "Jag är för" }).check();
  await page.getByRole("textbox", { name: "Ditt inlägg" }).fill("Där skulle jag sitta.");
  await page.getByRole("button", { name: "Publicera" }).click();
  await expect(page.getByText("Där skulle jag sitta.")).toBeVisible();
  expect((await page.request.put(`/api/v1/proposals/${theirs.id}/support`)).status()).toBe(200);
  const counted = (await proposal(page, theirs.id)).support.count;

  await page.goto("/konto");
  await page.getByRole("link", { name: "Se och hämta dina uppgifter" }).click();
  await expect(page.getByRole("region", { name: "Inlägg" })).toContainText("1 uppgift");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Hämta mina uppgifter" }).click(),
  ]);
  const zip = (await readFile(await file.path())).toString("latin1");
  expect(zip.startsWith("PK")).toBe(true);
  expect(zip).toContain(me.email);

  await page.getByRole("link", { name: "Ta bort kontot" }).click();
  const erase = page.getByRole("button", { name: "Ta bort mitt konto" });
  expect(await send(page, erase)).toBe(422);
  await page.getByRole("checkbox").check();
  await erase.click();
  await expect(flash(page)).toContainText("Kontot är borttaget");

  await page.goto(path(theirs));
  await expect(page.getByText("Där skulle jag sitta.")).toBeVisible();
  await expect(page.getByText("En invånare").first()).toBeVisible();
  await expect(page.getByText(me.name)).toHaveCount(0);
  expect((await proposal(author, theirs.id)).support.count).toBe(counted - 1);

  await page.goto("/logga-in");
  await page.getByRole("textbox", { name: "E-postadress" }).first().fill(me.email);
  await page.locator('[name="password"]').fill(me.password);
  expect(await send(page, page.getByRole("button", { name: "Logga in", exact: true }))).toBe(401);
});

test("an account with a duty, and one that everybody shares, stay", async ({ page, signIn }) => {
  await signIn("handlaggare");
  await page.goto("/konto/ta-bort");
  await expect(page.getByText("Det här är ett av demots konton")).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
});
