import { existsSync, readdirSync, statSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { SITE_ADDRESSES } from '#i18n/addresses';
import { refuse } from '#newsroom/result';
import { createPage } from '#newsroom/settings/create-page';
import { deletePage } from '#newsroom/settings/delete-page';
import { saveReservedAddresses } from '#newsroom/settings/save-reserved-addresses';
import { deleteTopic } from '#newsroom/topics/delete-topic';
import { createTopic } from '#newsroom/topics/save-topic';
import { database } from '#platform/database';

const titled = (title: string) => ({ en: { title, description: '' } });
const named = (name: string) => ({ en: { name, about: '' } });
const kindOf = async (key: string) => (await database().addressKey.findUnique({ where: { key } }))?.kind;

beforeAll(createSiteSettings);
beforeEach(() => database().page.deleteMany());

describe('the first part of an address after the language', () => {
  it('is a section’s or a page’s, never both, and free again when it has been deleted', async () => {
    const chief = await actorFor('chief');
    expect(await createPage(chief, 'region', titled('Region'))).toEqual(refuse('already-taken', 'slug'));
    expect(await createPage(chief, 'jobs', titled('Jobs'))).toEqual({ ok: true });
    expect(await createPage(chief, 'jobs', titled('Jobs'))).toEqual(refuse('already-taken', 'slug'));
    expect(await createTopic(chief, 'section', 'jobs', named('Jobs'))).toEqual(refuse('already-taken', 'slug'));
    expect(await kindOf('jobs')).toBe('page');
    expect(await deletePage(chief, 'jobs')).toEqual({ ok: true });
    expect(await kindOf('jobs')).toBeUndefined();
    expect(await createTopic(chief, 'section', 'jobs', named('Jobs'))).toEqual({ ok: true });
    expect(await kindOf('jobs')).toBe('section');
    expect(await createPage(chief, 'jobs', titled('Jobs'))).toEqual(refuse('already-taken', 'slug'));
    expect(await deleteTopic(chief, 'section', 'jobs')).toEqual({ ok: true });
    expect(await createPage(chief, 'jobs', titled('Jobs'))).toEqual({ ok: true });
  });

  it('goes to one of two who want it at once', async () => {
    const chief = await actorFor('chief');
    for (let turn = 0; turn < 10; turn++) {
      const key = `turn-${turn}`;
      const wanting = [createPage(chief, key, titled(key)), createTopic(chief, 'section', key, named(key))];
      const answers = await Promise.all(turn % 2 ? wanting : wanting.reverse());
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers.filter(({ ok }) => !ok)).toEqual([refuse('already-taken', 'slug')]);
      const [pages, sections] = [
        await database().page.count({ where: { key } }),
        await database().section.count({ where: { key } }),
      ];
      expect([pages + sections, await kindOf(key)]).toEqual([1, pages ? 'page' : 'section']);
    }
  });

  it('is guarded by PostgreSQL itself, whoever writes', async () => {
    await database().page.create({ data: { key: 'imprint' } });
    await expect(database().section.create({ data: { key: 'imprint', position: 9 } })).rejects.toThrow();
    await expect(database().section.create({ data: { key: 'post', position: 9 } })).rejects.toThrow();
    await expect(database().page.create({ data: { key: 'region' } })).rejects.toThrow();
    await expect(database().page.create({ data: { key: 'Über-uns' } })).rejects.toThrow(/page_key_is_plain/);
    await expect(database().page.update({ where: { key: 'imprint' }, data: { key: 'culture' } })).rejects.toThrow();
    await database().page.update({ where: { key: 'imprint' }, data: { key: 'imprints' } });
    expect([await kindOf('imprint'), await kindOf('imprints')]).toEqual([undefined, 'page']);
    // What a verb does by itself, others get done for them.
    await database().section.create({ data: { key: 'imprint', position: 9 } });
    expect(await kindOf('imprint')).toBe('section');
    await database().section.delete({ where: { key: 'imprint' } });
  });

  it('is reserved where the site has a page of its own', async () => {
    const chief = await actorFor('chief');
    // `-` is no key: fragments are there, which no reader can ask for.
    const isFolder = (name: string) => statSync(`app/[locale]/${name}`).isDirectory() && !/^[[-]/.test(name);
    const own = readdirSync('app/[locale]').filter(isFolder);
    expect(own).toContain('corrections');
    expect(Object.keys(SITE_ADDRESSES)).toEqual(expect.arrayContaining(own));
    for (const key of [...own, 'feed', 'admin', 'api', 'media', 'assets']) {
      expect([key, await createPage(chief, key, titled(key))]).toEqual([key, refuse('already-taken', 'reservedSlug')]);
    }
    expect(existsSync('app/[locale]/about')).toBe(false);
  });

  it('is reserved at the next start when the code has a new page, and free when it has it no longer', async () => {
    await database().addressKey.create({ data: { key: 'former-page', kind: 'reserved' } });
    await database().addressKey.deleteMany({ where: { key: { in: ['corrections', 'search'] } } });
    await database().section.create({ data: { key: 'corrections', position: 9 } });
    expect(await saveReservedAddresses(database())).toEqual([{ key: 'corrections', kind: 'section' }]);
    const kinds = await Promise.all(['former-page', 'search', 'corrections'].map(kindOf));
    expect(kinds).toEqual([undefined, 'reserved', 'section']);
    await database().section.delete({ where: { key: 'corrections' } });
    expect(await saveReservedAddresses(database())).toEqual([]);
    expect(await kindOf('corrections')).toBe('reserved');
  });
});
