import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from '#e2e/webhook-receiver';
import type { Outside } from '#newsroom/purges/purge-target';

type ReceivedPurge = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** `everything` alone for all there is. */
  keys: string[];
  status: number;
};

/** What it answers the next call with; undefined for never. */
type ScriptedAnswer = { status: number; headers?: Record<string, string>; words?: string } | undefined;

export type PurgeReceiver = {
  origin: string;
  outside: Outside;
  received: ReceivedPurge[];
  /** The next answers, one for each call; after them 200. */
  script(...answers: ScriptedAnswer[]): void;
  close(): Promise<void>;
};

/** A Varnish, Fastly and Cloudflare on this machine, which remember what they were told. */
export async function startPurgeReceiver(): Promise<PurgeReceiver> {
  const received: ReceivedPurge[] = [];
  const answers: ScriptedAnswer[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url: path = '', headers } = request;
    const answer = answers.length > 0 ? answers.shift() : { status: 200 };
    received.push({ method, path, headers, keys: keysOf(path, headers, body), status: answer?.status ?? 0 });
    if (answer) response.writeHead(answer.status, answer.headers).end(answer.words ?? '{"success":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    outside: { door: { ...LOOPBACK, timeout: 1_000 }, fastly: origin, cloudflare: `${origin}/client/v4` },
    received,
    script: (...next) => void answers.push(...next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function keysOf(path: string, headers: IncomingHttpHeaders, body: string): string[] {
  if (path.endsWith('/purge_all')) return ['everything'];
  if (!path.endsWith('/purge_cache')) return String(headers.xkey ?? headers['surrogate-key']).split(' ');
  const said = JSON.parse(body) as { tags?: string[]; purge_everything?: boolean };
  return said.purge_everything ? ['everything'] : (said.tags ?? []);
}
