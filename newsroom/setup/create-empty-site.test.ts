import { expect, it } from 'vitest';
import { LANGUAGES } from '#i18n/languages';
import { createEmptySite } from '#newsroom/setup/create-empty-site';
import { hasDemo } from '#newsroom/setup/demo';
import { database } from '#platform/database';
import { loadDemo } from '#seed/load-demo';

it('a part of a demo is no empty database', async () => {
  await database().demoLoad.create({ data: {} });
  expect(await createEmptySite('Paper')).toEqual({ ok: false, tables: ['demo_load'] });
  await database().demoLoad.deleteMany();
  expect(await database().siteSettings.count()).toBe(0);
});

it('makes a newspaper with a name and one section, once, and no demo is loaded into it', async () => {
  expect(await createEmptySite('paper.example')).toEqual({ ok: true, isCreated: true });
  const sections = await database().section.findMany({ include: { texts: true } });
  expect(sections.map(({ key, texts }) => [key, texts.map(({ language }) => language).sort()])).toEqual([
    ['news', LANGUAGES.map(({ code }) => code).sort()],
  ]);
  const names = await database().siteText.findMany({ select: { name: true } });
  expect(names).toEqual(LANGUAGES.map(() => ({ name: 'paper.example' })));
  expect([await database().story.count(), await database().page.count(), await hasDemo()]).toEqual([0, 0, false]);

  expect(await createEmptySite('Another')).toEqual({ ok: true, isCreated: false });
  expect(await loadDemo(() => {})).toEqual({ ok: true, loaded: null });
  expect(await database().siteText.findFirst({ select: { name: true } })).toEqual({ name: 'paper.example' });
});
