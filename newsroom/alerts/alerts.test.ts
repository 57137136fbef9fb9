import { beforeAll, beforeEach, expect, it } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { listAlerts } from '#newsroom/alerts/list-alerts';
import { takeBackAlerts, tellReaders } from '#newsroom/alerts/tell-readers';
import type { Actor } from '#newsroom/permissions/actor';
import { pushArticle } from '#newsroom/push/push-article';
import { savePushSettings } from '#newsroom/push/save-push-settings';
import { takeBackPush } from '#newsroom/push/take-back';
import { database } from '#platform/database';

let editor: Actor;
let number = 0;

beforeAll(async () => {
  await createSiteSettings();
  editor = await actorFor('editor');
});
beforeEach(async () => {
  await database().pushMessage.deleteMany();
  await database().pushSettings.deleteMany();
  await database().letter.deleteMany();
  await database().letterPlan.deleteMany();
  await database().letterSettings.deleteMany();
});

const story = () => createStory({ slugs: { en: `alert-${++number}`, ru: `trevoga-${number}` } });

async function turnOnPush(): Promise<void> {
  const saved = await savePushSettings(await actorFor('administrator'), {
    ...{
      isOn: true,
      contact: 'mailto:editor@paper.example',
      mostADay: 50,
      quietHours: null,
      urgentAlways: true,
      seen: 0,
    },
  });
  expect(saved).toEqual({ ok: true });
}

async function turnOnLetters(...languages: string[]): Promise<void> {
  await database().letterSettings.create({ data: { isOn: true, senderAddress: 'news@paper.example' } });
  for (const language of languages)
    await database().letterPlan.create({ data: { language, kind: 'breaking', isOn: true } });
}

const messages = () =>
  database().pushMessage.findMany({ select: { language: true, kind: true, title: true }, orderBy: { id: 'asc' } });
const letters = async () =>
  (await database().letter.findMany({ orderBy: { id: 'asc' } })).map(({ language, state }) => [language, state]);

it('says in which ways readers can be told: in none where nothing is set up', async () => {
  const { storyId } = await story();
  expect(await listAlerts(editor, storyId)).toMatchObject([
    { language: 'en', push: null, letter: null },
    { language: 'ru', push: null, letter: null },
  ]);
  expect(await tellReaders(editor, storyId, { byPush: true, byLetter: true }, {})).toEqual({ ok: true, refused: [] });
  expect([await messages(), await letters()]).toEqual([[], []]);
});

it('tells readers in every language at once, in the words of the bar, and once', async () => {
  await turnOnPush();
  await turnOnLetters('en');
  const { storyId } = await story();
  const tell = () => tellReaders(editor, storyId, { byPush: true, byLetter: true }, { en: 'The dam has broken' });
  expect(await tell()).toEqual({ ok: true, refused: [] });
  expect(await tell()).toEqual({ ok: true, refused: [] });
  expect(await messages()).toEqual([
    { language: 'en', kind: 'story', title: 'The dam has broken' },
    { language: 'ru', kind: 'story', title: `Headline of trevoga-${number}` },
  ]);
  expect(await letters()).toEqual([['en', 'ready']]);
  expect(await listAlerts(editor, storyId)).toMatchObject([
    { push: { isTold: true }, letter: { isTold: true } },
    { push: { isTold: true }, letter: null },
  ]);
});

it('tells them only in the ways that were chosen', async () => {
  await turnOnPush();
  await turnOnLetters('en', 'ru');
  const { storyId } = await story();
  await tellReaders(editor, storyId, { byPush: false, byLetter: true }, {});
  expect([await messages(), await letters()]).toEqual([
    [],
    [
      ['en', 'ready'],
      ['ru', 'ready'],
    ],
  ]);
});

it('leaves devices alone that have the story, where another language has not been told yet', async () => {
  await turnOnPush();
  const { storyId, articles } = await story();
  const words = { seen: 0, title: 'The dam has broken', text: '', isUrgent: true };
  expect(await pushArticle(editor, articles.en, words)).toEqual({ ok: true });
  expect(await tellReaders(editor, storyId, { byPush: true, byLetter: false }, {})).toEqual({ ok: true, refused: [] });
  expect(await messages()).toEqual([
    { language: 'en', kind: 'story', title: 'The dam has broken' },
    { language: 'ru', kind: 'story', title: `Headline of trevoga-${number}` },
  ]);
  // Whom it was taken back from may be told again.
  expect(await takeBackPush(editor, articles.ru)).toEqual({ ok: true });
  await tellReaders(editor, storyId, { byPush: true, byLetter: false }, {});
  expect((await messages()).map(({ language, kind }) => `${language} ${kind}`)).toEqual([
    'en story',
    'ru story',
    'ru withdrawal',
    'ru story',
  ]);
});

it('takes back a letter that has just begun to be sent, or says that it could not', async () => {
  await turnOnLetters('en');
  const { storyId } = await story();
  await tellReaders(editor, storyId, { byPush: false, byLetter: true }, {});
  const isWaiting = async () => {
    const [row] = await database().$queryRaw<
      { is: boolean }[]
    >`SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted) AS is`;
    return row?.is ?? false;
  };
  // As a sender does who begins between somebody’s look at the letter and what they decide.
  let taken: ReturnType<typeof takeBackAlerts> | undefined;
  await database().$transaction(async (sender) => {
    await sender.letter.updateMany({ data: { state: 'sending', startedAt: new Date(), version: { increment: 1 } } });
    taken = takeBackAlerts(editor, storyId);
    await expect.poll(isWaiting).toBe(true);
  });
  expect(await taken).toEqual({ ok: true });
  expect(await letters()).toEqual([['en', 'cancelled']]);
  // And where it can be cancelled in no way.
  await database().letter.updateMany({ data: { state: 'sending' } });
  await database().$executeRaw`
    CREATE FUNCTION keep_letter() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$`;
  await database().$executeRaw`
    CREATE TRIGGER keep_letter BEFORE UPDATE ON letter FOR EACH ROW EXECUTE FUNCTION keep_letter()`;
  const refused = await takeBackAlerts(editor, storyId);
  await database().$executeRaw`DROP FUNCTION keep_letter CASCADE`;
  expect(refused).toMatchObject({ ok: false });
});

it('takes back notifications, and letters that have not gone out', async () => {
  await turnOnPush();
  await turnOnLetters('en', 'ru');
  const { storyId } = await story();
  await tellReaders(editor, storyId, { byPush: true, byLetter: true }, {});
  await database().letter.updateMany({ where: { language: 'ru' }, data: { state: 'sent' } });
  expect(await takeBackAlerts(editor, storyId)).toEqual({ ok: true });
  expect((await messages()).map(({ kind }) => kind)).toEqual(['story', 'story', 'withdrawal', 'withdrawal']);
  expect(await letters()).toEqual([
    ['en', 'cancelled'],
    ['ru', 'sent'],
  ]);
  // Nothing is left to take back, which is well.
  expect(await takeBackAlerts(editor, storyId)).toEqual({ ok: true });
});

it('is for those who may declare breaking news', async () => {
  const author = await actorFor('author');
  const { storyId } = await story();
  expect(await listAlerts(author, storyId)).toEqual([]);
  expect(await tellReaders(author, storyId, { byPush: true, byLetter: true }, {})).toMatchObject({
    why: 'not-allowed',
  });
  expect(await takeBackAlerts(author, storyId)).toMatchObject({ why: 'not-allowed' });
});
