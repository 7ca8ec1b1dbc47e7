// The short path: an idea is published, gets one of six answers, and is done.

import { day, fill, flash, path, problemOf, proposal, propose, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

test("an idea goes from published to done", async ({ page, another, newcomer, signIn }) => {
  await newcomer();
  const idea = await propose(page, { title: "Lånehjälmar vid isen", kind: "idea", topic: "fritid" });
  expect(idea.stage).toBe("published");
  await page.goto(path(idea));
  await expect(page.locator(".state")).toContainText("Öppen idé");

  const office = await another();
  await signIn("handlaggare", office);
  await office.goto(path(idea));
  await office.getByRole("link", { name: "Svara på idén" }).click();
  for (const verdict of ["Ja, nu", "Vi provar", "Till budgeten", "Finns redan", "Nej", "Lämnad vidare"]) {
    await expect(office.getByRole("link", { name: new RegExp(`^${verdict}`) })).toBeVisible();
  }
  await office.getByRole("link", { name: /^Vi provar/ }).click();
  const publish = office.getByRole("button", { name: "Publicera svaret" });
  await fill(office, { answer: "Bra tänkt. Vi provar i vinter." });
  expect(await send(office, publish)).toBe(422);
  await expect(problemOf(office, "pilot_from")).toBeVisible();
  await expect(office.locator('[name="answer"]')).toHaveValue("Bra tänkt. Vi provar i vinter.");
  const names = await office.locator("main form [name]").evaluateAll((all) =>
    all.map((one) => (one as HTMLInputElement).name),
  );
  const given: Record<string, string> = {
    pilot_from: day(7), pilot_to: day(97), measure: "Hur många som lånar.", responsible: "fritidsenheten",
    contact: "fritid@bjorksjo.example", cost: "15000", answer: "Bra tänkt. Vi provar i vinter.",
    first_step: "Vi köper hjälmar.",
  };
  await fill(office, Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name))));
  await publish.click();
  await expect(flash(office)).toHaveText("Svaret är publicerat.");

  await page.goto(path(idea));
  await expect(page.locator(".state")).toContainText("Vi provar");
  await expect(page.locator(".act.is-official")).toContainText("Svar på idén: Vi provar");
  await expect(page.locator(".act.is-official")).toContainText("Bra tänkt.");

  await office.goto(`${path(idea)}/omdome`);
  await office.getByRole("link", { name: /^Det är gjort/ }).click();
  await fill(office, { on: day(0), actual_cost: "14200" });
  await publish.click();
  await page.goto(path(idea));
  await expect(page.locator(".state")).toContainText("Gjord");
  expect((await proposal(page, idea.id)).stage).toBe("done");
});

test("a young person in a group supports and writes ideas, but hands in no formal proposal", async ({ page, signIn }) => {
  await signIn("ungdom");
  const idea = await propose(page, { title: "Kvällspingis i aulan", kind: "idea" });
  await page.goto(path(idea));
  await expect(page.getByRole("main")).toContainText("Idé av Norrsken");
  const formal = await page.request.post("/api/v1/proposals", {
    data: { title: "Formellt", body: "Text.", topic: "trygghet" },
  });
  expect(formal.status()).toBe(403);
});
