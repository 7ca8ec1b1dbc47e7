// What happens in one browser shows in another within a second, without reloading, and nothing
// that is being written is touched; also when the server was stopped, or killed, in between.

import type { Page } from "@playwright/test";

import { approve, choose, comeIn, draft, group, main, press, writeIdea } from "../campaign.ts";
import { day, fill, find, path, propose, proposal } from "../deeds.ts";
import { expect, type Server, test } from "../fixtures.ts";

const second = { timeout: 1_000 };

/** Opens a page whose islands are awake and whose stream is open; counts its navigations. */
async function watchFrom(page: Page, address: string): Promise<() => number> {
  const stream = page.waitForResponse((answer) => answer.url().includes("/live?"));
  await page.goto(address);
  expect((await stream).status()).toBe(200);
  await expect(page.locator("html")).toHaveAttribute("data-islands", "awake");
  let navigations = 0;
  page.on("framenavigated", () => (navigations += 1));
  return () => navigations;
}

/** Opens the comments that were announced, and waits until they were: at most a second. */
async function openNew(page: Page, words: string): Promise<void> {
  const bar = page.locator(".live-bar a");
  await expect(bar).toHaveText(words, second);
  await bar.click();
  await expect(bar).toBeHidden();
}

/** Stops the server and starts it on the same address and data; waits for the page's new stream. */
async function restart(server: Server, page: Page, signal: NodeJS.Signals): Promise<void> {
  const code = await server.stop(signal);
  if (signal === "SIGTERM") expect(code, "a clean stop").toBe(0);
  const stream = page.waitForResponse(
    (answer) => answer.url().includes("/live?") && answer.status() === 200,
    { timeout: 20_000 },
  );
  await server.start();
  await stream;
}

test("a support shows elsewhere within a second", async ({ page, another, newcomer }) => {
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Cykelpump vid stationen" });
  const navigations = await watchFrom(page, path(one));
  const list = await another();
  await watchFrom(list, "/forslag");
  await newcomer(author);
  await author.request.put(`/api/v1/proposals/${one.id}/support`);
  await expect(page.locator(".support__count")).toHaveText("1", second);
  await expect(page.locator("progress.meter")).toHaveJSProperty("value", 1);
  await expect(list.locator(`[data-count="${one.id}"]`)).toHaveText("1", second);
  await author.request.delete(`/api/v1/proposals/${one.id}/support`);
  await expect(page.locator(".support__count")).toHaveText("0", second);
  expect(navigations()).toBe(0);
});

test("who agrees with a comment shows elsewhere, and nothing moves", async ({ page, another, newcomer }) => {
  await newcomer();
  const one = await propose(page, { title: "Bänkar längs kajen" });
  const say = async (text: string): Promise<number> => {
    const answer = await page.request.post(`/api/v1/proposals/${one.id}/comments`, { data: { text } });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()).id;
  };
  const first = await say("Det saknas sittplatser.");
  const navigations = await watchFrom(page, path(one));
  const count = page.locator(`[data-agrees="${first}"]`);
  await expect(count).toBeHidden();
  const text = page.getByRole("textbox", { name: "Ditt inlägg" });
  await text.fill("Halva min tanke");
  const place = async () => (await page.locator(`#inlagg-${first} .comment__text`).boundingBox())?.y;
  const before = await place();
  // That it is kept is told where there was room for it.
  await expect(page.getByText("Utkastet är sparat.")).toBeVisible();
  expect(await place()).toBe(before);

  const other = await another();
  await newcomer(other);
  await other.goto(path(one));
  const agreeing = other.locator(`#inlagg-${first}`);
  await agreeing.getByRole("button", { name: /^Jag håller med/ }).click();
  await expect(count).toHaveText("1 håller med");
  await expect(count).toBeVisible();
  const third = await another();
  await newcomer(third);
  await third.goto(path(one));
  await third.locator(`#inlagg-${first}`).getByRole("button", { name: /^Jag håller med/ }).click();
  await expect(count).toHaveText("2 håller med");
  expect(await place(), "nothing moved").toBe(before);
  await expect(text).toBeFocused();
  await expect(text).toHaveValue("Halva min tanke");
  expect(navigations()).toBe(0);

  // A comment that waits to be opened does not bring back an older number.
  await other.request.post(`/api/v1/proposals/${one.id}/comments`, { data: { text: "Med ryggstöd." } });
  await expect(page.locator(".live-bar a")).not.toBeEmpty();
  await agreeing.getByRole("button", { name: /^Jag håller inte längre med/ }).click();
  await expect(count).toHaveText("1 håller med");
  await page.locator(".live-bar a").click();
  await expect(page.getByText("Med ryggstöd.")).toBeVisible();
  await expect(count).toHaveText("1 håller med");
});

