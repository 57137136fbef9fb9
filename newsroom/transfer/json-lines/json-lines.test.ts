import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entry, post, SITE } from '#e2e/export-file';
import { isJsonLines, readJsonLines } from '#newsroom/transfer/json-lines/read-json-lines';
import { entryOfLine, lineOfEntry } from '#newsroom/transfer/json-lines/source-line';

const ENTRIES: Entry[] = [
  SITE,
  {
    kind: 'author',
    id: 'a',
    slug: 'bella',
    name: 'Bélla',
    biography: 'Writes.',
    picture: '/b.jpg',
    addresses: ['/a/'],
  },
  {
    ...{ kind: 'term', id: 't', taxonomy: 'category', slug: 'sport', name: 'Sport', description: 'Games' },
    ...{ parent: 'u', language: 'ru', translationGroup: 'g', addresses: ['/sport/', '/?cat=3'] },
  } as Entry,
  {
    ...{ kind: 'media', id: 'm', address: 'https://old.example/b.jpg', file: 'b.jpg', alt: 'A boat', caption: 'River' },
    ...{ credit: 'Anna', title: 'Boat', addresses: ['/boat/'] },
  } as Entry,
  post('1', {
    text: { format: 'html', html: '<p>“Words”\u2028and\r\nlines</p>', isLoose: true, isWordPress: true },
    changedAt: new Date('2020-01-02T03:04:05.678Z'),
    ...{
      language: 'hy',
      translationGroup: 'g',
      authors: ['a'],
      terms: ['t'],
      lead: 'm',
      leadAlt: 'A',
      leadCaption: 'C',
    },
    ...{ searchTitle: 'S', searchDescription: 'D', isSticky: true, format: 'video' },
  }),
  post('2', { kind: 'page', text: { format: 'blocks', blocks: [{ type: 'paragraph', text: [{ text: 'Ours' }] }] } }),
  { kind: 'other', id: 'o', type: 'menu', title: 'Menu' },
];

async function* pieces(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  let from = 0;
  for (let turn = 0; from < text.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield text.slice(from, from + size);
    from += size;
  }
}

async function read(text: string, sizes: readonly number[] = [7]) {
  const entries: unknown[] = [];
  for await (const entry of readJsonLines(pieces(text, sizes))) entries.push(entry);
  return entries;
}

const FILE = ENTRIES.map((entry) => `${lineOfEntry(entry)}\n`).join('');

describe('JSON Lines', () => {
  it.each(ENTRIES.map((entry) => [entry.kind, entry] as const))('keep %s as it is', (_, entry) => {
    expect(entryOfLine(lineOfEntry(entry))).toEqual(entry);
    expect(lineOfEntry(entry)).not.toMatch(/[\r\n]/);
  });

  it('refuse unknown keys, unknown kinds and values of another type, at any depth', () => {
    const lines = [
      { ...SITE, colour: 'red' },
      { ...post('1'), text: { format: 'html', html: '', colour: 'red' } },
      { ...post('1'), status: 'secret' },
      { ...post('1'), publishedAt: 'yesterday' },
      { ...post('1'), addresses: ['/', 7] },
      { kind: 'member', id: '1' },
    ];
    expect(lines.map((line) => entryOfLine(JSON.stringify(line)))).toEqual(lines.map(() => undefined));
  });

  it('are told by their first line', () => {
    expect(isJsonLines(FILE)).toBe(true);
    expect(isJsonLines(`\uFEFF${FILE}`)).toBe(true);
    expect(isJsonLines('{"db": []}')).toBe(false);
    expect(isJsonLines('')).toBe(false);
  });

  it('are read in whatever pieces they come, with a byte order mark, empty lines and carriage returns', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 5 }), async (sizes) => {
        expect(await read(`\uFEFF${FILE.replaceAll('\n', '\r\n\r\n')}`, sizes)).toEqual(ENTRIES);
      }),
      { numRuns: 30 },
    );
  });

  it('that are cut off anywhere have the entries before, and at most one problem', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: FILE.length }), async (length) => {
        const entries = await read(FILE.slice(0, length), [100]);
        const whole = FILE.slice(0, length).split('\n').length - 1;
        expect(entries.slice(0, whole)).toEqual(ENTRIES.slice(0, whole));
        expect(entries.length - whole).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  it('of an endless line cost no memory and are a problem', async () => {
    async function* endless(): AsyncGenerator<string> {
      yield `${lineOfEntry(SITE)}\n`;
      for (let n = 0; n < 30; n++) yield '['.repeat(1_000_000);
      yield `\n${lineOfEntry(post('1'))}\n`;
    }
    const entries: unknown[] = [];
    for await (const entry of readJsonLines(endless())) entries.push(entry);
    expect(entries).toEqual([SITE, { kind: 'problem', why: 'too-large', line: 2, near: '['.repeat(60) }, post('1')]);
  });
});
