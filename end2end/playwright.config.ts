import { defineConfig } from "@playwright/test";

// Every journey runs twice: in a browser with JavaScript and in one without. What needs the
// browser's part by its nature (live updates, drafts kept while typing, axe) says so in its name.
export default defineConfig({
  testDir: "tests",
  // A server with its own data folder per worker; two cores.
  workers: 2,
  fullyParallel: false,
  // A journey that only works at the second try does not work.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 7_000 },
  reporter: [["list"]],
  use: {
    // What is not there after ten seconds is missing, not late.
    actionTimeout: 10_000,
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    viewport: { width: 390, height: 844 },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM || "/usr/bin/chromium-headless-shell",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "with-javascript", testIgnore: /(live\.spec|without-javascript)/ },
    {
      name: "without-javascript",
      use: { javaScriptEnabled: false },
      testIgnore: /(live|axe|islands|budgets)\.spec\.ts/,
    },
    // "Within a second" is a promise about the site, not about two browsers and two servers on two
    // cores: these run when the others are done, alone.
    { name: "timed", testMatch: /live\.spec\.ts/, dependencies: ["with-javascript", "without-javascript"] },
  ],
});
