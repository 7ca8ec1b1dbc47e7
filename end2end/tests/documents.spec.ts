// Documents on a case: added with a file, refused with what is wrong, read and saved by everybody, and
// taken down so that the address says what became of it.

import { readFileSync } from "node:fs";

import { fill, fieldOf, flash, path, pdf, png, problemOf, propose, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

test("a document is added, refused, read, saved and taken down", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(120_000);
  const resident = await another();
  await newcomer(resident);
  const road = await propose(resident, { title: "Farthinder på Strandvägen" });
  const at = path(road);
  const told = {
    title: "Trafikmätning på Strandvägen", made_by: "Gatuenheten", dated: "2026-03-01",
    description: "En vecka i februari.",
  };
  const report = { name: "C:\\mätning.PDF", mimeType: "application/pdf", buffer: pdf("Trafik") };
  const map = { name: "karta.png", mimeType: "image/png", buffer: png("Author\0Maja på kontoret") };
  const file = page.locator('main [name="file"]');
  const add = page.getByRole("button", { name: "Lägg till handlingen" });
  const tick = () => page.getByRole("checkbox", { name: /^Jag har kontrollerat/ }).check();

  await test.step("by an official, from the page of the case", async () => {
    await signIn("handlaggare");
    const form = { text: "Vi har mätt trafiken.", once: "ett-svar-med-handlingar" };
    expect((await page.request.post(`${at}/svara`, { form })).status()).toBe(200);
    await page.goto(at);
    await page.getByRole("link", { name: "Handlingar", exact: true }).click();
    await expect(page.getByRole("main")).toContainText("Här finns inga handlingar än.");
  });

  await test.step("without anything, every field that is missing says so", async () => {
    expect(await send(page, add)).toBe(422);
    for (const name of ["title", "made_by", "dated", "file", "confirmation"]) {
      await expect(problemOf(page, name), name).toBeVisible();
    }
  });

  await test.step("a file of another kind is refused, whatever it is called, and what was typed stays", async () => {
    await fill(page, told);
    await page.locator('main [name="belongs_to"]').selectOption({ index: 1 });
    await file.setInputFiles({ ...report, buffer: Buffer.from("<script>alert(1)</script>") });
    await tick();
    expect(await send(page, add)).toBe(422);
    await expect(problemOf(page, "file")).toContainText("Filen är varken PDF, PNG eller JPEG");
    for (const [name, value] of Object.entries(told)) {
      await expect(page.locator(`main [name="${name}"]`)).toHaveValue(value);
    }
    await expect(page.locator('main [name="belongs_to"]')).not.toHaveValue("");
    await file.setInputFiles({ ...report, buffer: Buffer.concat([report.buffer, Buffer.from("PK\x03\x04")]) });
    await tick();
    expect(await send(page, add)).toBe(422);
    await expect(problemOf(page, "file")).toContainText("Efter slutet på PDF:en ligger något annat");
    await file.setInputFiles({ ...report, buffer: Buffer.alloc(5 * 1024 * 1024 + 1, " ") });
    await tick();
    expect(await send(page, add)).toBe(422);
    await expect(problemOf(page, "file")).toContainText("Filen är för stor");
    await expect(page.locator('main [name="title"]')).toHaveValue(told.title);
  });

  await test.step("who forgets the tick picks the file again", async () => {
    await file.setInputFiles(report);
    expect(await send(page, add)).toBe(422);
    await expect(problemOf(page, "confirmation")).toBeVisible();
    await expect(problemOf(page, "file")).toContainText("Välj filen igen");
    await file.setInputFiles(report);
    await tick();
    await add.click();
    await expect(flash(page)).toHaveText("Handlingen finns nu i ärendet.");
    await expect(page.getByRole("link", { name: /^Trafikmätning på Strandvägen \(PDF, 1\skB\)$/ })).toBeVisible();
  });

  await test.step("the same file again is not added, and a picture needs words", async () => {
    await fill(page, { ...told, title: "Karta över farthindren", description: "" });
    await file.setInputFiles(report);
    await tick();
    expect(await send(page, add)).toBe(422);
    await expect(problemOf(page, "file")).toContainText("finns redan i ärendet");
    await file.setInputFiles(map);
    await tick();
    expect(await send(page, add)).toBe(422);
    await expect(problemOf(page, "description")).toBeVisible();
    await fill(page, { description: "Tre kryss längs vägen." });
    await file.setInputFiles(map);
    await tick();
    await add.click();
    await expect(flash(page)).toHaveText("Handlingen finns nu i ärendet.");
  });

  const link = resident.locator("#handlingar").getByRole("link", { name: /^Trafikmätning/ });
  await test.step("a resident finds both, one of them beside the answer, and saves the report", async () => {
    await resident.goto(at);
    const answer = resident.locator(".act.is-official");
    await expect(answer.getByRole("link", { name: /^Trafikmätning på Strandvägen/ })).toBeVisible();
    const all = resident.locator("#handlingar");
    await expect(all).toContainText("Gatuenheten");
    await expect(all).toContainText("En vecka i februari.");
    await expect(all).toContainText(/Daterad 1\smars\s2026/);
    await expect(resident.locator('[data-live="timeline"]')).toContainText("Handling: Karta över farthindren");
    const [saved] = await Promise.all([resident.waitForEvent("download"), link.click()]);
    expect(saved.suggestedFilename()).toBe("mätning.pdf");
    expect(readFileSync(await saved.path())).toEqual(report.buffer);
  });

  await test.step("and looks at the map, which does not tell who drew it", async () => {
    const picture = resident.locator("#handlingar").getByRole("link", { name: /^Karta över farthindren \(PNG/ });
    const address = (await picture.getAttribute("href")) as string;
    // In a page nobody listens to: around a picture the browser makes a page with styles of its own,
    // and complains that the picture's policy lets nothing be styled.
    const looked = await resident.context().newPage();
    expect((await looked.goto(address))?.status()).toBe(200);
    await expect(looked.locator("img")).toBeVisible();
    await looked.close();
    const sent = await resident.request.get(address);
    expect(sent.headers()["content-type"]).toBe("image/png");
    const kept = await sent.body();
    expect(kept.includes("Maja")).toBe(false);
    expect(kept).toEqual(png());
  });

  const secretary = await another();
  const remove = secretary.getByRole("button", { name: "Ta bort handlingen" });
  await test.step("nobody but the secretary takes it down, and says why", async () => {
    await page.goto(`${at}/handlingar`);
    await expect(page.getByRole("link", { name: "Ta bort" })).toHaveCount(0);
    expect((await page.goto(`${at}/handlingar/1/ta-bort`))?.status()).toBe(403);
    await signIn("sekreterare", secretary);
    await secretary.goto(`${at}/handlingar`);
    await secretary.getByRole("link", { name: "Ta bort" }).first().click();
    await expect(secretary.getByRole("main")).toContainText(told.title);
    await fill(secretary, { reason: "Två namn stod kvar på sista sidan." });
    expect(await send(secretary, remove)).toBe(422);
    await expect(fieldOf(secretary, "removal_reason").locator(".field__error")).toBeVisible();
    await expect(secretary.locator('[name="reason"]')).toHaveValue("Två namn stod kvar på sista sidan.");
    await fill(secretary, { removal_reason: "personal_data" });
    await remove.click();
    await expect(flash(secretary)).toHaveText("Filen är borttagen. I ärendet står att den har funnits.");
  });

  await test.step("its address is gone and says why; the case remembers that it was there", async () => {
    const answer = await resident.goto(`${at}/handlingar/1`);
    expect(answer?.status()).toBe(410);
    const main = resident.getByRole("main");
    await expect(main).toContainText("Handlingen är borttagen");
    await expect(main).toContainText("Två namn stod kvar på sista sidan.");
    expect(await answer?.text()).not.toContain("En vecka i februari.");
    await resident.goto(at);
    await expect(link).toHaveCount(0);
    await expect(resident.locator("#handlingar")).toContainText(told.title);
    await expect(resident.locator("#handlingar")).toContainText("Personuppgifter som inte skulle ha varit med.");
    await expect(resident.locator(".act.is-official")).not.toContainText("Trafikmätning");
    await expect(resident.locator("#handlingar").getByRole("link", { name: /^Karta/ })).toBeVisible();
    expect((await secretary.goto(`${at}/handlingar/1/ta-bort`))?.status()).toBe(410);
  });
});
