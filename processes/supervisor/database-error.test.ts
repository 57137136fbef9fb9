import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { databaseAt } from '#processes/checks/test-database.setup';
import { connectDatabase } from '#processes/supervisor/connect-database';
import { databaseError } from '#processes/supervisor/database-error';
import { anyPort } from '#processes/supervisor/free-port';

const folder = mkdtempSync(join(tmpdir(), 'news-portal-tls-'));
const file = (name: string) => join(folder, name);

/** A certificate of its own authority for a host name. */
function makeCertificate(name: string, host: string): void {
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-keyout', file(`${name}.key`), '-out', file(`${name}.crt`), '-subj', `/CN=${host}`],
      ...['-addext', `subjectAltName=DNS:${host}`],
    ],
    { stdio: 'ignore' },
  );
}

const opened: Server[] = [];

/** A server that does what a test wants with a connection, at the first words. Returns its port. */
async function listen(answer: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => answer(socket));
  });
  opened.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as { port: number }).port;
}

/** An error as PostgreSQL sends it. */
function errorMessage(code: string, text: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

const withTls = (name: string) => (socket: Socket) => {
  socket.write('S');
  const secured = new TLSSocket(socket, {
    isServer: true,
    cert: readFileSync(file(`${name}.crt`)),
    key: readFileSync(file(`${name}.key`)),
  });
  secured.on('error', () => {});
};

const lineOf = (url: string) => connectDatabase(url).then(String, (error: Error) => error.message);

beforeAll(() => {
  makeCertificate('local', 'localhost');
  makeCertificate('other', 'db.example');
});
afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('why a database cannot be used', () => {
  it.each<[name: string, certificate: string, parameters: string, line: RegExp]>([
    ['untrusted', 'local', 'sslmode=verify-full', /certificate .* is not trusted .*sslrootcert/],
    ['another host name', 'other', `sslmode=verify-full&sslrootcert=${file('other.crt')}`, /is for another host name/],
    [
      'no such file',
      'local',
      'sslmode=verify-full&sslrootcert=/nowhere/ca.crt',
      /file that DATABASE_URL names for TLS/,
    ],
  ])('a certificate: %s', async (_, certificate, parameters, line) => {
    const port = await listen(withTls(certificate));
    const text = await lineOf(`postgres://a:topsecret@localhost:${port}/b?${parameters}`);
    expect(text).toMatch(line);
    expect(text).not.toMatch(/password|topsecret/);
  });

  it('no TLS where the address asks for it', async () => {
    const port = await listen((socket) => socket.end('N'));
    expect(await lineOf(`postgres://a:b@127.0.0.1:${port}/c?sslmode=verify-full`)).toMatch(/does not support TLS/);
  });

  it.each<[code: string, message: string, line: RegExp]>([
    ['28000', 'no pg_hba.conf entry for host "::1", user "a", database "b", no encryption', /may demand TLS/],
    ['28000', 'connection requires a valid client certificate', /demands a certificate of the client/],
    ['28P01', 'password authentication failed for user "a"', /refused the password of user “a”/],
    ['28000', 'role "a" does not exist', /has no user “a”/],
    ['3D000', 'database "b" does not exist', /has no database “b”.*createdb b/],
    ['42501', 'permission denied for database "b"', /not allowed to use “b”/],
    ['53300', 'sorry, too many clients already', /no connection free .*WEB_PROCESSES/],
    ['57P03', 'the database system is starting up', /being started or stopped .*again in a moment/],
    ['08P01', 'unsupported startup parameter: options', /refuses a parameter/],
  ])('%s %s', async (code, message, line) => {
    const port = await listen((socket) => socket.end(errorMessage(code, message)));
    const text = await lineOf(`postgres://a:topsecret@127.0.0.1:${port}/b`);
    expect(text).toMatch(line);
    expect(text).toContain(`127.0.0.1:${port}`);
    expect(text).not.toContain('topsecret');
  });

  it('nobody there, an unknown host, nobody who answers', async () => {
    expect(await lineOf(`postgres://a:b@127.0.0.1:${await anyPort()}/c`)).toMatch(/does not respond: .*refused/);
    expect(await lineOf('postgres://a:b@nowhere.invalid/c')).toMatch(/nowhere\.invalid:5432, cannot be found/);
    expect(await lineOf('postgres://a:b@/c?host=/nowhere')).toMatch(/\/nowhere does not respond/);
    const silent = await listen(() => {});
    expect(await lineOf(`postgres://a:b@127.0.0.1:${silent}/c`)).toMatch(/does not respond in time.*firewalls/);
  }, 20_000);

  it('of several hosts each has its reason', async () => {
    const [one, other] = [await anyPort(), await listen((socket) => socket.end(errorMessage('57P03', 'starting up')))];
    const text = await lineOf(`postgres://a:topsecret@127.0.0.1:${one},127.0.0.1:${other}/b`);
    expect(text).toMatch(new RegExp(`127.0.0.1:${one} does not respond.*127.0.0.1:${other} is being started`));
    expect(text).not.toContain('topsecret');
  });

  it('names the variable', () => {
    expect(databaseError('localhost', new Error(), 'DATABASE_DIRECT_URL')).toMatch(/^DATABASE_DIRECT_URL is not a/);
    expect(databaseError('postgres://a/b?target_session_attrs=standby', new Error())).toMatch(/target_session_attrs/);
  });
});

describe('a schema other than public', () => {
  const url = String(process.env.DATABASE_URL);

  it.each(['?schema=paper', '?options=-csearch_path%3Dpaper'])('is refused: %s', async (parameters) => {
    expect(await lineOf(url + parameters)).toMatch(/schemas “public” and “search”.*Nothing has been changed/);
  });

  it('is refused where the role has one of its own', async () => {
    const { Client } = await import('pg');
    const admin = new Client({ connectionString: databaseAt(inject('postgres'), new URL(url).pathname.slice(1)) });
    await admin.connect();
    await admin.query("CREATE ROLE apart LOGIN PASSWORD 'apart'; CREATE SCHEMA apart AUTHORIZATION apart");
    const own = new URL(url);
    own.username = own.password = 'apart';
    expect(await lineOf(own.href)).toMatch(/DATABASE_URL leads to the schema “apart”/);
    await admin.query('DROP SCHEMA apart; DROP ROLE apart');
    await admin.end();
    expect(await lineOf(`${url}?schema=public`)).not.toMatch(/schemas/);
  });
});
