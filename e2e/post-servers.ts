import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

type Asked = { method: string; path: string; query: URLSearchParams; headers: IncomingHttpHeaders; body: string };
type Said = { code: number; body: unknown; headers?: Record<string, string> };

/**
 * Answers every request with what `answer` says, or with what a test has put before it; `cut` hangs up
 * after doing it, `through` does it as always.
 */
async function startServer(answer: (asked: Asked) => Said) {
  const asked: Asked[] = [];
  const scripted: (Said | 'cut' | 'through')[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname: path, searchParams: query } = new URL(String(request.url), 'http://server');
      const one = {
        method: String(request.method),
        path,
        query,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      asked.push(one);
      const instead = scripted.shift();
      if (instead === 'cut') {
        answer(one);
        return response.destroy();
      }
      const { code, body, headers = {} } = instead && instead !== 'through' ? instead : answer(one);
      return response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    script: (...next: (Said | 'cut' | 'through')[]) => void scripted.push(...next),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The part of Mastodon's API that posts, in memory. */
export async function startMastodon() {
  const statuses = new Map<string, { text: string; language: string; edits: number }>();
  const known = new Map<string, string>();
  /** Such as only the account itself sees. */
  const direct = new Set<string>();
  let next = 1;
  const shown = (id: string) => ({
    ...{ id, url: `https://social.example/@paper/${id}` },
    visibility: direct.has(id) ? 'direct' : 'public',
  });
  const started = await startServer(({ method, path, headers, body }) => {
    if (headers.authorization !== 'Bearer token') return { code: 401, body: { error: 'The access token is invalid' } };
    if (path === '/api/v1/accounts/verify_credentials') return { code: 200, body: { acct: 'paper' } };
    const id = decodeURIComponent(/^\/api\/v1\/statuses\/(.+)$/.exec(path)?.[1] ?? '');
    const status = statuses.get(id);
    if (id && !status) return { code: 404, body: { error: 'Record not found' } };
    if (method === 'DELETE') {
      statuses.delete(id);
      return { code: 200, body: shown(id) };
    }
    const { status: text = '', language = '', visibility } = JSON.parse(body);
    // Links count as 23 characters there.
    if ([...text.replace(/https?:\/\/\S+/g, 'x'.repeat(23))].length > 500)
      return { code: 422, body: { error: 'Validation failed: Text character limit of 500 exceeded' } };
    if (status) {
      Object.assign(status, { text, edits: status.edits + 1 });
      return { code: 200, body: shown(id) };
    }
    const key = String(headers['idempotency-key']);
    const same = known.get(key);
    if (same && !statuses.has(same)) return { code: 404, body: { error: 'Record not found' } };
    if (same) return { code: 200, body: shown(same) };
    const made = String(next++);
    known.set(key, made);
    if (visibility === 'direct') direct.add(made);
    statuses.set(made, { text, language, edits: 0 });
    return { code: 200, body: shown(made) };
  });
  return { ...started, statuses };
}

type Post = { text: string; langs: string[]; reply?: { root: { uri: string } }; embed?: { external: { uri: string } } };

/** The part of the AT Protocol that keeps records, in memory. Its sessions expire when a test says so. */
export async function startBluesky() {
  const posts = new Map<string, Post>();
  const sessions = { opened: 0, renewed: 0, isExpired: false, isRenewable: true };
  const did = 'did:plc:paper';
  const uriOf = (rkey: string) => `at://${did}/app.bsky.feed.post/${rkey}`;
  const refused = (code: number, error: string, message = error): Said => ({ code, body: { error, message } });
  const started = await startServer(({ path, query, headers, body }) => {
    const method = path.slice('/xrpc/'.length);
    if (method === 'com.atproto.server.createSession') {
      const { identifier, password } = JSON.parse(body);
      if (password !== 'token') return refused(401, 'AuthenticationRequired', 'Invalid identifier or password');
      Object.assign(sessions, { opened: sessions.opened + 1, isExpired: false, isRenewable: true });
      return { code: 200, body: { did, handle: identifier, accessJwt: 'jwt', refreshJwt: 'renewal' } };
    }
    if (method === 'com.atproto.server.refreshSession') {
      if (headers['content-type']) return refused(400, 'InvalidRequest', 'A request body was provided');
      if (headers.authorization !== 'Bearer renewal' || !sessions.isRenewable)
        return refused(400, 'ExpiredToken', 'Token has been revoked');
      Object.assign(sessions, { renewed: sessions.renewed + 1, isExpired: false });
      return { code: 200, body: { did, handle: 'paper.example', accessJwt: 'jwt', refreshJwt: 'renewal' } };
    }
    if (headers.authorization !== 'Bearer jwt') return refused(401, 'AuthMissing');
    if (sessions.isExpired) return refused(400, 'ExpiredToken', 'Token has expired');
    if (method === 'com.atproto.repo.uploadBlob') return { code: 200, body: { blob: { size: body.length } } };
    if (method === 'com.atproto.repo.getRecord') {
      const rkey = String(query.get('rkey'));
      if (!posts.has(rkey)) return refused(400, 'RecordNotFound', `Could not locate record: ${uriOf(rkey)}`);
      return { code: 200, body: { uri: uriOf(rkey), cid: `cid-${rkey}`, value: posts.get(rkey) } };
    }
    const { rkey, record } = JSON.parse(body);
    if (!/^[2-7a-j][2-7a-z]{12}$/.test(rkey)) return refused(400, 'InvalidRequest', 'Invalid record key');
    if (method === 'com.atproto.repo.deleteRecord') {
      posts.delete(rkey);
      return { code: 200, body: {} };
    }
    const length = [...new Intl.Segmenter('und').segment(record.text)].length;
    if (length > 300) return refused(400, 'InvalidRecord', 'Record/text must not be longer than 300 graphemes');
    if (Buffer.byteLength(record.text) > 3_000)
      return refused(400, 'InvalidRequest', 'Record/text must not be longer than 3000 bytes');
    posts.set(rkey, record);
    return { code: 200, body: { uri: uriOf(rkey), cid: `cid-${rkey}` } };
  });
  return { ...started, posts, sessions };
}
