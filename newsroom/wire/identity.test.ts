import { expect, it } from 'vitest';
import { identityKeys } from '#newsroom/wire/identity';
import type { WireEntry } from '#newsroom/wire/wire-entry';

const entry = (given: Partial<WireEntry>): WireEntry => ({
  ...{ id: '', link: '', wireVersion: null, status: 'usable', headline: '', standfirst: '', html: '', language: '' },
  ...{ note: '', credit: '', pictures: [], ...given },
});
const published = new Date('2026-11-20T10:05:00Z');

/** How many keys two entries have in common when they come in different polls. */
function common(one: Partial<WireEntry>, other: Partial<WireEntry>): number {
  const [[first = []], [second = []]] = [identityKeys([entry(one)]), identityKeys([entry(other)])];
  return first.filter((key) => second.includes(key)).length;
}

const whole = { id: '1', link: 'https://a.example/1', headline: 'Rain', html: 'It rains', published };

it.each([
  ['the same id', { ...whole, link: 'https://a.example/2', headline: 'Snow' }],
  ['the same link', { ...whole, id: '2', headline: 'Snow' }],
  ['the same headline in the same hour', { ...whole, id: '2', link: 'https://a.example/2?x=1' }],
  [
    'the same headline in the same hour, later',
    { ...whole, id: '2', link: '', published: new Date('2026-11-20T10:59:00Z') },
  ],
])('knows an entry again by %s', (_, other) => {
  expect(common(whole, other)).toBe(1);
});

it.each([
  ['another hour', whole, { ...whole, id: '2', link: '', published: new Date('2026-11-20T11:05:00Z') }],
  [
    'front pages',
    { ...whole, link: 'https://a.example/' },
    { ...whole, id: '2', headline: 'Snow', link: 'https://a.example/' },
  ],
  [
    'the same headline without a date over other words',
    { headline: 'Rates', html: '1' },
    { headline: 'Rates', html: '2' },
  ],
  ['numbered items with the same headline', { ...whole, wireVersion: 1 }, { ...whole, id: '2', wireVersion: 1 }],
])('tells %s apart', (_, one, other) => {
  expect(common(one, other)).toBe(0);
});

it('knows an entry without date and id again by its words', () => {
  expect(common({ headline: 'Rain', html: 'It rains' }, { headline: 'Rain', html: 'It rains' })).toBe(1);
});

it('takes nothing as evidence that different entries of one document share', () => {
  const keys = identityKeys([
    entry({ id: '0', link: 'https://a.example/live', headline: 'Rain', html: 'a', published }),
    entry({ id: '0', link: 'https://a.example/live', headline: 'Snow', html: 'b', published }),
    entry({ id: '0', link: 'https://a.example/live', headline: '', html: 'c', published }),
  ]);
  expect(keys.every((own) => own.length > 0)).toBe(true);
  expect(new Set(keys.flat()).size).toBe(keys.flat().length);
});

it('takes what stands twice in a document for one', () => {
  const [one, other] = identityKeys([entry(whole), entry(whole)]);
  expect(one).toEqual(other);
});
