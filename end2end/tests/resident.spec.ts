// The main job: from the box on the start page to a proposal that everybody can see.

import { day, fill, flash, path, problemOf, propose, proposal, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

const next = { name: "Fortsätt" };

test("a resident writes a proposal, signs in last, and it is public at once", async ({ page, another }) => {
  await page.goto("/");
  await page.getByLabel("Börja skriva").fill("Belysning längs strandstigen");
  await page.getByRole("button", { name: "Skriv ett förslag" }).click();

  await test.step("the title comes along", async () => {
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Vad vill du ändra?");
    await expect(page.getByRole("textbox", { name: "Vad vill du ändra?" })).toHaveValue(
      "Belysning längs strandstigen",
    );
    await expect(page.getByRole("radio", { name: /^Medborgarförslag/ })).toBeChecked();
    await page.getByRole("button", next).click();
  });

  await test.step("a text is asked for, and the title can be changed again", async () => {
    await expect(page).toHaveURL(/\/forslag\/nytt\/[^/]+\/text$/);
    expect(await send(page, page.getByRole("button", next))).toBe(422);
    await expect(problemOf(page, "body")).toHaveText("Fyll i det här.");
    await page.getByRole("link", { name: "Tillbaka" }).click();
    await page.getByRole("textbox", { name: "Vad vill du ändra?" }).fill("Belysning längs gångstigen");
    await page.getByRole("button", next).click();
    await page.getByRole("textbox").fill("Stigen är mörk.\n\n  Sätt upp låga lampor <med> sensor & \"skärm\".");
    await page.getByRole("button", next).click();
  });

  await test.step("a subject is asked for, and the text is kept", async () => {
    await expect(page).toHaveURL(/\/amne$/);
    expect(await send(page, page.getByRole("button", next))).toBe(422);
    await expect(problemOf(page, "topic")).toHaveText("Välj ett av alternativen.");
    await page.getByRole("link", { name: "Tillbaka" }).click();
    await expect(page.getByRole("textbox")).toHaveValue(
      "Stigen är mörk.\n\n  Sätt upp låga lampor <med> sensor & \"skärm\".",
    );
    await page.getByRole("button", next).click();
    await page.getByRole("radio", { name: "Trygghet" }).check();
    await page.getByRole("radio", { name: "Sjöparken" }).check();
    await page.getByRole("button", next).click();
  });

  await test.step("what is alike is shown", async () => {
    await expect(page).toHaveURL(/\/liknande$/);
    await expect(
      page.getByRole("link", { name: /Belysning längs gångstigen vid Sjöparken/ }),
    ).toBeVisible();
    await page.getByRole("link", { name: /gå vidare/ }).click();
  });

  await test.step("everything is read through, and one thing changed", async () => {
    await expect(page).toHaveURL(/\/kontrollera$/);
    for (const text of ["Belysning längs gångstigen", "Stigen är mörk.", "Trygghet", "Sjöparken"]) {
      await expect(page.locator(".summary")).toContainText(text);
    }
    await page.getByRole("link", { name: "Ändra Rubrik" }).click();
    await page.getByRole("textbox", { name: "Vad vill du ändra?" }).fill("Låga lampor vid gångstigen");
    await page.getByRole("button", next).click();
    await expect(page).toHaveURL(/\/kontrollera$/);
    await expect(page.locator(".summary")).toContainText("Låga lampor vid gångstigen");
  });

  await test.step("signing in comes last and loses nothing", async () => {
    const handIn = page.getByRole("button", { name: "Logga in och lämna in" });
    expect(await send(page, handIn)).toBe(422);
    await expect(page.getByRole("alert").first()).toBeVisible();
    await page.getByRole("checkbox").check();
    await handIn.click();
    await expect(page).toHaveURL(/\/logga-in\?/);
    await page.locator('button[value="invanare"]').click();
    await expect(page).toHaveURL(/\/kontrollera$/);
    await expect(page.locator(".summary")).toContainText("Låga lampor vid gångstigen");
    await expect(page.getByRole("checkbox")).toBeChecked();
    await page.getByRole("button", { name: "Lämna in", exact: true }).click();
  });

  await test.step("the receipt says what happens and when", async () => {
    await expect(page).toHaveURL(/\/forslag\/\d+\/kvitto$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ditt förslag är inlämnat");
    await expect(page.locator(".receipt__number")).toContainText(/KS\/\d{4}:\d+/);
    await expect(page.getByRole("heading", { name: "Vad händer nu?" })).toBeVisible();
    await expect(page.getByRole("main")).toContainText("50 behövs");
    await page.getByRole("link", { name: "Visa sidan" }).click();
  });

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Låga lampor vid gångstigen");
  await expect(page.locator(".state")).toContainText("Samlar stöd");
  await expect(page.locator(".timeline")).toContainText("Registrerat");
  await expect(page.getByRole("main")).toContainText("Medborgarförslag av Ekbackenbo");

  await test.step("anybody sees it, first in the list", async () => {
    const visitor = await another();
    await visitor.goto("/forslag");
    await expect(visitor.locator(".item__title").first()).toHaveText("Låga lampor vid gångstigen");
    await visitor.goto(page.url());
    await expect(visitor.locator(".proposal__text")).toContainText('Sätt upp låga lampor <med> sensor & "skärm".');
  });
});

test("a draft goes on in another browser, and is handed in once", async ({ page, another, newcomer }) => {
  await page.goto("/forslag/nytt");
  await page.getByRole("textbox").fill("Pingisbord vid torget");
  await page.getByRole("radio", { name: /^Idé/ }).check();
  await page.getByRole("button", next).click();
  await page.getByRole("textbox").fill("Det finns inget att göra på torget på kvällarna.");
  await page.getByRole("button", next).click();
  await page.getByRole("radio", { name: "Idrott" }).check();
  await page.getByRole("button", next).click();
  await expect(page).toHaveURL(/\/(liknande|kontrollera)$/);
  const draft = page.url().replace(/\/(liknande|kontrollera)$/, "");

  const other = await another();
  await newcomer(other);
  await other.goto(`${draft}/kontrollera`);
  await expect(other.locator(".summary")).toContainText("Pingisbord vid torget");
  // Two clicks that overtake the answer: sent side by side, as a nervous finger does.
  const send = () =>
    other.request.post(`${draft}/kontrollera`, { form: { publish: "yes" }, maxRedirects: 0 });
  const answers = await Promise.all([send(), send(), send()]);
  const receipts = new Set(answers.map((answer) => answer.headers()["location"]));
  expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303]);
  expect(receipts.size).toBe(1);
  const list = await (await other.request.get("/api/v1/proposals?q=pingisbord")).json();
  expect(list.items.filter((item: { title: string }) => item.title === "Pingisbord vid torget")).toHaveLength(1);

  await other.goto([...receipts][0] as string);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Din idé är publicerad");
  // Who opens the draft afterwards is led to what became of it.
  await page.goto(`${draft}/text`);
  await page.getByRole("link", { name: "Visa förslaget" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pingisbord vid torget");
});

test("a title too long or empty comes back as it was typed", async ({ page }) => {
  await page.goto("/forslag/nytt");
  const title = page.getByRole("textbox", { name: "Vad vill du ändra?" });
  for (const [typed, says] of [
    ["", "Fyll i det här."],
    ["   ", "Fyll i det här."],
    ["å".repeat(81), "Texten är 81 tecken. Korta ner den till högst 80."],
  ] as const) {
    await title.fill(typed);
    await page.getByRole("radio", { name: /^Idé/ }).check();
    expect(await send(page, page.getByRole("button", next))).toBe(422);
    await expect(problemOf(page, "title")).toHaveText(says);
    await expect(title).toHaveValue(typed);
    await expect(title).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByRole("radio", { name: /^Idé/ })).toBeChecked();
    // The summary on top leads to the field.
    await page.getByRole("alert").getByRole("link").click();
    await expect(title).toBeFocused();
  }
  // Eighty of what people count as letters, each made of several code points, fit.
  await title.fill("👩‍👧".repeat(80));
  await page.getByRole("button", next).click();
  await expect(page).toHaveURL(/\/text$/);
});

test("a text of 2001 characters comes back whole, one of 2000 goes on", async ({ page }) => {
  await page.goto("/forslag/nytt?titel=Fler+b%C3%A4nkar");
  await page.getByRole("button", next).click();
  const text = `${"Långt. ".repeat(285)}123456`;
  expect(text).toHaveLength(2001);
  await page.getByRole("textbox").fill(text);
  expect(await send(page, page.getByRole("button", next))).toBe(422);
  await expect(problemOf(page, "body")).toHaveText("Texten är 2001 tecken. Korta ner den till högst 2000.");
  await expect(page.getByRole("textbox")).toHaveValue(text);
  await page.getByRole("textbox").fill(text.slice(0, 2000));
  await page.getByRole("button", next).click();
  await expect(page).toHaveURL(/\/amne$/);
});

test("only who handed it in sees the receipt", async ({ page, another, newcomer, signIn }) => {
  await newcomer();
  const mine = await propose(page, { title: "Fler cykelställ vid badet" });
  expect((await page.goto(`/forslag/${mine.id}/kvitto`))?.status()).toBe(200);
  const other = await another();
  await other.goto(`/forslag/${mine.id}/kvitto`);
  await expect(other).toHaveURL(/logga-in/);
  await signIn("invanare2", other);
  expect((await other.goto(`/forslag/${mine.id}/kvitto`))?.status()).toBe(404);
});

test("the proposer takes it back, after having been asked", async ({ page, newcomer }) => {
  await newcomer();
  const mine = await propose(page, { title: "En bana för rullskidor" });
  await page.goto(path(mine));
  await page.locator("summary", { hasText: "Återkalla förslaget" }).click();
  const button = page.getByRole("button", { name: "Återkalla förslaget" });
  expect(await send(page, button)).toBe(422);
  await expect(problemOf(page, "confirmation")).toHaveText("Kryssa i rutan först.");
  await page.getByRole("checkbox", { name: "Jag vill återkalla mitt förslag" }).check();
  await button.click();
  await expect(flash(page)).toHaveText("Förslaget är återkallat.");
  await expect(page.locator(".state")).toContainText("Återkallat av förslagsställaren");
  expect((await proposal(page, mine.id)).stage).toBe("withdrawn");
});

test("who is asked to complete a proposal answers on its page", async ({ page, another, newcomer, signIn }) => {
  await newcomer();
  // No threshold applies to minority languages, so it waits registered and can be asked about.
  const mine = await propose(page, { title: "Skyltar på meänkieli", topic: "minoritet" });
  const office = await another();
  await signIn("sekreterare", office);
  await office.goto(`${path(mine)}/handlagg?steg=request_completion`);
  await fill(office, { missing: "Vilka gator menar du?", answer_by: day(10) });
  await office.getByRole("button", { name: "Registrera steget" }).click();
  await expect(flash(office)).toBeVisible();

  await page.goto(path(mine));
  await expect(page.getByRole("heading", { name: "Kommunen undrar" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Vilka gator menar du?");
  await page.getByRole("textbox", { name: "Ditt svar" }).fill("Storgatan och Stationsgatan.");
  await page.getByRole("button", { name: "Skicka komplettering" }).click();
  await expect(flash(page)).toHaveText("Kompletteringen är inskickad.");
  await expect(page.locator(".state")).toContainText("Registrerat");
});
