// No text becomes a script, wherever it is put; and every kind of answer carries the headers.

import type { Page } from "@playwright/test";

import { path, propose, proposal } from "../deeds.ts";
import { expect, type Server, test } from "../fixtures.ts";
import { XSS, byRule, packed } from "../xss.ts";

/** Opens a page and fails when anything of it ran, opened, or became an element it should not be. */
async function harmless(page: Page, address: string): Promise<void> {
  const opened = await page.goto(address);
  expect(opened?.status(), address).toBeLessThan(500);
  const found = await page.evaluate(() => ({
    handlers: [...document.querySelectorAll("*")].filter((one) =>
      one.getAttributeNames().some((name) => name.startsWith("on")),
    ).length,
    foreign: document.querySelectorAll("iframe, object, embed, base, video, audio, math, meta[http-equiv], svg a, svg script").length,
    scripts: [...document.scripts].filter((one) => /alert/.test(one.textContent ?? "") || /^(data|javascript):/.test(one.src)).length,
    links: [...document.querySelectorAll("a[href], form[action]")].filter((one) =>
      /^\s*(javascript|data):/i.test(one.getAttribute("href") ?? one.getAttribute("action") ?? ""),
    ).length,
    // What somebody said is text and nothing else: nobody's Markdown, and no link of an address.
    within: document.querySelectorAll(".comment__text *, .comment__quote .as-written *").length,
  }));
  expect(found, address).toEqual({ handlers: 0, foreign: 0, scripts: 0, links: 0, within: 0 });
}

