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

// A server that answers each line as it is told, on every connection anew.
describe('a server that', () => {
  let server: Server;
  let connections: number;
  let answer: (line: string, say: (reply: string) => void, hangUp: () => void) => void;
  const envelope = { from: 'desk@paper.test', to: 'reader@example.org' };
  const open = () =>
    openMailServer(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, { isOnInternet: false });

  beforeEach(async () => {
    connections = 0;
    server = createServer((socket) => {
      connections++;
      socket.on('error', () => {});
      socket.write('220 paper.test\r\n');
      let rest = '';
      socket.on('data', (chunk) => {
        const lines = (rest + chunk).split('\r\n');
        rest = lines.pop() ?? '';
        for (const line of lines)
          answer(
            line,
            (reply) => socket.write(`${reply}\r\n`),
            () => socket.destroy(),
          );
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    vi.useRealTimers();
    server.close();
  });

  const asUsual = (line: string) => {
    if (line === 'DATA') return '354 go on';
    return /^(EHLO|MAIL|RCPT|RSET)|^\.$/.test(line) ? '250 2.0.0 fine' : undefined;
  };
  const later = { kind: 'later', answer: '450 4.2.1 no', status: '4.2.1' };

  it('refuses, and hangs up when it is asked to begin anew, is heard at once', async () => {
    answer = (line, say, hangUp) => {
      if (line === 'RSET') return hangUp();
      const reply = line.startsWith('RCPT') ? '450 4.2.1 no' : asUsual(line);
      if (reply) say(reply);
    };
    const started = performance.now();
    const mailServer = open();
    expect(await mailServer.send(envelope, Buffer.from('Hello.'))).toEqual(later);
    expect(await mailServer.send(envelope, Buffer.from('Hello.'))).toEqual(later);
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(connections).toBe(2);
    mailServer.close();
  });

  it('refuses, and is silent from then on, costs five seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = once(server, 'asked anew');
    answer = (line, say) => {
      if (line === 'RSET') return server.emit('asked anew');
      const reply = line.startsWith('RCPT') ? '450 4.2.1 no' : asUsual(line);
      if (reply) say(reply);
    };
    const mailServer = open();
    const sent = mailServer.send(envelope, Buffer.from('Hello.'));
    await asked;
    vi.advanceTimersByTime(5_000);
    expect(await sent).toEqual(later);
    mailServer.close();
  });

  it('hangs up when it hears whom the letter is for has not had it, and one that did so before is tried again', async () => {
    let hangsUpAt = 'RCPT';
    answer = (line, say, hangUp) => {
      if (hangsUpAt && line.startsWith(hangsUpAt)) return hangUp();
      const reply = asUsual(line);
      if (reply) say(reply);
    };
    const mailServer = open();
    expect(await mailServer.send(envelope, Buffer.from('Hello.'))).toMatchObject({ kind: 'dropped' });
    hangsUpAt = '';
    expect(await mailServer.send(envelope, Buffer.from('Hello.'))).toMatchObject({ kind: 'sent' });
    expect(connections).toBe(2);
    // The connection is kept, and by now the server has had enough of it.
    hangsUpAt = 'MAIL';
    const again = mailServer.send(envelope, Buffer.from('Hello.'));
    expect(await again).toMatchObject({ kind: 'unreachable' });
    expect(connections).toBe(3);
    mailServer.close();
  });

  it('wants no connections now has said nothing of a reader', async () => {
    answer = (_, say) => say('421 4.3.2 too busy');
    const mailServer = open();
    expect(await mailServer.send(envelope, Buffer.from('Hello.'))).toMatchObject({ kind: 'unreachable' });
    mailServer.close();
  });

  it('is silent in the first try and in the second is given up after fifty seconds in all', async () => {
    answer = (line, say) => {
      const reply = asUsual(line);
      if (reply) say(reply);
    };
    const mailServer = open();
    expect(await mailServer.send(envelope, Buffer.from('Hello.'))).toMatchObject({ kind: 'sent' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const begun = once(server, 'begun');
    const begunAgain = once(server, 'begun again');
    let hangUpLater = () => {};
    answer = (line, _, hangUp) => {
      hangUpLater = hangUp;
      server.emit(line.startsWith('MAIL') ? 'begun' : 'begun again');
    };
    const sent = mailServer.send(envelope, Buffer.from('Hello.'));
    await begun;
    vi.advanceTimersByTime(40_000);
    hangUpLater();
    await begunAgain;
    vi.advanceTimersByTime(10_000);
    expect(await sent).toEqual({ kind: 'unreachable', answer: 'no answer within 50000 ms' });
    mailServer.close();
  });
});
