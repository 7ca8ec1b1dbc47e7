// Weight of pages in compressed bytes, printed as `budget …` lines and held to the bounds.

import { request as httpRequest } from "node:http";

import { expect, test } from "../fixtures.ts";

const kB = 1_000;

/** Bytes of the body as sent to a browser that takes brotli. */
function compressedBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { headers: { "accept-encoding": "br, gzip" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => (bytes += chunk.length));
      answer.on("end", () =>
        answer.statusCode === 200 && answer.headers["content-encoding"] === "br"
          ? resolve(bytes)
          : reject(new Error(`${url}: ${answer.statusCode}, not brotli`)),
      );
    });
    request.once("error", reject);
    request.end();
  });
}

function report(what: string, bytes: number, most: number): void {
  console.log(`budget ${what}: ${(bytes / kB).toFixed(1)} kB of ${(most / kB).toFixed(0)} kB`);
  expect(bytes, what).toBeLessThanOrEqual(most);
}

// Compression folds what repeats, so comments made from a few sentences would weigh nothing. These
// are of one to seven sentences; half of the words are the small ones of any text, half are put
// together from syllables, which compresses like somebody's own words.
const small = words(`och att det är en som på av för med den inte om vi ett har till kan man jag men så
  från de när också bara där hur borde ska redan mer än`);
const syllables = words(`ba ber bil bro by cy dal del der en fal for gan gar gat ger häl höj ing is jul
  ka kel kom kul la lek lig ljus lån mark mel mun nat ner num or pas par pen plan rak ren ring ro sam
  sen ska sko skol sjö snö sta ste sten stor svår tal tan tid torg tra trä tun ut vat ven väg vin ång
  är öd ös`);

function words(list: string): string[] {
  return list.split(/\s+/);
}

/** The same at every run: the weight of a page must not hang on chance. */
function comment(n: number): string {
  let state = n + 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 12) % below;
  };
  const pick = (from: string[]): string => from[next(from.length)] ?? "";
  const some = <T>(least: number, most: number, one: () => T): T[] =>
    Array.from({ length: least + next(most - least + 1) }, one);
  const word = (): string => (next(2) === 0 ? pick(small) : some(2, 4, () => pick(syllables)).join(""));
  const sentence = (): string => {
    const text = some(3, 16, word).join(" ");
    return text.charAt(0).toUpperCase() + text.slice(1) + pick([".", ".", ".", "?", "!"]);
  };
  return some(1, 7, sentence).join(" ");
}

test("html of start and list", async ({ server }) => {
  report("html start", await compressedBytes(`${server.url}/`), 14 * kB);
  report("html list (20 items)", await compressedBytes(`${server.url}/forslag`), 14 * kB);
});

test("html of a proposal with fifty comments", async ({ server, page, signIn }) => {
  await signIn("invanare");
  const list = await page.request.get("/api/v1/proposals?lage=collecting&slag=proposal");
  const { id, url } = (await list.json()).items[0];
  const before = await (await page.request.get(`/api/v1/proposals/${id}/comments`)).json();
  for (let n = before.items.length; n < 50; n += 1) {
    const text = comment(n);
    const answer = await page.request.post(`/api/v1/proposals/${id}/comments`, {
      data: { text, stance: ["for", "against", "question", "neutral"][n % 4] },
    });
    expect(answer.status(), await answer.text()).toBe(201);
  }
  const address = new URL(url).pathname;
  const html = await (await page.request.get(address)).text();
  expect(html.match(/<article[^>]* id="inlagg-/g)?.length).toBeGreaterThanOrEqual(50);
  report("html proposal (50 comments)", await compressedBytes(server.url + address), 20 * kB);
});

test("css, wasm and javascript", async ({ server, page }) => {
  const html = await (await page.request.get("/")).text();
  const css = html.match(/href="(\/pkg\/[^"]+\.css)"/)?.[1];
  const js = html.match(/\/pkg\/[^"']+\.js/)?.[0];
  const wasm = html.match(/\/pkg\/[^"']+\.wasm/)?.[0];
  expect([css, js, wasm]).not.toContain(undefined);
  report("css", await compressedBytes(server.url + css), 12 * kB);
  const both = (await compressedBytes(server.url + js)) + (await compressedBytes(server.url + wasm));
  report("wasm and js", both, 120 * kB);
});
