import { beforeAll, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { listTagChoices } from '#newsroom/topics/list-tag-choices';
import { createTopic } from '#newsroom/topics/save-topic';
import { database } from '#platform/database';

const TAGS = 5_000;

beforeAll(async () => {
  await createSiteSettings();
  const editor = await actorFor('editor');
  const each = (en: string, ru: string, hy: string) => ({
    en: { name: en, about: '' },
    ru: { name: ru, about: '' },
    hy: { name: hy, about: '' },
  });
  await createTopic(editor, 'tag', 'rivers', each('Rivers and lakes', 'Реки и озёра', 'Գետեր և լճեր'));
  await createTopic(editor, 'tag', 'lakeside', each('Lakeside', 'Берег озера', 'Լճափ'));
  await createTopic(
    editor,
    'tag',
    'quoted',
    each('“Meridian” (Şuşa/Khojaly)', 'Фонд «Меридиан»–Юг', '«Մերիդիան» ծրագիր։'),
  );
  await createTopic(editor, 'tag', 'azerbaijani', { en: { name: 'İlham Əliyev', about: '' } });
  await createTopic(editor, 'tag', 'only-russian', { ru: { name: 'Ёлка, зимой', about: '' } });
  await database().$executeRaw`INSERT INTO tag (key) SELECT 'tag-' || n FROM generate_series(1, ${TAGS}::int) n`;
  // In portions: search follows each name.
  for (let from = 0; from < TAGS; from += 250) {
    await database().$executeRaw`
      INSERT INTO tag_text (tag_id, language, name)
      SELECT tag.id, word.language, word.village || n
      FROM generate_series(${from}::int + 1, ${from}::int + 250) n JOIN tag ON tag.key = 'tag-' || n,
        (VALUES ('en', 'Village number '), ('ru', 'Село номер '), ('hy', 'Գյուղ համար ')) AS word (language, village)`;
  }
  await database().$executeRaw`ANALYZE tag, tag_text`;
}, 60_000);

const keys = async (question: string) =>
  (await listTagChoices(question, { language: 'en', limit: 5 })).map(({ key }) => key);

it('finds a tag by how words of its name begin, in any language and spelling', async () => {
  for (const question of ['riv', 'LAKES riv', 'реки', 'реки озера', 'озёра рек', 'գետ', 'լճեր եւ գետեր'])
    expect([question, await keys(question)]).toEqual([question, ['rivers']]);
  for (const question of ['meridian', 'susa', 'Şuşa', 'khojaly', 'меридиан', 'юг', 'մերիդիան', 'ծրագիր', '«Меридиан»'])
    expect([question, await keys(question)]).toEqual([question, ['quoted']]);
  for (const question of ['aliyev', 'Əliyev', 'ilham ali'])
    expect([question, await keys(question)]).toEqual([question, ['azerbaijani']]);
  expect(await keys('lake')).toEqual(['lakeside', 'rivers']);
  expect(await keys('елка')).toEqual(['only-russian']);
  expect(await keys('ivers')).toEqual([]);
});

it('names it in the language of whoever asks, else in another, and says what was found', async () => {
  expect(await listTagChoices('реки', { language: 'hy', limit: 5 })).toEqual([
    { key: 'rivers', name: 'Գետեր և լճեր', nameIn: 'hy', found: 'Реки и озёра', isSame: false },
  ]);
  expect(await listTagChoices('елка', { language: 'en', limit: 5 })).toMatchObject([
    { name: 'Ёлка, зимой', nameIn: 'ru', isSame: false },
  ]);
});

it('puts first what is the very name or key', async () => {
  expect(await listTagChoices('Village number 77', { language: 'ru', limit: 2 })).toMatchObject([
    { key: 'tag-77', name: 'Село номер 77', isSame: true },
    { key: 'tag-770', isSame: false },
  ]);
  expect(await listTagChoices('TAG-4999', { language: 'en', limit: 3 })).toMatchObject([
    { key: 'tag-4999', name: 'Village number 4999', isSame: true },
  ]);
  expect(await listTagChoices('берег озера', { language: 'en', limit: 3 })).toMatchObject([
    { key: 'lakeside', isSame: true },
  ]);
});

it('answers nothing to what has no words, whatever is typed', async () => {
  for (const question of ['', '  ', '\u0301', '&|!', "':*", '%', '\\', '((', 'ʼ'])
    expect(await keys(question)).toEqual([]);
  for (const question of ["riv'ers", 'riv & !lakes', 'riv:*A', 'a'.repeat(500)])
    expect(Array.isArray(await keys(question))).toBe(true);
});

it(`is asked of an index, among ${TAGS} tags in three languages`, async () => {
  expect(await keys('v')).toHaveLength(5);
  const plan = await database().$queryRaw<Record<string, string>[]>`
    EXPLAIN SELECT tag_id FROM tag_text
    WHERE name <> '' AND to_tsvector('simple', search.name_words(name)) @@ to_tsquery('simple', 'реки:*')`;
  expect(JSON.stringify(plan)).toContain('tag_text_name_words');
});