test("an answer, a step and a comment show while somebody writes", async ({ page, another, newcomer, signIn }) => {
  await newcomer();
  const one = await propose(page, { title: "Tvåspråkiga skyltar i hamnen", topic: "minoritet" });
  const navigations = await watchFrom(page, path(one));
  const text = page.getByRole("textbox", { name: "Ditt inlägg" });
  await text.fill("Halva min tanke");
  await text.press("End");
  const untouched = async () => {
    await expect(text).toBeFocused();
    await expect(text).toHaveValue("Halva min tanke");
  };

  const officer = await another();
  await signIn("handlaggare", officer);
  await officer.goto(`${path(one)}/svara`);
  await fill(officer, { text: "Hamnen byter skyltar i vår." });
  const answered = officer.waitForResponse((answer) => answer.status() === 303);
  await officer.getByRole("button", { name: "Publicera svaret" }).click({ noWaitAfter: true });
  await answered;
  await expect(page.locator(".act.is-official")).toContainText("Hamnen byter skyltar i vår.", second);
  await expect(page.locator(".timeline")).toContainText("Svar från förvaltningen", second);
  await expect(page.locator("p[role=status]", { hasText: "Nytt svar från kommunen" })).toHaveCount(1);
  await untouched();

  const secretary = await another();
  await signIn("sekreterare", secretary);
  await secretary.goto(`${path(one)}/handlagg?steg=announce`);
  await fill(secretary, { body: "KF", meeting_date: day(0), paragraph: "7" });
  const recorded = secretary.waitForResponse((answer) => answer.status() === 303);
  await secretary.getByRole("button", { name: "Registrera steget" }).click({ noWaitAfter: true });
  await recorded;
  await expect(page.locator(".state")).toContainText("Anmält i kommunfullmäktige", second);
  await expect(page.locator(".timeline")).toContainText("Anmält", second);
  await untouched();

  const sent = await officer.request.post(`/api/v1/proposals/${one.id}/comments`, {
    data: { text: "Vilken hamn menas?", stance: "question" },
  });
  expect(sent.status()).toBe(201);
  await expect(page.locator(".live-bar a")).toHaveText("Ett nytt inlägg – visa", second);
  await expect(page.locator("#diskussion")).toContainText("1 inlägg");
  await expect(page.locator(".debate")).not.toContainText("Vilken hamn menas?");
  await untouched();
  await openNew(page, "Ett nytt inlägg – visa");
  await expect(page.locator(".debate")).toContainText("Vilken hamn menas?");
  await expect(text).toHaveValue("Halva min tanke");
  expect(navigations()).toBe(0);

  await test.step("what was being written can be sent", async () => {
    await page.getByRole("radio", { name: "Jag är för" }).check();
    await page.getByRole("button", { name: "Publicera" }).click();
    await expect(page.locator(".debate__side--for")).toContainText("Halva min tanke");
  });
});

test("a page further back in a discussion stays where it is", async ({ page, another, newcomer }) => {
  const people: Page[] = [];
  for (let n = 0; n < 2; n += 1) {
    const other = await another();
    await newcomer(other);
    people.push(other);
  }
  const [author, writer] = people as [Page, Page];
  const one = await propose(author, { title: "Soffor längs hela Storgatan" });
  const say = async (who: Page, text: string, parent?: number): Promise<number> => {
    const data = { text, stance: "for", parent };
    const answer = await who.request.post(`/api/v1/proposals/${one.id}/comments`, { data });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()).id;
  };
  const ids: number[] = [];
  for (let n = 0; n < 56; n += 1) ids.push(await say(n % 2 ? author : writer, `Tanke ${n}.`));
  const navigations = await watchFrom(page, `${path(one)}?inlagg=till-${ids[5]}`);
  const shown = () =>
    page.locator(".debate > * > .comment").evaluateAll((all) => all.map((one) => [one.id, one.getBoundingClientRect().top]));
  await page.locator(`#inlagg-${ids[4]}`).scrollIntoViewIfNeeded();
  const before = await shown();
  expect(before).toHaveLength(6);
  await say(author, "Alldeles ny.");
  await expect(page.locator("#diskussion")).toContainText("57 inlägg", second);
  expect(await shown()).toEqual(before);
  await expect(page.locator(".live-bar a")).toBeHidden();
  // What is said on this page is announced on it.
  await say(writer, "Ett svar här.", ids[5]);
  await openNew(page, "Ett nytt inlägg – visa");
  await expect(page.locator(`#inlagg-${ids[5]}`)).toContainText("Ett svar här.");
  expect(navigations()).toBe(0);
});

