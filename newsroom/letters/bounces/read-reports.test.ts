import { afterEach, beforeAll, expect, it } from 'vitest';
import { addSubscriber, clearLetters, createDueLetter, turnLettersOn } from '#e2e/letter-scene';
import { type ScriptedMailbox, startScriptedMailbox } from '#e2e/scripted-mailbox';
import { createSiteSettings } from '#e2e/test-data';
import { readReports } from '#newsroom/letters/bounces/read-reports';
import { returnPathOf } from '#newsroom/letters/bounces/return-path';
import { LETTER_SECRET } from '#newsroom/letters/settings/find-letter-settings';
import { database } from '#platform/database';
import { encrypt } from '#platform/encryption';
import { readMailbox } from '#platform/mailbox';

let mailbox: ScriptedMailbox;

/** Parts in parts in parts, more of them than can be read. */
function nested(): string {
  const lines = ['From: a@b.example', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="b0"', ''];
  for (let depth = 0; depth < 400; depth++)
    lines.push(`--b${depth}`, `Content-Type: multipart/mixed; boundary="b${depth + 1}"`, '');
  return lines.join('\r\n');
}

const bounce = (to: string) =>
  [
    ...[`To: ${to}`, 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary="A"'],
    ...['', '--A', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.one.example', ''],
    ...['Final-Recipient: rfc822; anna@one.example', 'Action: failed', 'Status: 5.1.1'],
    ...['Diagnostic-Code: smtp; 550 5.1.1 no such user', '', '--A--', ''],
  ].join('\r\n');

beforeAll(async () => {
  await createSiteSettings();
  await turnLettersOn();
});
afterEach(async () => {
  mailbox.close();
  await database().letterSettings.update({ where: { id: 1 }, data: { mailbox: null } });
  await clearLetters();
});

it('empties a mailbox with letters that cannot be read, and hears of what is behind them', async () => {
  const subscriberId = await addSubscriber('anna@one.example');
  const letterId = await createDueLetter();
  const { id } = await database().letterRecipient.create({
    data: { letterId, subscriberId, domain: 'one.example', position: 1, state: 'sent', tries: 1, triedAt: new Date() },
  });
  mailbox = await startScriptedMailbox([nested(), bounce(returnPathOf('bounces@paper.example', id))]);
  await database().letterSettings.update({
    where: { id: 1 },
    data: { mailbox: encrypt(mailbox.url, LETTER_SECRET), mailboxDueAt: new Date(0) },
  });
  await readReports({ isOnInternet: false });
  expect((await database().letterSettings.findUnique({ where: { id: 1 } }))?.mailboxTrouble).toBe('');
  expect(mailbox.letters.size).toBe(0);
  expect(await database().subscriber.findUnique({ where: { id: subscriberId } })).toMatchObject({
    state: 'suppressed',
  });
});

it('leaves what could not be recorded, and all behind it, for the next time', async () => {
  mailbox = await startScriptedMailbox(['Subject: first\r\n\r\n', 'Subject: second\r\n\r\n', 'Subject: third\r\n\r\n']);
  let taken = 0;
  const read = readMailbox(mailbox.url, { isOnInternet: false }, async () => {
    if (++taken === 2) throw new Error('no database');
  });
  await expect(read).rejects.toThrow('no database');
  expect([...mailbox.letters.keys()]).toEqual([2, 3]);
});
