import { beforeEach, expect, it } from 'vitest';
import type { Block } from '#blocks/kinds';
import { actorFor } from '#e2e/test-data';
import { refuse } from '#newsroom/result';
import { findPageBody } from '#newsroom/settings/find-page-body';
import { savePageBody } from '#newsroom/settings/save-page-body';
import { database } from '#platform/database';

const say = (text: string): Block[] => [{ type: 'paragraph', text: [{ text }] }];
const about = { key: 'about', language: 'en' } as const;
const seen = async () => (await findPageBody('about', 'en'))?.seen ?? '';
const whole = () =>
  database().page.findUniqueOrThrow({ where: { key: 'about' }, include: { texts: { orderBy: { language: 'asc' } } } });

beforeEach(async () => {
  await database().page.deleteMany();
  await database().auditEntry.deleteMany();
  const texts = (['en', 'ru'] as const).map((language) => ({
    language,
    title: `About ${language}`,
    description: '',
    body: say(language),
  }));
  await database().page.create({ data: { key: 'about', changedAt: new Date('2026-01-01'), texts: { create: texts } } });
});

it('gives a page another text in one language; the log keeps the former one', async () => {
  const chief = await actorFor('chief');
  const first = await savePageBody(chief, about, say('Who we are'), await seen());
  expect(first).toEqual({ ok: true, seen: await seen() });
  const page = await whole();
  expect(page.texts.map(({ body }) => body).sort()).toEqual([say('Who we are'), say('ru')]);
  expect(page.changedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
  expect(first.ok && (await savePageBody(chief, about, say('Who we were'), first.seen))).toMatchObject({ ok: true });
  const lines = await database().auditEntry.findMany({ orderBy: { id: 'asc' } });
  const line = { event: 'page.textChanged', resource: 'page', resourceId: 'about', language: 'en', title: 'About en' };
  expect(lines).toMatchObject([
    { ...line, detail: { body: say('en') } },
    { ...line, detail: { body: say('Who we are') } },
  ]);
});

it('is refused to whoever has not read what stands there now, of two at once to one', async () => {
  const [anna, boris] = [await actorFor('chief'), await actorFor('chief')];
  const read = await seen();
  const came = await Promise.all([
    savePageBody(anna, about, say('a'), read),
    savePageBody(boris, about, say('b'), read),
  ]);
  expect(came.filter(({ ok }) => ok)).toHaveLength(1);
  expect(came.filter(({ ok }) => !ok)).toEqual([refuse('conflict', 'pageText')]);
  expect(await database().auditEntry.count()).toBe(1);
  // Another title is nothing to those who write the text.
  const now = await seen();
  await database().pageText.updateMany({ data: { title: 'Us' } });
  expect(await savePageBody(anna, about, say('c'), now)).toMatchObject({ ok: true });
});

it('is for chiefs, and for pages that are written in the language', async () => {
  for (const role of ['contributor', 'translator', 'author', 'editor'] as const) {
    expect(await savePageBody(await actorFor(role), about, say('x'), await seen())).toEqual(
      refuse('not-allowed', 'it'),
    );
  }
  expect(await findPageBody('about', 'hy')).toBeNull();
  const gone = await savePageBody(await actorFor('chief'), { key: 'about', language: 'hy' }, say('x'), await seen());
  expect(gone).toEqual(refuse('conflict', 'pageText'));
});
