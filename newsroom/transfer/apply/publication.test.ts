import fc from 'fast-check';
import { expect, it } from 'vitest';
import { publicationOf } from '#newsroom/transfer/apply/publication';
import type { SourcePost } from '#newsroom/transfer/source/source-item';

const NOW = new Date('2026-06-01T12:00:00Z');
const PAST = new Date('2020-01-02T03:04:05Z');
const FUTURE = new Date('2027-01-01T00:00:00Z');
const FULL = { hasTitle: true, hasText: true };

type Case = [status: SourcePost['status'], publishedAt: Date | undefined, state: string, note?: string];

it.each<Case>([
  ['published', PAST, 'published'],
  ['published', FUTURE, 'scheduled'],
  ['published', undefined, 'draft', 'no-date'],
  ['scheduled', FUTURE, 'scheduled'],
  ['scheduled', PAST, 'draft', 'scheduled-in-the-past'],
  ['draft', PAST, 'draft', 'draft'],
  ['private', PAST, 'draft', 'private'],
  ['password', FUTURE, 'draft', 'password'],
  ['in-review', undefined, 'draft', 'in-review'],
])('what was %s at %s is a %s here', (status, publishedAt, state, note) => {
  expect(publicationOf({ status, ...(publishedAt && { publishedAt }) }, FULL, NOW)).toMatchObject({
    ...{ state, publishedAt: state === 'draft' ? null : publishedAt },
    ...(note && { note }),
  });
});

it.each([
  [{ hasTitle: false, hasText: true }, 'no-title'],
  [{ hasTitle: true, hasText: false }, 'no-text'],
])('what is published with %j is a draft', (has, note) => {
  expect(publicationOf({ status: 'published', publishedAt: PAST }, has, NOW)).toMatchObject({ state: 'draft', note });
});

it('a change is told from a minute after publication on, and not before it has happened', () => {
  const revisedAt = (changedAt: Date) =>
    publicationOf({ status: 'published', publishedAt: PAST, changedAt }, FULL, NOW).revisedAt;
  expect(revisedAt(new Date(PAST.getTime() + 59_000))).toBeNull();
  expect(revisedAt(new Date(PAST.getTime() + 60_000))).toEqual(new Date(PAST.getTime() + 60_000));
  expect(revisedAt(FUTURE)).toBeNull();
});

it('nothing is published that was not to be seen there', () => {
  const status = fc.constantFrom<SourcePost['status']>('draft', 'in-review', 'private', 'password', 'trash');
  const publishedAt = fc.date({ noInvalidDate: true });
  fc.assert(
    fc.property(status, publishedAt, fc.boolean(), fc.boolean(), (hidden, at, hasTitle, hasText) => {
      const { state } = publicationOf({ status: hidden, publishedAt: at }, { hasTitle, hasText }, NOW);
      expect(state).toBe('draft');
    }),
  );
});