test("new comments wait until somebody wants to see them", async ({ page, another, newcomer, signIn }) => {
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Vindskydd vid badplatsen" });
  const say = async (text: string, stance = "for"): Promise<number> => {
    const answer = await author.request.post(`/api/v1/proposals/${one.id}/comments`, { data: { text, stance } });
    expect(answer.status()).toBe(201);
    return (await answer.json()).id;
  };
  const rude = await say("Först, och något dumt.");
  await say("Emot, och kvar.", "against");
  const navigations = await watchFrom(page, path(one));
  const there = page.locator(".debate .comment");
  await there.first().scrollIntoViewIfNeeded();
  const places = () => there.evaluateAll((all) => all.map((it) => it.getBoundingClientRect().top));
  const before = await places();
  const first = await say("Ett till.");
  await expect(page.locator(".live-bar a")).toHaveText("Ett nytt inlägg – visa", second);
  await say("Två till.", "against");
  await expect(page.locator(".live-bar a")).toHaveText("2 nya inlägg – visa", second);
  await expect(page.locator("#diskussion")).toContainText("4 inlägg");
  await expect(page.locator(".debate__side--against .debate__number")).toHaveText("2");
  expect(await places(), "nothing moved").toEqual(before);

  // What is hidden meanwhile is gone at once, and opens nothing.
  const moderator = await another();
  await signIn("moderator", moderator);
  await moderator.goto(`${path(one)}/anmal?kommentar=${rude}`);
  await fill(moderator, { reason: "personal_data" });
  await moderator.getByRole("button", { name: "Skicka anmälan" }).click();
  await expect(moderator.getByRole("heading", { level: 1 })).toHaveText("Tack för din anmälan");
  await moderator.goto("/moderera");
  await moderator.getByRole("listitem").filter({ hasText: one.title }).getByRole("link").click();
  await fill(moderator, { step: "hide", rule: "personal_data", reason: "Texten namnger ett barn." });
  await moderator.getByRole("button", { name: "Bestäm" }).click();
  await expect(page.locator(`#inlagg-${rude}`)).not.toContainText("något dumt", second);
  await expect(there).toHaveCount(2);

  // By the keyboard: who opens them stands at the first of them.
  await page.locator(".live-bar a").focus();
  await page.keyboard.press("Enter");
  await expect(there).toHaveCount(4);
  await expect(page.locator(`#inlagg-${first}`)).toBeFocused();
  await expect(page.locator(".live-bar a")).toBeHidden();
  expect(navigations()).toBe(0);
});

test("a new proposal is announced on list and start", async ({ page, another, newcomer }) => {
  const start = await another();
  await watchFrom(start, "/");
  const navigations = await watchFrom(page, "/forslag");
  const author = await another();
  await newcomer(author);
  await propose(author, { title: "Gratis buss i snöoväder" });
  const says = "Ett nytt sedan du öppnade sidan – visa";
  await expect(page.locator(".live-bar a")).toHaveText(says, second);
  await expect(start.locator(".live-bar a")).toHaveText(says, second);
  expect(navigations()).toBe(0);
  await propose(author, { title: "Gratis spark i snöoväder" });
  await expect(page.locator(".live-bar a")).toHaveText("2 nya sedan du öppnade sidan – visa", second);
  await page.locator(".live-bar a").click();
  await expect(page.locator(".item__title").first()).toHaveText("Gratis spark i snöoväder");
});

