import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sendMail } from '#platform/mail';
import { openMailServer } from '#platform/mail-server';
import { readMailbox } from '#platform/mailbox';

// A server that is never silent and never done: the limits of single steps do not end it.
describe('a server that keeps talking', () => {
  let server: Server;
  let address: string;
  let asked: Promise<unknown>;
  let words: [greeting: string, more: string];

  beforeEach(async () => {
    words = ['220 paper.test', '250-WAIT'];
    server = createServer((socket) => {
      socket.on('error', () => {});
      socket.write(`${words[0]}\r\n`);
      const talking = setInterval(() => socket.write(`${words[1]}\r\n`), 20);
      socket.on('close', () => clearInterval(talking));
      socket.once('data', () => server.emit('asked'));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    asked = once(server, 'asked');
    address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
    server.close();
  });

  it('is given up by whoever waits for an invitation', async () => {
    process.env.SMTP_URL = `smtp://${address}`;
    process.env.MAIL_FROM = 'desk@paper.test';
    const sent = sendMail({ to: 'somebody@paper.test', subject: 'Hello', text: 'Hello.' });
    await asked;
    vi.advanceTimersByTime(15_000);
    expect(await sent).toEqual({ ok: false, why: 'the mail server took longer than 15 s' });
  });

  it('is given up with a letter, which has not been handed over', async () => {
    const mailServer = openMailServer(`smtp://${address}`, { isOnInternet: false });
    const sent = mailServer.send({ from: 'desk@paper.test', to: 'reader@example.org' }, Buffer.from('Hello.'));
    await asked;
    vi.advanceTimersByTime(50_000);
    expect(await sent).toEqual({ kind: 'unreachable', answer: 'no answer within 50000 ms' });
    mailServer.close();
  });

  it('is given up where letters that came back are read', async () => {
    words = ['* OK paper.test', '* OK wait'];
    const read = readMailbox(`imap://desk:secret@${address}/`, { isOnInternet: false }, async () => {});
    const ends = expect(read).rejects.toThrow('the mailbox took longer than 240 s');
    await asked;
    vi.advanceTimersByTime(240_000);
    await ends;
  });
});
