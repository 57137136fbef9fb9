import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ArticleText } from '#newsroom/editing/working-copy';
import type { BrowserCopy } from './browser-copy.ts';
import { type SaveResult, TextAutosave } from './text-autosave.ts';

const text = (headline: string): ArticleText => ({ headline, standfirst: '', body: [], source: '' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that takes each text after a while, unless it is told what to answer. */
function play() {
  const taken: { headline: string; base: number; isExplicit: boolean }[] = [];
  const answers: SaveResult[] = [];
  let version = 1;
  let copy: BrowserCopy | null = null;
  let open = 0;
  let most = 0;
  const autosave = new TextAutosave(
    { text: text('opened'), version: 1, slug: 'opened' },
    {
      async send({ headline }, base, isExplicit) {
        most = Math.max(most, ++open);
        await new Promise((done) => setTimeout(done, 400));
        open--;
        taken.push({ headline, base, isExplicit });
        return (
          answers.shift() ?? { kind: 'saved', version: ++version, slug: 'opened', publishedVersion: 0, removed: 0 }
        );
      },
      keepCopy: (kept) => (copy = kept),
      changed: () => {},
    },
  );
  return { autosave, taken, answers, copy: () => copy, most: () => most };
}

it('twenty quick changes over a slow line go out one after another and never meet themselves', async () => {
  const { autosave, taken, most, copy } = play();
  for (let number = 1; number <= 20; number++) {
    autosave.write({ headline: `change ${number}` });
    await vi.advanceTimersByTimeAsync(700);
  }
  await vi.advanceTimersByTimeAsync(20_000);
  expect(most()).toBe(1);
  expect(taken.at(-1)?.headline).toBe('change 20');
  expect(taken.map(({ base }) => base)).toEqual(taken.map((_, index) => index + 1));
  expect(taken.length).toBeGreaterThan(1);
  expect([autosave.state.status, copy(), autosave.isDirty]).toEqual(['saved', null, false]);
});

it('what is written during a save goes with the next, and is in the browser meanwhile', async () => {
  const { autosave, taken, copy } = play();
  autosave.write({ headline: 'one' });
  await vi.advanceTimersByTimeAsync(1_600);
  autosave.write({ headline: 'two' });
  await vi.advanceTimersByTimeAsync(350);
  expect(copy()?.text.headline).toBe('two');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(taken.map(({ headline }) => headline)).toEqual(['one', 'two']);
});

it('goes on trying while the server is away, and keeps the copy until it has it', async () => {
  const { autosave, taken, answers, copy } = play();
  answers.push({ kind: 'unreachable' }, { kind: 'unreachable' }, { kind: 'refused', why: 'signed-out' });
  autosave.write({ headline: 'one' });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(autosave.state.status).toBe('unreachable');
  expect(copy()?.text.headline).toBe('one');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(taken).toHaveLength(4);
  expect([autosave.state.status, copy()]).toEqual(['saved', null]);
});

it('tries again while a process that knows the block may answer', async () => {
  const { autosave, taken, answers } = play();
  answers.push({ kind: 'refused', why: 'unknown-block' });
  autosave.write({ headline: 'one' });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(autosave.state.status).toBe('unknown-block');
  await vi.advanceTimersByTimeAsync(5_000);
  expect([autosave.state.status, taken.length]).toEqual(['saved', 2]);
});

it('a text that somebody else has changed waits for a decision; nothing is sent or dropped before', async () => {
  const { autosave, taken, answers, copy } = play();
  answers.push({ kind: 'conflict', version: 7, text: text('theirs'), byName: 'Anna' });
  autosave.write({ headline: 'mine' });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(autosave.state).toMatchObject({ status: 'conflict', theirs: { byName: 'Anna', version: 7 } });
  autosave.write({ headline: 'mine, longer' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(taken).toHaveLength(1);
  expect(copy()?.text.headline).toBe('mine, longer');
  expect(await autosave.save(true)).toBe(false);
  const settled = autosave.settle(text('both'), true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await settled).toBe(true);
  expect(taken.at(-1)).toEqual({ headline: 'both', base: 7, isExplicit: true });
});

it('saving on purpose waits for the save under way and takes the newest text', async () => {
  const { autosave, taken } = play();
  autosave.write({ headline: 'one' });
  await vi.advanceTimersByTimeAsync(1_600);
  autosave.write({ headline: 'two' });
  const saved = autosave.save(true);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await saved).toBe(true);
  expect(taken).toEqual([
    { headline: 'one', base: 1, isExplicit: false },
    { headline: 'two', base: 2, isExplicit: true },
  ]);
});
