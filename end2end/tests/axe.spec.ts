// No accessibility violation, by all of axe's rules, on every address: phone and desktop, light and
// dark. (axe itself is JavaScript, so this runs once.) Discussions: discussion_axe.spec.ts.

import { checkInAllLooks, inAllLooks, violations } from "../axe.ts";
import { addDocument, day, fill, find, path, prepare, propose } from "../deeds.ts";
import { expect, letterLink, test } from "../fixtures.ts";
import { routes } from "../routes.ts";

const rejection = {
  step: "reject_formally", once: "en-avvisning-att-läsa", criterion: "outside_competence",
  reasons: "Vägen är statlig.", where_to_turn: "Trafikverket.", publish_text: "yes",
};

for (const route of routes) {
  test(`axe: ${route.name}`, async ({ page, signIn }) => {
    if (route.as) await signIn(route.as);
    await checkInAllLooks(page, () => page.goto(route.path));
  });
}

test("axe: the wizard with errors, alike, complete and received", async ({ page, newcomer }) => {
  test.setTimeout(120_000);
  await newcomer();
  const next = () => page.locator("main form button").click();
  await page.goto("/forslag/nytt");
  await next();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "no title").toEqual([]);
  await page.getByRole("textbox").fill("Belysning längs gångstigen");
  await next();
  await next();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "no text").toEqual([]);
  await page.getByRole("textbox").fill("Folkhälsoundersökningsresultatredovisningarna ".repeat(20));
  await next();
  await next();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "no subject").toEqual([]);
  await page.getByRole("radio", { name: "Trygghet" }).check();
  await next();
  await expect(page).toHaveURL(/liknande$/);
  await checkInAllLooks(page, () => page.reload());
  await page.locator(".actions a.btn").first().click();
  await checkInAllLooks(page, () => page.reload());
  await next();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "not accepted").toEqual([]);
  await page.getByRole("checkbox").check();
  await next();
  await expect(page).toHaveURL(/kvitto$/);
  await checkInAllLooks(page, () => page.reload());
});

test("axe: the forms of officials, empty and with errors", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(120_000);
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Skyltar på samiska", topic: "minoritet" });
  const idea = await propose(author, { title: "Lånespadar", kind: "idea" });
  const announced = await find(author, "Pumptrack bredvid skateparken");
  const walks = [
    ["handlaggare", `${path(one)}/svara`], ["fortroendevald", `${path(one)}/asikt`],
    ["sekreterare", `${path(one)}/handlagg`], ["sekreterare", `${path(one)}/handlagg?steg=announce`],
    ["sekreterare", `${path(one)}/handlagg?steg=reject_formally`],
    ["sekreterare", `${path(announced)}/ratta/${announced.acts[0]?.id}`],
    ["handlaggare", `${path(idea)}/omdome`], ["handlaggare", `${path(idea)}/omdome?steg=try`],
  ] as const;
  for (const [account, address] of walks) {
    await signIn(account);
    await checkInAllLooks(page, () => page.goto(address));
    const form = page.locator('main form[method="post"] button');
    if ((await form.count()) > 0) {
      // Of several the first one only looks.
      await form.first().click();
      await expect(page.locator(".error-summary")).toBeVisible();
      expect(await violations(page), `${address} with errors`).toEqual([]);
    }
    await page.request.post("/logga-ut", { form: {} });
  }
});

test("axe: a question to the proposer, empty, wrong and answered", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(120_000);
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Skyltar på finska", topic: "minoritet" });
  const secretary = await another();
  await signIn("sekreterare", secretary);
  await prepare(secretary, one);
  await signIn("handlaggare");
  await page.goto(`${path(one)}/handlagg?steg=question`);
  await fill(page, { text: "Vilka skyltar?", answer_by: day(14) });
  await page.getByRole("button", { name: "Registrera steget" }).click();
  await checkInAllLooks(author, () => author.goto(path(one)));
  const form = author.locator('form[action$="/fragesvar"]');
  await form.getByRole("button").click();
  await expect(author.locator(".error-summary")).toBeVisible();
  expect(await violations(author), "no answer").toEqual([]);
  await form.locator('[name="text"]').fill("De vid biblioteket.");
  await form.getByRole("button").click();
  await checkInAllLooks(author, () => author.goto(path(one)));
});

