import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addSubscriber, clearLetters, createDueLetter, turnLettersOn } from '#e2e/letter-scene';
import { type ScriptedMailServer, startScriptedMailServer } from '#e2e/scripted-mail-server';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { countLetters } from '#newsroom/letters/count-letters';
import { takeLetter, takeRecipient } from '#newsroom/letters/sending/lease';
import { suppressIfDead } from '#newsroom/letters/sending/record-outcome';
import { sendLetters } from '#newsroom/letters/sending/send-letters';
import { leaveLetters } from '#newsroom/letters/subscribers/own-subscription';
import { manageToken } from '#newsroom/letters/subscribers/subscriber-token';
import { decideLetter, sendBreakingLetter } from '#newsroom/letters/writing/decide-letter';
import { findSums } from '#newsroom/letters/writing/list-letters';
import { database } from '#platform/database';

let server: ScriptedMailServer;
let storyId: number;

const send = () => sendLetters({ signal: new AbortController().signal, leaseSeconds: 20 });
const stateOf = async (id: number) => (await database().letter.findUniqueOrThrow({ where: { id } })).state;
const recipients = (letterId: number) =>
  database().letterRecipient.findMany({ where: { letterId }, include: { subscriber: true }, orderBy: { id: 'asc' } });

/** As if what has been put off was due: waits of letters and domains are over. */
async function letTimePass(): Promise<void> {
  await database().letterRecipient.updateMany({ data: { nextTryAt: new Date(0) } });
  await database().mailDomain.updateMany({ data: { freeAt: new Date(0) } });
  await database().letter.updateMany({ data: { leasedUntil: new Date(0), lease: null } });
}

/** As if only the letter’s own rest was over. */
async function letLetterRest(): Promise<void> {
  await database().letter.updateMany({ data: { leasedUntil: new Date(0), lease: null } });
}

beforeAll(async () => {
  await createSiteSettings();
  storyId = (await createStory({ slugs: { en: 'rain', ru: 'dozhd' } })).articles.en;
});
beforeEach(async () => {
  server = await startScriptedMailServer();
  process.env.SMTP_URL = server.url;
  process.env.MAIL_FROM = 'portal@paper.example';
  await turnLettersOn({ returnPath: 'bounces@paper.example' });
});
afterEach(async () => {
  await server.close();
  await clearLetters();
});
afterAll(() => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
});

describe('a letter', () => {
  it('goes once to each who wants its kind in its language, with links of their own', async () => {
    const anna = await addSubscriber('anna@one.example');
    await addSubscriber('boris@two.example');
    await addSubscriber('vera@two.example', { language: 'ru' });
    await addSubscriber('weekly@two.example', { kinds: ['weekly'] });
    const id = await createDueLetter();
    await send();
    expect(server.taken.map(({ to }) => to).sort()).toEqual(['anna@one.example', 'boris@two.example']);
    const annas = server.taken.find(({ to }) => to === 'anna@one.example');
    const token = manageToken(anna);
    expect(annas?.message.replace(/\r\n\s+/g, ' ')).toMatch(
      new RegExp(`List-Unsubscribe: ?<http[^>]+/api/letters/leave\\?token=${token}>`),
    );
    expect(annas?.message.replace(/\r\n\s+/g, ' ')).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(annas?.from).toMatch(/^bounces\+[0-9a-z]+\.[0-9a-f]{12}@paper\.example$/);
    expect(await stateOf(id)).toBe('sent');
    expect(await findSums(id)).toMatchObject({ sent: 2, open: 0 });
    await send();
    expect(server.taken).toHaveLength(2);
  });

  it('of a day on which nothing was published goes to nobody', async () => {
    await addSubscriber('anna@one.example', { language: 'hy' });
    const id = await createDueLetter({ language: 'hy' });
    await send();
    expect(server.taken).toEqual([]);
    expect(await stateOf(id)).toBe('empty');
  });

  it('waits for an editor where it has to, and goes when one has approved it', async () => {
    await database().letterPlan.updateMany({ where: { kind: 'daily' }, data: { waits: true } });
    await addSubscriber('anna@one.example');
    const id = await createDueLetter();
    await send();
    expect(server.taken).toEqual([]);
    const editor = await actorFor('editor');
    expect(await decideLetter(editor, id, { seen: 1, decision: 'approve' })).toEqual({ ok: true });
    await send();
    expect(server.taken).toHaveLength(1);
  });

  it('is not sent to whoever leaves while it is being sent', async () => {
    const ids = await Promise.all(['a', 'b', 'c'].map((name) => addSubscriber(`${name}@one.example`)));
    const id = await createDueLetter();
    server.script = (address) => {
      // The first that is written to makes all others leave.
      for (const other of ids) void leaveLetters(manageToken(other), { words: '', place: '', from: '' });
      return address ? { slowMs: 300 } : 'take';
    };
    await send();
    expect(server.taken).toHaveLength(1);
    expect(await findSums(id)).toMatchObject({ sent: 1, leftOut: 2, open: 0 });
  });

  it('is stopped by an editor in the middle, and goes on from there', async () => {
    const editor = await actorFor('editor');
    for (const name of ['a', 'b', 'c', 'd']) await addSubscriber(`${name}@one.example`);
    const id = await createDueLetter();
    let stopped: Promise<unknown> | undefined;
    server.script = () => {
      stopped ??= decideLetter(editor, id, { seen: 2, decision: 'hold' });
      return { slowMs: 200 };
    };
    await send();
    expect(await stopped).toEqual({ ok: true });
    expect(server.taken.length).toBeLessThan(4);
    expect(await stateOf(id)).toBe('held');
    server.script = () => 'take';
    expect(await decideLetter(editor, id, { seen: 3, decision: 'resume' })).toEqual({ ok: true });
    await send();
    expect(server.taken.map(({ to }) => to).sort()).toEqual(['a', 'b', 'c', 'd'].map((name) => `${name}@one.example`));
  });
});

