import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A letter that the server has had the whole of, whether it said so or not. */
type TakenLetter = { to: string; from: string; message: string };

/** What the server does with a letter to an address, the first time, the second… */
type Deed =
  | 'take'
  /** Has the whole letter, and goes away without a word. */
  | 'cut after data'
  /** Goes away when it hears whom the letter is for. */
  | 'cut'
  | { code: number; words: string; at?: 'recipient' | 'data' }
  | { slowMs: number }
  /** Has the whole letter, and says so later. */
  | { saysSoAfterMs: number };

export type ScriptedMailServer = {
  url: string;
  taken: TakenLetter[];
  /** What it does from now on. */
  script: (address: string, time: number) => Deed;
  close(): Promise<void>;
};

/** A mail server on this machine that does with each recipient what it is told, and keeps what it was given. */
export async function startScriptedMailServer(): Promise<ScriptedMailServer> {
  const times = new Map<string, number>();
  const taken: TakenLetter[] = [];
  const state: Pick<ScriptedMailServer, 'script'> = { script: () => 'take' };
  const deeds = new Map<string, Deed>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, session, done) {
      const time = (times.get(address) ?? 0) + 1;
      times.set(address, time);
      const deed = state.script(address, time);
      deeds.set(session.id, deed);
      if (deed === 'cut') return cut(session.id);
      if (typeof deed === 'object' && 'code' in deed && deed.at !== 'data') return done(refusal(deed));
      if (typeof deed === 'object' && 'slowMs' in deed) setTimeout(done, deed.slowMs);
      else done();
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const deed = deeds.get(session.id);
        if (typeof deed === 'object' && 'code' in deed) return done(refusal(deed));
        const { mailFrom, rcptTo } = session.envelope;
        const to = rcptTo[0]?.address ?? '';
        taken.push({ to, from: mailFrom ? mailFrom.address : '', message: Buffer.concat(parts).toString('latin1') });
        if (deed === 'cut after data') return cut(session.id);
        if (typeof deed === 'object' && 'saysSoAfterMs' in deed) setTimeout(done, deed.saysSoAfterMs);
        else done();
      });
    },
  });
  server.on('error', () => {});
  /** The connection of a session, without a word. */
  function cut(id: string): void {
    for (const connection of server.connections as Set<{ id: string; _socket: { destroy(): void } }>)
      if (connection.id === id) connection._socket.destroy();
  }
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return Object.assign(state, {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    taken,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  });
}

function refusal({ code, words }: { code: number; words: string }): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

/** What a letter says, its parts decoded. */
export function wordsOf(message: string): string {
  return message
    .split(/\r?\n\r?\n/)
    .slice(1)
    .map((part) => part.split(/\r?\n--/)[0] ?? '')
    .filter((part) => /^[A-Za-z0-9+/=\r\n]{40,}$/.test(part))
    .map((part) => Buffer.from(part, 'base64').toString())
    .join('\n');
}
