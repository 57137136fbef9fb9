import { expect, it } from 'vitest';
import type { ArticleText } from '#newsroom/editing/working-copy';
import { settleConflict } from './settle-conflict.ts';
import { type SaveResult, TextAutosave } from './text-autosave.ts';

const textOf = (headline: string): ArticleText => ({ headline, standfirst: '', body: [], source: '' });

/** A window that has met a colleague's text, and what it sends from then on. */
async function conflict() {
  const sent: [string, boolean][] = [];
  let version = 2;
  const window = new TextAutosave(
    { text: textOf('Rain'), version: 1, slug: 'rain' },
    {
      async send({ headline }, base, isExplicit): Promise<SaveResult> {
        if (base < 2) return { kind: 'conflict', version: 2, text: textOf('Rain today'), byName: 'Anna' };
        sent.push([headline, isExplicit]);
        return { kind: 'saved', version: ++version, slug: 'rain', publishedVersion: 0, removed: 0 };
      },
      keepCopy: () => {},
      changed: () => {},
    },
  );
  window.write(textOf('Heavy Rain'));
  expect(await window.save(false)).toBe(false);
  return { window, sent };
}

it('keeps what the writer gives up, and publishes it with nothing', async () => {
  const { window, sent } = await conflict();
  expect(await settleConflict(window, 'theirs', (text) => window.write(text))).toBe(true);
  expect(sent).toEqual([
    ['Heavy Rain', false],
    ['Rain today', true],
  ]);
});

it('goes on from the merged text with what is typed while it is saved', async () => {
  const { window, sent } = await conflict();
  const shown: string[] = [];
  const settled = settleConflict(window, 'both', (text) => {
    shown.push(text.headline);
    window.write(text);
  });
  expect(shown).toEqual(['Heavy Rain today']);
  window.write(textOf('Heavy Rain today and tomorrow'));
  expect(await settled).toBe(true);
  expect(await window.save(false)).toBe(true);
  expect(window.text.headline).toBe('Heavy Rain today and tomorrow');
  expect(sent.map(([headline]) => headline)).toEqual(['Heavy Rain today', 'Heavy Rain today and tomorrow']);
});
