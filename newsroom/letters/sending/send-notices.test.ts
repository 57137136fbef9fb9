import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { clearLetters, turnLettersOn } from '#e2e/letter-scene';
import { type ScriptedMailServer, startScriptedMailServer } from '#e2e/scripted-mail-server';
import { createSiteSettings } from '#e2e/test-data';
import { hasLetterWork } from '#newsroom/letters/has-letter-work';
import { sendNotices } from '#newsroom/letters/sending/send-notices';
import { subscribe } from '#newsroom/letters/subscribers/subscribe';
import { database } from '#platform/database';

let server: ScriptedMailServer;

const ask = (address: string) =>
  subscribe({
    ...{ address, kinds: ['daily'], language: 'en', words: 'I agree', place: '/en/letters', from: '192.0.2.7' },
  });
const send = () => sendNotices({ signal: new AbortController().signal });
const letWaitsPass = () => database().subscriber.updateMany({ data: { noticeDueAt: new Date(0) } });
const rowOf = (address: string) => database().subscriber.findUniqueOrThrow({ where: { address } });
const minutesUntil = (at: Date | null) => Math.round(((at?.getTime() ?? 0) - Date.now()) / 60_000);

beforeAll(createSiteSettings);
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

it('outlives a mail server that is away, which counts as no try', async () => {
  await ask('anna@one.example');
  process.env.SMTP_URL = 'smtp://127.0.0.1:1';
  for (let time = 0; time < 6; time++) {
    await letWaitsPass();
    await send();
    const row = await rowOf('anna@one.example');
    expect(row).toMatchObject({ notice: 'confirm', noticeTries: 0 });
    expect(minutesUntil(row.noticeDueAt)).toBe(1);
  }
  process.env.SMTP_URL = server.url;
  await letWaitsPass();
  await send();
  expect(server.taken.map(({ to }) => to)).toEqual(['anna@one.example']);
});

it('is tried again after longer and longer where it is put off, and then no more', async () => {
  await ask('anna@one.example');
  server.script = () => ({ code: 450, words: '4.7.1 greylisted' });
  const waits: number[] = [];
  for (let time = 0; time < 4; time++) {
    await letWaitsPass();
    await send();
    waits.push(minutesUntil((await rowOf('anna@one.example')).noticeDueAt));
  }
  expect(waits).toEqual([1, 5, 30, 120]);
  await letWaitsPass();
  await send();
  expect(await rowOf('anna@one.example')).toMatchObject({ notice: null });
});

it('does not go to one at whom the mail server hangs up, and does to all others', async () => {
  for (const address of ['anna@one.example', 'boris@two.example', 'vera@three.example']) await ask(address);
  server.script = (address) => (address.startsWith('anna') ? 'cut' : 'take');
  for (let time = 0; time < 3; time++) await send();
  expect(server.taken.map(({ to }) => to)).toEqual(['boris@two.example', 'vera@three.example']);
  expect(await rowOf('anna@one.example')).toMatchObject({ notice: 'confirm', noticeTries: 1 });
});

it('waits in a language that is off, and others do not wait for it', async () => {
  await ask('anna@one.example');
  const data = { language: 'az', noticeDueAt: new Date(0) };
  await database().subscriber.update({ where: { address: 'anna@one.example' }, data });
  expect(await hasLetterWork('notices')).toBe(false);
  await ask('boris@two.example');
  expect(await hasLetterWork('notices')).toBe(true);
  await send();
  expect(server.taken.map(({ to }) => to)).toEqual(['boris@two.example']);
  expect(await rowOf('anna@one.example')).toMatchObject({ notice: 'confirm', noticeTries: 0 });
});

it('is not sent any more when its link would soon be good for nothing', async () => {
  await ask('anna@one.example');
  await database().subscriber.updateMany({ data: { askedAt: new Date(Date.now() - 41 * 3_600_000) } });
  expect(await hasLetterWork('notices')).toBe(false);
  await send();
  expect(server.taken).toEqual([]);
});
