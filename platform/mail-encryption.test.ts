import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openMailServer } from '#platform/mail-server';
import { readMailbox } from '#platform/mailbox';

// Servers on the internet are at names; these lead to this machine.
vi.mock('#platform/public-ip', () => ({ publicIpOf: () => Promise.resolve('127.0.0.1') }));

/** What it was told, in order. */
let heard: string[];
let server: Server;
let place: string;

/** A server that does not encrypt, or that somebody on the way makes look like one. */
async function listen(greeting: string, answer: (line: string) => string): Promise<void> {
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.write(`${greeting}\r\n`);
    socket.on('data', (chunk) => {
      for (const line of String(chunk).split('\r\n').filter(Boolean)) {
        heard.push(line);
        socket.write(`${answer(line)}\r\n`);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  place = `mail.paper.example:${(server.address() as AddressInfo).port}`;
}

beforeEach(() => {
  heard = [];
});
afterEach(() => server.close());

describe('a server on the internet that does not encrypt', () => {
  it('is told no password, and handed no letter', async () => {
    await listen('220 mail', (line) => {
      if (/^EHLO/.test(line)) return '250-mail\r\n250 AUTH PLAIN LOGIN';
      return /^STARTTLS/.test(line) ? '502 what?' : '235 fine';
    });
    const mail = openMailServer(`smtp://news:secret@${place}`, { isOnInternet: true });
    const outcome = await mail.send({ from: 'a@paper.example', to: 'b@one.example' }, Buffer.from('Hello.'));
    mail.close();
    expect(outcome).toMatchObject({ kind: 'unreachable', answer: expect.stringMatching(/502|STARTTLS/) });
    expect(heard.filter((line) => /AUTH|MAIL|RCPT/.test(line))).toEqual([]);
  });

  it('is told no password of a mailbox', async () => {
    await listen('* OK mail', (line) => {
      const [tag = '', command = ''] = line.split(' ');
      if (/CAPABILITY/i.test(command)) return `* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n${tag} OK`;
      return /STARTTLS/i.test(command) ? `${tag} BAD what?` : `${tag} OK`;
    });
    const read = readMailbox(`imap://news:secret@${place}/`, { isOnInternet: true }, async () => {});
    await expect(read).rejects.toThrow();
    expect(heard.filter((line) => /LOGIN|AUTHENTICATE/.test(line))).toEqual([]);
  });
});
