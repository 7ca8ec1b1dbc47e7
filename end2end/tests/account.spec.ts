// Accounts: register, confirm by the button in the letter, sign in, sign out here and everywhere.

import { flash, problemOf, send } from "../deeds.ts";
import { expect, letterLink, test } from "../fixtures.ts";

let people = 0;
const fresh = () => `konto${(people += 1)}.${process.pid}@example.se`;

test("register, open the letter, press the button, be signed in", async ({ page, another }) => {
  const email = fresh();
  await page.goto("/logga-in");
  await page.getByRole("link", { name: "Skapa ett konto" }).click();

  await test.step("what is wrong is said at the field, and the password is never sent back", async () => {
    await page.getByRole("textbox", { name: "E-postadress" }).fill("ingen adress");
    await page.getByRole("textbox", { name: "Lösenord" }).fill("kort");
    expect(await send(page, page.getByRole("button", { name: "Skapa konto" }))).toBe(422);
    await expect(problemOf(page, "display_name")).toHaveText("Fyll i det här.");
    await expect(problemOf(page, "email")).toContainText("Det där är ingen e-postadress.");
    await expect(problemOf(page, "password")).toHaveText("Texten är 4 tecken. Skriv minst 15.");
    await expect(page.getByRole("textbox", { name: "E-postadress" })).toHaveValue("ingen adress");
    await expect(page.locator('[name="password"]')).toHaveValue("");
  });

  await page.getByRole("textbox", { name: "Namn som andra ser" }).fill("Stig på Åsen");
  await page.getByRole("textbox", { name: "E-postadress" }).fill(email.toUpperCase());
  await page.locator('[name="password"]').fill("kanel lampa vante sjö");
  await page.getByRole("button", { name: "Skapa konto" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kolla din e-post");

  const link = await letterLink(page, email);
  await page.getByRole("link", { name: "Öppna demots post" }).click();
  await expect(page.locator("details.mail").first()).toContainText("Bekräfta din e-postadress");
  await page.locator(`a[href="${link}"]`).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bekräfta din e-postadress");
  // A mail scanner opens the link, and opens it again: it still works for the person.
  expect((await page.request.get(link)).status()).toBe(200);
  const confirm = page.getByRole("button", { name: "Bekräfta och logga in" });
  await page.getByRole("textbox", { name: "Lösenordet du valde" }).fill("kanel lampa vante hav");
  expect(await send(page, confirm)).toBe(422);
  await expect(problemOf(page, "password")).toContainText("Det är inte lösenordet som valdes");
  await page.getByRole("textbox", { name: "Lösenordet du valde" }).fill("kanel lampa vante sjö");
  await confirm.click();
  await expect(flash(page)).toContainText("Din e-postadress är bekräftad");
  await page.goto("/konto");
  await expect(page.locator(".facts")).toContainText("Stig på Åsen");
  await expect(page.locator(".facts")).toContainText(email);

  await test.step("the link works once", async () => {
    expect((await page.goto(link))?.status()).toBe(410);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Länken är redan använd");
    const again = await page.request.post("/bekrafta", { form: {} });
    expect(again.status()).toBe(410);
    expect(await again.text()).toContain("Länken är redan använd");
  });

  await test.step("sign out", async () => {
    await page.goto("/konto");
    await page.getByRole("main").getByRole("button", { name: "Logga ut", exact: true }).click();
    await expect(flash(page)).toHaveText("Du är utloggad.");
    await page.goto("/konto");
    await expect(page).toHaveURL(/logga-in/);
  });

  await test.step("a wrong password keeps the address, and says nothing about it", async () => {
    await page.goto("/logga-in?sedan=/konto");
    await page.locator("#sign_in-email").fill(email);
    await page.locator('[name="password"]').fill("kanel lampa vante hav");
    const button = page.getByRole("button", { name: "Logga in", exact: true });
    const wrong = await send(page, button);
    const said = await page.getByRole("alert").innerText();
    expect([401, 422]).toContain(wrong);
    await expect(page.locator("#sign_in-email")).toHaveValue(email);
    await expect(page.locator('[name="password"]')).toHaveValue("");
    await page.locator("#sign_in-email").fill("finns.inte@example.se");
    await page.locator('[name="password"]').fill("kanel lampa vante hav");
    expect(await send(page, button)).toBe(wrong);
    expect(await page.getByRole("alert").innerText()).toBe(said);
    await page.locator("#sign_in-email").fill(email);
    await page.locator('[name="password"]').fill("kanel lampa vante sjö");
    await button.click();
    await expect(page).toHaveURL(/\/konto$/);
  });

  await test.step("sign out everywhere ends the other browser's session too", async () => {
    const other = await another();
    await other.goto("/logga-in?sedan=/konto");
    await other.locator("#sign_in-email").fill(email);
    await other.locator('[name="password"]').fill("kanel lampa vante sjö");
    await other.getByRole("button", { name: "Logga in", exact: true }).click();
    await expect(other).toHaveURL(/\/konto$/);
    await other.getByRole("button", { name: "Logga ut överallt" }).click();
    await expect(flash(other)).toContainText("Du är utloggad överallt");
    await page.goto("/konto");
    await expect(page).toHaveURL(/logga-in/);
  });
});

test("a link that was tampered with or never sent says what to do", async ({ page }) => {
  const email = fresh();
  const form = { display_name: "Ulla", email, password: "fyra ord i en rad", sedan: "/" };
  await page.request.post("/registrera", { form });
  const link = await letterLink(page, email);
  const tampered = link.slice(0, -3) + (link.endsWith("aaa") ? "bbb" : "aaa");
  for (const wrong of [tampered, "/bekrafta/x", "/bekrafta/a.b.c"]) {
    const answer = await page.goto(wrong);
    expect(answer?.status(), wrong).toBeGreaterThanOrEqual(400);
    expect(answer?.status(), wrong).toBeLessThan(500);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Länken fungerar inte");
    await expect(page.getByRole("link", { name: /Skapa kontot igen/ })).toBeVisible();
    await expect(page, "the address says nothing").toHaveURL(/\/bekrafta$/);
    const sent = await page.request.post("/bekrafta", { form: {} });
    expect(sent.status(), wrong).toBe(answer?.status());
  }
  const password = "fyra ord i en rad";
  await page.request.get(link);
  expect((await page.request.post("/bekrafta", { form: { password } })).ok()).toBe(true);
});

test("a forgotten password is replaced by a letter", async ({ page, another, newcomer }) => {
  const { email } = await newcomer();
  const other = await another();
  await other.goto("/logga-in");
  await other.getByRole("link", { name: "Glömt lösenordet?" }).click();

  await test.step("what is wrong is said at the field", async () => {
    await other.getByRole("textbox", { name: "E-postadress" }).fill("ingen adress");
    expect(await send(other, other.getByRole("button", { name: "Skicka länken" }))).toBe(422);
    await expect(problemOf(other, "email")).toContainText("ingen e-postadress");
    await expect(other.getByRole("textbox", { name: "E-postadress" })).toHaveValue("ingen adress");
  });

  await other.getByRole("textbox", { name: "E-postadress" }).fill(email);
  await other.getByRole("button", { name: "Skicka länken" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Kolla din e-post");
  const link = await letterLink(other, email, "nytt-losenord");
  await other.getByRole("link", { name: "Öppna demots post" }).click();
  await other.locator(`a[href="${link}"]`).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Välj ett nytt lösenord");
  const save = other.getByRole("button", { name: "Spara lösenordet" });
  await other.getByRole("textbox", { name: "Nytt lösenord" }).fill("kort");
  expect(await send(other, save)).toBe(422);
  await expect(problemOf(other, "password")).toContainText("Skriv minst 15");
  await expect(other.locator('[name="password"]')).toHaveValue("");
  await other.getByRole("textbox", { name: "Nytt lösenord" }).fill("vante hav kanel lampa");
  await save.click();
  await expect(flash(other)).toContainText("Ditt lösenord är ändrat");

  await test.step("whoever was signed in is so no more", async () => {
    await page.goto("/konto");
    await expect(page).toHaveURL(/logga-in/);
  });
  await test.step("the new one signs in", async () => {
    await other.locator("#sign_in-email").fill(email);
    await other.locator('[name="password"]').fill("vante hav kanel lampa");
    await other.getByRole("button", { name: "Logga in", exact: true }).click();
    await expect(flash(other)).toHaveText("Du är inloggad.");
  });
  await test.step("the link works once", async () => {
    expect((await other.goto(link))?.status()).toBe(410);
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("Länken är redan använd");
    await other.getByRole("link", { name: "Be om en ny länk" }).click();
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("Glömt lösenordet?");
  });
});

test("a code by mail signs in, in the browser that asked for it", async ({ page, another, newcomer }) => {
  const { email } = await newcomer();
  const other = await another();
  await other.goto("/logga-in?sedan=/konto");

  await test.step("what is wrong is said at the field", async () => {
    const form = other.locator('form[action="/logga-in/skicka-kod"]');
    await form.getByRole("textbox", { name: "E-postadress" }).fill("ingen adress");
    expect(await send(other, form.getByRole("button", { name: "Få en kod på e-post" }))).toBe(422);
    await expect(form.locator(".field__error")).toContainText("ingen e-postadress");
    await expect(form.getByRole("textbox", { name: "E-postadress" })).toHaveValue("ingen adress");
  });

  const form = other.locator('form[action="/logga-in/skicka-kod"]');
  await form.getByRole("textbox", { name: "E-postadress" }).fill(email);
  await form.getByRole("button", { name: "Få en kod på e-post" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Skriv koden");
  let code: string | undefined;
  await expect
    .poll(async () => {
      const post = await (await other.request.get("/demo/post")).text();
      const letter = post.split("<details").find((one) => one.includes(email));
      code = letter?.replace(/<[^>]*>/g, "").match(/Din kod: ([0-9A-Z]{4} [0-9A-Z]{4})/)?.[1];
      return code;
    }, "a code to " + email)
    .toBeDefined();

  await test.step("a wrong code is told, and stays in the field", async () => {
    const sign = other.getByRole("button", { name: "Logga in", exact: true });
    await other.getByRole("textbox", { name: "Kod" }).fill("fel");
    expect(await send(other, sign)).toBe(422);
    await expect(problemOf(other, "kod")).toContainText("Det är inte koden");
    await expect(other.getByRole("textbox", { name: "Kod" })).toHaveValue("fel");
  });
  await test.step("in another browser it is none", async () => {
    const thief = await another();
    await thief.goto("/logga-in/kod");
    await thief.getByRole("textbox", { name: "Kod" }).fill(code as string);
    const sign = thief.getByRole("button", { name: "Logga in", exact: true });
    expect(await send(thief, sign)).toBe(422);
    await expect(problemOf(thief, "kod")).toContainText("i en annan webbläsare");
  });

  const typed = (code as string).toLowerCase().replace(" ", "-");
  await other.getByRole("textbox", { name: "Kod" }).fill(typed);
  await other.getByRole("button", { name: "Logga in", exact: true }).click();
  await expect(other).toHaveURL(/\/konto$/);
  await expect(other.locator(".facts")).toContainText(email);

  await test.step("and from there the other browser is signed out", async () => {
    await other.getByRole("button", { name: /^Logga ut .*inloggad/ }).first().click();
    await expect(flash(other)).toHaveText("Den webbläsaren är utloggad.");
    await page.goto("/konto");
    await expect(page).toHaveURL(/logga-in/);
  });
});

test("name, password and address are changed on the account page", async ({ page, another, newcomer }) => {
  const { email, password } = await newcomer();
  await page.goto("/konto");

  await test.step("the name", async () => {
    await page.getByRole("link", { name: "Byt namn" }).click();
    await page.getByRole("textbox", { name: "Alias" }).fill("S");
    expect(await send(page, page.getByRole("button", { name: "Spara namnet" }))).toBe(422);
    await expect(problemOf(page, "display_name")).toContainText("Skriv minst 2");
    await page.getByRole("textbox", { name: "Alias" }).fill("Stig i Dalen");
    await page.getByRole("button", { name: "Spara namnet" }).click();
    await expect(flash(page)).toHaveText("Ditt namn är ändrat.");
    await expect(page.locator(".facts")).toContainText("Stig i Dalen");
  });

  await test.step("the password", async () => {
    await page.getByRole("link", { name: "Byt lösenord" }).click();
    const save = page.getByRole("button", { name: "Spara lösenordet" });
    await page.getByRole("textbox", { name: "Nuvarande lösenord" }).fill("fel");
    await page.getByRole("textbox", { name: "Nytt lösenord" }).fill("kort");
    expect(await send(page, save)).toBe(422);
    await expect(problemOf(page, "present")).toContainText("inte ditt nuvarande lösenord");
    await expect(problemOf(page, "password")).toContainText("Skriv minst 15");
    await page.getByRole("textbox", { name: "Nuvarande lösenord" }).fill(password);
    await page.getByRole("textbox", { name: "Nytt lösenord" }).fill("vante hav kanel lampa");
    await save.click();
    await expect(flash(page)).toContainText("Ditt lösenord är ändrat.");
  });

  await test.step("the address, by a link to the new one", async () => {
    const address = fresh();
    await page.getByRole("link", { name: "Byt e-postadress" }).click();
    const submit = page.getByRole("button", { name: "Skicka länken" });
    await page.getByRole("textbox", { name: "Ny e-postadress" }).fill(address);
    expect(await send(page, submit)).toBe(422);
    await expect(page.getByRole("textbox", { name: "Ny e-postadress" })).toHaveValue(address);
    await page.getByRole("textbox", { name: "Nuvarande lösenord" }).fill("vante hav kanel lampa");
    await submit.click();
    await expect(flash(page)).toContainText("ett brev till den nya adressen");
    await expect(page.locator(".facts")).toContainText(email);
    const link = await letterLink(page, address, "ny-adress");
    const other = await another();
    await other.goto(link);
    await expect(other).toHaveURL(/logga-in/);
    await page.goto(link);
    await expect(page.getByRole("main")).toContainText(address);
    await page.getByRole("button", { name: "Byt adress" }).click();
    await expect(flash(page)).toHaveText("Din e-postadress är ändrad.");
    await expect(page.locator(".facts")).toContainText(address);
    expect((await page.goto(link))?.status()).toBe(410);
  });
});

test("a known and an unknown address are answered alike", async ({ page, newcomer }) => {
  const { email } = await newcomer();
  const register = async (address: string) => {
    await page.goto("/registrera");
    await page.getByRole("textbox", { name: "Namn som andra ser" }).fill("Ulla");
    await page.getByRole("textbox", { name: "E-postadress" }).fill(address);
    await page.locator('[name="password"]').fill("fyra ord i en rad");
    await page.getByRole("button", { name: "Skapa konto" }).click();
    return [new URL(page.url()).pathname, await page.getByRole("main").innerText()];
  };
  expect(await register(email)).toEqual(await register(fresh()));
});

test("the account page shows drafts, proposals and a key once", async ({ page, newcomer }) => {
  await newcomer();
  await page.goto("/forslag/nytt?titel=Halvskrivet");
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await page.goto("/konto");
  await expect(page.getByRole("main")).toContainText("Halvskrivet");
  await page.getByRole("button", { name: "Skapa en nyckel" }).click();
  const key = await page.getByLabel("Nyckel", { exact: true }).inputValue();
  const asking = { headers: { authorization: `Bearer ${key}` } };
  const answer = await (await fetch(new URL("/api/v1/proposals", page.url()), asking)).json();
  expect(answer.items.length).toBeGreaterThan(0);
  await page.goto("/konto");
  expect(await page.content()).not.toContain(key);
  const wrong = { headers: { authorization: "Bearer hittepa" } };
  expect((await fetch(new URL("/api/v1/proposals", page.url()), wrong)).status).toBe(401);
});

test("every demo account signs in and out", async ({ page, signIn }) => {
  for (const account of [
    "invanare", "invanare2", "ungdom", "handledare", "handlaggare", "fortroendevald",
    "sekreterare", "sekreterare2", "moderator", "admin",
  ] as const) {
    await signIn(account);
    await expect(flash(page)).toHaveText("Du är inloggad.");
    await page.request.post("/logga-ut", { form: {} });
  }
});

test("signing in leads to local addresses only", async ({ page }) => {
  for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
    await page.goto(`/logga-in?sedan=${encodeURIComponent(next)}`);
    await page.locator('button[value="invanare"]').click();
    await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    await page.request.post("/logga-ut", { form: {} });
  }
});
