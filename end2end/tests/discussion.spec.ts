// The discussion: for, against, a question, a reply; what is wrong comes back as it was typed.

import { flash, path, problemOf, proposal, propose, send } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

const publish = { name: "Publicera" };

test("for, against, a question and a reply find their places", async ({ page, another, newcomer, signIn }) => {
  const { name } = await newcomer();
  const bench = await propose(page, { title: "Bänk vid utsikten" });
  await page.goto(path(bench));

  for (const [stance, text, side] of [
    ["Jag är för", "Där vilar många redan på stenen.", "for"],
    ["Jag är emot", "Den lockar mopeder upp på berget.", "against"],
    ["Jag har en fråga", "Vem tömmer papperskorgen?", "question"],
  ] as const) {
    await page.getByRole("radio", { name: stance }).check();
    await page.getByRole("textbox", { name: "Ditt inlägg" }).fill(text);
    await page.getByRole("button", publish).click();
    await expect(flash(page)).toHaveText("Ditt inlägg är publicerat.");
    const comment = page.locator(`.debate__side--${side} .comment`, { hasText: text });
    await expect(comment).toHaveCount(1);
    await expect(comment.locator(".comment__who")).toContainText(name);
    await expect(page).toHaveURL(/#inlagg-\d+$/);
  }

  await test.step("an official replies under the badge", async () => {
    const office = await another();
    await signIn("handlaggare", office);
    await office.goto(path(bench));
    await office.locator(".debate__side--question").getByRole("link", { name: /^Svara/ }).click();
    await expect(office.getByText(`Du svarar ${name}.`)).toBeVisible();
    await office.getByRole("textbox", { name: "Ditt svar" }).fill("Det gör parkförvaltningen varje vecka.");
    await office.getByRole("button", publish).click();
    const reply = office.locator(".debate__side--question .comment__replies .comment");
    await expect(reply).toContainText("Det gör parkförvaltningen varje vecka.");
    await expect(reply.locator(".badge.is-official")).toContainText("Tjänsteperson");
    // What answers it stands under it.
    await office.goto(path(bench));
    await reply.getByRole("link", { name: /^Svara/ }).click();
    await office.getByRole("textbox", { name: "Ditt svar" }).fill("Också på helger.");
    await office.getByRole("button", publish).click();
    const below = reply.first().locator(".comment__replies .comment");
    await expect(below).toContainText("Också på helger.");
    const official = (await reply.first().locator(".comment__who strong").first().textContent()) as string;
    const answered = (await reply.first().getAttribute("id")) as string;
    const link = { name: `Svar till ${official}`, exact: true };
    await expect(below.getByRole("link", link)).toHaveAttribute("href", new RegExp(`#${answered}$`));
    // On the first level its place says it.
    await expect(office.getByRole("link", { name: /^Svar till/ })).toHaveCount(1);
    // What answers that one stands beside it, and leads to it.
    await page.goto(path(bench));
    const beside = page.locator(".debate__side--question .comment__replies .comment__replies > .comment");
    await beside.getByRole("link", { name: /^Svara/ }).click();
    await page.getByRole("textbox", { name: "Ditt svar" }).fill("Tack, då vet jag.");
    await page.getByRole("button", publish).click();
    await expect(beside).toHaveCount(2);
    await expect(beside.last()).toContainText("Tack, då vet jag.");
    const second = (await beside.first().getAttribute("id")) as string;
    await beside.last().getByRole("link", link).click();
    await expect(page).toHaveURL(new RegExp(`#${second}$`));
    await expect(beside.first()).toBeInViewport();
  });
  expect((await proposal(page, bench.id)).comment_count).toBe(6);
});

test("an empty, a blank and a too long comment come back as typed", async ({ page, newcomer }) => {
  await newcomer();
  const one = await propose(page, { title: "Gungor för stora barn" });
  await page.goto(path(one));
  const text = page.getByRole("textbox", { name: "Ditt inlägg" });
  const long = `${"Långt. ".repeat(285)}123456`;
  for (const [typed, says] of [
    ["", "Fyll i det här."],
    [" \n ", "Fyll i det här."],
    [long, "Texten är 2001 tecken. Korta ner den till högst 2000."],
  ] as const) {
    await page.getByRole("radio", { name: "Jag är emot" }).check();
    await text.fill(typed);
    expect(await send(page, page.getByRole("button", publish))).toBe(422);
    await expect(problemOf(page, "text")).toHaveText(says);
    await expect(text).toHaveValue(typed);
    await expect(page.getByRole("radio", { name: "Jag är emot" })).toBeChecked();
  }
  await test.step("what came back is a draft until it is thrown away", async () => {
    await page.goto("/forslag");
    await page.goto(path(one));
    const draft = page.locator(".notice", { hasText: "Ditt utkast" });
    await expect(draft).toContainText("Bara du ser det.");
    await expect(text).toHaveValue(long);
    await expect(page.getByRole("radio", { name: "Jag är emot" })).toBeChecked();
    await draft.getByRole("button", { name: "Kasta utkastet" }).click();
    await expect(flash(page)).toHaveText("Utkastet är borta.");
    await expect(text).toHaveValue("");
    await expect(draft).toHaveCount(0);
  });
  await test.step("who takes no side is heard as well", async () => {
    await page.goto(path(one));
    await text.fill("Jag bor inte här men leker här.");
    await page.getByRole("button", publish).click();
    await expect(page.locator(".debate__side--question .comment")).toHaveCount(1);
  });
  expect((await proposal(page, one.id)).comment_count).toBe(1);
});

test("a comment sent twice stands there once", async ({ page, newcomer }) => {
  await newcomer();
  const one = await propose(page, { title: "Ett staket vid ån" });
  await page.goto(path(one));
  const once = await page.locator('form[action$="/inlagg"] [name="once"]').getAttribute("value");
  const form = { text: "Barnen leker där.", stance: "for", once: once as string };
  const sent = await Promise.all(
    [1, 2, 3].map(() => page.request.post(`${path(one)}/inlagg`, { form, maxRedirects: 0 })),
  );
  for (const answer of sent) expect(answer.status()).toBe(303);
  expect((await proposal(page, one.id)).comment_count).toBe(1);
});

test("a comment written in a session that has ended is kept, and sent after signing in", async ({ page, newcomer, context }) => {
  await newcomer();
  const one = await propose(page, { title: "Fler träd på skolgården" });
  await page.goto(path(one));
  await page.getByRole("radio", { name: "Jag är för" }).check();
  await page.getByRole("textbox", { name: "Ditt inlägg" }).fill("Skuggan behövs i maj.");
  await context.clearCookies();
  expect(await send(page, page.getByRole("button", publish))).toBe(401);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Du är inte inloggad");
  await expect(page.getByRole("textbox", { name: "Det du skrev" })).toHaveValue("Skuggan behövs i maj.");

  // Signing in happens in another tab.
  const tab = await context.newPage();
  await tab.goto("/logga-in");
  await tab.locator('button[value="invanare2"]').click();
  await expect(tab).not.toHaveURL(/logga-in/);
  await tab.close();
  await page.getByRole("button", { name: "Skicka igen" }).click();
  await expect(page).toHaveURL(new RegExp(`${path(one)}#inlagg-`));
  await expect(page.getByText("Skuggan behövs i maj.")).toBeVisible();
});

test("a visitor reads everything and is shown the way to write", async ({ page, another, newcomer }) => {
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Ljudlandskap i biblioteket" });
  await page.goto(path(one));
  await expect(page.getByRole("textbox", { name: "Ditt inlägg" })).toHaveCount(0);
  await page.getByRole("link", { name: "Logga in och skriv" }).click();
  await page.locator('button[value="invanare2"]').click();
  await expect(page).toHaveURL(new RegExp(path(one)));
  await expect(page.getByRole("textbox", { name: "Ditt inlägg" })).toBeVisible();
});

test("a long discussion is read page by page", async ({ page, another, newcomer }) => {
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Trappa ner till bryggan" });
  const comments = `/api/v1/proposals/${one.id}/comments`;
  const say = async (data: Record<string, unknown>): Promise<{ id: number; url: string }> => {
    const answer = await author.request.post(comments, { data });
    expect(answer.status(), await answer.text()).toBe(201);
    return answer.json();
  };
  // One person says thirty things at once at most, so three say them.
  const others = [author];
  for (let n = 0; n < 2; n += 1) {
    const other = await another();
    await newcomer(other);
    others.push(other);
  }
  const ids: number[] = [];
  for (let n = 0; n < 53; n += 1) {
    const who = others[n % 3] as typeof author;
    const answer = await who.request.post(comments, { data: { text: `Tanke ${n}.`, stance: n % 2 ? "for" : "against" } });
    expect(answer.status(), await answer.text()).toBe(201);
    ids.push((await answer.json()).id);
  }
  const [oldest, third, fourth] = [ids[0], ids[2], ids[3]] as [number, number, number];
  const at = (id: number) => page.locator(`#inlagg-${id}`);

  await page.goto(path(one));
  await expect(page.locator("#diskussion")).toContainText("53 inlägg");
  await expect(page.locator(".debate .comment")).toHaveCount(50);
  await expect(at(third)).toHaveCount(0);
  await expect(at(fourth)).toHaveCount(1);
  await expect(page.getByText("Här är de senaste inläggen.")).toBeVisible();

  const older = page.getByRole("navigation", { name: "Sidor i diskussionen" });
  await older.getByRole("link", { name: "Visa äldre inlägg" }).click();
  await expect(page).toHaveURL(new RegExp(`\\?inlagg=till-${third}#diskussion$`));
  await expect(page.locator(".debate .comment")).toHaveCount(3);
  await expect(page.locator(".debate__side--against .debate__number")).toHaveText("27");
  await expect(older.getByRole("link", { name: "Visa äldre inlägg" })).toHaveCount(0);

  await test.step("replies beyond the first are one link away", async () => {
    for (let n = 0; n < 7; n += 1) await say({ text: `Svar ${n}.`, parent: oldest });
    await page.reload();
    await expect(at(oldest).locator(".comment")).toHaveCount(5);
    await page.getByRole("link", { name: /^Visa fler svar \(7 i allt\)/ }).click();
    await expect(at(oldest).locator(".comment")).toHaveText([/Svar 5\./, /Svar 6\./]);
    await page.getByRole("link", { name: /^Visa svaren från början/ }).click();
    await expect(at(oldest).locator(".comment")).toHaveCount(5);
    await expect(page).toHaveURL(new RegExp(`#inlagg-${oldest}$`));
  });

  await test.step("a link to one comment leads to its page", async () => {
    const reply = await say({ text: "Svaret som länkas.", parent: third });
    await page.goto(new URL(reply.url).pathname + new URL(reply.url).search + new URL(reply.url).hash);
    await expect(page).toHaveURL(new RegExp(`${path(one)}\\?inlagg=till-${reply.id}#inlagg-${reply.id}$`));
    await expect(at(reply.id)).toBeInViewport();
  });

  await test.step("who replies to something old sees it, and comes back to it", async () => {
    await author.goto(`${path(one)}?inlagg=till-${third}`);
    await author.locator(`#inlagg-${third}`).getByRole("link", { name: /^Svara/ }).first().click();
    await author.getByRole("textbox", { name: "Ditt svar" }).fill("Långt senare.");
    await author.getByRole("button", publish).click();
    await expect(author).toHaveURL(/\?inlagg=till-(\d+)#inlagg-\1$/);
    await expect(author.locator(`#inlagg-${third} .comment`).last()).toContainText("Långt senare.");
  });

  await page.goto(`${path(one)}?inlagg=till-${third}`);
  await page.getByRole("link", { name: "Till de senaste" }).click();
  await expect(page).toHaveURL(new RegExp(`${path(one)}#diskussion$`));
  await expect(page.locator(`.debate > * > #inlagg-${ids.at(-1)}`)).toHaveCount(1);
});

test("agreeing, and the orders that follow from it", async ({ page, another, newcomer, signIn }) => {
  const { name } = await newcomer();
  const one = await propose(page, { title: "Cykelställ vid stationen" });
  const say = async (text: string, stance: string): Promise<number> => {
    const answer = await page.request.post(`/api/v1/proposals/${one.id}/comments`, { data: { text, stance } });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()).id;
  };
  const first = await say("Cyklarna står i vägen.", "for");
  await say("Det är för dyrt.", "against");
  await say("Bilarna också.", "for");
  const other = await another();
  await newcomer(other);
  await other.goto(path(one));
  const at = other.locator(`#inlagg-${first}`);
  await test.step("with the keyboard alone", async () => {
    const button = at.getByRole("button", { name: `Jag håller med om det ${name} skrev` });
    await button.focus();
    await other.keyboard.press("Enter");
    await expect(flash(other)).toHaveText("Du håller med om inlägget.");
    await expect(other).toHaveURL(new RegExp(`#inlagg-${first}$`));
    await expect(at).toContainText("1 håller med");
    await expect(at).toBeInViewport();
  });
  await test.step("the order is a link, and is kept", async () => {
    const orders = other.getByRole("navigation", { name: "Ordning" });
    await expect(orders.getByRole("link", { name: "Nyast" })).toHaveAttribute("aria-current", "true");
    const shown = other.locator(".debate__side--for > .comment");
    await expect(shown.first()).toContainText("Bilarna också.");
    await orders.getByRole("link", { name: "Flest håller med" }).click();
    await expect(other).toHaveURL(/\?sortera=mest-stod#diskussion$/);
    await expect(shown.first()).toContainText("Cyklarna står i vägen.");
    await at.getByRole("button", { name: /^Jag håller inte längre med/ }).click();
    await expect(other).toHaveURL(new RegExp(`\\?sortera=mest-stod#inlagg-${first}$`));
    await expect(shown.first()).toContainText("Bilarna också.");
    await orders.getByRole("link", { name: "Balanserat" }).click();
    await expect(other.getByText("Lika många för som emot")).toBeVisible();
  });
  await test.step("one's own, and who serves everybody, has no button", async () => {
    await page.goto(path(one));
    await expect(page.getByRole("button", { name: /^Jag håller med/ })).toHaveCount(0);
    const office = await another();
    await signIn("handlaggare", office);
    await office.goto(path(one));
    await expect(office.getByRole("button", { name: /^Jag håller med/ })).toHaveCount(0);
  });
});

test("one's own words are changed, and others see what they said", async ({ page, another, newcomer }) => {
  await newcomer();
  const one = await propose(page, { title: "Papperskorgar i parken" });
  await page.goto(path(one));
  await page.getByRole("textbox", { name: "Ditt inlägg" }).fill("Där är skräpit.");
  await page.getByRole("button", publish).click();
  const comment = page.locator(".debate .comment").first();
  await comment.getByRole("link", { name: "Ändra" }).click();
  await expect(page.getByText("andra ser inte att du har ändrat")).toBeVisible();
  const text = page.getByRole("textbox", { name: "Ditt inlägg" });
  await text.fill("");
  expect(await send(page, page.getByRole("button", { name: "Spara ändringen" }))).toBe(422);
  await text.fill("Där är skräpigt.");
  await page.getByRole("button", { name: "Spara ändringen" }).click();
  await expect(flash(page)).toHaveText("Inlägget är ändrat.");
  await expect(comment).toContainText("Där är skräpigt.");
  await expect(comment).not.toContainText("Ändrat ");

  // Somebody agrees: from then on nothing is unsaid.
  const other = await another();
  await newcomer(other);
  await other.goto(path(one));
  await other.getByRole("button", { name: /^Jag håller med/ }).click();
  await page.goto(path(one));
  await comment.getByRole("link", { name: "Ändra" }).click();
  await expect(page.getByText("läsa det som stod där förut")).toBeVisible();
  await text.fill("Där är rent.");
  await page.getByRole("button", { name: "Spara ändringen" }).click();
  await other.goto(path(one));
  await other.getByRole("link", { name: /^Ändrat / }).click();
  await expect(other.getByText("Där är skräpigt.")).toBeVisible();
  await expect(other.getByText("Där är rent.")).toBeVisible();
  await other.getByRole("link", { name: "Tillbaka till inlägget" }).click();
  await expect(other.locator(".debate .comment").first()).toBeInViewport();
});

test("somebody is quoted, and a question gets its answer in the box", async ({ page, another, newcomer, signIn }) => {
  const { name } = await newcomer();
  const one = await propose(page, { title: "Vindskydd vid tjärnen" });
  await page.goto(path(one));
  await page.getByRole("radio", { name: "Jag har en fråga" }).check();
  await page.getByRole("textbox", { name: "Ditt inlägg" }).fill("Vem äger marken? Jag hittar det inte.");
  await page.getByRole("button", publish).click();
  const asked = page.locator(".debate__side--question > .comment").first();
  await asked.getByRole("link", { name: /^Citera/ }).click();
  const quote = page.getByRole("textbox", { name: "Citat" });
  await expect(quote).toHaveValue("Vem äger marken? Jag hittar det inte.");
  await quote.fill("Vem äger allt?");
  await page.getByRole("textbox", { name: "Ditt inlägg" }).fill("Ingen har svarat.");
  expect(await send(page, page.getByRole("button", publish))).toBe(422);
  await expect(problemOf(page, "quote")).toContainText("Orden står inte i inlägget.");
  await quote.fill("Vem äger marken?");
  await page.getByRole("button", publish).click();
  const block = page.locator(".debate blockquote");
  await expect(block).toContainText("Vem äger marken?");
  await expect(block.getByRole("link", { name: `Ur ett inlägg av ${name}` })).toBeVisible();

  const office = await another();
  await signIn("handlaggare", office);
  await office.goto(path(one));
  await office.getByRole("link", { name: "Markera som besvarad" }).first().click();
  await expect(office.getByText("Jag hittar det inte.")).toBeVisible();
  await office.getByRole("button", { name: "Publicera i rutan" }).click();
  await office.getByRole("textbox", { name: /^Svaret med kommunens ord/ }).fill("Kommunen äger den.");
  await office.getByRole("button", { name: "Publicera i rutan" }).click();
  const box = office.getByRole("region", { name: "Frågor som har fått svar" });
  await expect(box).toContainText("Kommunen äger den.");
  await expect(box).toContainText("Vem äger marken?");
  await expect(office.locator(".debate__side--question > .comment .tag").last()).toContainText("Besvarad");
});
