// Swedish and English are two addresses of the same page, each whole.

import { find, path } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

test("the switch keeps the page, its query and its place", async ({ page }) => {
  await page.goto("/forslag?amne=trafik&ordning=stod");
  const swedish = await page.locator(".item__title").allTextContents();
  await page.getByRole("navigation", { name: "Språk" }).getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(/\/en\/forslag\?amne=trafik&ordning=stod$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  expect(await page.locator(".item__title").allTextContents()).toEqual(swedish);
  await page.getByRole("link", { name: "Svenska" }).click();
  await expect(page).toHaveURL(/\/forslag\?amne=trafik&ordning=stod$/);
  expect(await page.context().cookies()).toEqual([]);
});

// Words of the interface that no English page may show. What people wrote stays Swedish.
const interfaceWords =
  /\b(Logga in|Förslag|Stöd förslaget|Fortsätt|Tillbaka|Skriv ett|Sök|Filtrera|Läge|Ämne|Ordning|Nästa|Vad har hänt|Diskussion|Svar från kommunen|Lösenord|Så fungerar|Meny|Tillgänglighet|dagar kvar|stöder|inkom|Samlar stöd|Under beredning)\b/;

test("English pages have no Swedish words of the interface", async ({ page, signIn }) => {
  const one = await find(page, "Säkrare övergång vid Västerskolan");
  const walk = async (addresses: string[]) => {
    for (const address of addresses) {
      await page.goto(`/en${address}`);
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
      const text = await page.locator("body").evaluate((body) => {
        const copy = body.cloneNode(true) as HTMLElement;
        const written = "script, [lang=sv], .as-written, .item__title, .item__gist, .answer__title, .deed__title, .answers p, .act__body, .similar__name, h1, .crumbs, .debate__side, title";
        for (const one of copy.querySelectorAll(written)) one.remove();
        return copy.textContent ?? "";
      });
      expect(text.match(interfaceWords)?.[0], address).toBeUndefined();
      for (const link of await page.locator("main a[href^='/']").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""))) {
        expect(link, `${address}: links stay in the language`).toMatch(/^\/(en(\/|\?|#|$)|pkg\/|openapi\.json|.+\.(svg|png)$)/);
      }
    }
  };
  await walk(["/", "/forslag", path(one), "/svar", "/forslag/nytt", "/logga-in", "/registrera", "/om", "/sa-fungerar-det", "/regler", "/integritet", "/tillganglighet", "/finns-inte"]);
  await signIn("invanare");
  await walk(["/konto"]);
});

test("a form sent in English answers in English", async ({ page }) => {
  await page.goto("/en/forslag/nytt");
  await page.getByRole("textbox").fill("");
  await page.locator("main form button").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page).toHaveURL(/\/en\/forslag\/nytt/);
  await expect(page.locator(".field__error").first()).not.toHaveText("Fyll i det här.");
  await page.getByRole("textbox").fill("More benches");
  await page.locator("main form button").click();
  await expect(page).toHaveURL(/\/en\/forslag\/nytt\/[^/]+\/text$/);
});
