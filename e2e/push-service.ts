import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Device } from '#newsroom/push/send-to-device';

/** A message as a browser would have it. */
type Pushed = {
  device: string;
  headers: IncomingHttpHeaders;
  notification: {
    title: string;
    body: string;
    lang: string;
    navigate: string;
    icon: string;
    tag: string;
    silent: boolean;
  };
};

/** What a push service says to a message. */
type Answer = { status: number; headers?: Record<string, string> } | 'silence';

type Browser = { ecdh: ReturnType<typeof createECDH>; auth: Buffer };

export type PushService = {
  /** Without a slash at its end. */
  origin: string;
  /** Every message that was taken, in the order in which they came. */
  received: Pushed[];
  /** Every request, taken or not. */
  count(): number;
  /** A browser that has subscribed here: only this push service can read what is sent to it. */
  device(name?: string): Device;
  /** What is answered to messages for a device, until it is something else; 201 at first. */
  answer(device: Device, answer: Answer | null): void;
  /** How many different tokens have said who the sender is. */
  tokens(): number;
  close(): Promise<void>;
};

/**
 * A push service on this machine: it checks who sends (VAPID, RFC 8292), that the request has what it must have (RFC 8030)
 * and reads the message with the keys of the browser (RFC 8291), all by itself. What is wrong is answered as real ones do.
 */
export async function startPushService({ publicKey }: { publicKey?: string } = {}): Promise<PushService> {
  const received: Pushed[] = [];
  const browsers = new Map<string, Browser>();
  const answers = new Map<string, Answer>();
  const tokens = new Map<string, string | null>();
  let count = 0;
  let origin = '';

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      count++;
      const path = request.url ?? '';
      const browser = browsers.get(path);
      const answer = answers.get(path);
      if (answer === 'silence') return;
      if (answer) return void response.writeHead(answer.status, answer.headers).end('as the test says');
      if (!browser) return refuse(response, 404, 'no such subscription');
      const { headers } = request;
      const token = headers.authorization ?? '';
      if (!tokens.has(token)) tokens.set(token, wrongToken(token, origin, publicKey));
      const wrong = tokens.get(token);
      if (wrong) return refuse(response, 403, wrong);
      const missing = wrongHeaders(headers);
      if (missing) return refuse(response, 400, missing);
      const body = Buffer.concat(chunks);
      if (body.length > 4_096) return refuse(response, 413, 'too large');
      const text = decrypt(body, browser);
      const { web_push, notification } = JSON.parse(text);
      if (web_push !== 8030) return refuse(response, 400, 'not declarative');
      received.push({ device: path, headers, notification });
      response.writeHead(201, { location: `${origin}/messages/${received.length}` }).end();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    received,
    count: () => count,
    tokens: () => tokens.size,
    device(name = randomBytes(24).toString('base64url')) {
      const path = `/send/${name}`;
      const browser = { ecdh: createECDH('prime256v1'), auth: randomBytes(16) };
      const p256dh = browser.ecdh.generateKeys().toString('base64url');
      browsers.set(path, browser);
      return { endpoint: origin + path, p256dh, auth: browser.auth.toString('base64url') };
    },
    answer({ endpoint }, answer) {
      const path = new URL(endpoint).pathname;
      if (answer) answers.set(path, answer);
      else answers.delete(path);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status).end(why);
}

/** What is wrong with a token; null where nothing is. */
function wrongToken(header: string, origin: string, expected: string | undefined): string | null {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  if (!signature) return 'no token';
  if (expected && key !== expected) return 'another key than the subscription is for';
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    ...{ kty: 'EC', crv: 'P-256' },
    ...{ x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') },
  };
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned) return 'the signature is wrong';
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const seconds = Date.now() / 1_000;
  if (aud !== origin) return 'for somebody else';
  if (!(exp > seconds && exp <= seconds + 86_400)) return 'expired, or good for more than a day';
  return /^(mailto:|https:)/.test(sub) ? null : 'nobody to write to';
}

function wrongHeaders(headers: IncomingHttpHeaders): string | null {
  if (!/^\d+$/.test(String(headers.ttl))) return 'no TTL';
  if (headers['content-encoding'] !== 'aes128gcm') return 'another encoding';
  if (!/^[\w-]{1,32}$/.test(String(headers.topic))) return 'no topic';
  return ['very-low', 'low', 'normal', 'high'].includes(String(headers.urgency)) ? null : 'no urgency';
}

/** The text of a message of one record (RFC 8188, 2 and RFC 8291, 3.4). */
function decrypt(body: Buffer, { ecdh, auth }: Browser): string {
  const salt = body.subarray(0, 16);
  const senderKey = body.subarray(21, 21 + (body[20] ?? 0));
  const record = body.subarray(21 + senderKey.length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), senderKey]);
  const input = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(senderKey), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  // The last record ends with a 2 and zeros.
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
}
