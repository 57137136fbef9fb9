import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

export type Letter = { to: string[]; headers: string; text: string };

/**
 * A mail server that takes every letter and keeps it here: just enough of SMTP (RFC 5321) for one that hands in
 * politely.
 */
export async function startMailServer(): Promise<{ url: string; letters: Letter[]; close(): void }> {
  const letters: Letter[] = [];
  const server = createServer((socket) => {
    let rest = '';
    let to: string[] = [];
    let body: string[] | undefined;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 post box');
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (body && line === '.') {
          const [headers = '', text = ''] = body.join('\n').split(/\n\n(.*)/s);
          letters.push({ to, headers, text: decoded(headers, text) });
          [body, to] = [undefined, []];
          say('250 kept');
        } else if (body) body.push(line.replace(/^\.\./, '.'));
        else if (/^DATA/i.test(line)) {
          body = [];
          say('354 go on');
        } else {
          if (/^RCPT/i.test(line)) to.push(/<(.*)>/.exec(line)?.[1] ?? '');
          say(/^QUIT/i.test(line) ? '221 bye' : '250 yes');
        }
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, letters, close: () => server.close() };
}

function decoded(headers: string, text: string): string {
  if (/base64/i.test(headers)) return Buffer.from(text, 'base64').toString();
  if (!/quoted-printable/i.test(headers)) return text;
  const bytes = text
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
