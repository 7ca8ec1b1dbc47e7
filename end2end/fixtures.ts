// What every test gets: a server of its own, a page that fails the test on any console error, and
// people to sign in as.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { test as base, type BrowserContext, expect, type Page } from "@playwright/test";

export { expect };

export type Account =
  | "invanare"
  | "invanare2"
  | "ungdom"
  | "handledare"
  | "handlaggare"
  | "fortroendevald"
  | "sekreterare"
  | "sekreterare2"
  | "moderator"
  | "admin";

const program = process.env.NARA_BIN || "../target/debug/nara";

/** The real program on the demo data, on a free port of the loopback interface. */
export class Server {
  readonly data = mkdtempSync(join(tmpdir(), "nara-e2e-"));
  url = "";
  private port = 0;
  private process?: ChildProcess;

  /** Under a name where passkeys are tried: they are bound to one, and a number is none. */
  constructor(private readonly host = "127.0.0.1") {}

  /** Decides the address before the server runs, for who has to know it first. */
  async reserve(): Promise<void> {
    if (this.port === 0) this.port = await freePort();
    this.url = `http://${this.host}:${this.port}`;
  }

  async start(more: string[] = []): Promise<void> {
    await this.reserve();
    const program = process.env.NARA_BIN || "../target/debug/nara";
    const log: string[] = [];
    const listen = `127.0.0.1:${this.port}`;
    this.process = spawn(
      program,
      ["demo", "--listen", listen, "--public-url", this.url, "--data", this.data, ...more],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    this.process.stdout?.on("data", (chunk) => log.push(String(chunk)));
    this.process.stderr?.on("data", (chunk) => log.push(String(chunk)));
    const deadline = Date.now() + 40_000;
    for (;;) {
      if (this.process.exitCode !== null || Date.now() > deadline) {
        throw new Error(`the server did not start:\n${log.join("")}`);
      }
      try {
        if ((await fetch(`${this.url}/readyz`)).ok) return;
      } catch {
        // Not listening yet.
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** A command of the operator's, while the server runs; answers what it said. */
  admin(...command: string[]): string {
    const { NARA_BIN: _ours, ...env } = process.env;
    return execFileSync(program, ["admin", ...command, "--data", this.data], { encoding: "utf8", env });
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    const child = this.process;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill(signal);
    return ended;
  }

  remove(): void {
    rmSync(this.data, { recursive: true, force: true });
  }
}

/**
 * A port nobody listens on, below those the system gives to outgoing connections: a server that ends and starts
 * again in a test finds its own still free, however many connections the other worker's browser opens meanwhile.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

/** Collects what the browser complains about; a status we asked for (404, 422) is no complaint. */
export function watch(page: Page, complaints: string[]): void {
  page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (/Failed to load resource: the server responded with a status of/.test(message.text())) {
      // Only the document's own status may be an error: that is what some tests ask for.
      if (message.location().url === page.url()) return;
    }
    complaints.push(`console ${message.type()}: ${message.text()}`);
  });
}

/** Somebody who has just made an account. */
export type Person = { name: string; email: string; password: string };

type Fixtures = {
  complaints: string[];
  /** A browser that shares nothing with the first one but the server. */
  another: () => Promise<Page>;
  /** Signs in as one of the demo's people, by the buttons of the sign-in page. */
  signIn: (account: Account, page?: Page) => Promise<void>;
  /** Makes an account and signs in with it, without showing a page: a person no other test uses. */
  newcomer: (page?: Page, name?: string) => Promise<Person>;
};

let people = 0;

/** Registers and confirms with plain requests of the page's browser, which keeps the cookie. */
async function register(page: Page, name?: string): Promise<Person> {
  people += 1;
  const person = {
    name: name ?? `Prövare ${people}`,
    email: `ny${people}.${process.pid}@example.se`,
    password: `lampa sjö kanel ${people}`,
  };
  const form = { display_name: person.name, email: person.email, password: person.password };
  const sent = await page.request.post("/registrera", { form: { ...form, sedan: "/" } });
  expect(sent.status(), await sent.text()).toBe(200);
  const link = await letterLink(page, person.email);
  // The link's secret goes into a cookie, and the form's address has none.
  await page.request.get(link);
  const confirmed = await page.request.post("/bekrafta", { form: { password: person.password } });
  expect(confirmed.status()).toBe(200);
  return person;
}

/** The way to confirm that stands in the newest letter to this address; or another page's way. */
export async function letterLink(page: Page, email: string, way = "bekrafta"): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => {
      const post = await (await page.request.get("/demo/post")).text();
      const letter = post.split("<details").find((one) => one.includes(email));
      link = letter?.match(new RegExp(`href="(/(?:en/)?${way}/[^"]+)"`))?.[1];
      return link;
    }, "a letter to " + email)
    .toBeDefined();
  return link as string;
}

export const test = base.extend<Fixtures, { server: Server }>({
  server: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = new Server();
      await server.start();
      await use(server);
      await server.stop();
      server.remove();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      watch(page, complaints);
      await use(complaints);
      expect(complaints, "the browser's console").toEqual([]);
    },
    { auto: true },
  ],
  another: async ({ browser, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      contexts.push(context);
      const page = await context.newPage();
      watch(page, complaints);
      return page;
    });
    for (const context of contexts) await context.close();
  },
  signIn: async ({ page }, use) => {
    await use(async (account, other = page) => {
      await other.goto("/logga-in");
      await other.locator(`button[name="konto"][value="${account}"]`).click();
      await expect(other).not.toHaveURL(/logga-in/);
    });
  },
  newcomer: async ({ page }, use) => {
    await use((other = page, name) => register(other, name));
  },
});
