import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a call came to at the server, whatever of it came back. */
type Call = { method: string; status: number; error: string };

export type LossyProxy = {
  url: string;
  calls: Call[];
  /** The next answers to calls of a method are lost after the server has done what was asked. */
  loseAnswers(method: string, count: number): void;
  /** The next answer to a call of a method is held back; resolves when the server has done what was asked. */
  holdAnswer(method: string): Promise<void>;
  close(): Promise<void>;
};

/** Stands before a server of the AT Protocol, passes everything on, and loses answers where it is told to. */
export async function startLossyProxy(behind: string): Promise<LossyProxy> {
  const calls: Call[] = [];
  const lost = new Map<string, number>();
  const held = new Map<string, () => void>();

  function answer(method: string, response: ServerResponse, send: () => void): void {
    const release = held.get(method);
    const left = lost.get(method) ?? 0;
    if (release) {
      held.delete(method);
      release();
    } else if (left > 0) {
      lost.set(method, left - 1);
      response.destroy();
    } else send();
  }

  const server = createServer((incoming, response) => {
    const method = String(incoming.url).split(/[/?]/)[2] ?? '';
    const passed = request(
      `${behind}${incoming.url}`,
      { method: incoming.method, headers: incoming.headers },
      async (answered) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answered) chunks.push(chunk as Buffer);
        const body = Buffer.concat(chunks);
        const status = answered.statusCode ?? 0;
        const error = status === 200 ? '' : String(/"error":"(\w+)"/.exec(body.toString())?.[1] ?? '');
        calls.push({ method, status, error });
        answer(method, response, () => response.writeHead(status, answered.headers).end(body));
      },
    );
    passed.on('error', () => response.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    loseAnswers: (method, count) => void lost.set(method, count),
    holdAnswer: (method) => new Promise((release) => held.set(method, release)),
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