describe('a letter that', () => {
  it('has line breaks in its headline and the name it comes from goes with both in one line', async () => {
    const name = 'The\u2028Paper';
    await database().letterPlan.updateMany({ where: { kind: 'daily' }, data: { senderName: name } });
    await database().article.update({ where: { id: storyId }, data: { headline: 'Rain\nin\ttown' } });
    await addSubscriber('anna@one.example');
    const id = await createDueLetter();
    await send();
    expect(await stateOf(id)).toBe('sent');
    expect(server.taken[0]?.message).toMatch(/^Subject: Rain in town\r$/m);
    expect(server.taken[0]?.message).toMatch(/^From: The Paper </m);
    await database().article.update({ where: { id: storyId }, data: { headline: 'Rain' } });
    await database().letterPlan.updateMany({ data: { senderName: '' } });
  });

  it('cannot be made is on hold with the reason, and the next one goes', async () => {
    await addSubscriber('anna@one.example');
    await addSubscriber('vera@two.example', { language: 'ru' });
    const broken = await createDueLetter();
    // An address that could only be there by a mistake of ours.
    await database().letter.update({
      where: { id: broken },
      data: { state: 'sending', startedAt: new Date(), dueAt: new Date(Date.now() - 60_000) },
    });
    const subscriber = await database().subscriber.findUniqueOrThrow({ where: { address: 'anna@one.example' } });
    await database().subscriber.update({ where: { id: subscriber.id }, data: { address: 'an\nna@one.example' } });
    await database().letterRecipient.create({
      data: { letterId: broken, subscriberId: subscriber.id, domain: 'one.example', position: 1 },
    });
    const other = await createDueLetter({ language: 'ru' });
    await send();
    expect(await stateOf(other)).toBe('sent');
    expect(server.taken.map(({ to }) => to)).toEqual(['vera@two.example']);
    const held = await database().letter.findUniqueOrThrow({ where: { id: broken } });
    expect(held).toMatchObject({ state: 'held', lease: null, trouble: 'line break in an address' });
  });
});

