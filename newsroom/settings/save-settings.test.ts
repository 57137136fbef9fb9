import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { type EditableSettings, isAdLink, isSafeLink, isTimeZone } from '#newsroom/settings/editable-settings';
import { findEditableSettings, listHouseAds } from '#newsroom/settings/find-editable-settings';
import { listPages } from '#newsroom/settings/list-pages';
import { saveHouseAds } from '#newsroom/settings/save-house-ads';
import { savePageTexts } from '#newsroom/settings/save-page-texts';
import { saveSettings } from '#newsroom/settings/save-settings';
import { database } from '#platform/database';

async function present(): Promise<{ settings: EditableSettings; changedAt: Date }> {
  const found = await findEditableSettings();
  if (!found) throw new Error('no settings');
  return found;
}
const details = async () =>
  (
    await database().auditEntry.findMany({
      orderBy: { id: 'asc' },
      select: { resource: true, resourceId: true, detail: true },
    })
  ).map(({ resource, resourceId, detail }) => [resource, resourceId, detail]);

beforeAll(createSiteSettings);
beforeEach(() => database().auditEntry.deleteMany());

describe('the paper’s settings', () => {
  it('are saved whole, with a line that tells old and new', async () => {
    const { settings, changedAt } = await present();
    const words = { ...settings.words, ru: { ...settings.words.ru, name: 'Газета' } };
    const links = { ...settings.links, x: 'https://x.com/paper' };
    const wanted = {
      ...settings,
      words,
      links,
      timeZone: 'Asia/Yerevan',
      adsTxt: 'a, b\n',
      securityContact: 'mailto:us@paper.example',
    };
    expect(await saveSettings(await actorFor('chief'), wanted, changedAt)).toEqual({ ok: true });
    expect((await present()).settings).toEqual(wanted);
    expect(await details()).toEqual([
      [
        'settings',
        'settings',
        {
          changed: {
            'name.ru': ['Paper ru', 'Газета'],
            time_zone: ['Asia/Baku', 'Asia/Yerevan'],
            x_url: [null, 'https://x.com/paper'],
            ads_txt: ['', 'a, b\n'],
            security_contact: [null, 'mailto:us@paper.example'],
          },
        },
      ],
    ]);
  });

  it('are not saved by two from the same beginning: the second is told who was first and with what', async () => {
    const { settings, changedAt } = await present();
    const [anna, karen] = [await actorFor('chief', 'Anna'), await actorFor('chief', 'Karen')];
    const tagline = (text: string): EditableSettings => ({
      ...settings,
      words: { ...settings.words, en: { ...settings.words.en, tagline: text } },
    });
    const came = await Promise.all([
      saveSettings(anna, tagline('Of Anna'), changedAt),
      saveSettings(karen, tagline('Of Karen'), changedAt),
    ]);
    const [winner, loser] = came[0].ok ? ['Anna', came[1]] : ['Karen', came[0]];
    expect(came.filter(({ ok }) => ok)).toHaveLength(1);
    expect(loser).toMatchObject({ why: 'changed-meanwhile', by: { actorName: winner, fields: ['tagline.en'] } });
    expect((await present()).settings.words.en.tagline).toBe(`Of ${winner}`);
    expect(await saveHouseAds(karen, 'top', {}, changedAt)).toMatchObject({ why: 'changed-meanwhile' });
  });

  it('are refused where they cannot be', async () => {
    const chief = await actorFor('chief');
    const { settings, changedAt } = await present();
    const refused = async (part: Partial<EditableSettings>) => saveSettings(chief, { ...settings, ...part }, changedAt);
    for (const bad of [
      'http://x.com',
      'javascript:alert(1)',
      'https://me:secret@x.com',
      '//x.com',
      'x',
      'data:text/html,x',
    ]) {
      expect(await refused({ links: { ...settings.links, x: bad } })).toEqual({
        ok: false,
        why: 'unsafe-link',
        field: 'x',
      });
      expect(await refused({ hub: bad })).toEqual({ ok: false, why: 'unsafe-link', field: 'hub' });
      expect(await refused({ securityContact: bad })).toEqual({
        ok: false,
        why: 'unsafe-link',
        field: 'securityContact',
      });
    }
    for (const zone of ['Asia/Atlantis', '+04:00', 'Etc', '', "UTC' --"]) {
      expect(await refused({ timeZone: zone })).toEqual({ ok: false, why: 'bad-zone', field: 'timeZone' });
    }
    expect(await refused({ foundedYear: 3000 })).toEqual({ ok: false, why: 'bad-year', field: 'foundedYear' });
    expect(await refused({ columnSection: 'no-such' })).toEqual({ ok: false, why: 'no-such-section' });
    expect(await refused({ indexNowKey: 'short' })).toEqual({
      ok: false,
      why: 'bad-index-now-key',
      field: 'indexNowKey',
    });
    const nameless = { ...settings.words, hy: { name: ' ', tagline: '', reuseRule: '' } };
    expect(await refused({ words: nameless })).toEqual({ ok: false, why: 'no-name', field: 'name.hy' });
    expect(await details()).toEqual([]);
  });

  it('are nobody’s to change below a chief', async () => {
    const { settings, changedAt } = await present();
    const no = { ok: false, why: 'not-allowed' };
    for (const role of ['contributor', 'translator', 'author', 'editor'] as const) {
      const actor = await actorFor(role);
      expect(await saveSettings(actor, settings, changedAt)).toEqual(no);
      expect(await saveHouseAds(actor, 'top', {}, changedAt)).toEqual(no);
      expect(await savePageTexts(actor, 'about', { en: { title: 'x', description: '' } }, changedAt)).toEqual(no);
    }
  });

  it('are made where there are none yet, by one of two', async () => {
    const { settings } = await present();
    await database().siteSettings.deleteMany();
    const chief = await actorFor('chief');
    const came = await Promise.all([saveSettings(chief, settings, null), saveSettings(chief, settings, null)]);
    expect(came.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await present()).settings).toEqual(settings);
    expect((await details()).length).toBe(1);
  });
});

