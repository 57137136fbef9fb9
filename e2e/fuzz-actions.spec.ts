import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { Newsroom } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';

// Whatever is sent to a server action, by somebody who is signed in or by nobody: an answer comes, and it is no error
// of ours.
test.describe.configure({ mode: 'default', timeout: 180_000 });

const RUNS = Number(process.env.FUZZ_RUNS ?? 120);
/** Nothing takes longer than this, milliseconds. */
const LONGEST_MS = 20_000;

const { node }: { node: Record<string, { exportedName: string }> } = JSON.parse(
  readFileSync('.next/server/server-reference-manifest.json', 'utf8'),
);
// Signing out would end the session of all that come after it.
const IDS = Object.keys(node).filter((id) => node[id]?.exportedName !== 'signOut');

let house: OwnServer;
let web: Web;
let room: Newsroom;
let cookie: string;
let article: number;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(90_000);
  house = await startOwnServer();
  const editor = await house.onStage(async () => {
    article = (await createStory({ slugs: { en: 'a-story' } })).articles.en;
    return createStaffMember('editor', 'Fuzz');
  });
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
  const desk = await room.seat(editor);
  cookie = (await desk.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
});
test.afterAll(async () => {
  await room.closeAll();
  await house.close();
});

type Sent = { path: string; headers: Record<string, string>; body: Buffer };

/** The status of the answer; 0 where the server has closed the connection instead, which it may. */
function statusOf({ path, headers, body }: Sent): Promise<number> {
  const { hostname, port, origin } = new URL(web.origin);
  return new Promise((resolve, reject) => {
    const sent = request({
      ...{ hostname, port, path, method: 'POST', agent: false, timeout: LONGEST_MS },
      headers: { origin, 'sec-fetch-site': 'same-origin', 'content-length': body.length, ...headers },
    });
    sent.on('response', (response) => response.resume().on('end', () => resolve(response.statusCode ?? 0)));
    sent.on('timeout', () => reject(new Error(`no answer within ${LONGEST_MS} ms`)));
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}

const BOUNDARY = 'edge';
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '\0', '\uD800', '1e309', '-1', '99999999999999999999', '__proto__', 'constructor', 'on', '[]'),
  fc.constantFrom('x'.repeat(100_000), '{"a":'.repeat(5_000), '['.repeat(20_000), '$F1', '$K1', '$Q1', '$@1', '$h1'),
);
const NAMES = ['id', 'version', 'kind', 'text', 'name', 'language', 'slug', 'seen', 'email', 'password', 'at', 'ids'];
const name = fc.oneof(fc.constantFrom(...NAMES, '__proto__', 'constructor', 'toString', '$ACTION_KEY', ''), text);
const field = fc.tuple(name, fc.oneof(text, fc.constantFrom('1', '2')));

const part = (key: string, value: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${key.replaceAll('"', '%22')}"\r\n\r\n${value}\r\n`;
const multipart = (fields: [string, string][]) =>
  Buffer.from(`${fields.map(([key, value]) => part(key, value)).join('')}--${BOUNDARY}--\r\n`);

/** What Next's client sends: the form as part 1 of the arguments. */
const asClient = fc
  .array(field, { maxLength: 6 })
  .map((fields) =>
    multipart([...fields.map(([key, value]): [string, string] => [`1_${key}`, value]), ['0', '[null,"$K1"]']]),
  );
const asFields = fc.array(field, { maxLength: 6 }).map(multipart);
const odd = fc.constantFrom(
  multipart([]),
  multipart([['0', '["$K1","$K1","$K1"]']]),
  multipart([['0', '{"__proto__":{"a":1}}']]),
  multipart([['0', '$']]),
  multipart([['0', '['.repeat(50_000)]]),
  multipart([['0', '["$B1"]']]),
  Buffer.alloc(0),
  Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n\0`),
  Buffer.from('x'.repeat(990_000)),
  multipart(Array.from({ length: 5_000 }, (_, index) => [`1_field${index}`, 'x'])),
);
const multipartBody = fc
  .tuple(fc.oneof(asClient, asFields, odd), fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: 1, freq: 3 }))
  .map(([body, share]) => ({
    type: `multipart/form-data; boundary=${BOUNDARY}`,
    body: body.subarray(0, body.length * share),
  }));
const plainBody = fc
  .tuple(
    fc.constantFrom(
      'text/plain;charset=UTF-8',
      'application/x-www-form-urlencoded',
      'application/json',
      'multipart/form-data',
      '',
    ),
    fc.oneof(
      fc.jsonValue().map((value) => JSON.stringify(value)),
      text,
      fc.constantFrom(
        '[]',
        '[null,"$K1"]',
        '["$1"]',
        '["$undefined"]',
        '["$Z"]',
        '["$n99999"]',
        '["$D"]',
        '["$T"]',
        '{',
      ),
    ),
  )
  .map(([type, body]) => ({ type, body: Buffer.from(body) }));

const action = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...IDS) },
  fc.constantFrom('x', '', `7f${'0'.repeat(40)}`),
);
const where = fc.constantFrom('/admin/account', '/admin/sign-in', '/admin', '/admin/settings', '/admin/nowhere', '/en');

test('nothing that is sent to a server action is answered with an error of ours', async () => {
  await fc.assert(
    fc.asyncProperty(
      action,
      fc.oneof(where, fc.constant('an article')),
      fc.oneof({ weight: 3, arbitrary: multipartBody }, plainBody),
      fc.boolean(),
      fc.boolean(),
      async (id, page, { type, body }, isSignedIn, isFetch) => {
        const path = page === 'an article' ? `/admin/articles/${article}` : page;
        const headers = {
          'content-type': type,
          ...(isFetch && { 'next-action': id, accept: 'text/x-component' }),
          ...(isSignedIn && { cookie }),
        };
        const begun = performance.now();
        const status = await statusOf({ path, headers, body });
        expect([node[id]?.exportedName ?? id, path, status < 500]).toEqual([node[id]?.exportedName ?? id, path, true]);
        expect(performance.now() - begun).toBeLessThan(LONGEST_MS);
      },
    ),
    { numRuns: RUNS * 2 },
  );
});

test('every action answers a form without fields', async () => {
  for (const id of IDS) {
    const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, 'next-action': id, cookie };
    const body = multipart([['0', '[null,"$K1"]']]);
    const status = await statusOf({ path: '/admin/account', headers, body });
    expect([node[id]?.exportedName, status < 500]).toEqual([node[id]?.exportedName, true]);
  }
});

test('an action that another page has is not there, and the server does not ask itself for it', async () => {
  const saveProfile = IDS.find((id) => node[id]?.exportedName === 'saveProfile') ?? '';
  const body = multipart([['0', '[null]']]);
  const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, 'next-action': saveProfile, cookie };
  expect(await statusOf({ path: '/admin/nowhere', headers, body })).toBe(409);
  expect(await statusOf({ path: '/admin/settings', headers, body })).toBe(409);
  expect(await statusOf({ path: '/admin/account', headers, body })).not.toBe(409);
});