describe('what a mail server says', () => {
  it('550 5.1.1 ends letters to the address at once, and nothing else', async () => {
    await addSubscriber('gone@one.example');
    await addSubscriber('anna@one.example');
    server.script = (address) => (address.startsWith('gone') ? { code: 550, words: '5.1.1 no such user' } : 'take');
    const id = await createDueLetter();
    await send();
    const [gone] = (await recipients(id)).filter(({ state }) => state === 'bounced');
    expect(gone).toMatchObject({ status: '5.1.1', subscriber: { address: 'gone@one.example', state: 'suppressed' } });
    expect(await database().suppressedAddress.count()).toBe(1);
    expect(await findSums(id)).toMatchObject({ sent: 1, bounced: 1 });
  });

  it('another 5xx is forgiven once, and is the end the second time within two weeks', async () => {
    await addSubscriber('strict@one.example');
    await addSubscriber('anna@one.example');
    server.script = (address) =>
      address.startsWith('strict') ? { code: 554, words: '5.7.1 we do not like it', at: 'data' } : 'take';
    await createDueLetter();
    await send();
    const state = async () =>
      (await database().subscriber.findUniqueOrThrow({ where: { address: 'strict@one.example' } })).state;
    expect(await state()).toBe('confirmed');
    await database().letter.updateMany({ data: { occasion: 'before', dueAt: new Date(Date.now() - 3_600_000) } });
    await createStory({ slugs: { en: 'snow' } });
    await createDueLetter();
    await send();
    expect(await state()).toBe('suppressed');
  });

  it('450 is tried again later, until it is given up; nobody else waits', async () => {
    await addSubscriber('full@slow.example');
    await addSubscriber('anna@one.example');
    server.script = (address) => (address.startsWith('full') ? { code: 450, words: '4.2.2 mailbox full' } : 'take');
    const id = await createDueLetter();
    await send();
    expect(server.taken.map(({ to }) => to)).toEqual(['anna@one.example']);
    expect(await stateOf(id)).toBe('sending');
    for (let time = 0; time < 5; time++) {
      await letTimePass();
      await send();
    }
    expect(await stateOf(id)).toBe('sent');
    expect(await findSums(id)).toMatchObject({ sent: 1, givenUp: 1, open: 0 });
  });

  it('421 is heard as “later”, and the rest goes over another connection', async () => {
    await addSubscriber('a@busy.example');
    await addSubscriber('b@one.example');
    server.script = (address, time) =>
      address.startsWith('a') && time === 1 ? { code: 421, words: '4.3.2 too busy' } : 'take';
    const id = await createDueLetter();
    await send();
    await letTimePass();
    await send();
    expect(server.taken.map(({ to }) => to).sort()).toEqual(['a@busy.example', 'b@one.example']);
    expect(await stateOf(id)).toBe('sent');
  });

  it('nothing, after it has had the letter: it is sent once more, and that is all', async () => {
    await addSubscriber('a@one.example');
    server.script = () => 'cut after data';
    const id = await createDueLetter();
    for (let time = 0; time < 4; time++) {
      await send();
      await letTimePass();
    }
    expect(server.taken).toHaveLength(2);
    // Whoever gets both can tell.
    const names = server.taken.map(({ message }) => /^Message-ID: (.*)$/im.exec(message)?.[1]);
    expect(new Set(names).size).toBe(1);
    expect(await findSums(id)).toMatchObject({ unsure: 1, open: 0 });
  });

  it('nothing, before it has the letter: it was not sent, and is tried again', async () => {
    await addSubscriber('a@one.example');
    server.script = (_, time) => (time < 4 ? 'cut' : 'take');
    const id = await createDueLetter();
    for (let time = 0; time < 5; time++) {
      await send();
      await letTimePass();
    }
    expect(server.taken).toHaveLength(1);
    expect(await findSums(id)).toMatchObject({ sent: 1, open: 0 });
  });

  it('nothing, when it hears of one reader: all others get the letter, and this one in the end does not', async () => {
    const names = ['a', 'b', 'c', 'd'].map((name) => `${name}@${name}.example`);
    for (const name of names) await addSubscriber(name);
    const id = await createDueLetter();
    const [first] = await database().subscriber.findMany({ orderBy: { id: 'asc' } });
    server.script = (address) => (address === first?.address ? 'cut' : 'take');
    for (let time = 0; time < 4; time++) {
      await send();
      await letLetterRest();
    }
    expect(server.taken.map(({ to }) => to).sort()).toEqual(names.filter((name) => name !== first?.address).sort());
    expect(await findSums(id)).toMatchObject({ sent: 3, open: 1 });
    for (let time = 0; time < 6; time++) {
      await letTimePass();
      await send();
    }
    expect(await stateOf(id)).toBe('sent');
    expect(await findSums(id)).toMatchObject({ sent: 3, givenUp: 1, open: 0 });
  });

  it('nothing, whoever the letter is for: it rests longer each time, and few readers are tried', async () => {
    for (let index = 0; index < 20; index++) await addSubscriber(`reader${index}@d${index}.example`);
    server.script = () => 'cut';
    const id = await createDueLetter();
    for (let time = 0; time < 4; time++) {
      await send();
      const { leasedUntil } = await database().letter.findUniqueOrThrow({ where: { id } });
      expect(leasedUntil.getTime()).toBeGreaterThan(Date.now() + 5_000 * time + 3_000);
      await letLetterRest();
    }
    expect((await recipients(id)).map(({ tries }) => tries).reduce((sum, tries) => sum + tries)).toBe(4);
    expect(await findSums(id)).toMatchObject({ open: 20 });
  });

  it('nothing, or that it is in trouble, time after time, is held against nobody’s address', async () => {
    const subscriberId = await addSubscriber('a@one.example');
    for (const [occasion, status, answer] of [
      ['1', '', 'connect ECONNREFUSED'],
      ['2', '4.4.2', 'Connection closed unexpectedly'],
      ['3', '4.7.28', '421 4.7.28 unusual rate'],
    ] as const) {
      const { id: letterId } = await database().letter.create({
        data: { kind: 'daily', language: 'en', occasion, dueAt: new Date(), state: 'sent' },
      });
      const gone = { state: 'given_up', triedAt: new Date(), domain: 'one.example', position: 1, status, answer };
      await database().letterRecipient.create({ data: { ...gone, letterId, subscriberId } });
    }
    await suppressIfDead(subscriberId, 'a@one.example', '4.4.2');
    expect(await database().subscriber.count({ where: { state: 'confirmed' } })).toBe(1);
    await database().letterRecipient.updateMany({ data: { status: '4.2.2', answer: '452 4.2.2 full' } });
    await suppressIfDead(subscriberId, 'a@one.example', '4.2.2');
    expect(await database().subscriber.count({ where: { state: 'suppressed' } })).toBe(1);
  });

  it('it is not there: no reader counts as tried, however long, and others go first when it is back', async () => {
    for (const name of ['a', 'b', 'c']) await addSubscriber(`${name}@${name}.example`);
    process.env.SMTP_URL = 'smtp://127.0.0.1:1';
    const id = await createDueLetter();
    for (let time = 0; time < 8; time++) {
      await send();
      await letTimePass();
    }
    expect((await recipients(id)).map(({ tries }) => tries)).toEqual([0, 0, 0]);
    await send();
    await letLetterRest();
    process.env.SMTP_URL = server.url;
    await send();
    expect(server.taken).toHaveLength(2);
    await letTimePass();
    await send();
    expect(await findSums(id)).toMatchObject({ sent: 3, open: 0 });
  });

  it('it is not there: the letter rests and loses nobody', async () => {
    await addSubscriber('a@one.example');
    process.env.SMTP_URL = 'smtp://127.0.0.1:1';
    const id = await createDueLetter();
    await send();
    const letter = await database().letter.findUniqueOrThrow({ where: { id } });
    expect(letter).toMatchObject({ state: 'sending', failures: 1 });
    expect(letter.trouble).toMatch(/ECONNREFUSED|connect/);
    expect((await countLetters()).waiting).toEqual({ letters: 1, in_trouble: 1, recipients: 1 });
    expect(letter.leasedUntil.getTime()).toBeGreaterThan(Date.now() + 1_000);
    process.env.SMTP_URL = server.url;
    await letTimePass();
    const { results } = await countLetters();
    await send();
    expect(server.taken).toHaveLength(1);
    expect(await countLetters()).toEqual({
      results: { ...results, sent: results.sent + 1 },
      waiting: { letters: 0, in_trouble: 0, recipients: 0 },
    });
  });

  it('that most refuse stops the letter before it has lost all readers', async () => {
    for (let index = 0; index < 40; index++) await addSubscriber(`reader${index}@one.example`);
    server.script = () => ({ code: 554, words: '5.7.1 this is spam', at: 'data' });
    const id = await createDueLetter();
    await send();
    expect(await stateOf(id)).toBe('held');
    expect((await countLetters()).waiting).toMatchObject({ letters: 0, in_trouble: 1 });
    expect(await findSums(id)).toMatchObject({ bounced: 20, open: 20, trouble: 'refused' });
    expect(await database().subscriber.count({ where: { state: 'confirmed' } })).toBe(40);
  });
});

