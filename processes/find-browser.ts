import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** For a Chromium that may run as root, on a machine without a screen, and asks nobody on the network. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium on this machine: CHROMIUM, Playwright's own, or the system's; undefined where there is none. */
export function findBrowser(): string | undefined {
  return [process.env.CHROMIUM ?? '', chromium.executablePath(), ...INSTALLED].find((path) => path !== '' && existsSync(path));
}

/** Finds a Chromium or installs one: by Playwright, or where its download is out of reach, as root on Debian, by apt. Throws when neither works. */
export function browserOrInstall(): string {
  const present = findBrowser();
  if (present) return present;
  spawnSync(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], { timeout: 180_000 });
  if (!findBrowser() && process.getuid?.() === 0) {
    spawnSync('apt-get', ['update', '-qq'], { timeout: 120_000 });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  const installed = findBrowser();
  if (!installed) throw new Error('No Chromium was found and none could be installed. Install one and set CHROMIUM to its path.');
  return installed;
}