// Also with the policy switched off: it is the second wall, escaping has to be the first.
for (const bypassCSP of [false, true]) {
  test.describe(bypassCSP ? "without the policy" : "with the policy", () => {
    test.use({ bypassCSP });

    test("no text that people write runs as a script", async ({ page, another, newcomer, signIn }) => {
      test.setTimeout(240_000);
      const ran: string[] = [];
      const listen = (at: Page) => at.on("dialog", (dialog) => {
        ran.push(dialog.message());
        void dialog.dismiss();
      });
      listen(page);
      // The name that is shown is text of its own kind.
      await newcomer(page, "<img src=x onerror=alert(1)>");
      const all = await propose(page, { title: XSS[2] as string, body: XSS.join("\n").slice(0, 2000) });
      const writer = await another();
      listen(writer);
      let sent = 0;
      for (const text of XSS) {
        if (sent % 25 === 0) await newcomer(writer, `"><svg/onload=alert(${sent})>`);
        const answer = await writer.request.post(`/api/v1/proposals/${all.id}/comments`, {
          data: { text, stance: ["for", "against", "question"][sent % 3] },
        });
        expect(answer.status(), text).toBe(201);
        sent += 1;
      }
      const more = byRule();
      expect(new Set(more).size).toBeGreaterThan(2000);
      for (const text of packed(more, 1950)) {
        if (sent % 25 === 0) await newcomer(writer, `"><svg/onload=alert(${sent})>`);
        const answer = await writer.request.post(`/api/v1/proposals/${all.id}/comments`, { data: { text } });
        expect(answer.status(), text).toBe(201);
        sent += 1;
      }
      const one = XSS.filter((text) => !text.includes("\n"));
      await test.step("quoted, answered and changed, by people with such names", async () => {
        const form = async (where: string, fields: Record<string, string>): Promise<void> => {
          const answer = await writer.request.post(`${path(all)}${where}`, { form: fields, maxRedirects: 0 });
          expect(answer.status(), `${where} ${fields.text}`).toBe(303);
        };
        let last = "";
        for (const [at, text] of one.entries()) {
          if (at % 12 === 0) await newcomer(writer, `[${at}](javascript:alert(1))"><img src=x onerror=alert(1)>`);
          const answer = await writer.request.post(`/api/v1/proposals/${all.id}/comments`, { data: { text, stance: "question" } });
          expect(answer.status(), text).toBe(201);
          last = String((await answer.json()).id);
          await form("/inlagg", { text, parent: last, quoted: last, quote: text, once: `citat-${all.id}-${at}` });
        }
        // Once somebody agrees, what stood there before can be read.
        const agreed = { about: last, deed: "yes", there: "" };
        expect((await page.request.post(`${path(all)}/haller-med`, { form: agreed, maxRedirects: 0 })).status()).toBe(303);
        await form(`/inlagg/${last}/andra`, { text: one.slice(0, 20).join(" "), seen: "1" });
        for (const about of [`/inlagg/${last}/andra`, `/inlagg/${last}/versioner`, `?svara=${last}`, `?citera=${last}`, `/anmal?kommentar=${last}`]) {
          await harmless(writer, `${path(all)}${about}`);
        }
      });
      const officer = await another();
      await signIn("handlaggare", officer);
      for (let from = 0; from < XSS.length; from += 18) {
        const form = { text: XSS.slice(from, from + 18).join("\n"), once: `xss-${from}-${"x".repeat(12)}` };
        const answer = await officer.request.post(`${path(all)}/svara`, { form });
        expect(answer.status()).toBe(200);
      }
      await harmless(page, path(all));
      const [shown, quotes]: [string[], string[]] = [[], []];
      for (;;) {
        shown.push(...(await page.locator(".comment__text").allTextContents()));
        quotes.push(...(await page.locator(".comment__quote .as-written").allTextContents()));
        const older = page.getByRole("link", { name: "Visa äldre inlägg" }).first();
        if ((await older.count()) === 0) break;
        await harmless(page, (await older.getAttribute("href")) as string);
      }
      // As it was written, letter by letter.
      for (const text of [...XSS, ...more].filter((text) => !text.includes("\n"))) {
        expect(shown.some((each) => each.includes(text)), text).toBe(true);
      }
      expect(quotes.sort()).toEqual([...one].sort());
      await harmless(page, `/en${path(all)}`);
      await harmless(page, "/konto");

      await test.step("titles", async () => {
        const titles: string[] = [];
        for (const title of XSS.filter((text) => text.length <= 80 && !text.includes("\n"))) {
          if (titles.length % 9 === 0) await newcomer(writer);
          const made = await propose(writer, { title, kind: titles.length % 2 ? "idea" : "proposal" });
          if (titles.length % 8 === 0) await harmless(page, path(made));
          titles.push(title);
        }
        for (const address of ["/", "/forslag", "/forslag?q=alert", "/svar"]) await harmless(page, address);
      });
      expect(ran).toEqual([]);
    });
  });
}

test("no text in an address runs as a script", async ({ page }) => {
  for (const text of XSS.filter((_, at) => at % 4 === 0)) {
    const put = encodeURIComponent(text);
    for (const address of [
      `/forslag?q=${put}`, `/forslag/nytt?titel=${put}&slag=${put}`, `/logga-in?sedan=${put}`, `/${put}`,
    ]) {
      await harmless(page, address);
    }
  }
});

const wanted = {
  "content-security-policy": /default-src 'none'.*script-src '(nonce|sha256)-[^']+' 'strict-dynamic' 'wasm-unsafe-eval'.*frame-ancestors 'none'.*base-uri 'none'/,
  "strict-transport-security": /max-age=\d{7,}/,
  "x-content-type-options": /^nosniff$/,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-resource-policy": /^same-origin$/,
  "permissions-policy": /camera=\(\)/,
  "referrer-policy": /./,
};

function checkHeaders(what: string, headers: Headers): void {
  for (const [name, value] of Object.entries(wanted)) {
    expect(headers.get(name) ?? "", `${name} of ${what}`).toMatch(value);
  }
}