test("axe: a question to somebody outside, and what comes of it", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(120_000);
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Skyltar på meänkieli", topic: "minoritet" });
  const asking = `${path(one)}/fraga-utomstaende`;
  const email = `vagar${process.pid}@example.se`;
  await signIn("handlaggare");
  await page.goto(asking);
  await page.getByRole("button", { name: "Skicka frågan" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "nothing typed").toEqual([]);
  await fill(page, { organisation: "Trafikverket", email, text: "Vem sätter upp skylten?", answer_by: day(14) });
  await page.getByRole("button", { name: "Skicka frågan" }).click();
  await checkInAllLooks(page, () => page.goto(asking));
  const guest = await another();
  const link = await letterLink(guest, email, "gastsvar");
  await checkInAllLooks(guest, () => guest.goto(link));
  await guest.getByRole("button", { name: "Skicka svaret" }).click();
  await expect(guest.locator(".error-summary")).toBeVisible();
  expect(await violations(guest), "an empty answer").toEqual([]);
  await fill(guest, { text: "Vi sätter upp den.", signed_name: "Eva Ek", signed_title: "utredare" });
  await guest.getByRole("button", { name: "Skicka svaret" }).click();
  await checkInAllLooks(guest, () => guest.goto("/gastsvar"));
  for (const address of [asking, path(one), "/arbete"]) {
    await checkInAllLooks(page, () => page.goto(address));
  }
  await page.goto(asking);
  await page.getByRole("button", { name: "Publicera svaret" }).click();
  await checkInAllLooks(page, () => page.goto(path(one)));
});

test("axe: what one person has prepared, to both who stand behind it", async ({ page, another, newcomer, signIn }) => {
  const author = await another();
  test.setTimeout(120_000);
  await newcomer(author);
  const one = await propose(author, { title: "Skyltar på jiddisch", topic: "minoritet" });
  await signIn("sekreterare");
  const prepared = await page.request.post(`${path(one)}/handlagg`, { form: rejection, maxRedirects: 0 });
  expect(prepared.status()).toBe(303);
  for (const account of ["sekreterare", "sekreterare2"] as const) {
    await signIn(account);
    for (const address of [path(one), `${path(one)}/handlagg?steg=reject_formally`, "/handlaggning"]) {
      await checkInAllLooks(page, () => page.goto(address));
    }
    await page.request.post("/logga-ut", { form: {} });
  }
});

test("axe: an answer looked at, and one that waits", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(120_000);
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Skyltar på meänkieli", topic: "minoritet" });
  await signIn("handlaggare");
  await page.goto(`${path(one)}/svara`);
  await page.locator('[name="text"]').fill("De sätts upp i höst.");
  await page.getByRole("button", { name: "Se hur det blir" }).click();
  await expect(page.locator("#ser-ut")).toBeVisible();
  expect(await violations(page), "looked at").toEqual([]);
  await page.getByRole("button", { name: "Spara till en kollega läser" }).click();
  for (const address of [path(one), `${path(one)}/svara`, "/arbete"]) {
    await checkInAllLooks(page, () => page.goto(address));
  }
});

test("axe: a step and an opinion looked at, and a template taken", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(120_000);
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Skyltar på finska", topic: "minoritet" });
  const look = page.getByRole("button", { name: "Se hur det blir" });
  await signIn("sekreterare");
  await page.goto(`${path(one)}/handlagg?steg=announce`);
  await fill(page, { body: "KF", meeting_date: day(0), paragraph: "58" });
  await look.click();
  await expect(page.locator("#ser-ut")).toBeVisible();
  await inAllLooks(page, "a step looked at");
  await signIn("fortroendevald");
  await page.goto(`${path(one)}/asikt`);
  await page.locator('[name="text"]').fill("Det är på tiden.");
  await look.click();
  await expect(page.locator("#ser-ut")).toBeVisible();
  expect(await violations(page), "an opinion looked at").toEqual([]);
  await signIn("handlaggare");
  const template = { title: "Finska", kind: "answer", text: "Tack för {diarienummer}.", once: "en-mall-pa-finska" };
  expect((await page.request.post("/arbete/mallar/ny", { form: template })).status()).toBe(200);
  await page.goto(`${path(one)}/svara`);
  await page.locator("#mall").selectOption({ label: "Finska" });
  await page.getByRole("button", { name: "Använd mallen" }).click();
  await expect(page.getByText("Mallen står i texten")).toBeVisible();
  await inAllLooks(page, "a template taken");
});