describe('several machines', () => {
  it('never send what another sends, however many try', async () => {
    for (let index = 0; index < 30; index++) await addSubscriber(`reader${index}@d${index % 3}.example`);
    await createDueLetter();
    await createDueLetter({ kind: 'weekly' });
    await Promise.all([send(), send(), send()]);
    expect(server.taken.map(({ to }) => to).sort()).toEqual([...new Set(server.taken.map(({ to }) => to))].sort());
    expect(server.taken).toHaveLength(30);
  });

  it('share how many letters a minute go to a domain', async () => {
    await turnLettersOn({ perMinute: 60 });
    for (const name of ['a', 'b']) await addSubscriber(`${name}@gmail.example`);
    await addSubscriber('c@other.example');
    const id = await createDueLetter();
    const options = { perMinute: 60, seconds: 20 };
    const letter = await takeLetter('one', 20);
    expect(letter).toMatchObject({ id, state: 'draft' });
    await database().letter.update({ where: { id }, data: { lease: null, leasedUntil: new Date(0) } });
    const started = performance.now();
    await send();
    // The second to the same domain waits for a second; the one to the other does not wait for it.
    expect(performance.now() - started).toBeGreaterThan(900);
    expect(server.taken.map(({ to }) => to.split('@')[1])).toEqual(['gmail.example', 'other.example', 'gmail.example']);
    expect(
      await takeRecipient({ id, kind: 'daily', language: 'en', state: 'sending', holder: 'one' }, options),
    ).toBeNull();
  });
});