test("the same after the server was stopped and started", async ({ page, another, newcomer, server }) => {
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Brygga för kajaker" });
  const navigations = await watchFrom(page, path(one));
  await restart(server, page, "SIGTERM");
  const sent = await author.request.post(`/api/v1/proposals/${one.id}/comments`, {
    data: { text: "Efter omstarten.", stance: "for" },
  });
  expect(sent.status()).toBe(201);
  await openNew(page, "Ett nytt inlägg – visa");
  await expect(page.locator(".debate")).toContainText("Efter omstarten.");
  expect(navigations()).toBe(0);
});

test("everything acknowledged is there after kill -9", async ({ page, another, newcomer, server, complaints }) => {
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Ränna för cyklar i trappan" });
  await watchFrom(page, path(one));
  const voters: Page[] = [];
  for (let n = 0; n < 4; n += 1) {
    const voter = await another();
    await newcomer(voter);
    voters.push(voter);
  }
  const votes = voters.map((voter) =>
    voter.request
      .put(`/api/v1/proposals/${one.id}/support`)
      .then((answer) => (answer.ok() ? 1 : 0))
      .catch(() => 0),
  );
  const comment = author.request
    .post(`/api/v1/proposals/${one.id}/comments`, { data: { text: "Före olyckan.", stance: "for" } })
    .then((answer) => answer.ok())
    .catch(() => false);
  await Promise.race(votes);
  await restart(server, page, "SIGKILL");
  // A killed server cuts its streams off in the middle, and the browser says so.
  const cut = /ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RE(FUSED|SET)/;
  complaints.splice(0, complaints.length, ...complaints.filter((one) => !cut.test(one)));
  const acknowledged = (await Promise.all(votes)).reduce((sum: number, vote) => sum + vote, 0);
  const commented = await comment;
  const now = await proposal(author, one.id);
  // A vote that was written while its answer was lost may be there; none that was answered is not.
  expect(now.support.count).toBeGreaterThanOrEqual(acknowledged);
  expect(acknowledged).toBeGreaterThan(0);
  if (commented) expect(now.comment_count).toBe(1);
  await expect(page.locator(".support__count")).toHaveText(String(now.support.count), second);
  expect((await find(page, one.title)).id).toBe(one.id);
});

test("a stream that is refused is asked for again", async ({ page, another, newcomer, complaints }) => {
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Vattenkran vid odlingslotterna" });
  let asked = 0;
  await page.route("**/live?*", (route) => {
    asked += 1;
    // As a proxy answers while the server behind it starts.
    return asked <= 2 ? route.fulfill({ status: 502, body: "" }) : route.continue();
  });
  const stream = page.waitForResponse(
    (answer) => answer.url().includes("/live?") && answer.status() === 200,
    { timeout: 20_000 },
  );
  await page.goto(path(one));
  await stream;
  expect(asked).toBe(3);
  await author.request.post(`/api/v1/proposals/${one.id}/comments`, {
    data: { text: "Efter två avslag.", stance: "for" },
  });
  await openNew(page, "Ett nytt inlägg – visa");
  await expect(page.locator(".debate")).toContainText("Efter två avslag.");
  complaints.splice(0, complaints.length, ...complaints.filter((line) => !/status of 502/.test(line)));
});

test("a draft is kept while it is written", async ({ page }) => {
  await page.goto("/forslag/nytt?titel=Sparas+av+sig+sj%C3%A4lvt");
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-islands", "awake");
  await page.getByRole("textbox").pressSequentially("Texten sparas", { delay: 5 });
  await expect(page.getByText("Utkastet är sparat.")).toBeVisible();
  await expect(page.locator(".field__count")).toHaveText("13 av 2000 tecken");
  await page.reload();
  await expect(page.getByRole("textbox")).toHaveValue("Texten sparas");
});

