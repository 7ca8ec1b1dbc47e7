// A campaign from its first line to its follow-up, on a server of its own whose days pass between two starts: a class
// comes in on three phones, writes, chooses, votes in secret; elected of two parties say what was new; every idea is
// answered, and half a year later what became of it is told.

import type { Browser, Page } from "@playwright/test";

import { approve, choose, comeIn, draft, group, main, press, violations, writeIdea } from "../campaign.ts";
import { day, fill, flash, send } from "../deeds.ts";
import { type Account, expect, Server, test, watch } from "../fixtures.ts";

const SETS = ["I skolan", "På fritiden", "Nytt för politikerna"];

/** Pages of this server, each in a browser of its own. */
class People {
  private readonly open: Page[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly server: Server,
    private readonly complaints: string[],
  ) {}

  async visitor(): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.server.url });
    const page = await context.newPage();
    watch(page, this.complaints);
    this.open.push(page);
    return page;
  }

  async signIn(page: Page, account: Account): Promise<void> {
    await page.goto("/logga-in");
    await page.locator(`button[name="konto"][value="${account}"]`).click();
    await expect(page).not.toHaveURL(/logga-in/);
  }

  async as(account: Account): Promise<Page> {
    const page = await this.visitor();
    await this.signIn(page, account);
    return page;
  }

  /** The server ends and starts again so many days on; whoever had it open looks elsewhere meanwhile. */
  async letDaysPass(days: number): Promise<void> {
    for (const page of this.open) await page.goto("about:blank");
    await this.server.stop();
    await this.server.start(["--days-ahead", `${days}`]);
  }

  async close(): Promise<void> {
    for (const page of this.open) await page.context().close();
  }
}

/**
 * Looks again until it stands there. What the passing of days brings about is done by a round of the server's that
 * begins when it starts; a page that was asked for meanwhile says what holds until then.
 */
async function comesAbout(page: Page, address: string, what: string): Promise<void> {
  await expect(async () => {
    await page.goto(address);
    await expect(main(page)).toContainText(what, { timeout: 500 });
  }).toPass({ timeout: 40_000 });
}

/** An elected says of the third set's idea what they think of it. */
async function say(page: Page, address: string, idea: string, what: RegExp): Promise<void> {
  await page.goto(`${address}/nytt`);
  await page.locator("summary", { hasText: idea }).click();
  await page.getByRole("radio", { name: what }).check();
  await main(page).getByRole("button", { name: /^Spara svaret/ }).click();
  await expect(flash(page)).toHaveText("Ditt svar är sparat.");
}

async function answer(official: Page, address: string, idea: string, step: string, fields: Record<string, string>) {
  await official.goto(address);
  await send(official, main(official).getByRole("link", { name: idea, exact: true }).first());
  await official.goto(`${new URL(official.url()).pathname}/omdome?steg=${step}`);
  await fill(official, fields);
  await press(official, "Publicera svaret");
  await expect(flash(official)).toBeVisible();
}

