// A picture of an idea: sent by a member, refused with what is wrong, read first by who leads the group, seen by
// everybody, and taken down.

import { readFileSync } from "node:fs";

import { approve, comeIn, draft, group, main, press, violations, writeIdea } from "../campaign.ts";
import { fill, flash, pdf, png, problemOf, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

const drawing = readFileSync(new URL("../../server/demo/lunchlotteriet.png", import.meta.url));

test("a picture is read first, shown, and taken down", async ({ page, another, signIn, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  const mark = `${Date.now() % 1_000_000}`;
  const idea = `Trappan ${mark}`;
  await signIn("handledare");
  const code = await group(page, `Bildklass ${mark}`);
  const room = new URL(page.url()).pathname.replace(/\/kort$/, "");
  const address = await draft(page, `Bildlådan ${mark}`, "Hur kan det se ut?", "I skolan: 1", `Bildklass ${mark}`);
  const official = await another();
  await signIn("handlaggare", official);
  await approve(official, address);
  const phone = await another();
  await comeIn(phone, code, "Pigg Älg");
  await writeIdea(phone, idea, "I skolan");
  await phone.goto(`${address}/ideer`);
  await main(phone).getByRole("link", { name: idea, exact: true }).click();
  const at = new URL(phone.url()).pathname;
  const file = phone.locator('main [name="picture"]');
  const save = main(phone).getByRole("button", { name: "Spara bilden" });

  await test.step("what is missing is said, and nothing typed is lost", async () => {
    await main(phone).getByRole("link", { name: "Lägg till en bild" }).click();
    expect(await send(phone, save)).toBe(422);
    for (const name of ["picture", "description", "recognised", "taken_by"]) {
      await expect(problemOf(phone, name), name).toBeVisible();
    }
    await fill(phone, { description: "Två bord och en skål.", recognised: "agreed", taken_by: "Emma Andersson" });
    await file.setInputFiles({ name: "bild.pdf", mimeType: "application/pdf", buffer: pdf("Bild") });
    expect(await send(phone, save)).toBe(422);
    for (const name of ["picture", "agreed", "taken_by"]) await expect(problemOf(phone, name), name).toBeVisible();
    await expect(phone.locator('[name="description"]')).toHaveValue("Två bord och en skål.");
    if (javaScriptEnabled) expect(await violations(phone), "with errors").toEqual([]);
  });

  await test.step("it comes back with a word, and another one goes", async () => {
    await fill(phone, { agreed: "Vi frågade alla fyra.", taken_by: "Pigg Älg" });
    await file.setInputFiles({ name: "punkt.png", mimeType: "image/png", buffer: png("Author\0Maja") });
    await save.click();
    await expect(flash(phone)).toHaveText("Bilden är sparad.");
    await expect(main(phone)).toContainText("Bilden väntar på att din ledare tittar på den");
    await page.goto(room);
    await main(page).getByRole("link", { name: idea }).click();
    await expect(main(page)).toContainText("Vi frågade alla fyra.");
    if (javaScriptEnabled) expect(await violations(page), "to read").toEqual([]);
    await page.locator("summary", { hasText: "Skicka tillbaka" }).click();
    const back = main(page).getByRole("button", { name: "Skicka tillbaka", exact: true });
    expect(await send(page, back)).toBe(422);
    await fill(page, { word: "Den är för liten. Ta en ny!" });
    await back.click();
    await expect(flash(page)).toHaveText("Bilden är tillbaka hos den som skickade den.");
    await phone.goto(at);
    await main(phone).getByRole("link", { name: /^Bilden kom tillbaka/ }).click();
    await expect(main(phone)).toContainText("Den är för liten. Ta en ny!");
    await fill(phone, { description: "Två bord och en skål.", recognised: "nobody", taken_by: "Pigg Älg" });
    await file.setInputFiles({ name: "IMG_1.png", mimeType: "image/png", buffer: drawing });
    await save.click();
    await expect(flash(phone)).toHaveText("Bilden är sparad.");
  });

  const visitor = await another();
  const seen = main(visitor).getByRole("img", { name: "Två bord och en skål." });
  await visitor.goto(at);
  await expect(seen).toHaveCount(0);

  await test.step("everybody sees it, small in lists", async () => {
    await page.goto(`${room}/lasa`);
    await main(page).getByRole("link", { name: idea }).click();
    await expect(main(page).getByRole("figure").getByRole("img")).toHaveJSProperty("naturalWidth", 960);
    await press(page, "Visa bilden för alla");
    await expect(flash(page)).toHaveText("Alla ser bilden nu.");
    await visitor.goto(at);
    await seen.scrollIntoViewIfNeeded();
    await expect(seen).toHaveJSProperty("naturalWidth", 960);
    await expect(main(visitor)).toContainText("Bild: Pigg Älg. CC BY 4.0.");
    if (javaScriptEnabled) expect(await violations(visitor)).toEqual([]);
    await visitor.goto(`${address}/ideer`);
    await seen.scrollIntoViewIfNeeded();
    await expect(seen).toHaveJSProperty("naturalWidth", 320);
  });

  await test.step("taken down it is gone at once", async () => {
    const shown = await seen.getAttribute("src");
    expect((await visitor.request.get(shown!)).status()).toBe(200);
    await phone.goto(at);
    await main(phone).getByRole("link", { name: "Ändra eller ta bort bilden" }).click();
    await phone.locator("summary", { hasText: "Ta bort bilden" }).click();
    await press(phone, "Ta bort bilden nu");
    await expect(flash(phone)).toHaveText("Bilden är borttagen.");
    expect((await visitor.request.get(shown!)).status()).toBe(410);
    await visitor.goto(at);
    await expect(seen).toHaveCount(0);
  });
});
