import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { refuse } from '#newsroom/result';
import { type EditableSettings, isAdLink, isSafeLink, isTimeZone } from '#newsroom/settings/editable-settings';
import { findEditableSettings, listHouseAds } from '#newsroom/settings/find-editable-settings';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { saveHouseAds } from '#newsroom/settings/save-house-ads';
import { savePage } from '#newsroom/settings/save-page';
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
    const texts = { ...settings.texts, ru: { ...settings.texts.ru, name: 'Газета' } };
    const socialLinks = ['https://x.com/paper', 'https://mastodon.example/@paper'];
    const wanted = {
      ...settings,
      texts,
      socialLinks,
      timeZone: 'Asia/Yerevan',
      adsTxt: 'a, b\n',
      securityContact: 'mailto:us@paper.example',
      placeholderWords: ['TK', 'ТК?', 'XXX'],
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
            placeholder_words: ['["TK", "ՏԿ"]', '["TK", "ТК?", "XXX"]'],
            social_links: [null, 'https://x.com/paper\nhttps://mastodon.example/@paper'],
            ads_txt: ['', 'a, b\n'],
            security_contact: [null, 'mailto:us@paper.example'],
          },
        },
      ],
    ]);
  });

  it('keep a list of social networks, whatever is added, removed or moved', async () => {
    const chief = await actorFor('chief');
    const [x, telegram, mastodon] = ['https://x.com/paper', 'https://t.me/paper', 'https://mastodon.example/@paper'];
    for (const socialLinks of [
      [x, telegram, mastodon],
      [mastodon, x],
      [x, mastodon, telegram],
      [telegram, telegram],
      [],
    ]) {
      const { settings, changedAt } = await present();
      expect(await saveSettings(chief, { ...settings, socialLinks }, changedAt)).toEqual({ ok: true });
      expect((await present()).settings.socialLinks).toEqual([...new Set(socialLinks)]);
      expect((await findSiteSettings('ru')).socialLinks).toEqual([...new Set(socialLinks)]);
    }
    expect((await details()).at(-1)).toEqual(['settings', 'settings', { changed: { social_links: [telegram, null] } }]);
    // One who has read an earlier list changes nothing.
    const { settings } = await present();
    const late = await saveSettings(chief, { ...settings, socialLinks: [x] }, new Date(0));
    expect([late.ok, (await present()).settings.socialLinks]).toEqual([false, []]);
  });

  it('are announced to readers’ pages with every change of a table', async () => {
    const concerns = async (change: Promise<unknown>) => {
      const before = await database().outboxEntry.count({ where: { concerns: 'paper' } });
      await change;
      return (await database().outboxEntry.count({ where: { concerns: 'paper' } })) - before;
    };
    const ad = { place: 'top', language: 'en', title: 'a', text: 'b', href: '/en' };
    const text = { language: 'en', title: 'a', description: '', body: [] };
    for (const change of [
      database().socialLink.create({ data: { position: 0, url: 'https://t.me/paper' } }),
      database().socialLink.deleteMany(),
      database().siteSettings.updateMany({ data: { adsTxt: 'x' } }),
      database().siteText.updateMany({ data: { tagline: 'x' } }),
      database().page.create({ data: { key: 'announced', texts: { create: text } } }),
      database().page.delete({ where: { key: 'announced' } }),
      database().houseAd.create({ data: ad }),
      database().houseAd.deleteMany(),
    ]) {
      expect(await concerns(change)).toBeGreaterThan(0);
    }
  });

  it('are not saved by two from the same beginning: the second is told who was first and with what', async () => {
    const { settings, changedAt } = await present();
    const [anna, karen] = [await actorFor('chief', 'Anna'), await actorFor('chief', 'Karen')];
    const tagline = (text: string): EditableSettings => ({
      ...settings,
      texts: { ...settings.texts, en: { ...settings.texts.en, tagline: text } },
    });
    const came = await Promise.all([
      saveSettings(anna, tagline('Of Anna'), changedAt),
      saveSettings(karen, tagline('Of Karen'), changedAt),
    ]);
    const [winner, loser] = came[0].ok ? ['Anna', came[1]] : ['Karen', came[0]];
    expect(came.filter(({ ok }) => ok)).toHaveLength(1);
    expect(loser).toMatchObject({ why: 'conflict', by: { actorName: winner, fields: ['tagline.en'] } });
    expect((await present()).settings.texts.en.tagline).toBe(`Of ${winner}`);
    expect(await saveHouseAds(karen, 'top', {}, changedAt)).toMatchObject({ why: 'conflict' });
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
      expect(await refused({ socialLinks: ['https://t.me/paper', bad] })).toEqual(
        refuse('invalid', 'url', { field: bad }),
      );
      expect(await refused({ hub: bad })).toEqual(refuse('invalid', 'url', { field: 'hub' }));
      expect(await refused({ securityContact: bad })).toEqual(refuse('invalid', 'url', { field: 'securityContact' }));
    }
    for (const zone of ['Asia/Atlantis', '+04:00', 'Etc', '', "UTC' --"]) {
      expect(await refused({ timeZone: zone })).toEqual(refuse('invalid', 'timeZone'));
    }
    for (const hub of ['https://127.0.0.1/', 'https://[::1]:3000/', 'https://localhost/', 'https://nas.local/hub'])
      expect(await refused({ hub })).toEqual(refuse('invalid', 'privateAddress', { address: hub, field: 'hub' }));
    expect(await refused({ foundedYear: 3000 })).toEqual(refuse('invalid', 'year'));
    expect(await refused({ columnSection: 'no-such' })).toEqual(refuse('not-found', 'section'));
    expect(await refused({ indexNowKey: 'short' })).toEqual(refuse('invalid', 'indexNowKey'));
    for (const word of ['', 'T', 'TK TK', '[TK]', 'T,K', '12', '…', 'x'.repeat(21), 'T\u0000K'])
      expect(await refused({ placeholderWords: ['TK', word] })).toEqual(
        refuse('invalid', 'placeholderWord', { word, max: 20 }),
      );
    const many = Array.from({ length: 21 }, (_, index) => `TK${index}`);
    expect(await refused({ placeholderWords: many })).toEqual(refuse('invalid', 'placeholderWords', { max: 20 }));
    const nameless = { ...settings.texts, hy: { name: ' ', tagline: '', reuseRule: '' } };
    expect(await refused({ texts: nameless })).toEqual(refuse('missing', 'field', { field: 'name.hy' }));
    expect(await details()).toEqual([]);
  });

  it('are nobody’s to change below a chief', async () => {
    const { settings, changedAt } = await present();
    const no = refuse('not-allowed', 'it');
    for (const role of ['contributor', 'translator', 'author', 'editor'] as const) {
      const actor = await actorFor(role);
      expect(await saveSettings(actor, settings, changedAt)).toEqual(no);
      expect(await saveHouseAds(actor, 'top', {}, changedAt)).toEqual(no);
      const page = { texts: { en: { title: 'x', description: '' } }, inFooter: true };
      expect(await savePage(actor, 'about', page, changedAt)).toEqual(no);
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
    expect(await save({ hy: { ...ad, href: 'http://t.me' } })).toEqual(refuse('invalid', 'url', { field: 'hy' }));
    expect(await save({ hy: { ...ad, title: '' } })).toEqual(refuse('missing', 'adText', { field: 'hy' }));
  });

  it('are kept in a language that is off', async () => {
    await database().houseAd.create({ data: { place: 'column', language: 'ka', ...ad } });
    const chief = await actorFor('chief');
    expect(await saveHouseAds(chief, 'column', { en: ad }, (await present()).changedAt)).toEqual({ ok: true });
    const kept = await database().houseAd.findMany({ where: { place: 'column' }, orderBy: { language: 'asc' } });
    expect(kept.map(({ language }) => language)).toEqual(['en', 'ka']);
    await database().houseAd.deleteMany({ where: { place: 'column' } });
  });

  it('are kept for a place that no page has, and shown nowhere', async () => {
    await database().houseAd.create({ data: { place: 'sidebar', language: 'en', ...ad } });
    expect(Object.keys(await listHouseAds())).toEqual(['top', 'story', 'column', 'front']);
    expect(Object.keys((await findSiteSettings('en')).ads)).toEqual(['top']);
    expect(await database().houseAd.count({ where: { place: 'sidebar' } })).toBe(1);
    await expect(database().houseAd.create({ data: { place: 'Side bar', language: 'en', ...ad } })).rejects.toThrow(
      /house_ad_place_is_a_word/,
    );
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
