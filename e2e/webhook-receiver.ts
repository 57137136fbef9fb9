import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Door } from '#platform/http-client';

type Received = { headers: IncomingHttpHeaders; body: string; message: { type: string; data: { id?: number } } };

/** Answers a request; without one that is left to the test, it stays open. */
type Answer = (response: ServerResponse) => void;

export const status =
  (code: number, headers: Record<string, string> = {}, words = ''): Answer =>
  (response) =>
    response.writeHead(code, headers).end(words);
export const cut: Answer = (response) => response.destroy();
export const never: Answer = () => {};

export type WebhookReceiver = {
  url: string;
  received: Received[];
  /** The next answers, one for each request; after them 200. */
  script(...answers: Answer[]): void;
  /** Resolves when so many requests have come. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
};

/** A site on this machine that is told of stories. */
export async function startReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const answers: Answer[] = [];
  let changed = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body, message: JSON.parse(body) });
      changed.resolve();
      changed = Promise.withResolvers<void>();
      (answers.shift() ?? status(200))(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    script: (...next) => void answers.push(...next),
    async until(count) {
      while (received.length < count) await changed.promise;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Lets messages reach receivers on this machine, and nothing else. */
export const LOOPBACK: Door = {
  isAllowed: (address) => new URL(address).hostname === '127.0.0.1',
  lookup: (_hostname, _options, callback) => callback(null, '127.0.0.1', 4),
};
