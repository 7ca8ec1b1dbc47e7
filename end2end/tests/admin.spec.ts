// The administration: invite somebody, who takes on the duty; end it; sign somebody out; the log.

import { flash, problemOf, send } from "../deeds.ts";
import { expect, letterLink, test } from "../fixtures.ts";

let people = 0;
const fresh = () => `uppdrag${(people += 1)}.${process.pid}@example.se`;
const password = "kanel lampa vante sjö";

test("invite somebody by letter, who takes on the duty, until it is ended", async ({ page, signIn, another }) => {
  test.setTimeout(120_000);
  const email = fresh();
  const name = `Lena Norberg ${people}.${process.pid}`;
  await signIn("admin");
  await page.goto("/");
  if (await page.locator(".menu__button").isVisible()) await page.locator(".menu__button").click();
  await page.getByRole("link", { name: "Administration" }).click();
  await page.getByRole("link", { name: /^Inbjudningar/ }).click();
  await page.getByRole("link", { name: "Bjud in någon" }).click();
  await page.getByRole("link", { name: "Tjänsteperson" }).click();

  await test.step("what is missing is said at its field, and what is typed stays", async () => {
    await page.getByRole("textbox", { name: "Titel" }).fill("bygglovshandläggare");
    expect(await send(page, page.getByRole("button", { name: "Skicka inbjudan" }))).toBe(422);
    await expect(problemOf(page, "email")).toBeVisible();
    await expect(problemOf(page, "department")).toHaveText("Fyll i det här.");
    await expect(page.getByRole("textbox", { name: "Titel" })).toHaveValue("bygglovshandläggare");
  });

  await page.getByRole("textbox", { name: "E-postadress" }).fill(email);
  await page.getByRole("textbox", { name: "Förvaltning" }).fill("samhällsbyggnadsförvaltningen");
  await page.getByRole("button", { name: "Skicka inbjudan" }).click();
  await expect(flash(page)).toHaveText("Inbjudan är skickad.");
  const mine = page.locator(".item").filter({ hasText: email });
  await expect(mine).toContainText("Väntar på svar");

  const invited = await another();
  const link = await letterLink(invited, email, "inbjudan");
  await invited.goto("/demo/post");
  await expect(invited.locator("details.mail").first()).toContainText("Du är inbjuden till ett uppdrag");
  await test.step("the one who is invited makes an account and accepts", async () => {
    await invited.goto(link);
    await expect(invited.getByRole("heading", { level: 1 })).toHaveText("Du är inbjuden till uppdraget tjänsteperson");
    await expect(invited.getByRole("main")).toContainText("samhällsbyggnadsförvaltningen");
    const join = invited.getByRole("button", { name: "Skapa konto och ta emot uppdraget" });
    await invited.getByRole("textbox", { name: "Namn som andra ser" }).fill(name);
    await invited.locator('[name="password"]').fill("kort");
    expect(await send(invited, join)).toBe(422);
    await expect(problemOf(invited, "password")).toContainText("Skriv minst 15");
    await expect(invited.getByRole("textbox", { name: "Namn som andra ser" })).toHaveValue(name);
    await invited.locator('[name="password"]').fill(password);
    await join.click();
    await expect(flash(invited)).toHaveText("Du har tagit emot uppdraget.");
    await expect(invited.getByRole("link", { name: "Lägg till en passnyckel" })).toBeVisible();
    await invited.goto("/konto");
    await expect(invited.getByRole("main")).toContainText("Tjänsteperson: bygglovshandläggare");
    await expect(invited.getByRole("main")).toContainText("Ditt uppdrag vilar");
  });

  await test.step("the link works once, and for nobody else", async () => {
    expect((await page.goto(link))?.status()).toBe(410);
    await page.goto("/admin/inbjudningar");
    await expect(mine).toContainText("Mottagen");
  });

  await test.step("found by name; signed out everywhere; the duty ended", async () => {
    await page.goto("/admin/personer");
    await page.getByRole("searchbox").fill(name.toUpperCase());
    await page.getByRole("button", { name: "Sök" }).click();
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(page.getByRole("main")).toContainText("Inloggad i en webbläsare.");
    await page.getByRole("button", { name: "Gör en länk till passnyckel" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(page.getByRole("textbox", { name: "Länk" })).toHaveValue(/^http.*\/konto\/passnycklar\/ny\/.+/);
    await page.getByRole("button", { name: "Logga ut personen överallt" }).click();
    await expect(flash(page)).toHaveText("Personen är utloggad överallt.");
    await invited.goto("/konto");
    await expect(invited).toHaveURL(/logga-in/);
    await page.getByText("Avsluta tjänsteperson").click();
    await page.getByRole("button", { name: "Avsluta uppdraget nu" }).click();
    await expect(flash(page)).toHaveText("Uppdraget är avslutat.");
    await expect(page.getByText("Tidigare uppdrag")).toBeVisible();
    await expect(page.getByText("Avsluta tjänsteperson")).toHaveCount(0);
  });

  await test.step("and all of it stands in the log", async () => {
    await page.getByRole("link", { name: "Visa vad loggen säger om personen" }).click();
    for (const said of [
      `Systemansvarig avslutade uppdraget tjänsteperson för ${name}.`,
      `Systemansvarig loggade ut ${name} överallt.`,
      `${name} tog emot uppdraget tjänsteperson.`,
    ]) {
      await expect(page.getByText(said)).toBeVisible();
    }
    const file = await page.request.post("/admin/logg/hamta", { form: { handelse: "duty_ended" } });
    expect(file.status()).toBe(200);
    expect(await file.text()).toContain(`för ${name}.`);
  });
});

test("give a duty, with a last day, to somebody who has an account", async ({ page, signIn, another, newcomer }) => {
  const other = await another();
  const person = await newcomer(other, `Bo Ek ${process.pid}`);
  await signIn("admin");
  await page.goto(`/admin/personer?q=${encodeURIComponent(person.email)}`);
  await page.getByRole("link", { name: person.name }).click();
  await page.getByRole("link", { name: "Ge ett uppdrag" }).click();
  await page.getByRole("link", { name: "Förtroendevald" }).click();
  await page.getByRole("textbox", { name: "Parti" }).fill("Björksjölistan (X)");
  await page.locator('[name="assignment"]').fill("ersättare");
  await page.locator('[name="last_day"]').fill("2020-01-01");
  expect(await send(page, page.getByRole("button", { name: "Ge uppdraget" }))).toBe(422);
  await expect(problemOf(page, "last_day")).toContainText("Dagen har redan varit");
  await expect(page.getByRole("textbox", { name: "Parti" })).toHaveValue("Björksjölistan (X)");
  await page.locator('[name="last_day"]').fill("2099-12-31");
  await page.getByRole("button", { name: "Ge uppdraget" }).click();
  await expect(flash(page)).toHaveText("Uppdraget är givet.");
  await expect(page.getByRole("main")).toContainText("till och med 31 december 2099");
  await page.goto("/admin/roller");
  await expect(page.getByRole("main")).toContainText(person.name);
  await other.goto("/konto");
  await expect(other.getByRole("main")).toContainText("Ditt uppdrag vilar");
});

test("nobody else gets there, and the demo's own people stay as they are", async ({ page, signIn }) => {
  await page.goto("/admin");
  await expect(page).toHaveURL(/logga-in/);
  await signIn("handlaggare");
  for (const path of ["/admin", "/admin/personer", "/admin/roller", "/admin/inbjudningar", "/admin/logg"]) {
    expect((await page.goto(path))?.status(), path).toBe(403);
  }
  await expect(page.getByRole("link", { name: "Administration" })).toHaveCount(0);
  await signIn("admin");
  await page.goto("/admin/personer?q=handlaggare%40bjorksjo");
  await page.getByRole("link", { name: "Maja" }).click();
  await expect(page.getByRole("main")).toContainText("Ett av demots konton");
  await expect(page.getByRole("link", { name: "Ge ett uppdrag" })).toHaveCount(0);
  const refused = await page.request.post(`${new URL(page.url()).pathname}/avsluta`, { form: { role: "official" } });
  expect(refused.status()).toBe(403);
});
