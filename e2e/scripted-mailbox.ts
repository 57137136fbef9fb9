import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export type ScriptedMailbox = {
  url: string;
  /** What is in it: letters by their numbers. */
  letters: Map<number, string>;
  close(): void;
};

/** A mailbox on this machine, read by IMAP, with as much of it as `readMailbox` asks for. */
export async function startScriptedMailbox(contents: readonly string[]): Promise<ScriptedMailbox> {
  const letters = new Map(contents.map((content, index) => [index + 1, content]));
  const deleted = new Set<number>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('* OK [CAPABILITY IMAP4rev1 UIDPLUS] ready');
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answer(line, say);
    });
  });

  function answer(line: string, say: (line: string) => void): void {
    const [, tag = '', command = ''] = /^(\S+) (UID \w+|\w+)/.exec(line) ?? [];
    const uid = Number(/^\S+ UID \w+ (\d+)/.exec(line)?.[1]);
    const content = letters.get(uid);
    if (command === 'CAPABILITY') say('* CAPABILITY IMAP4rev1 UIDPLUS');
    if (command === 'LIST') say('* LIST () "/" INBOX');
    if (command === 'SELECT') {
      say(`* ${letters.size} EXISTS`);
      say('* FLAGS (\\Deleted)');
      say('* OK [UIDVALIDITY 1]');
      say('* OK [UIDNEXT 100]');
    }
    if (command === 'UID SEARCH') say(`* SEARCH ${[...letters.keys()].join(' ')}`);
    if (command === 'UID FETCH' && content !== undefined)
      say(`* ${uid} FETCH (UID ${uid} BODY[]<0> {${Buffer.byteLength(content)}}\r\n${content})`);
    if (command === 'UID STORE') deleted.add(uid);
    if (command === 'UID EXPUNGE') for (const one of deleted) letters.delete(one);
    if (command === 'LOGOUT') say('* BYE');
    say(`${tag} OK ${command} done`);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `imap://desk:secret@127.0.0.1:${(server.address() as AddressInfo).port}/`,
    letters,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
