import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addSubscriber, clearLetters, createDueLetter, turnLettersOn } from '#e2e/letter-scene';
import { type ScriptedMailServer, startScriptedMailServer } from '#e2e/scripted-mail-server';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { hasLetterWork } from '#newsroom/letters/has-letter-work';
import type { LetterKind } from '#newsroom/letters/kinds';
import { endMissedLetters } from '#newsroom/letters/sending/end-missed-letters';
import { hasDueAlert, hasDueLetter, renewLetter, takeLetter } from '#newsroom/letters/sending/lease';
import { sendLetters } from '#newsroom/letters/sending/send-letters';
import { decideLetter, sendBreakingLetter } from '#newsroom/letters/writing/decide-letter';
import { findSums } from '#newsroom/letters/writing/list-letters';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

let server: ScriptedMailServer;
let editor: Actor;
let storyId: number;

const send = () => sendLetters({ signal: new AbortController().signal, leaseSeconds: 20 });
const letterOf = (id: number) => database().letter.findUniqueOrThrow({ where: { id } });

/** As if all that is known of letters was of so many hours ago, and nobody had them. */
async function letHoursPass(hours: number): Promise<void> {
  await database().$executeRaw`
    UPDATE letter SET due_at = due_at - make_interval(hours => ${hours}::int), lease = NULL, leased_until = now(),
      started_at = started_at - make_interval(hours => ${hours}::int)`;
  await database().$executeRaw`
    UPDATE letter_recipient SET next_try_at = now(), tried_at = tried_at - make_interval(hours => ${hours}::int)`;
  await database().mailDomain.deleteMany();
}

beforeAll(async () => {
  await createSiteSettings();
  editor = await actorFor('editor');
  storyId = (await createStory({ slugs: { en: 'rain' } })).articles.en;
});
beforeEach(async () => {
  server = await startScriptedMailServer();
  process.env.SMTP_URL = server.url;
  process.env.MAIL_FROM = 'portal@paper.example';
  await turnLettersOn();
});
afterEach(async () => {
  await server.close();
  await clearLetters();
});
afterAll(() => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
});

describe('a letter whose time has passed', () => {
  it('is missed where it was not begun', async () => {
    const id = await createDueLetter();
    await letHoursPass(11);
    expect(await endMissedLetters()).toBe(0);
    await letHoursPass(2);
    expect(await hasDueLetter()).toBe(false);
    expect(await endMissedLetters()).toBe(1);
    expect(await letterOf(id)).toMatchObject({ state: 'missed' });
  });

  it.each<[LetterKind, number]>([
    ['daily', 13],
    ['breaking', 3],
  ])('while the mail server was away is not sent when it is back: %s after %d hours', async (kind, hours) => {
    await addSubscriber('anna@one.example', { kinds: [kind] });
    process.env.SMTP_URL = 'smtp://127.0.0.1:1';
    const sent =
      kind === 'breaking' ? await sendBreakingLetter(editor, storyId) : { letterId: await createDueLetter() };
    const id = 'letterId' in sent ? sent.letterId : 0;
    await send();
    await letHoursPass(hours);
    process.env.SMTP_URL = server.url;
    // Even before anybody has ended it.
    await send();
    expect(await endMissedLetters()).toBe(1);
    await send();
    expect(server.taken).toEqual([]);
    expect(await letterOf(id)).toMatchObject({ state: 'missed', givenUp: 1, lease: null });
    expect(await findSums(id)).toMatchObject({ sent: 0, givenUp: 1, open: 0 });
  });

  it('counts as sent where somebody has it, and nobody knows of whom was being sent it', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await addSubscriber(`${name}@${name}.example`);
    server.script = (address) => (address < 'c' ? 'take' : { code: 450, words: '4.2.2 mailbox full' });
    const id = await createDueLetter();
    await send();
    await letHoursPass(13);
    await database().letterRecipient.updateMany({
      where: { subscriber: { address: 'd@d.example' } },
      data: { state: 'sending' },
    });
    expect(await endMissedLetters()).toBe(1);
    expect(await letterOf(id)).toMatchObject({ state: 'sent', sent: 2, givenUp: 1, unsure: 1 });
    expect(await findSums(id)).toMatchObject({ sent: 2, givenUp: 1, unsure: 1, open: 0 });
    expect(await endMissedLetters()).toBe(0);
  });

  it('goes on while servers take it, for as long again', async () => {
    for (const name of ['a', 'b']) await addSubscriber(`${name}@${name}.example`);
    server.script = (address) => (address.startsWith('a') ? 'take' : { code: 450, words: '4.2.2 mailbox full' });
    const id = await createDueLetter();
    await send();
    await letHoursPass(13);
    await database().letterRecipient.updateMany({ where: { state: 'sent' }, data: { triedAt: new Date() } });
    expect(await endMissedLetters()).toBe(0);
    expect(await hasDueLetter()).toBe(true);
    await letHoursPass(12);
    await database().letterRecipient.updateMany({ where: { state: 'sent' }, data: { triedAt: new Date() } });
    expect(await endMissedLetters()).toBe(1);
    expect(await letterOf(id)).toMatchObject({ state: 'sent', sent: 1, givenUp: 1 });
  });

  it('is left to whoever sends it at that moment, who keeps it no longer', async () => {
    await addSubscriber('a@one.example');
    server.script = () => ({ code: 450, words: '4.2.2 mailbox full' });
    const id = await createDueLetter();
    await send();
    await database().letter.updateMany({ data: { leasedUntil: new Date(0) } });
    const held = await takeLetter('one', 20);
    expect(held && (await renewLetter(held, 20))).toBe(true);
    await database().letter.update({ where: { id }, data: { dueAt: new Date(Date.now() - 13 * 3_600_000) } });
    expect(await endMissedLetters()).toBe(0);
    expect(held && (await renewLetter(held, 20))).toBe(false);
  });

  it('is due again where an editor lets it go on', async () => {
    await addSubscriber('a@one.example');
    server.script = (_, time) => (time === 1 ? { code: 450, words: '4.2.2 mailbox full' } : 'take');
    const id = await createDueLetter();
    await send();
    const { version } = await letterOf(id);
    await decideLetter(editor, id, { seen: version, decision: 'hold' });
    await letHoursPass(20);
    expect(await endMissedLetters()).toBe(0);
    await decideLetter(editor, id, { seen: version + 1, decision: 'resume' });
    expect(await endMissedLetters()).toBe(0);
    await send();
    expect(await letterOf(id)).toMatchObject({ state: 'sent', sent: 1 });
  });
});

