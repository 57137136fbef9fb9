import { beforeAll, expect, it, vi } from 'vitest';
import { createSiteSettings } from '#e2e/test-data';
import { chosenLanguages, LANGUAGE_CODES } from '#i18n/languages';
import { database } from '#platform/database';
import { watchLanguages } from '#server/watch-languages';

const choose = (languages: string[] | null) =>
  database().$executeRaw`UPDATE site_settings SET languages = ${languages}::text[]`;

beforeAll(createSiteSettings);

it('codes without a record are passed over; with none that is known, those are on that are by themselves', () => {
  const codes = (named: string[]) => chosenLanguages(named).map(({ code }) => code);
  expect(codes(['ka', 'xx', 'en'])).toEqual(['ka', 'en']);
  expect(codes(['xx'])).toEqual(codes([]));
  expect(codes([])).toEqual(LANGUAGE_CODES);
});

it('says that others are chosen, at once or after a change of the site, and is silent while they are the same', async () => {
  const told: string[] = [];
  const watcher = watchLanguages((codes) => told.push(codes));
  await choose([...LANGUAGE_CODES, 'xx']);
  watcher?.invalidate([{ keys: ['site'] }]);
  await choose(['en', 'ka']);
  watcher?.invalidate([{ keys: ['card-1'] }]);
  watcher?.invalidate([{ keys: ['card-1', 'site'] }]);
  await vi.waitFor(() => expect(told).toContain('en,ka'));
  const next = watchLanguages((codes) => told.push(`next ${codes}`));
  await vi.waitFor(() => expect(told).toContain('next en,ka'));
  expect(new Set(told)).toEqual(new Set(['en,ka', 'next en,ka']));
  await Promise.all([watcher?.stop(), next?.stop()]);
});
