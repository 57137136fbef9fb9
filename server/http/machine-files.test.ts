import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plain } from '#e2e/plain-request';
import { storeFile } from '#platform/files';
import { isOurAnswer, signQuestion } from '#platform/machine-signature';
import { machineFiles } from '#server/http/machine-files';

const id = '0123456789abcdef0123';
const master = `${id}/master.jpg`;
const bytes = new TextEncoder().encode('a picture');

let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = String(request.url).replace(/^\/media/, '');
    if (!machineFiles(request, response, path)) response.writeHead(418).end();
  });
  await new Promise<void>((listening) => server.listen(0, listening));
  await storeFile(master, bytes);
  await storeFile(`${id}/whole-700.jpg`, bytes);
  await storeFile(`${id}/wide-640.avif`, bytes);
  await storeFile('renditions/progress.json', bytes);
});
afterAll(() => server.close());

const ask = (file: string, authorization?: string, method = 'GET') =>
  plain(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/media/machines/${file}`,
    authorization === undefined ? {} : { authorization },
    method,
  );

it('gives what pictures are made from to whoever has the key, signed, and to be kept by nobody between', async () => {
  for (const file of [master, `${id}/whole-700.jpg`]) {
    const { status, headers, body } = await ask(file, `Machine ${signQuestion(file)}`);
    expect([status, headers['cache-control'], body.toString()]).toEqual([200, 'no-store', 'a picture']);
    expect(isOurAnswer(file, body, String(headers['x-machine-signature']))).toBe(true);
    expect(isOurAnswer(file, undefined, String(headers['x-machine-signature']))).toBe(false);
  }
  const head = await ask(master, `Machine ${signQuestion(master)}`, 'HEAD');
  expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '9', 0]);
});

it('gives audios of stories too', async () => {
  const file = `audio-7-${id}/story.mp3`;
  await storeFile(file, bytes);
  expect((await ask(file, `Machine ${signQuestion(file)}`)).body.toString()).toBe('a picture');
  expect((await ask(file)).status).toBe(403);
});

it('says that it has none, signed too', async () => {
  const other = `${'f'.repeat(20)}/master.jpg`;
  const { status, headers } = await ask(other, `Machine ${signQuestion(other)}`);
  expect([status, headers['cache-control']]).toEqual([404, 'no-store']);
  expect(isOurAnswer(other, undefined, String(headers['x-machine-signature']))).toBe(true);
});

it.each([
  ['no key', undefined],
  ['an empty one', 'Machine '],
  ['another one', `Machine ${'0'.repeat(64)}`],
  ['that for another file', `Machine ${signQuestion(`${id}/whole-700.jpg`)}`],
  ['one without its scheme', signQuestion(master)],
])('with %s nothing is said, not even whether the file is there', async (_, authorization) => {
  const { status, headers, body } = await ask(master, authorization);
  expect([status, body.length, headers['x-machine-signature']]).toEqual([403, 0, undefined]);
});

it.each([`${id}/wide-640.avif`, 'renditions/progress.json', `${id}/../${master}`, '../secret', 'secret', ''])(
  '%s is given to nobody',
  async (file) => {
    expect((await ask(file, `Machine ${signQuestion(file)}`)).status).toBe(404);
  },
);
