import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { articleBody } from '#blocks/body';
import { sampleFolder } from '#e2e/export-files';
import { blocksOf } from './blocks-of.ts';
import { written } from './written.ts';

// Texts that strangers wrote, where they are to be had.

const pasted = sampleFolder('pasted');
const folder = pasted && dirname(pasted);

type Sample = { name: string; html: string; isWordPress: boolean };

/** The texts in exports of WordPress, in tables of Ghost and on the clipboard. */
function samplesIn(place: string): Sample[] {
  const files = ['wordpress', 'ghost', 'pasted'].flatMap((kind) =>
    readdirSync(join(place, kind)).map((name) => ({ kind, name, text: readFileSync(join(place, kind, name), 'utf8') })),
  );
  return files.flatMap(({ kind, name, text }) => {
    const isWordPress = kind === 'wordpress';
    const texts = isWordPress ? contentOf(text) : name.endsWith('.json') ? htmlIn(JSON.parse(text)) : [text];
    return texts.map((html, index) => ({ name: `${name} ${index}`, html, isWordPress }));
  });
}

function contentOf(xml: string): string[] {
  const items = xml.matchAll(/<content:encoded>\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*<\/content:encoded>/g);
  return [...items].map(([, html = '']) => html);
}

function htmlIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'html' && typeof inner === 'string' ? [inner] : htmlIn(inner),
  );
}

const OWN: Sample[] = [
  { name: 'our own', html: '<p>Մեկ</p>\n\n[gallery ids="1,2"]\n\nДва', isWordPress: true },
  { name: 'our own, of Word', html: '<p class=MsoNormal>One<o:p></o:p></p>', isWordPress: false },
];

const samples = [...OWN, ...(folder ? samplesIn(folder) : [])];

const context = {
  base: 'https://old.example/',
  picture: (address: string) => /(\d+)\D*$/.exec(address)?.[1]?.padStart(20, '0').slice(0, 20),
};

it.each(samples)('$name loses no word', ({ html, isWordPress }) => {
  const isLoose = isWordPress && !html.includes('<!-- wp:');
  const { body, words, leftOut } = blocksOf({ format: 'html', html, isWordPress, isLoose }, context);
  articleBody.parse(body);
  expect(words.kept + leftOut.reduce((sum, entry) => sum + entry.words, 0)).toBe(words.source);
  expect(leftOut.filter(({ what }) => what === 'unaccounted')).toEqual([]);
  expect(written(body).join('\n')).not.toMatch(/<!-- \/?wp:|\[\/?(gallery|caption)\b/);
});
