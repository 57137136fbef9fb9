import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import type { Actor } from '#newsroom/permissions/actor';
import { findSiteFile } from '#newsroom/settings/find-site-file';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { saveAccent, saveIcon, saveLogo } from '#newsroom/settings/save-look';
import { database } from '#platform/database';

let chief: Actor;

beforeAll(async () => {
  chief = await actorFor('chief');
});

const svg = (inside = '<path fill="#123456" d="M0 0h120v40H0z"/>', box = '0 0 120 40') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${inside}</svg>`);
const png = (width: number, height: number, alpha = 0) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 0, b: 0, alpha } } })
    .png()
    .toBuffer();
const look = async () => (await findSiteSettings('en')).look;

it('a site without a name has no look', async () => {
  expect(await saveAccent(chief, { light: '#123456', dark: '' })).toMatchObject({
    why: 'not-found',
    about: 'settings',
  });
  await createSiteSettings();
  expect(await look()).toEqual({ accent: null, logo: null, darkLogo: null, icon: null });
});

it('takes an accent that can be read, and names the nearest one for any other', async () => {
  expect(await saveAccent(await actorFor('editor'), { light: '#123456', dark: '' })).toMatchObject({
    why: 'not-allowed',
  });
  expect(await saveAccent(chief, { light: '#FFCC00', dark: '' })).toMatchObject({
    about: 'lightAccent',
    values: { given: '#ffcc00', colour: expect.stringMatching(/^#[0-9a-f]{6}$/) },
  });
  expect(await saveAccent(chief, { light: '#0a5', dark: '#123' })).toMatchObject({ ok: false });
  expect(await saveAccent(chief, { light: 'red;}', dark: '' })).toMatchObject({ about: 'colour' });
  expect((await look()).accent).toBeNull();

  const refused = await saveAccent(chief, { light: '#00527a', dark: '#00527a' });
  expect(refused).toMatchObject({ about: 'darkAccent' });
  expect(await saveAccent(chief, { light: '00527A', dark: '' })).toMatchObject({ ok: true });
  expect((await look()).accent).toEqual({
    light: '#00527a',
    dark: refused.ok ? '' : refused.values?.colour,
  });
  expect(await database().auditEntry.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
    event: 'settings.changed',
    detail: { changed: { accent_light: [null, '#00527a'] } },
  });
  await saveAccent(chief, { light: '', dark: ' ' });
  expect((await look()).accent).toBeNull();
});

it('keeps a logo without what could run, with a PNG of it, and announces it', async () => {
  const before = await database().outboxEntry.count();
  expect(await saveLogo(chief, 'light', svg('<script>x</script>'))).toMatchObject({
    about: 'logoSvg',
    values: { problem: '<script>' },
  });
  expect(await saveLogo(chief, 'light', Buffer.from('GIF89a'))).toMatchObject({ about: 'logoFile' });
  expect(await saveLogo(chief, 'light', (await png(9, 9)).subarray(0, 40))).toMatchObject({ about: 'logoFile' });
  expect(await saveLogo(chief, 'light', svg('', '0 0 400 10'))).toMatchObject({ about: 'logoRatio' });
  expect(await saveLogo(chief, 'light', Buffer.alloc(300_001))).toMatchObject({ about: 'logoBytes' });
  expect(await database().outboxEntry.count()).toBe(before);

  expect(await saveLogo(chief, 'light', svg())).toEqual({ ok: true });
  const { logo } = await look();
  expect(logo).toMatchObject({ type: 'image/svg+xml', width: 720, height: 240 });
  const name = String(logo?.path.split('/').at(-1));
  expect(Buffer.from((await findSiteFile(name))?.content ?? '').toString()).toContain('<path fill="#123456"');
  const drawn = await findSiteFile(name.replace('.svg', '.png'));
  expect(await sharp(drawn?.content).metadata()).toMatchObject({ format: 'png', width: 720, height: 240 });
  expect(await database().outboxEntry.count()).toBe(before + 1);

  await saveLogo(chief, 'dark', await png(300, 100));
  expect((await look()).darkLogo).toMatchObject({ type: 'image/png', width: 300, height: 100 });
  await saveLogo(chief, 'dark', null);
  expect((await look()).darkLogo).toBeNull();
});

it('makes all icons of one picture', async () => {
  expect(await saveIcon(chief, svg())).toMatchObject({ about: 'iconShape' });
  expect(await saveIcon(chief, await png(100, 100))).toMatchObject({ about: 'iconSize' });
  expect(await saveIcon(chief, await png(300, 300))).toEqual({ ok: true });
  const { icon } = await look();
  const files = await database().siteFile.findMany({ where: { name: { startsWith: String(icon) } } });
  expect(files.map(({ name, width, height }) => [name.slice(String(icon).length), width, height]).sort()).toEqual([
    ['-180.png', 180, 180],
    ['-192.png', 192, 192],
    ['-32.png', 32, 32],
    ['-48.png', 48, 48],
    ['-512.png', 512, 512],
    ['-maskable-512.png', 512, 512],
  ]);
  const opaque = files.find(({ width }) => width === 180);
  expect((await sharp(opaque?.content).stats()).isOpaque).toBe(true);
});

it('files of an earlier look go after a day, and never those in use', async () => {
  const { logo, icon } = await look();
  await database().siteFile.updateMany({ data: { madeAt: new Date(Date.now() - 2 * 86_400_000) } });
  const names = async () => (await database().siteFile.findMany({ select: { name: true } })).map(({ name }) => name);
  expect((await names()).length).toBe(9);
  await saveAccent(chief, { light: '#00527a', dark: '' });
  const left = await names();
  expect(left.length).toBe(8);
  expect(left).toContain(logo?.path.split('/').at(-1));
  expect(left).toContain(`${icon}-512.png`);
});