describe('an alert', () => {
  it('goes to those who want alerts, once however often it is sent', async () => {
    const editor = await actorFor('editor');
    await addSubscriber('now@one.example', { kinds: ['breaking'] });
    await addSubscriber('daily@one.example');
    expect(await sendBreakingLetter(editor, storyId)).toMatchObject({ ok: true });
    expect(await sendBreakingLetter(editor, storyId)).toMatchObject({ ok: false, why: 'wrong-state' });
    await send();
    expect(server.taken.map(({ to }) => to)).toEqual(['now@one.example']);
    expect(await sendBreakingLetter(await actorFor('author'), storyId)).toMatchObject({
      ok: false,
      why: 'not-allowed',
    });
  });
});

describe('a process that is killed', () => {
  it('at any moment has sent to one reader twice at most, and has left nobody out', { timeout: 180_000 }, async () => {
    const readers = 120;
    for (let index = 0; index < readers; index++) await addSubscriber(`reader${index}@d${index % 7}.example`);
    // Half of the time is after the server has it, and before anybody knows.
    server.script = () => ({ saysSoAfterMs: 12 });
    const id = await createDueLetter();
    let kills = 0;
    for (let runs = 0; runs < 60 && (await stateOf(id)) !== 'sent'; runs++) {
      const child = fork('e2e/keep-sending-letters.ts', {
        execArgv: ['--disable-warning=ExperimentalWarning'],
        env: process.env,
      });
      const gone = once(child, 'exit');
      await once(child, 'message');
      const wait = runs < 25 ? 200 + Math.random() * 500 : 20_000;
      await Promise.race([gone, sleep(wait)]);
      if (child.exitCode === null && child.kill('SIGKILL')) kills++;
      await gone;
      // Whoever comes next waits for the lease; here it is over.
      await database().letter.update({ where: { id }, data: { leasedUntil: new Date(0) } });
    }
    const counts = new Map<string, number>();
    for (const { to } of server.taken) counts.set(to, (counts.get(to) ?? 0) + 1);
    const twice = [...counts.values()].reduce((sum, count) => sum + count - 1, 0);
    const sums = await findSums(id);
    expect(kills).toBeGreaterThan(5);
    expect(counts.size).toBe(readers);
    expect(twice).toBeLessThanOrEqual(kills);
    expect(sums).toMatchObject({ sent: readers, bounced: 0, givenUp: 0, unsure: 0, leftOut: 0, open: 0 });
    expect(server.taken.length).toBe(sums.sent + twice);
  });
});