test("a comment that was begun is there again, and gone when it was sent or thrown away", async ({ page, another, newcomer, context, complaints }) => {
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Bänkar längs strandpromenaden" });
  await newcomer(page);
  const open = async () => {
    await page.goto(path(one));
    await expect(page.locator("html")).toHaveAttribute("data-islands", "awake");
  };
  const text = page.getByRole("textbox", { name: "Ditt inlägg" });
  const notice = page.locator(".notice", { hasText: "Ditt utkast" });

  await test.step("with the account", async () => {
    await open();
    await page.getByRole("radio", { name: "Jag är emot" }).check();
    await text.pressSequentially("Halva tanken", { delay: 5 });
    await expect(page.getByText("Utkastet är sparat. Bara du ser det.")).toBeVisible();
    await open();
    await expect(notice).toBeVisible();
    await expect(text).toHaveValue("Halva tanken");
    await expect(page.getByRole("radio", { name: "Jag är emot" })).toBeChecked();
    await page.getByRole("button", { name: "Kasta utkastet" }).click();
    await expect(page.locator(".flash")).toContainText("Utkastet är borta.");
    await expect(text).toHaveValue("");
    await expect(notice).toBeHidden();
  });

  await test.step("left before it was saved", async () => {
    await open();
    await text.fill("Skrivet i sista sekunden");
    await page.goto("/forslag");
    await open();
    await expect(text).toHaveValue("Skrivet i sista sekunden");
    await expect(page.getByText("Texten är från förut i den här fliken")).toBeVisible();
    await expect(page.locator(".field__count")).toHaveText("24 av 2000 tecken");
  });

  await test.step("sent, it is no draft", async () => {
    await page.getByRole("radio", { name: "Varken eller" }).check();
    await page.getByRole("button", { name: "Publicera" }).click();
    await expect(page.locator(".debate")).toContainText("Skrivet i sista sekunden");
    await open();
    await expect(text).toHaveValue("");
    await expect(notice).toBeHidden();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  await test.step("without a session, in the tab", async () => {
    const cookies = await context.cookies();
    await context.clearCookies();
    await text.fill("Efter att sessionen tog slut");
    await expect(page.getByText("Du är inte inloggad längre.")).toBeVisible();
    await context.addCookies(cookies);
    await open();
    await expect(text).toHaveValue("Efter att sessionen tog slut");
  });
  complaints.splice(0, complaints.length, ...complaints.filter((line) => !/status of 401/.test(line)));
});

test("what is alike is shown while the title is typed", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("data-islands", "awake");
  await page.getByLabel("Börja skriva").pressSequentially("hundrastgårdar", { delay: 5 });
  await expect(page.locator(".similar")).toContainText("Hundrastgård i Åsbyn");
});

test("a campaign fills while a class looks at it", async ({ page, another, signIn }) => {
  test.setTimeout(120_000);
  const mark = `${Date.now() % 1_000_000}`;
  const supervisor = await another();
  await signIn("handledare", supervisor);
  const code = await group(supervisor, `Klass ${mark}`);
  const address = await draft(supervisor, `Väggen ${mark}`, "Vad saknas här?", "I skolan: 2", `Klass ${mark}`);
  const official = await another();
  await signIn("handlaggare", official);
  await approve(official, address);

  const wall = await another();
  await watchFrom(wall, `${address}?visning=storbild`);
  const navigations = await watchFrom(page, address);
  const phone = await another();
  await comeIn(phone, code, "Pigg Älg");
  await writeIdea(phone, `Läxhörna ${mark}`, "I skolan");
  await expect(main(page).getByRole("link", { name: `Läxhörna ${mark}` })).toBeVisible(second);
  await expect(main(wall)).toContainText(`Läxhörna ${mark}`, second);
  await choose(supervisor, address, `Läxhörna ${mark}`, 1);
  await expect(main(wall)).toContainText("1 av 2", second);
  await writeIdea(phone, `Skejtkväll ${mark}`, "I skolan");
  await choose(supervisor, address, `Skejtkväll ${mark}`, 2);
  await supervisor.goto(`${address}/steg/curate`);
  await press(supervisor, "Börja urvalet");
  await expect(main(page).locator(".state")).toContainText("Urval", second);
  await supervisor.goto(`${address}/steg/vote`);
  await fill(supervisor, { voting_until: day(5), votes_each: "1", who: "groups", whom: "Klassen" });
  await press(supervisor, "Börja omröstningen");
  await expect(main(page)).toContainText("Ingen har röstat än", second);
  await phone.goto(`${address}/rosta`);
  await phone.getByRole("radio").first().check();
  await press(phone, "Lägg min röst");
  // Ballots are told of together: in a vote of many they come every second.
  await expect(main(page)).toContainText("En röstsedel är inne", { timeout: 4_500 });
  expect(navigations()).toBe(0);
});