test("every kind of answer carries the security headers", async ({ server }) => {
  const asks: [string, RequestInit, number][] = [
    ["/", {}, 200],
    ["/forslag/6", { redirect: "manual" }, 303],
    ["/finns-inte", {}, 404],
    ["/api/v1/proposals", {}, 200],
    ["/api/v1/proposals/999999", {}, 404],
    ["/api/v1/proposals", { method: "POST", body: "{}" }, 401],
    ["/openapi.json", {}, 200],
    ["/favicon.svg", {}, 200],
    ["/livez", {}, 200],
    ["/readyz", {}, 200],
    ["/logga-in", { method: "POST", body: "x", headers: { "content-type": "text/plain" } }, 415],
    ["/logga-in", { method: "DELETE" }, 405],
    ["/forslag/nytt", { method: "POST", headers: { origin: "https://evil.example" } }, 403],
  ];
  for (const [address, options, status] of asks) {
    const answer = await fetch(server.url + address, options);
    expect(answer.status, `${options.method ?? "GET"} ${address}`).toBe(status);
    checkHeaders(`${options.method ?? "GET"} ${address}`, answer.headers);
    await answer.arrayBuffer();
  }
  const stream = new AbortController();
  const live = await fetch(`${server.url}/live`, { signal: stream.signal });
  checkHeaders("the stream", live.headers);
  stream.abort();
});

// A page that is the same for everybody allows its script by a hash, so the same text runs wherever it stands.
test("the script of a page for everybody takes no addresses but the site's own", async ({ browser, server, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "nothing of it runs");
  for (const foreign of [
    "https://evil.example/x.js", "//evil.example/x.js", "/pkg/../api/v1/proposals", "/pkg/a?b", "/api/v1/proposals", "data:text/javascript,x",
  ]) {
    for (const which of ["data-js", "data-wasm"]) {
      const page = await browser.newPage();
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.route(`${server.url}/`, async (route) => {
        const answer = await route.fetch();
        const text = (await answer.text()).replace(new RegExp(`${which}="[^"]*"`), `${which}="${foreign}"`);
        expect(text).toContain(foreign);
        await route.fulfill({ response: answer, body: text });
      });
      await page.goto(`${server.url}/`, { waitUntil: "networkidle" });
      expect(asked.filter((one) => !/(\/|\.css|\.svg|\.webmanifest)$/.test(one)), foreign).toEqual([]);
      await page.close();
    }
  }
  // And whoever writes a second one into the text of a page has the first one run again, and nothing else.
  const page = await browser.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.route(`${server.url}/`, async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    const script = /<script type="module" id="islands"[^>]*>[^]*?<\/script>/.exec(text)?.[0] as string;
    const second = script.replace(/data-js="[^"]*"/, 'data-js="/evil.js"');
    await route.fulfill({ response: answer, body: text.replace("</main>", `${second}</main>`) });
  });
  await page.goto(`${server.url}/`, { waitUntil: "networkidle" });
  await expect(page.locator("html[data-islands=awake]")).toHaveCount(1);
  expect(asked.filter((one) => one.includes("evil"))).toEqual([]);
  await page.close();
});

test("requests from other sites are refused, whatever they say they are", async ({ page, signIn, server }) => {
  await signIn("invanare");
  const list = (await (await page.request.get("/api/v1/proposals?lage=collecting")).json()) as { items: { id: number }[] };
  const id = list.items[0]?.id as number;
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const before = (await proposal(page, id)).support;
  for (const headers of cross(server)) {
    const answer = await fetch(`${server.url}/api/v1/proposals/${id}/support`, {
      method: "PUT",
      headers: { ...headers, cookie },
    });
    expect(answer.status, JSON.stringify(headers)).toBe(403);
  }
  expect((await proposal(page, id)).support).toEqual(before);
});

function cross(server: Server): Record<string, string>[] {
  return [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: server.url.replace("127.0.0.1", "localhost"), "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site" },
  ];
}

test("the session's cookie is out of reach of scripts", async ({ page, signIn }) => {
  await signIn("invanare");
  const cookies = await page.context().cookies();
  const session = cookies.find((cookie) => /session/.test(cookie.name));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});
