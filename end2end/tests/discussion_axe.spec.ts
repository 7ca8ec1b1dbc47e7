// No accessibility violation in a discussion, whatever has become of it: empty, of several pages, nested, in other scripts,
// quoted, changed, hidden, locked and slowed down; for whoever reads, writes and moderates.

import { checkInAllLooks, violations } from "../axe.ts";
import { day, path, propose } from "../deeds.ts";
import { expect, test } from "../fixtures.ts";

test("axe: a discussion, empty, nested, quoted, changed, answered, hidden and right to left", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(240_000);
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Grillplats vid tjärnen", topic: "fritid" });
  await checkInAllLooks(page, () => page.goto(path(one)));
  const say = async (data: Record<string, unknown>): Promise<number> => {
    const answer = await author.request.post(`/api/v1/proposals/${one.id}/comments`, { data });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()).id;
  };
  // One person says thirty things at most.
  let last = await say({ text: "Vem städar?", stance: "question" });
  const question = last;
  for (const text of ["مرحبا بالجميع، هذا مكان جميل.", "Folkhälsoundersökningsresultatredovisningarna ".repeat(12).trim(), "Ja."]) {
    last = await say({ text, parent: last });
  }
  const first = await say({ text: "مكان للشواء 2026.", stance: "for" });
  for (let n = 0; n < 20; n += 1) await say({ text: `Tanke ${n}. `.repeat(1 + n), stance: ["for", "against", "neutral"][n % 3] });
  await signIn("invanare");
  for (const query of ["", "?sortera=balanserat", "?sortera=mest-stod", `?svara=${last}`, `?citera=${first}`]) {
    await checkInAllLooks(page, () => page.goto(`${path(one)}${query}`));
  }
  const form = { stance: "against", text: "Nej.", quoted: String(first), quote: "مكان للشواء" };
  expect((await page.request.post(`${path(one)}/inlagg`, { form: { ...form, quote: "x" }, maxRedirects: 0 })).status()).toBe(422);
  expect((await page.request.post(`${path(one)}/inlagg`, { form, maxRedirects: 0 })).status()).toBe(303);
  const agree = { about: String(first), deed: "yes", there: "" };
  expect((await page.request.post(`${path(one)}/haller-med`, { form: agree, maxRedirects: 0 })).status()).toBe(303);
  const change = `${path(one)}/inlagg/${first}/andra`;
  const other = { text: "مكان للشواء.", seen: "1" };
  expect((await author.request.post(change, { form: other, maxRedirects: 0 })).status()).toBe(303);
  await checkInAllLooks(author, () => author.goto(change));
  await author.getByRole("textbox").fill("");
  await author.getByRole("button", { name: "Spara ändringen" }).click();
  expect(await violations(author), "changed to nothing").toEqual([]);
  await checkInAllLooks(page, () => page.goto(`${path(one)}/inlagg/${first}/versioner`));

  await signIn("handlaggare");
  const mark = `${path(one)}/inlagg/${question}/besvarad`;
  await checkInAllLooks(page, () => page.goto(mark));
  await page.getByRole("button", { name: "Publicera i rutan" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "no answer").toEqual([]);
  await page.getByRole("textbox").fill("Parkförvaltningen.");
  await page.getByRole("button", { name: "Publicera i rutan" }).click();

  const report = { kommentar: String(first), reason: "spam" };
  expect((await author.request.post(`${path(one)}/anmal`, { form: report, maxRedirects: 0 })).status()).toBe(303);
  await signIn("moderator");
  await page.goto("/moderera");
  await page.getByRole("listitem").filter({ hasText: one.title }).getByRole("link", { name: /^Kommentar/ }).click();
  await page.locator('[name="step"][value="hide"]').check();
  await page.locator('[name="rule"][value="spam"]').check();
  await page.locator('[name="reason"]').fill("Det är reklam.");
  await page.getByRole("button", { name: "Bestäm" }).click();
  await checkInAllLooks(page, () => page.goto(path(one)));
  await expect(page.getByText("Citatet är borta")).toBeVisible();
  await checkInAllLooks(page, () => page.goto(`${path(one)}/inlagg/${first}/versioner`));
});

