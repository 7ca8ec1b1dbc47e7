// Somebody wants to help with an idea: counted for everybody, named to nobody but whoever may know.

import { flash, path, propose } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

test("who wants to help says so, and takes it back", async ({ page, another, newcomer }, info) => {
  const [siv, leo] = [await another(), await another()];
  await newcomer(siv);
  const helper = await newcomer(leo);
  const title = `Bygg en brygga ${info.project.name} ${Date.now() % 100_000}`;
  const idea = await propose(siv, { title, kind: "idea", topic: "fritid" });
  await leo.goto(path(idea));
  await leo.getByRole("checkbox", { name: "Visa mitt namn" }).check();
  await leo.getByRole("button", { name: "Jag vill hjälpa till" }).click();
  await expect(flash(leo)).toContainText("Du vill hjälpa till.");
  await expect(leo.getByRole("button", { name: "Jag hjälper inte till längre" })).toBeVisible();

  await page.goto(path(idea));
  await expect(page.getByText("1 vill hjälpa till")).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(helper.name);
  await siv.goto(path(idea));
  await siv.getByText("Vilka de är").click();
  await expect(siv.getByRole("listitem").filter({ hasText: helper.name })).toBeVisible();

  await leo.getByRole("button", { name: "Jag hjälper inte till längre" }).click();
  await expect(flash(leo)).toContainText("Du hjälper inte till längre.");
  await page.goto(path(idea));
  await expect(page.getByText("vill hjälpa till", { exact: false }).filter({ hasText: "1" })).toHaveCount(0);
});