test("axe: documents of a case, with errors, being taken down and gone", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(120_000);
  const author = await another();
  await newcomer(author);
  const one = await propose(author, { title: "Skyltar om vattnet" });
  const list = `${path(one)}/handlingar`;
  await signIn("sekreterare");
  await page.goto(list);
  await page.getByRole("button", { name: "Lägg till handlingen" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "a document with errors").toEqual([]);
  await addDocument(page, one, "Vattenprov");
  for (const address of [path(one), list, `${list}/1/ta-bort`]) {
    await checkInAllLooks(page, () => page.goto(address));
  }
  await page.getByRole("button", { name: "Ta bort handlingen" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "taken down without a reason").toEqual([]);
  await page.getByRole("radio", { name: "Fel fil" }).check();
  await page.locator('[name="reason"]').fill("Provet gällde en annan sjö.");
  await page.getByRole("button", { name: "Ta bort handlingen" }).click();
  for (const address of [path(one), list, `${list}/1`]) {
    await checkInAllLooks(author, () => author.goto(address));
  }
});

test("axe: a template that is changed, overtaken and taken away", async ({ page, another, signIn }) => {
  test.setTimeout(120_000);
  await signIn("handlaggare");
  await page.goto("/arbete/mallar/ny");
  await page.getByRole("button", { name: "Spara mallen" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "a new one with errors").toEqual([]);
  await page.locator('[name="title"]').fill("Tack för förslaget");
  await page.locator('[name="text"]').fill("Hej {namn}!");
  await page.getByRole("button", { name: "Spara mallen" }).click();
  await page.getByRole("link", { name: "Tack för förslaget" }).click();
  const address = new URL(page.url()).pathname;
  await checkInAllLooks(page, () => page.goto(address));
  await page.locator('[name="text"]').fill("Hej {förnamn}!");
  await page.getByRole("button", { name: "Spara mallen" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "changed, with errors").toEqual([]);

  await page.goto(address);
  const late = await another();
  await signIn("handlaggare", late);
  await late.goto(address);
  await late.locator('[name="text"]').fill("Hej!");
  await late.getByRole("button", { name: "Spara mallen" }).click();
  await page.locator('[name="text"]').fill("God dag!");
  await page.getByRole("button", { name: "Spara mallen" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "overtaken").toEqual([]);

  await checkInAllLooks(page, () => page.goto(`${address}/ta-bort`));
  await late.goto(address);
  await late.locator('[name="text"]').fill("Hej hej!");
  await late.getByRole("button", { name: "Spara mallen" }).click();
  await page.getByRole("button", { name: "Ta bort mallen" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "overtaken while taking it away").toEqual([]);
  await page.getByRole("button", { name: "Ta bort mallen" }).click();
  await expect(page.locator(".flash")).toBeVisible();
  expect(await violations(page), "taken away").toEqual([]);
});

test("axe: several cases of which some went, and a case among colleagues with errors", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(120_000);
  const author = await another();
  await newcomer(author);
  const titles = ["Lyktor i Kvarnparken", "Bänkar i Kvarnparken"];
  const cases = [];
  for (const title of titles) cases.push(await propose(author, { title, topic: "minoritet" }));
  const [one, two] = cases as [(typeof cases)[0], (typeof cases)[0]];
  const colleague = await another();
  await signIn("sekreterare2", colleague);
  await signIn("sekreterare");
  const tick = async (): Promise<void> => {
    await page.goto("/arbete?q=Kvarnparken");
    for (const title of titles) await page.getByRole("checkbox", { name: `Välj ${title}` }).check();
  };

  await page.goto("/arbete?q=Kvarnparken");
  await page.getByRole("button", { name: "Ta dem" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "none ticked").toEqual([]);
  await tick();
  // A colleague takes one of them meanwhile.
  await colleague.goto(`${path(one)}/internt`);
  await colleague.getByRole("button", { name: "Ta ärendet" }).click();
  await page.getByRole("button", { name: "Ta dem" }).click();
  await expect(page.getByText("Gjort med 1, 1 gick inte att göra.")).toBeVisible();
  await inAllLooks(page, "some went");
  await tick();
  await page.getByRole("button", { name: "Lämna över dem" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  await inAllLooks(page, "handed over to nobody");
  await tick();
  await page.getByRole("button", { name: "Anmäl dem vid ett möte" }).click();
  await page.locator('[name="meeting_date"]').fill(day(0));
  await page.locator(`[name="paragraph_${two.id}"]`).fill("61");
  await page.getByRole("button", { name: "Anmäl 2 ärenden" }).click();
  await expect(page.getByText("Gjort med 1, 1 gick inte att göra.")).toBeVisible();
  await expect(page.locator(".error-summary")).toBeVisible();
  await inAllLooks(page, "some announced");

  const inside = `${path(one)}/internt`;
  await page.goto(inside);
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  await inAllLooks(page, "an empty note");
  await page.goto(inside);
  await page.locator("details.fold > summary").click();
  await page.locator("#assign-to").selectOption({ label: "Maja, tekniska förvaltningen" });
  await colleague.goto(inside);
  await colleague.locator("details.fold > summary").click();
  await colleague.locator("#assign-to").selectOption({ label: "Ingen" });
  await colleague.getByRole("button", { name: "Spara vem som har ärendet" }).click();
  await page.getByRole("button", { name: "Spara vem som har ärendet" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  await inAllLooks(page, "overtaken");
  await page.locator('[name="text"]').fill("Vem ser efter det?");
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  await checkInAllLooks(page, () => page.goto(inside));
});

test("axe: signing in, registering and writing with errors", async ({ page, newcomer }) => {
  const forms = [
    ["/logga-in", "/logga-in"], ["/logga-in", "/logga-in/skicka-kod"],
    ["/logga-in/kod", "/logga-in/kod"], ["/registrera", "/registrera"],
    ["/glomt-losenord", "/glomt-losenord"],
  ] as const;
  for (const [address, action] of forms) {
    await page.goto(address);
    await page.locator(`main form[action="${action}"] button`).click();
    await expect(page.locator(".error-summary")).toBeVisible();
    expect(await violations(page), `${address}, ${action}`).toEqual([]);
  }
  await newcomer();
  const one = await propose(page, { title: "Mer skugga" });
  await page.goto(path(one));
  await page.locator('main form[action$="/inlagg"] button').click();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "a comment").toEqual([]);
});

test("axe: the administration with errors, a person's page and an invitation", async ({ page, another, newcomer, signIn }) => {
  test.setTimeout(120_000);
  const other = await another();
  const person = await newcomer(other, "Provansvarig Testsson");
  await signIn("admin");
  await page.goto(`/admin/personer?q=${encodeURIComponent(person.email)}`);
  await page.getByRole("link", { name: person.name }).click();
  const address = new URL(page.url()).pathname;
  await checkInAllLooks(page, () => page.goto(address));
  await checkInAllLooks(page, () => page.goto(`${address}/uppdrag`));
  const forms = ["/admin/inbjudningar/ny?roll=official", `${address}/uppdrag?roll=elected`];
  for (const form of forms) {
    await page.goto(form);
    await page.locator('main form[method="post"] button').click();
    await expect(page.locator(".error-summary")).toBeVisible();
    expect(await violations(page), form).toEqual([]);
  }
  const given = await page.request.post(`${address}/uppdrag`, { form: { role: "moderator", last_day: "2099-01-01" } });
  expect(given.status()).toBe(200);
  await page.goto(address);
  await page.getByText("Avsluta moderator").click();
  expect(await violations(page), "ending a duty").toEqual([]);
  const email = `axe.${process.pid}@example.se`;
  for (const to of [email, person.email]) {
    const form = { role: "supervisor", email: to };
    expect((await page.request.post("/admin/inbjudningar/ny", { form })).status()).toBe(200);
  }
  const visitor = await another();
  const link = await letterLink(visitor, email, "inbjudan");
  await checkInAllLooks(visitor, () => visitor.goto(link));
  await visitor.locator('main form[method="post"] button').click();
  await expect(visitor.locator(".error-summary")).toBeVisible();
  expect(await violations(visitor), "an invitation with errors").toEqual([]);
  await checkInAllLooks(page, () => page.goto(link));
  const theirs = await letterLink(other, person.email, "inbjudan");
  await checkInAllLooks(visitor, () => visitor.goto(theirs));
  await checkInAllLooks(other, () => other.goto(theirs));
  await other.getByRole("button", { name: "Ta emot uppdraget" }).click();
  await checkInAllLooks(other, () => other.goto(theirs));
});

test("axe: coming into a group, and its forms with errors", async ({ page, another, signIn }) => {
  test.setTimeout(120_000);
  await signIn("handledare");
  await page.goto("/grupper/ny");
  await page.getByRole("button", { name: "Skapa gruppen" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "a new group").toEqual([]);
  await page.goto("/grupper/2/andra");
  await page.getByLabel("Gruppens namn").fill("");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "a group that is changed").toEqual([]);
  await page.goto("/grupper/2/kort");
  const code = await page.locator(".code").first().innerText();
  await page.goto("/grupper/2/lasa");
  await page.locator(".fold > summary").first().click();
  await page.getByRole("button", { name: "Skicka tillbaka med hälsningen" }).first().click();
  await expect(page.locator(".error-summary")).toBeVisible();
  expect(await violations(page), "sent back without a reason").toEqual([]);
  await page.goto("/grupper/2");
  await page.locator(".fold > summary").first().click();
  expect(await violations(page), "a member").toEqual([]);
  await page.getByRole("button", { name: "Gör en kod" }).first().click();
  await expect(page.locator(".code")).toBeVisible();
  expect(await violations(page), "a code that helps in").toEqual([]);

  const phone = await another();
  await phone.goto("/grupp");
  await phone.getByRole("button", { name: "Fortsätt" }).click();
  await expect(phone.locator(".error-summary")).toBeVisible();
  expect(await violations(phone), "no code").toEqual([]);
  await phone.getByLabel("Kod").fill(code);
  await phone.getByRole("button", { name: "Fortsätt" }).click();
  await checkInAllLooks(phone, () => phone.reload());
  await phone.getByLabel("Eller hitta på ett eget").fill("siv@example.se");
  await phone.getByRole("button", { name: "Använd mitt eget" }).click();
  await expect(phone.locator(".error-summary")).toBeVisible();
  expect(await violations(phone), "an alias that says too much").toEqual([]);
  await phone.getByLabel("Eller hitta på ett eget").fill("Trygg Säl");
  await phone.getByRole("button", { name: "Använd mitt eget" }).click();
  await expect(phone.locator(".code")).toBeVisible();
  expect(await violations(phone), "just come in").toEqual([]);
});

test("axe: the page of every proposal and idea of the demo", async ({ page, server }) => {
  test.setTimeout(240_000);
  const ids: number[] = [];
  let cursor: string | null = "";
  do {
    const next: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
    const answer = await fetch(`${server.url}/api/v1/proposals?limit=50${next}`);
    const list = (await answer.json()) as { items: { id: number; url: string }[]; next: string | null };
    ids.push(...list.items.map((item) => item.id));
    cursor = list.next;
  } while (cursor);
  expect(ids.length).toBeGreaterThan(30);
  for (const id of ids) {
    const answer = await page.goto(`/forslag/${id}/x`);
    expect(answer?.status(), page.url()).toBe(200);
    expect(await violations(page), page.url()).toEqual([]);
  }
});
