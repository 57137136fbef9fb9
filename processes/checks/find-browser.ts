import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Chromium without windows, which is what tests drive: a fifth quicker here than the whole of it. */
const WINDOWLESS = '/usr/bin/chromium-headless-shell';
const INSTALLED = [
  WINDOWLESS,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

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
  return [process.env.CHROMIUM ?? '', chromium.executablePath(), ...INSTALLED].find(
    (path) => path !== '' && existsSync(path),
  );
}

/**
 * Finds a Chromium without windows or installs one: by Playwright, or where its download is out of reach, as root on
 * Debian, by apt. Where that cannot be, any Chromium will do. Throws when there is none.
 */
export function browserOrInstall(): string {
  const isRoot = process.getuid?.() === 0;
  const isQuick = () =>
    [process.env.CHROMIUM ?? '', chromium.executablePath(), WINDOWLESS].some((path) => path !== '' && existsSync(path));
  if (!findBrowser())
    spawnSync(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], { timeout: 180_000 });
  if (!isQuick() && isRoot) {
    spawnSync('apt-get', ['update', '-qq'], { timeout: 120_000 });
    installByApt('chromium-headless-shell');
    if (!findBrowser()) installByApt('chromium');
  }
  const installed = findBrowser();
  if (!installed)
    throw new Error('No Chromium was found and none could be installed. Install one and set CHROMIUM to its path.');
  return installed;
}

function installByApt(name: string): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { timeout: 300_000, env });
}
