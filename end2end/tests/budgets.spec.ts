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
    const text =
      `Inlägg ${n}: Det här är ett inlägg av vanlig längd, med en mening om vad som är bra och en ` +
      `om vad som borde ändras. Nummer ${n * 7919} gör att två inlägg aldrig är lika.`;
    const answer = await page.request.post(`/api/v1/proposals/${id}/comments`, {
      data: { text, stance: ["for", "against", "question", "neutral"][n % 4] },
    });
    expect(answer.status(), await answer.text()).toBe(201);
  }
  report("html proposal (50 comments)", await compressedBytes(server.url + new URL(url).pathname), 20 * kB);
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
