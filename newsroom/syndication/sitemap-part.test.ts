import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PART_LIMIT, partName, partsOf, readPart, timesOf } from '#newsroom/syndication/sitemap-part';

describe('a part of the sitemap', () => {
  it('has a name that leads back to it', () => {
    const language = fc.constantFrom('en', 'ru', 'hy' as const);
    const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(language, day, fc.constantFrom(7, 10), (language, day, length) => {
        const part = { language, period: day.toISOString().slice(0, length) };
        expect(readPart(partName(part))).toEqual(part);
        const { from, before } = timesOf(part);
        expect(from.getTime()).toBeLessThanOrEqual(day.getTime());
        expect(before.getTime()).toBeGreaterThan(day.getTime());
      }),
    );
    expect(partName({ language: 'hy', period: '2026-11' })).toBe('arm-2026-11');
  });

  it.each([
    '',
    'en',
    'hy-2026-11',
    'en-2026-13',
    'en-2026-00',
    'en-2026-02-30',
    'en-2026-1',
    'xx-2026-11',
    'en-2026-11-24-1',
    'en-2026-11 ',
  ])('is not called %j', (name) => expect(readPart(name)).toBeUndefined());

  it('ends where the next begins', () => {
    expect(timesOf({ language: 'en', period: '2026-12' })).toEqual({
      from: new Date('2026-12-01T00:00:00Z'),
      before: new Date('2027-01-01T00:00:00Z'),
    });
    expect(timesOf({ language: 'en', period: '2028-02-29' }).before).toEqual(new Date('2028-03-01T00:00:00Z'));
  });
});

describe('days', () => {
  const day = (date: string, articles: number) => ({
    language: 'en' as const,
    day: date,
    articles,
    changedAt: new Date(`${date}T05:00:00Z`),
  });

  it('make months, as old as what was changed last', () => {
    const days = [day('2026-10-31', 1), day('2026-11-02', 5), day('2026-11-01', PART_LIMIT - 5)];
    expect(partsOf(days)).toEqual([
      { language: 'en', period: '2026-11', changedAt: new Date('2026-11-02T05:00:00Z') },
      { language: 'en', period: '2026-10', changedAt: new Date('2026-10-31T05:00:00Z') },
    ]);
  });

  it('stay days where the month is too long', () => {
    const days = [day('2026-10-31', 1), day('2026-11-02', 5), day('2026-11-01', PART_LIMIT - 4)];
    expect(partsOf(days).map(({ period }) => period)).toEqual(['2026-11-02', '2026-11-01', '2026-10']);
  });

  it('of different languages stay apart', () => {
    const days = [day('2026-11-01', 1), { ...day('2026-11-01', 1), language: 'hy' as const }];
    expect(partsOf(days).map(partName)).toEqual(['arm-2026-11', 'en-2026-11']);
  });
});
