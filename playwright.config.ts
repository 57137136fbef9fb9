import { defineConfig } from '@playwright/test';
import { BROWSER_FLAGS, findBrowser } from '#processes/checks/find-browser';

const executablePath = findBrowser();

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/global.setup.ts',
  fullyParallel: true,
  workers: 2,
  // Tests and their preparation, on a machine that does other things too.
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  use: {
    // Somebody who is neither a robot nor near the paper's own clock.
    userAgent:
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
    timezoneId: 'Asia/Kathmandu',
    // Requests that go through a service worker are out of page.route's sight; e2e/offline.spec.ts lets it in.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: BROWSER_FLAGS,
    },
  },
});
