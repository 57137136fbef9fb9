import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';
import subsetFont from 'subset-font';
import { frontAddress, offlineAddress } from '#i18n/addresses';
import { FONT_PARTS, type FontPart, lettersIn } from '#i18n/fonts';
import { ALL_LANGUAGES, DEFAULT_LANGUAGE } from '#i18n/languages';
import { FACES, languageStyles, WEIGHTS } from '#processes/build/language-styles';

const ROOT = join(import.meta.dirname, '../..');
const PUBLIC = join(ROOT, 'public/assets');

export type Assets = {
  /** Address of the reader's script. */
  script: string;
  /** Address of the script of live blogs. */
  liveScript: string;
  /** Address of the script of the page of notifications. */
  notificationScript: string;
  /** Code that runs before the first paint, to stand inline in the head. */
  beforePaint: string;
  /** Folder of the fonts, as an address. */
  fonts: string;
  /** Address of the speculation rules, for the header that names them. */
  speculationRules: string;
};

/**
 * The service worker; next.config.ts gives it its lasting address at the root, which is what lets it answer for every
 * page.
 */
const WORKER = 'service-worker.js';

/**
 * Makes what the browser needs besides Next's own output: the reader's scripts and the fonts, under public/assets.
 * For all languages, so that one build serves whichever are on.
 */
export async function makeAssets(): Promise<Assets> {
  rmSync(PUBLIC, { recursive: true, force: true });
  mkdirSync(PUBLIC, { recursive: true });
  const script = await bundle('enhance/enhance.ts', 'esm');
  const hash = hashOf(script);
  writeFileSync(join(PUBLIC, `enhance-${hash}.js`), script);
  const live = await bundle('enhance/live-blog.ts', 'esm');
  writeFileSync(join(PUBLIC, `live-${hashOf(live)}.js`), live);
  const notifications = await bundle('enhance/notifications.ts', 'esm');
  writeFileSync(join(PUBLIC, `notifications-${hashOf(notifications)}.js`), notifications);
  const codes = new Set([DEFAULT_LANGUAGE, ...ALL_LANGUAGES.map(({ code }) => code)]);
  const worker = await bundle('enhance/service-worker.ts', 'iife', {
    OFFLINE_PAGES: JSON.stringify([...codes].map(offlineAddress)),
  });
  // Another script is another version of the worker, which then fetches the offline pages anew.
  writeFileSync(join(PUBLIC, WORKER), `${worker.trim()}// ${hash}\n`);
  const assets: Assets = {
    script: `/assets/enhance-${hash}.js`,
    liveScript: `/assets/live-${hashOf(live)}.js`,
    notificationScript: `/assets/notifications-${hashOf(notifications)}.js`,
    beforePaint: (await bundle('enhance/before-paint.ts', 'iife')).trim(),
    fonts: await makeFonts(),
    speculationRules: makeSpeculationRules(),
  };
  // Its process would live as long as ours.
  await stop();
  mkdirSync(join(ROOT, 'generated'), { recursive: true });
  writeFileSync(join(ROOT, 'generated/languages.css'), languageStyles(assets.fonts));
  writeFileSync(join(ROOT, 'generated/assets.json'), `${JSON.stringify(assets, null, 2)}\n`);
  return assets;
}

function hashOf(script: string): string {
  return createHash('sha256').update(script).digest('hex').slice(0, 12);
}

async function bundle(entry: string, format: 'esm' | 'iife', define: Record<string, string> = {}): Promise<string> {
  const result = await build({
    entryPoints: [join(ROOT, entry)],
    bundle: true,
    minify: true,
    write: false,
    format,
    define,
    target: ['chrome90', 'firefox90', 'safari15'],
    charset: 'utf8',
    legalComments: 'none',
  });
  return result.outputFiles[0]?.text ?? '';
}

/** Lets a browser that can make the next page ready while the reader's pointer or finger rests on its link. */
function makeSpeculationRules(): string {
  const pages = ALL_LANGUAGES.map(({ code }) => frontAddress(code)).flatMap((front) => [front, `${front}/*`]);
  const searches = ALL_LANGUAGES.map(({ code }) => `${frontAddress(code)}/search*`);
  const where = {
    and: [
      { href_matches: pages },
      { not: { href_matches: searches } },
      { not: { selector_matches: '[rel~="nofollow"], [rel~="alternate"]' } },
    ],
  };
  const rules = JSON.stringify({ prerender: [{ where, eagerness: 'moderate' }] });
  const name = `speculation-rules-${createHash('sha256').update(rules).digest('hex').slice(0, 12)}.json`;
  writeFileSync(join(PUBLIC, name), rules);
  return `/assets/${name}`;
}

async function makeFonts(): Promise<string> {
  const at = (file: string) => fileURLToPath(import.meta.resolve(`@fontsource-variable/${file}`));
  const parts = new Map<string, Uint8Array>();
  for (const face of FACES) {
    for (const [name, { family, subset, range }] of Object.entries<FontPart>(FONT_PARTS)) {
      const file = readFileSync(at(`${face}${family}/files/${face}${family}-${subset}-wght-normal.woff2`));
      const part = await subsetFont(file, lettersIn(range), {
        targetFormat: 'woff2',
        variationAxes: { wght: WEIGHTS },
        // Without the small capitals, fractions and ligatures that letters may become.
        noLayoutClosure: true,
      });
      parts.set(`${face}-${name}.woff2`, part);
    }
  }
  const hash = createHash('sha256');
  for (const part of parts.values()) hash.update(part);
  const folder = `fonts-${hash.digest('hex').slice(0, 12)}`;
  mkdirSync(join(PUBLIC, folder), { recursive: true });
  for (const [name, part] of parts) writeFileSync(join(PUBLIC, folder, name), part);
  return `/assets/${folder}`;
}