describe('advertisements of the house', () => {
  const ad = { title: 'Read us', text: 'in the morning', href: '/en/about' };

  it('come, change and go by place and language', async () => {
    const chief = await actorFor('chief');
    const save = async (ads: Parameters<typeof saveHouseAds>[2]) =>
      saveHouseAds(chief, 'top', ads, (await present()).changedAt);
    expect(await save({ en: ad, ru: { ...ad, href: 'https://t.me/paper' } })).toEqual({ ok: true });
    expect(await save({ en: { ...ad, title: 'Read on' } })).toEqual({ ok: true });
    expect(await listHouseAds()).toEqual({
      top: { en: { ...ad, title: 'Read on' } },
      story: {},
      column: {},
      front: {},
    });
    expect((await details()).at(-1)).toEqual([
      'ad',
      'top',
      {
        changed: {
          'title.en': ['Read us', 'Read on'],
          'title.ru': ['Read us', null],
          'text.ru': ['in the morning', null],
          'href.ru': ['https://t.me/paper', null],
        },
      },
    ]);
    expect(await save({ hy: { ...ad, href: 'http://t.me' } })).toEqual({
      ok: false,
      why: 'unsafe-link',
      language: 'hy',
    });
    expect(await save({ hy: { ...ad, title: '' } })).toEqual({ ok: false, why: 'incomplete', language: 'hy' });
  });
});

describe('pages about the paper', () => {
  it('have their titles and descriptions changed, never their bodies', async () => {
    const chief = await actorFor('chief', 'Anna');
    const text = { language: 'en', title: 'About', description: 'Who we are', body: [{ type: 'rule' }] } as const;
    await database().page.create({ data: { key: 'about', texts: { create: [{ ...text, body: [...text.body] }] } } });
    const [page] = await listPages();
    const seen = page?.changedAt ?? new Date(0);
    const words = {
      en: { title: 'About us', description: 'Who we are' },
      ru: { title: 'not written', description: '' },
    };
    expect(await savePageTexts(chief, 'about', words, seen)).toEqual({ ok: true });
    expect(await listPages()).toMatchObject([{ key: 'about', words: { en: { title: 'About us' } } }]);
    expect(await database().pageText.findMany({ select: { language: true, body: true } })).toEqual([
      { language: 'en', body: [{ type: 'rule' }] },
    ]);
    expect(await savePageTexts(chief, 'about', words, seen)).toMatchObject({
      why: 'changed-meanwhile',
      by: { actorName: 'Anna' },
    });
    expect(await savePageTexts(chief, 'about', { en: { title: '', description: '' } }, seen)).toEqual({
      ok: false,
      why: 'no-title',
    });
  });
});

it('knows safe links and zones', () => {
  expect(['https://a.example/b?c', 'https://[::1]/'].every(isSafeLink)).toBe(true);
  expect(['/en', '/en?x=1', 'https://a.example'].every(isAdLink)).toBe(true);
  expect(['//evil.example', '/\\evil.example', 'http://a.example', 'en', 'javascript:1', ''].some(isAdLink)).toBe(
    false,
  );
  expect(['UTC', 'Asia/Baku', 'Etc/GMT-4', 'America/Argentina/Buenos_Aires'].every(isTimeZone)).toBe(true);
});