describe('a letter of a kind that is turned off', () => {
  const turnOff = () => database().letterPlan.updateMany({ data: { isOn: false } });

  it('goes on where it was begun, and is not begun, approved or not', async () => {
    await addSubscriber('a@one.example');
    server.script = (_, time) => (time === 1 ? { code: 450, words: '4.2.2 mailbox full' } : 'take');
    await createDueLetter();
    await send();
    const approved = await createDueLetter({ kind: 'weekly' });
    await decideLetter(editor, approved, { seen: 1, decision: 'approve' });
    await turnOff();
    await letHoursPass(1);
    expect(await hasLetterWork('letters')).toBe(true);
    await send();
    expect(server.taken).toHaveLength(1);
    expect(await letterOf(approved)).toMatchObject({ state: 'ready', startedAt: null });
    expect(await hasLetterWork('letters')).toBe(false);
    await letHoursPass(12);
    expect(await hasLetterWork('letters')).toBe(false);
    expect(await letterOf(approved)).toMatchObject({ state: 'missed' });
  });

  it('does not keep what has come back from being read, apart from letters', async () => {
    await turnOff();
    const mailbox = Buffer.from('an address');
    await database().letterSettings.update({ where: { id: 1 }, data: { mailbox, mailboxDueAt: new Date(0) } });
    expect(await hasLetterWork('reports')).toBe(true);
    expect(await hasLetterWork('letters')).toBe(false);
    await database().letterSettings.update({ where: { id: 1 }, data: { mailbox: null } });
    expect(await hasLetterWork('reports')).toBe(false);
  });
});

it('an alert in a language that is off is nobody’s work, makes no letter wait, and is missed', async () => {
  const sent = await sendBreakingLetter(editor, storyId);
  const id = 'letterId' in sent ? sent.letterId : 0;
  await database().letterPlan.create({ data: { language: 'az', kind: 'breaking', isOn: true } });
  await database().letter.update({ where: { id }, data: { language: 'az' } });
  expect(await hasDueAlert()).toBe(false);
  expect(await hasLetterWork('letters')).toBe(false);
  await letHoursPass(3);
  expect(await endMissedLetters()).toBe(1);
  expect(await letterOf(id)).toMatchObject({ state: 'missed' });
  await database().letterPlan.deleteMany({ where: { language: 'az' } });
});
