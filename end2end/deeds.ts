// What the journeys do over and over: put something forward, look at it from outside, send a form.

import { crc32, deflateSync } from "node:zlib";

import { expect, type Locator, type Page } from "@playwright/test";

/** A proposal or idea as `/api/v1/proposals/{id}` shows it. */
export type Proposal = {
  id: number;
  kind: string;
  title: string;
  stage: string;
  proposer: string;
  diary_number: string | null;
  support: { count: number; mine: boolean; threshold: number | null };
  comment_count: number;
  acts: {
    id: number;
    kind: string;
    transition: string | null;
    fields: Record<string, string>;
    superseded_by: number | null;
  }[];
  url: string;
};

type New = { title: string; body?: string; topic?: string; kind?: string; district?: string };

/** Puts something forward as whoever is signed in in this page's browser. */
export async function propose(page: Page, fields: New): Promise<Proposal> {
  const answer = await page.request.post("/api/v1/proposals", {
    data: { body: "I dag går det inte. Kommunen ska göra något åt det.", topic: "trygghet", ...fields },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()) as Proposal;
}

/** How it stands now, asked by whoever is signed in in this page's browser. */
export async function proposal(page: Page, id: number): Promise<Proposal> {
  const answer = await page.request.get(`/api/v1/proposals/${id}`);
  expect(answer.status()).toBe(200);
  return (await answer.json()) as Proposal;
}

/** The demo's proposal with this title, however many were put forward since. */
export async function find(page: Page, title: string): Promise<Proposal> {
  let from = "";
  do {
    const list = await (await page.request.get(`/api/v1/proposals?limit=100${from}`)).json();
    const found = (list.items as Proposal[]).find((item) => item.title === title);
    if (found) return proposal(page, found.id);
    from = list.next ? `&cursor=${encodeURIComponent(list.next)}` : "";
  } while (from);
  throw new Error(`there is no proposal called ${title}`);
}

/** The local address of a page. */
export const path = (of: { url: string }): string => new URL(of.url).pathname;

/** Presses and waits for the page that answers; answers its status. */
export async function send(page: Page, button: Locator): Promise<number> {
  const answered = page.waitForResponse(
    (answer) => answer.request().isNavigationRequest() && answer.status() < 300
      || answer.request().isNavigationRequest() && answer.status() >= 400,
  );
  await button.click();
  const status = (await answered).status();
  await page.waitForLoadState();
  return status;
}

/** The message after a deed. */
export const flash = (page: Page): Locator => page.locator(".flash");

/** The field with its label, help and problem around a control. */
export const fieldOf = (page: Page, name: string): Locator =>
  page.locator(".field, .fieldset").filter({ has: page.locator(`[name="${name}"]`) });

/** What is said to be wrong, at the field. */
export const problemOf = (page: Page, name: string): Locator =>
  fieldOf(page, name).locator(".field__error");

/** Fills a form by the names of its fields: text, choice or box. */
export async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const control = page.locator(`main [name="${name}"]`);
    const kind = await control.first().getAttribute("type");
    if (kind === "radio" || kind === "checkbox") {
      await page.locator(`main [name="${name}"][value="${value}"]`).check();
    } else {
      await control.fill(value);
    }
  }
}

/** What has the focus: whether it is what was wanted, is there to be seen, and is marked as what has it. */
async function focus(page: Page, wanted: string): Promise<{ there: boolean; seen: boolean; marked: boolean; what: string }> {
  return page.evaluate((selector) => {
    const one = document.activeElement as HTMLElement;
    const box = one.getBoundingClientRect();
    // A choice is marked as a whole, with its word.
    const marked = [one, one.closest("label")].some((each) => {
      const style = each && getComputedStyle(each);
      return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    return { there: one.matches(selector), seen: box.width > 0 && box.height > 0, marked, what: one.outerHTML.slice(0, 90) };
  }, wanted);
}

/** Walks with Tab (or back, with Shift+Tab) until the wanted control has the focus; every stop on the way has to be visible. */
export async function tabTo(page: Page, wanted: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press(key);
    const here = await focus(page, wanted);
    expect(here.seen, `focus is on something visible: ${here.what}`).toBe(true);
    if (here.there) {
      expect(here.marked, `focus can be seen: ${here.what}`).toBe(true);
      return;
    }
  }
  throw new Error(`no ${key} leads to ${wanted} on ${page.url()}`);
}

/** Walks to a group of choices, and in it with the arrows to this one. */
export async function arrowTo(page: Page, name: string, value: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const group = `main [name="${name}"]`;
  await tabTo(page, group, key);
  const wanted = `${group}[value="${value}"]`;
  // Round the group once: where it begins is the browser's, and so is whether anything is chosen there.
  for (let step = await page.locator(group).count(); step > 0; step -= 1) {
    await page.keyboard.press("ArrowDown");
    const here = await focus(page, wanted);
    expect(here.marked, `focus can be seen: ${here.what}`).toBe(true);
    if (here.there) {
      await expect(page.locator(wanted)).toBeChecked();
      return;
    }
  }
  throw new Error(`no arrow leads to ${wanted} on ${page.url()}`);
}

/** A day as forms take it. */
export function day(fromToday: number): string {
  const date = new Date(Date.now() + fromToday * 86_400_000);
  return date.toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
}

/** The least that is a PDF from its first byte to its last; `about` makes it another file. */
export function pdf(about: string): Buffer {
  return Buffer.from(`%PDF-1.4\n%${about}\nxref\n0 0\ntrailer <</Size 0>>\nstartxref\n0\n%%EOF\n`);
}

/** One grey point as a PNG, with a text of its maker's beside the picture if there is one. */
export function png(text?: string): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(name), data]);
    const number = (value: number): Buffer => {
      const four = Buffer.alloc(4);
      four.writeUInt32BE(value);
      return four;
    };
    return Buffer.concat([number(data.length), named, number(crc32(named))]);
  };
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    ...(text === undefined ? [] : [chunk("tEXt", Buffer.from(text, "latin1"))]),
    chunk("IDAT", deflateSync(Buffer.from([0, 128]))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Puts a PDF on a case as whoever is signed in in this page's browser. */
export async function addDocument(page: Page, on: { url: string }, title: string): Promise<void> {
  const answer = await page.request.post(`${path(on)}/handlingar`, {
    multipart: {
      title, made_by: "Gatuenheten", dated: "2026-03-01", description: "En vecka i februari.", confirmation: "yes",
      once: `en-handling-${title.slice(0, 40)}`, file: { name: "a.pdf", mimeType: "application/pdf", buffer: pdf(title) },
    },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Takes a proposal that needs no threshold to where an official prepares it; the page is a secretary's. */
export async function prepare(page: Page, on: { url: string }): Promise<void> {
  const council = { body: "KF", meeting_date: day(0), paragraph: "58" };
  const steps: [string, Record<string, string>][] = [
    ["announce", council],
    ["hand_over", { ...council, receiving_body: "TN", decision_text: "Förslaget överlämnas till tekniska nämnden." }],
    ["start_preparation", { officer: "Maja Lind", department: "Tekniska förvaltningen", expected_decision: day(90) }],
  ];
  for (const [step, fields] of steps) {
    await page.goto(`${path(on)}/handlagg?steg=${step}`);
    await fill(page, fields);
    await page.getByRole("button", { name: "Registrera steget" }).click();
    await expect(flash(page)).toBeVisible();
  }
}
