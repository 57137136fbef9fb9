import { createConnection, createServer, type Socket } from 'node:net';

/** A TCP proxy that can be cut, refuse, or fall silent: the wire between the paper and its database. */
export type CuttableConnection = {
  /** The database's address through this wire. */
  url: string;
  /** Ends the connections there are; new ones go through. */
  cut(): void;
  /** Ends the connections there are and takes no more, until mended. */
  sever(): void;
  /** Lets nothing through in either direction, without a word, until mended. */
  silence(): void;
  /** Lets what is asked through and holds back every answer, until mended. */
  deafen(): void;
  mend(): void;
  close(): Promise<void>;
};

export async function openCuttableConnection(databaseUrl: string): Promise<CuttableConnection> {
  const target = new URL(databaseUrl);
  const pairs = new Set<[Socket, Socket]>();
  let state: 'through' | 'severed' | 'silent' | 'deaf' = 'through';

  const server = createServer((near) => {
    if (state === 'severed') {
      near.resetAndDestroy();
      return;
    }
    const far = createConnection(Number(target.port), target.hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [one, other] of [pair, [far, near] as const]) {
      const lets = () => state === 'through' || (state === 'deaf' && one === near);
      one.on('data', (chunk) => lets() && other.write(chunk));
      one.on('error', () => {});
      one.on('close', () => {
        other.destroy();
        pairs.delete(pair);
      });
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as { port: number }).port);
  const cut = () => {
    for (const [near] of pairs) near.resetAndDestroy();
  };
  return {
    url: url.href,
    cut,
    sever() {
      state = 'severed';
      cut();
    },
    silence() {
      state = 'silent';
    },
    deafen() {
      state = 'deaf';
    },
    mend() {
      // What was said into the silence is lost, as on a wire; whoever waits for an answer must give up by itself.
      if (state === 'silent' || state === 'deaf') cut();
      state = 'through';
    },
    close: () =>
      new Promise((closed) => {
        cut();
        server.close(() => closed());
      }),
  };
}