test("axe: a discussion of several pages, and a thread that goes on", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(240_000);
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Bastu vid tjärnen", topic: "fritid" });
  // One person says thirty things at most, and a page has fifty threads.
  const writers = [author, await another(), await another()];
  for (const writer of writers.slice(1)) await newcomer(writer);
  const ids: number[] = [];
  const say = async (data: Record<string, unknown>): Promise<number> => {
    const writer = writers[ids.length % writers.length] as typeof author;
    const answer = await writer.request.post(`/api/v1/proposals/${one.id}/comments`, { data });
    expect(answer.status(), await answer.text()).toBe(201);
    ids.push((await answer.json()).id);
    return ids.at(-1) as number;
  };
  const texts = ["Bra.", "ساونا صغيرة بجانب البحيرة، 2026.", "Folkhälsoundersökningsresultatredovisningarna ".repeat(9).trim(), "Ett, två.\n\n– Tre."];
  for (let n = 0; n < 54; n += 1) {
    await say({ text: texts[n % texts.length], stance: ["for", "against", "question", "neutral"][n % 4] });
  }
  const [oldest, newest] = [ids[0], ids.at(-1)] as [number, number];
  // Five replies are shown with a thread: here are more, in two scripts, and each of two levels.
  const replies: number[] = [];
  for (let n = 0; n < 8; n += 1) replies.push(await say({ text: texts[n % 3], parent: newest }));
  await say({ text: "شكرا، هذا ما أقصده.", parent: replies[0] });
  await say({ text: "Det gör jag också.", parent: replies[7] });

  await signIn("invanare");
  const pages = [
    "", `?inlagg=till-${oldest}`, `?inlagg=till-${replies[7]}`, `?svara=${replies[7]}`,
    "?sortera=balanserat", "?sortera=balanserat&sida=2", "?sortera=mest-stod", "?sortera=mest-stod&sida=2",
  ];
  for (const query of pages) {
    await checkInAllLooks(page, () => page.goto(`${path(one)}${query}`));
    await expect(page.locator(".debate .comment").first(), query).toBeVisible();
  }
  await page.goto(path(one));
  await expect(page.getByRole("navigation", { name: "Sidor i diskussionen" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Visa fler svar/ })).toBeVisible();
});

test("axe: a locked thread with hidden replies, and a discussion that is slowed down and locked", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(240_000);
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Scen vid tjärnen", topic: "fritid" });
  const say = async (data: Record<string, unknown>): Promise<number> => {
    const answer = await author.request.post(`/api/v1/proposals/${one.id}/comments`, { data });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()).id;
  };
  const open = await say({ text: "Var ska den stå?", stance: "question" });
  // What begins the thread is read from right to left, and the notice of the lock is not.
  const thread = await say({ text: "المسرح قريب جدا من البيوت.", stance: "against" });
  const hidden = await say({ text: "اشتروا من متجري!", parent: thread });
  await say({ text: "Det där är reklam.", parent: hidden });

  await signIn("moderator");
  const report = { kommentar: String(hidden), reason: "spam" };
  expect((await author.request.post(`${path(one)}/anmal`, { form: report, maxRedirects: 0 })).status()).toBe(303);
  await page.goto("/moderera");
  await page.getByRole("listitem").filter({ hasText: one.title }).getByRole("link", { name: /^Kommentar/ }).click();
  await page.locator('[name="step"][value="hide"]').check();
  await page.locator('[name="rule"][value="spam"]').check();
  await page.locator('[name="reason"]').fill("Det är reklam.");
  await page.getByRole("button", { name: "Bestäm" }).click();
  await expect(page.locator(".flash")).toContainText("Texten är dold.");

  const rein = async (step: string, more: Record<string, string>): Promise<void> => {
    const form = { step, reason: "Tonen har blivit hård.", seen: "0", once: `axe-${one.id}-${step}-${more.kommentar ?? ""}`, ...more };
    const answer = await page.request.post(`${path(one)}/samtalet`, { form, maxRedirects: 0 });
    expect(answer.status(), step).toBe(303);
  };
  const everybody = async (what: string, queries: string[]): Promise<void> => {
    const visitor = await another();
    for (const [who, reader] of [["a visitor", visitor], ["its author", author], ["a moderator", page]] as const) {
      for (const query of queries) {
        await checkInAllLooks(reader, () => reader.goto(`${path(one)}${query}`));
      }
      await expect(reader.getByRole("main"), who).toContainText(what);
    }
  };

  await rein("lock", { kommentar: String(thread) });
  await everybody("Tråden är låst", ["", `?svara=${thread}`, `?inlagg=till-${hidden}`]);
  await checkInAllLooks(page, () => page.goto(`${path(one)}/samtalet?kommentar=${thread}`));

  await rein("slow", { minutes: "60", until: day(7) });
  await checkInAllLooks(author, () => author.goto(`${path(one)}?svara=${open}`));
  await checkInAllLooks(page, () => page.goto(`${path(one)}/samtalet`));

  await rein("lock", { until: day(7) });
  await everybody("Diskussionen är låst", ["", `?svara=${open}`]);
  await checkInAllLooks(page, () => page.goto(`${path(one)}/samtalet`));
});
