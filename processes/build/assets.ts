import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';
import subsetFont from 'subset-font';
import { frontAddress, offlineAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, LANGUAGES } from '#i18n/languages';

const ROOT = join(import.meta.dirname, '../..');
const PUBLIC = join(ROOT, 'public/assets');

// Letters of Turkish, Azerbaijani and Slavic names in our texts that the Latin file lacks; app/type.css has the same
// ranges.
const NEIGHBOURS = 'ČčĞğİŞşŠšŽžƏə';

export type Assets = {
  /** Address of the reader's script. */
  script: string;
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
 * Makes what the browser needs besides Next's own output: the reader's one script and the fonts, under public/assets.
 */
export async function makeAssets(): Promise<Assets> {
  rmSync(PUBLIC, { recursive: true, force: true });
  mkdirSync(PUBLIC, { recursive: true });
  const script = await bundle('enhance/enhance.ts', 'esm');
  const hash = createHash('sha256').update(script).digest('hex').slice(0, 12);
  writeFileSync(join(PUBLIC, `enhance-${hash}.js`), script);
  const codes = [DEFAULT_LANGUAGE, ...LANGUAGES.map(({ code }) => code).filter((code) => code !== DEFAULT_LANGUAGE)];
  const worker = await bundle('enhance/service-worker.ts', 'iife', {
    OFFLINE_PAGES: JSON.stringify(codes.map(offlineAddress)),
  });
  // Another script is another version of the worker, which then fetches the offline pages anew.
  writeFileSync(join(PUBLIC, WORKER), `${worker.trim()}// ${hash}\n`);
  const assets: Assets = {
    script: `/assets/enhance-${hash}.js`,
    beforePaint: (await bundle('enhance/before-paint.ts', 'iife')).trim(),
    fonts: await makeFonts(),
    speculationRules: makeSpeculationRules(),
  };
  // Its process would live as long as ours.
  await stop();
  mkdirSync(join(ROOT, 'generated'), { recursive: true });
  writeFileSync(join(ROOT, 'generated/assets.json'), `${JSON.stringify(assets, null, 2)}\n`);
  return assets;
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
  const pages = LANGUAGES.map(({ code }) => frontAddress(code)).flatMap((front) => [front, `${front}/*`]);
  const searches = LANGUAGES.map(({ code }) => `${frontAddress(code)}/search*`);
  const where = {
    and: [
      { href_matches: pages },
      { not: { href_matches: searches } },
      { not: { selector_matches: '[rel~="nofollow"]' } },
    ],
  };
  const rules = JSON.stringify({ prerender: [{ where, eagerness: 'moderate' }] });
  const name = `speculation-rules-${createHash('sha256').update(rules).digest('hex').slice(0, 12)}.json`;
  writeFileSync(join(PUBLIC, name), rules);
  return `/assets/${name}`;
}

async function makeFonts(): Promise<string> {
  const packages = { serif: 'noto-serif', sans: 'noto-sans' };
  const at = (name: string, file: string) =>
    fileURLToPath(import.meta.resolve(`@fontsource-variable/${name}/files/${file}`));
  const manifest = JSON.parse(
    readFileSync(join(ROOT, 'node_modules/@fontsource-variable/noto-serif/package.json'), 'utf8'),
  );
  const folder = `fonts-${manifest.version}`;
  const target = (name: string, part: string) => join(PUBLIC, folder, `${name}-${part}.woff2`);
  mkdirSync(join(PUBLIC, folder), { recursive: true });
  for (const name of Object.values(packages)) {
    for (const script of ['latin', 'cyrillic'])
      copyFileSync(at(name, `${name}-${script}-wght-normal.woff2`), target(name, script));
    copyFileSync(at(`${name}-armenian`, `${name}-armenian-armenian-wght-normal.woff2`), target(name, 'armenian'));
    const extended = readFileSync(at(name, `${name}-latin-ext-wght-normal.woff2`));
    writeFileSync(target(name, 'neighbours'), await subsetFont(extended, NEIGHBOURS, { targetFormat: 'woff2' }));
  }
  return `/assets/${folder}`;
}
