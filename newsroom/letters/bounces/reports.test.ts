import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addSubscriber, clearLetters, createDueLetter, turnLettersOn } from '#e2e/letter-scene';
import { createSiteSettings } from '#e2e/test-data';
import { readReport } from '#newsroom/letters/bounces/read-report';
import { recordReport } from '#newsroom/letters/bounces/record-report';
import { returnPathOf } from '#newsroom/letters/bounces/return-path';
import { database } from '#platform/database';

const bytes = (lines: string[]) => new TextEncoder().encode(lines.join('\r\n'));

/** As Postfix writes it (RFC 3464). */
function bounce(to: string, { status = '5.1.1', action = 'failed', recipient = 'anna@one.example' } = {}): Uint8Array {
  return bytes([
    'Return-Path: <>',
    `Delivered-To: ${to}`,
    'From: MAILER-DAEMON@mx.one.example (Mail Delivery System)',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="A/mx"',
    '',
    '--A/mx',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'I am sorry to have to inform you that your message could not be delivered.',
    '',
    '--A/mx',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.one.example',
    'Arrival-Date: Mon, 30 Nov 2026 14:00:00 +0000 (UTC)',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Original-Recipient: rfc822;${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mx.one.example',
    `Diagnostic-Code: smtp; 550 ${status} <${recipient}>: Recipient address`,
    '    rejected: User unknown in local recipient table',
    '',
    '--A/mx',
    'Content-Type: message/rfc822',
    '',
    'From: news@paper.example',
    'To: anna@one.example',
    'Subject: The day',
    '',
    'Text',
    '--A/mx--',
    '',
  ]);
}

/** As providers write it (RFC 5965). */
function complaint(returnPath: string): Uint8Array {
  return bytes([
    'From: <feedback@one.example>',
    'To: <abuse@paper.example>',
    'Subject: FW: The day',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="B"',
    '',
    '--B',
    'Content-Type: text/plain',
    '',
    'This is an email abuse report.',
    '--B',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'User-Agent: SomeGenerator/1.0',
    'Version: 1',
    `Original-Mail-From: <${returnPath}>`,
    '',
    '--B',
    'Content-Type: message/rfc822',
    '',
    'From: news@paper.example',
    'Subject: The day',
    '',
    'Text',
    '--B--',
    '',
  ]);
}

async function sentLetter(address: string): Promise<{ letterId: number; recipientId: bigint; path: string }> {
  const subscriberId = await addSubscriber(address);
  const known = await database().letter.findFirst();
  const letterId = known?.id ?? (await createDueLetter());
  await database().letter.update({ where: { id: letterId }, data: { state: 'sent', sent: { increment: 1 } } });
  const { id } = await database().letterRecipient.create({
    data: { letterId, subscriberId, domain: 'one.example', position: 1, state: 'sent', tries: 1, triedAt: new Date() },
  });
  return { letterId, recipientId: id, path: returnPathOf('bounces@paper.example', id) };
}

const record = async (message: Uint8Array, isTrusted = false) => {
  const report = await readReport(message);
  return report ? recordReport(report, { isTrusted }) : undefined;
};
const stateOf = async (address: string) => (await database().subscriber.findUnique({ where: { address } }))?.state;

beforeAll(async () => {
  await createSiteSettings();
  await turnLettersOn();
});
afterEach(clearLetters);

describe('a report', () => {
  it('is read as servers write it', async () => {
    expect(await readReport(bounce('bounces+1.a@paper.example'))).toEqual({
      kind: 'bounce',
      status: '5.1.1',
      words: '550 5.1.1 <anna@one.example>: Recipient address rejected: User unknown in local recipient table',
      addresses: ['bounces+1.a@paper.example', 'bounces+1.a@paper.example', 'anna@one.example', 'anna@one.example'],
    });
    expect(await readReport(bounce('b@paper.example', { action: 'delayed', status: '4.4.1' }))).toMatchObject({
      kind: 'delay',
    });
    expect(await readReport(bounce('b@paper.example', { action: 'delivered', status: '2.0.0' }))).toBeUndefined();
    expect(await readReport(complaint('bounces+1.a@paper.example'))).toMatchObject({ kind: 'complaint' });
  });

  it.each([
    ['a letter of somebody', bytes(['From: a@b.example', 'Subject: Out of office', '', 'I am away until Monday.'])],
    ['nothing', bytes([''])],
    ['bytes of anything', new Uint8Array([0, 255, 13, 10, 13, 10, 45, 45])],
  ])('is not %s', async (_, message) => expect(await readReport(message)).toBeUndefined());
});

describe('what comes back', () => {
  it('with characters that cannot be stored is recorded without them', async () => {
    const { path, recipientId } = await sentLetter('anna@one.example');
    const words = new TextDecoder().decode(bounce(path, { status: '5.7.1' })).replace('User unknown', 'User\0 unknown');
    expect(await record(new TextEncoder().encode(words))).toBe(true);
    expect(await database().letterRecipient.findUnique({ where: { id: recipientId } })).toMatchObject({
      state: 'bounced',
      answer: expect.stringContaining('User unknown'),
    });
    const report = { kind: 'bounce', status: '5.7.1', words: 'a\0b\uD800', addresses: ['anna\0@one.example'] } as const;
    expect(await recordReport({ ...report, addresses: [...report.addresses] }, { isTrusted: true })).toBe(true);
  });

  it('of an address that there is not ends letters to it, and the sums of the letter say so', async () => {
    const { path, letterId } = await sentLetter('anna@one.example');
    await sentLetter('boris@one.example');
    expect(await record(bounce(path))).toBe(true);
    expect(await record(bounce(path))).toBe(true);
    expect(await stateOf('anna@one.example')).toBe('suppressed');
    expect(await stateOf('boris@one.example')).toBe('confirmed');
    expect(await database().letter.findUnique({ where: { id: letterId } })).toMatchObject({ sent: 1, bounced: 1 });
  });

  it('once for another reason ends nothing, and a delay never', async () => {
    const { path } = await sentLetter('anna@one.example');
    await record(bounce(path, { status: '4.4.1', action: 'delayed' }));
    await record(bounce(path, { status: '5.2.2' }));
    expect(await stateOf('anna@one.example')).toBe('confirmed');
  });

  it('from somebody who has made up whom it is about is not heard', async () => {
    await sentLetter('anna@one.example');
    expect(await record(bounce('bounces+1.000000000000@paper.example'))).toBe(false);
    expect(await stateOf('anna@one.example')).toBe('confirmed');
  });

  it('by the address alone is heard of a program that has our word', async () => {
    await sentLetter('anna@one.example');
    expect(await record(bounce('postmaster@paper.example'))).toBe(false);
    expect(await record(bounce('postmaster@paper.example'), true)).toBe(true);
    expect(await stateOf('anna@one.example')).toBe('suppressed');
  });

  it('as a complaint ends letters for ever', async () => {
    const { path } = await sentLetter('anna@one.example');
    expect(await record(complaint(path))).toBe(true);
    expect(await stateOf('anna@one.example')).toBe('suppressed');
    expect(await database().suppressedAddress.findFirst()).toMatchObject({ reason: 'complained' });
  });
});
