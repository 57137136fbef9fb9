import { beforeAll, expect, it } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { findChosenLanguages } from '#newsroom/languages/find-chosen-languages';
import type { Actor } from '#newsroom/permissions/actor';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { createStarterSections } from '#newsroom/setup/create-starter-sections';
import { hasDemo } from '#newsroom/setup/demo';
import { markDemo } from '#newsroom/setup/mark-demo';
import { isSetUpOpen, type SiteBeginning, setUpSite } from '#newsroom/setup/set-up-site';
import { database } from '#platform/database';

let owner: Actor;

beforeAll(async () => {
  await createSiteSettings();
  owner = await actorFor('administrator');
});

const BEGINNING = {
  languages: ['ka', 'en'],
  names: { en: 'Valley Post', ru: 'Вестник долины', hy: 'Հովտի լրաբեր', az: 'Vadi', ka: 'ხეობა' },
  keepsDemo: false,
  template: 'regional',
  timeZone: 'Asia/Yerevan',
  accent: '#00527a',
  socialLinks: ['https://t.me/valley'],
  logo: null,
  icon: null,
} satisfies SiteBeginning;

it('is chosen once, by administrators, where a site asks for it', async () => {
  expect(await isSetUpOpen()).toBe(false);
  expect(await setUpSite(owner, BEGINNING)).toMatchObject({ about: 'setup' });
  await database().siteSettings.update({ where: { id: 1 }, data: { isSetUp: false } });
  expect(await setUpSite(await actorFor('chief'), BEGINNING)).toMatchObject({ why: 'not-allowed' });
  expect(await isSetUpOpen()).toBe(true);
});

it('says what cannot be, and stays open', async () => {
  await createStory({ slugs: { en: 'of-the-demo' } });
  await database().$transaction(markDemo);
  for (const [wrong, about] of [
    [{ names: { ...BEGINNING.names, ka: ' ' } }, 'field'],
    [{ languages: [] }, 'languages'],
    [{ accent: '#ffff00' }, 'lightAccent'],
    [{ logo: Buffer.from('<svg><script/></svg>') }, 'logoSvg'],
    [{ timeZone: 'Nowhere' }, 'timeZone'],
    [{ socialLinks: ['http://t.me/valley'] }, 'url'],
  ] satisfies [Partial<SiteBeginning>, string][])
    expect(await setUpSite(owner, { ...BEGINNING, ...wrong })).toMatchObject({ ok: false, about });
  expect([await isSetUpOpen(), await hasDemo(), await database().story.count()]).toEqual([true, true, 1]);
  expect((await findSiteSettings('en')).name).toBe('Paper en');
});

it('sections of a template are the newspaper’s own, also where the demo had them', async () => {
  const isDemos = async () => {
    const [row] = await database().$queryRaw<{ keys: string[] }[]>`
      SELECT ARRAY(SELECT s.key FROM section s JOIN demo_item d ON d.resource = 'section' AND d.resource_id = s.id::text
        ORDER BY 1) AS keys`;
    return row?.keys;
  };
  expect(await isDemos()).toEqual(['culture', 'region']);
  await database().$transaction((transaction) => createStarterSections(transaction, ['culture', 'sport']));
  expect(await isDemos()).toEqual(['region']);
});

it('names the site, removes the demo and adds the sections of a template', async () => {
  expect(await setUpSite(owner, BEGINNING)).toEqual({ ok: true });
  expect([await isSetUpOpen(), await hasDemo(), await database().story.count()]).toEqual([false, false, 0]);
  expect(await findSiteSettings('ka')).toMatchObject({
    name: 'ხეობა',
    tagline: '',
    timeZone: 'Asia/Yerevan',
    socialLinks: ['https://t.me/valley'],
    look: { accent: { light: '#00527a' } },
  });
  const sections = await database().section.findMany({ orderBy: { position: 'asc' }, select: { key: true } });
  expect(sections.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['local', 'region', 'politics', 'economy', 'society', 'culture', 'sport']),
  );
  expect(await database().auditEntry.findFirst({ where: { event: 'settings.setUp' } })).toMatchObject({
    title: 'Valley Post',
    detail: { demo: '', template: 'regional', languages: 'ka, en' },
  });
  expect(await findChosenLanguages()).toEqual(['ka', 'en']);
  // What is said in a language that is not chosen stays.
  const texts = await database().siteText.findMany({
    orderBy: { language: 'asc' },
    select: { language: true, name: true },
  });
  expect(texts.map(({ language, name }) => [language, name])).toEqual([
    ['en', 'Valley Post'],
    ['hy', 'Paper hy'],
    ['ka', 'ხეობა'],
    ['ru', 'Paper ru'],
  ]);
  const names = await database().sectionText.findMany({ where: { section: { key: 'local' } }, select: { name: true } });
  expect(names.map(({ name }) => name).sort()).toEqual(['Local', 'ადგილობრივი']);
  expect(await setUpSite(owner, BEGINNING)).toMatchObject({ ok: false });
});
