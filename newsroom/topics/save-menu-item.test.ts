import { beforeAll, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import type { Actor } from '#newsroom/permissions/actor';
import { listMenuItems, listMenus } from '#newsroom/topics/list-menus';
import { isMenuLink } from '#newsroom/topics/menu';
import { changeMenuItem, createMenuItem, deleteMenuItem, moveMenuItem } from '#newsroom/topics/save-menu-item';
import { database } from '#platform/database';
import { publicUrl } from '#platform/env';

let chief: Actor;

beforeAll(async () => {
  await createSiteSettings();
  chief = await actorFor('chief');
});

const add = (address: string, labels = {}, menu: 'header' | 'footer' = 'header') =>
  createMenuItem(chief, { menu, address, labels });
const header = async () => (await listMenus('en')).header.map(({ kind, target, label }) => [kind, target, label]);

it.each([
  ['https://paper.example/a', true],
  ['http://paper.example/', true],
  ['/en/region', true],
  ['//evil.example/', false],
  ['/\\evil.example', false],
  ['javascript:alert(1)', false],
  ['https://name:word@paper.example/', false],
  ['en/region', false],
  ['', false],
])('%s may stand in a menu: %s', (address, may) => expect(isMenuLink(address)).toBe(may));

it('knows what an address of this site is of, in any language', async () => {
  expect(
    await createMenuItem(await actorFor('editor'), { menu: 'header', address: '/en/region', labels: {} }),
  ).toMatchObject({
    why: 'not-allowed',
  });
  expect(await add('javascript:alert(1)')).toMatchObject({ about: 'menuAddress' });
  expect(await add('https://shop.example/')).toMatchObject({ about: 'menuLabel' });
  for (const [address, labels] of [
    ['/ru/region', {}],
    [`${publicUrl()}/en/tag/water`, { en: 'On water' }],
    ['/arm/author/anna', {}],
    ['https://shop.example/', { en: 'Shop', ru: ' ' }],
    ['/en/archive', { en: 'Archive' }],
  ] as const)
    expect([address, await add(address, labels)]).toEqual([address, { ok: true }]);
  expect(await header()).toEqual([
    ['section', 'region', 'Region'],
    ['tag', 'water', 'On water'],
    ['author', 'anna', 'Anna en'],
    ['url', 'https://shop.example/', 'Shop'],
    ['url', '/en/archive', 'Archive'],
  ]);
  expect((await listMenus('ru')).header.map(({ label }) => label)).toEqual(['Регион', 'water ru', 'Anna ru']);
  expect((await listMenus('en')).footer).toEqual([]);
});

it('changes where a place leads and what it is called, for whoever saw it as it is', async () => {
  const shop = async () => (await listMenuItems('en')).find(({ target }) => target.includes('shop.example'));
  const item = await shop();
  const change = (address: string, labels = {}, seen = item?.fingerprint) =>
    changeMenuItem(chief, Number(item?.id), { address, labels }, String(seen));
  await database().menuItemText.create({ data: { itemId: Number(item?.id), language: 'ka', label: 'მაღაზია' } });
  expect(await change('https://shop.example/', { en: 'Shop' })).toMatchObject({ why: 'conflict' });
  const seen = (await shop())?.fingerprint;
  expect(await change('https://shop.example/', {}, seen)).toMatchObject({ about: 'menuLabel' });
  expect(await change('javascript:alert(1)', {}, seen)).toMatchObject({ about: 'menuAddress' });
  expect(await change('https://shop.example/new', { ru: 'Лавка' }, seen)).toEqual({ ok: true });
  const texts = await database().menuItemText.findMany({
    where: { itemId: Number(item?.id) },
    orderBy: { language: 'asc' },
  });
  // Georgian is off here.
  expect(texts.map(({ language, label }) => [language, label])).toEqual([
    ['ka', 'მაღაზია'],
    ['ru', 'Лавка'],
  ]);
  const again = (await shop())?.fingerprint;
  expect(await change('/en/region', {}, again)).toEqual({ ok: true });
  const now = (await listMenuItems('en')).find(({ id }) => id === item?.id);
  expect(now).toMatchObject({ kind: 'section', target: 'region', name: 'Region' });
  // What it leads to is gone meanwhile: its own address is not taken for one elsewhere.
  await database().menuItem.update({ where: { id: Number(item?.id) }, data: { target: 'gone' } });
  expect(await change('/ru/gone', { en: 'Gone' }, now?.fingerprint)).toMatchObject({ why: 'conflict' });
  const gone = (await listMenuItems('en')).find(({ id }) => id === item?.id);
  expect(await change('/ru/gone', { en: 'Gone' }, gone?.fingerprint)).toEqual({ ok: true });
  expect(await database().menuItem.findUnique({ where: { id: Number(item?.id) } })).toMatchObject({ kind: 'section' });
  expect(await changeMenuItem(chief, 999_999, { address: '/en/culture', labels: {} }, '')).toMatchObject({
    why: 'not-found',
  });
});

it('moves places within their menu alone, and deletes them', async () => {
  await add('/en/culture', {}, 'footer');
  const [first, second] = (await listMenuItems('en')).filter(({ menu }) => menu === 'header');
  const before = await database().outboxEntry.count();
  await moveMenuItem(chief, Number(first?.id), 'up');
  expect(await database().outboxEntry.count()).toBe(before);
  await moveMenuItem(chief, Number(second?.id), 'up');
  expect((await header()).map(([, target]) => target).slice(0, 2)).toEqual(['water', 'region']);
  expect(await database().outboxEntry.count()).toBe(before + 1);
  expect(await deleteMenuItem(chief, Number(second?.id))).toEqual({ ok: true });
  expect(await deleteMenuItem(chief, Number(second?.id))).toMatchObject({ why: 'not-found' });
  expect((await header()).map(([, target]) => target)[0]).toBe('region');
  expect((await listMenus('en')).footer).toHaveLength(1);
});

it('leaves out what is not there any more, and leads to the tag that another went into', async () => {
  await add('/en/tag/water');
  const wine = await database().tag.findUniqueOrThrow({ where: { key: 'wine' } });
  await database().tag.delete({ where: { key: 'water' } });
  expect((await header()).some(([kind]) => kind === 'tag')).toBe(false);
  expect((await listMenuItems('en')).find(({ kind }) => kind === 'tag')?.name).toBeNull();
  await database().formerTag.create({ data: { key: 'water', tagId: wine.id } });
  expect((await header()).find(([kind]) => kind === 'tag')).toEqual(['tag', 'wine', 'wine en']);
});

it('takes no more than a menu has room for', async () => {
  for (let count = (await header()).length; count < 40; count++) await add('https://shop.example/', { en: `${count}` });
  expect(await add('https://shop.example/', { en: 'One more' })).toMatchObject({ about: 'menuLength' });
});
