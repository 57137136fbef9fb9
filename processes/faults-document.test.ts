import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

// docs/faults.md names tests: each is there, under that name.

const rows = readFileSync('docs/faults.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| F\d+ \|/.test(line));

it('has every fault once', () => {
  expect(rows.map((row) => row.split('|')[1]?.trim())).toEqual(Array.from({ length: 34 }, (_, at) => `F${at + 1}`));
});

it('names tests that there are, or says that none shows it', () => {
  for (const row of rows) {
    const shownBy = row.split('|')[6] ?? '';
    const named = [...shownBy.matchAll(/`([^`]+\.(?:test|spec)\.ts)`: ((?:“[^”]+”(?:, )?)+)/g)];
    expect(named.length > 0 || /not shown|there is none/.test(shownBy), row).toBe(true);
    expect(named.length, row).toBe([...shownBy.matchAll(/`[^`]+\.(?:test|spec)\.ts`/g)].length);
    for (const [, file = '', titles = ''] of named) {
      const text = readFileSync(file, 'utf8');
      for (const [, title = ''] of titles.matchAll(/“([^”]+)”/g))
        expect(text.includes(title), `${file}: ${title}`).toBe(true);
    }
  }
});