test("from a question to what became of the answers", async ({ browser, complaints, javaScriptEnabled }) => {
  test.setTimeout(300_000);
  const server = new Server();
  const people = new People(browser, server, complaints);
  const healthy = async (page: Page, what: string) => {
    if (javaScriptEnabled) expect(await violations(page), what).toEqual([]);
  };
  try {
    await server.start();
    const ideas = ["Läxhörna vid matsalen", "Skejtkväll i hallen", "Ungas egen karta"];
    const supervisor = await people.as("handledare");
    const code = await group(supervisor, "Klass 9C");
    const address = await draft(
      supervisor, "Resan", "Hur blir vi fler som möts?", `${SETS[0]}: 1\n${SETS[1]}: 1\n${SETS[2]}: 1 *`, "Klass 9C",
    );
    const official = await people.as("handlaggare");
    await approve(official, address);
    const visitor = await people.visitor();

    const phones: Page[] = [];
    await test.step("three phones come in by the code and write", async () => {
      for (const [at, alias] of ["Pigg Älg", "Lugn Uggla", "Snabb Lax"].entries()) {
        const phone = await people.visitor();
        await comeIn(phone, code, alias);
        await writeIdea(phone, ideas[at], SETS[at]);
        phones.push(phone);
      }
      await writeIdea(phones[0], "En läxhörna till", SETS[0]);
      await visitor.goto(address);
      for (const idea of ideas) await expect(main(visitor).getByRole("link", { name: idea })).toBeVisible();
      await expect(main(visitor)).toContainText("Lugn Uggla, Klass 9C");
    });

    await test.step("who wrote an idea says what is wrong, what comes first and what it costs", async () => {
      await send(visitor, main(visitor).getByRole("link", { name: ideas[0] }));
      await phones[0].goto(new URL(visitor.url()).pathname);
      await phones[0].getByRole("link", { name: "Beskriv problemet, första steget och kostnaden" }).click();
      await healthy(phones[0], "the parts of an idea");
      await fill(phones[0], { problem: "Hemma är det trångt.", first_step: "Fråga biblioteket.", rough_cost: "Frukt" });
      await press(phones[0], "Spara");
      await expect(flash(phones[0])).toHaveText("Sparat.");
      await visitor.reload();
      await expect(main(visitor)).toContainText("Hemma är det trångt.");
      await healthy(visitor, "an idea of a campaign");
    });

    await test.step("places are filled, one idea is kept", async () => {
      for (const [at, idea] of ideas.entries()) await choose(supervisor, address, idea, at + 1);
      const left = supervisor.locator(".item", { has: supervisor.getByRole("link", { name: "En läxhörna till" }) });
      await left.getByLabel(/^Eller spara/).fill("Samma som den första.");
      await send(supervisor, left.getByRole("button"));
      await expect(main(supervisor)).toContainText("Alla idéer är valda eller sparade.");
      await supervisor.goto(`${address}/steg/curate`);
      await press(supervisor, "Börja urvalet");
    });

    await test.step("they vote, and nobody sees how", async () => {
      await supervisor.goto(`${address}/steg/vote`);
      await fill(supervisor, { voting_until: day(5), votes_each: "1", who: "groups", whom: "Klassen" });
      await press(supervisor, "Börja omröstningen");
      for (const [at, phone] of phones.entries()) {
        await phone.goto(`${address}/rosta`);
        await phone.getByRole("radio", { name: ideas[at === 2 ? 1 : at] }).check();
        await press(phone, "Lägg min röst");
        await expect(flash(phone)).toHaveText("Din röst är lagd.");
      }
      await visitor.goto(address);
      await expect(main(visitor)).toContainText("3 röstsedlar är inne.");
      await expect(main(visitor).locator("#resultat")).toHaveCount(0);
    });

    await people.letDaysPass(6);

    await test.step("the day after, everybody sees the result", async () => {
      await comesAbout(visitor, address, "3 röstsedlar räknades.");
      await expect(main(visitor).locator("#resultat tbody tr")).toHaveCount(3);
      await expect(main(visitor).locator("#resultat tbody tr").first()).toContainText(ideas[1]);
      await healthy(visitor, "the result");
    });

    await test.step("it is presented", async () => {
      await people.signIn(official, "handlaggare");
      await official.goto(`${address}/steg/present`);
      await fill(official, { meeting_date: day(6), present: "Nämnden och hela klassen." });
      await press(official, "Presentera idéerna");
      await visitor.goto(address);
      await expect(main(visitor)).toContainText("Presenterad, svar på väg");
      await expect(main(visitor)).toContainText("En idé väntar på att två förtroendevalda");
    });

    await test.step("elected of two parties say whether it was new", async () => {
      await say(await people.as("fortroendevald"), address, ideas[2], /^Nytt för oss/);
      server.admin("grant", "--email", "sekreterare2@bjorksjo.example", "--role", "elected", "--party", "Åsen (Å)", "--assignment", "ledamot");
      await say(await people.as("sekreterare2"), address, ideas[2], /^Nytt för oss/);
      await visitor.goto(`${address}/nytt`);
      await expect(main(visitor)).toContainText("Alla idéer som väntade på förtroendevalda har fått svar.");
    });

    await test.step("every idea is answered, and with the last one the campaign", async () => {
      await answer(official, address, ideas[0], "yes_now", {
        owner: "Biblioteket", start_on: day(20), cost: "4000", first_step: "Två bord ställs i ordning.",
      });
      await answer(official, address, ideas[1], "no", { reason: "Hallen är full.", would_help: "En hall till." });
      await visitor.goto(address);
      await expect(main(visitor)).toContainText("Presenterad, svar på väg");
      await answer(official, address, ideas[2], "exists", {
        link: "https://bjorksjo.example/karta", contact: "Fritid", why_unknown: "Vi berättade bara på webben.",
      });
      await visitor.goto(address);
      await expect(main(visitor)).toContainText("Alla idéer har fått svar");
      await healthy(visitor, "answered");
      await visitor.goto(`${address}/rapport`);
      for (const text of ["Två bord ställs i ordning.", "Hallen är full.", "Vi berättade bara på webben."]) {
        await expect(main(visitor)).toContainText(text);
      }
    });

    await people.letDaysPass(200);

    await test.step("half a year later what became of it is awaited, and told", async () => {
      await comesAbout(visitor, address, "Uppföljning");
      await people.signIn(official, "handlaggare");
      await official.goto(`${address}/steg/follow_up`);
      await fill(official, { report: "Läxhörnan har öppet tre kvällar i veckan." });
      await press(official, "Berätta vad som är gjort");
      await visitor.goto(address);
      await expect(main(visitor)).toContainText("Läxhörnan har öppet tre kvällar i veckan.");
      await healthy(visitor, "followed up");
    });

    await test.step("it is closed, and its group with it", async () => {
      await official.goto(`${address}/steg/close`);
      await fill(official, { report: "En av tre blev av.", archived_on: day(200), archive_id: "A 12" });
      await press(official, "Avsluta kampanjen");
      await visitor.goto(address);
      await expect(main(visitor)).toContainText("Avslutad");
      await expect(main(visitor)).toContainText("Lugn Uggla, Klass 9C");
      // That three took part is known, and who they were is not.
      await expect(main(visitor)).toContainText("3 var med");
      await phones[0].goto("/grupp/mitt");
      await expect(phones[0]).toHaveURL(/\/grupp$/);
    });
  } finally {
    await people.close();
    await server.stop();
    server.remove();
  }
});
