import { request as askHttp, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { Agent, request as askHttps } from 'node:https';

/** Where a server listens on this machine, and whether it speaks TLS. */
export type Place = { port: number; isSecure: boolean };

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

export type Asked = {
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer;
  /** The address of this machine that the request comes from. */
  from?: string;
  agent?: RequestOptions['agent'];
};

/** What readers type. */
export const HOST = 'news.example';

const WAIT_MS = 60_000;

/** Connections that stay open, for a load. */
export function openAgent(): Agent {
  return new Agent({ keepAlive: true, rejectUnauthorized: false });
}

/** A request as it stands, to the host that readers type. An answer that comes before the body is sent counts. */
export function ask({ port, isSecure }: Place, path: string, asked: Asked = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body, from, agent = false } = asked;
  const options = {
    ...{ host: '127.0.0.1', port, path, method, agent, headers: { host: HOST, ...headers }, timeout: WAIT_MS },
    ...(from && { localAddress: from }),
    ...(isSecure && { servername: HOST, rejectUnauthorized: false }),
  };
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const sent = (isSecure ? askHttps : askHttp)(options, (response) => {
      isAnswered = true;
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer within a minute')));
    sent.on('error', (error) => isAnswered || reject(error));
    sent.end(body);
  });
}
