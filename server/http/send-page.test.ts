import { randomBytes } from 'node:crypto';
import { brotliDecompressSync, zstdDecompressSync } from 'node:zlib';
import { expect, it, vi } from 'vitest';
import { assemble, bodyOf } from '#server/cache/answer';
import { compressWith, createDictionary } from '#server/dictionaries/dictionary';
import { PageSender } from '#server/http/send-page';
import { createPage } from '#server/rendering/page';

vi.mock(import('#server/cache/answer'), async (original) => {
  const answers = await original();
  return { ...answers, bodyOf: vi.fn(answers.bodyOf) };
});
vi.mock(import('#server/dictionaries/dictionary'), async (original) => {
  const dictionaries = await original();
  return { ...dictionaries, compressWith: vi.fn(dictionaries.compressWith) };
});

const FRAME = Array.from({ length: 300 }, (_, index) => `<li class="item-${index * 7919}">${index ** 3}</li>`).join('');
const HTML = `<main>${FRAME}<p>Another story</p></main>`;
const dictionary = createDictionary(Buffer.from(`<main>${FRAME}<p>A story</p></main>`), {
  build: 'a',
  language: 'en',
  articles: [],
});
const AS_BROWSERS = { 'accept-encoding': 'gzip, deflate, br, zstd, dcb, dcz' };
const HAS_IT = { ...AS_BROWSERS, 'available-dictionary': dictionary.availability };

const answerOf = (type = 'text/html; charset=utf-8', body = HTML) =>
  assemble(createPage({ status: 200, headers: { 'content-type': type }, body: Buffer.from(body) }, 0), []).answer;

function sender(): PageSender {
  const pages = new PageSender({}, 1_000);
  pages.setDictionaries([dictionary]);
  return pages;
}

function read(bytes: Buffer) {
  const end = bytes.indexOf('\r\n\r\n');
  const [line = '', ...fields] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers = Object.fromEntries(fields.map((field) => field.split(': ') as [string, string]));
  return { status: Number(line.split(' ')[1]), headers, body: bytes.subarray(end + 4) };
}

const get = (pages: PageSender, headers: Record<string, string>, answer = answerOf()) =>
  read(pages.bytes(answer, { target: '/en/post/a', headers }));

it('compresses with the dictionary that a browser has', () => {
  const { headers, body } = get(sender(), HAS_IT);
  expect(headers['content-encoding']).toBe('dcz');
  expect(headers.vary).toBe('accept-encoding, available-dictionary');
  expect(headers['content-length']).toBe(String(body.length));
  // It has it: nothing leads to it.
  expect(headers.link).toBeUndefined();
  expect(body.subarray(0, 8).toString('hex')).toBe('5e2a4d1820000000');
  expect(body.toString('hex', 8, 40)).toBe(dictionary.hash);
  expect(String(zstdDecompressSync(body.subarray(40), { dictionary: dictionary.bytes }))).toBe(HTML);
  expect(body.length).toBeLessThan(150);
});

it('names it to a browser that has none, or another', () => {
  for (const headers of [AS_BROWSERS, { ...HAS_IT, 'available-dictionary': ':AAAA:' }]) {
    const answer = get(sender(), headers);
    expect(answer.headers['content-encoding']).toBe('br');
    expect(answer.headers.link).toBe(`<${dictionary.address}>; rel="compression-dictionary"`);
    expect(answer.headers.vary).toBe('accept-encoding, available-dictionary');
  }
  // Another language has its own.
  const other = read(sender().bytes(answerOf(), { target: '/ru', headers: AS_BROWSERS }));
  expect(other.headers.link).toBeUndefined();
});

it.each([
  ['brotli to a browser that does not know dcz', { ...HAS_IT, 'accept-encoding': 'gzip, br, zstd' }, 'br'],
  ['gzip to one that refuses it', { ...HAS_IT, 'accept-encoding': 'gzip, dcz;q=0' }, 'gzip'],
  ['a feed as brotli', HAS_IT, 'br', answerOf('application/rss+xml')],
  ['a picture as gzip', HAS_IT, 'gzip', answerOf('image/png')],
  ['what is long as gzip', AS_BROWSERS, 'gzip', answerOf(undefined, randomBytes(100_000).toString('base64'))],
])('sends %s', (_, headers, encoding, answer?) => {
  expect(get(sender(), headers, answer).headers['content-encoding']).toBe(encoding);
});

it('compresses a page as brotli once, for all who take it', () => {
  const pages = sender();
  const answer = answerOf();
  const first = get(pages, AS_BROWSERS, answer);
  expect(String(brotliDecompressSync(first.body))).toBe(HTML);
  expect(first.headers['content-length']).toBe(String(first.body.length));
  expect(get(pages, AS_BROWSERS, { ...answer, keys: 'post-b' }).body.equals(first.body)).toBe(true);
});

it('sends gzip while brotli has taken a tenth of the time', () => {
  const pages = sender();
  const encodings = Array.from({ length: 2_000 }, (_, index) => {
    const { headers } = get(pages, AS_BROWSERS, answerOf(undefined, `${HTML.repeat(20)}${index}`));
    return headers['content-encoding'];
  });
  expect(encodings[0]).toBe('br');
  expect(encodings.filter((encoding) => encoding === 'gzip').length).toBeGreaterThan(500);
});

it('has a validator of its own, another for each dictionary', () => {
  const pages = sender();
  const answer = answerOf();
  const tag = String(get(pages, HAS_IT, answer).headers.etag);
  expect(tag).toMatch(/^"[\w-]{27}-dcz-[0-9a-f]{8}"$/);
  expect(get(pages, { ...HAS_IT, 'if-none-match': tag }, answer)).toMatchObject({
    status: 304,
    headers: { etag: tag },
  });
  expect(get(pages, { ...AS_BROWSERS, 'if-none-match': tag }, answer).status).toBe(200);

  const newer = createDictionary(Buffer.from('other'), { build: 'a', language: 'en', articles: [] });
  pages.setDictionaries([newer]);
  expect(get(pages, { ...HAS_IT, 'if-none-match': tag }, answer).headers['content-encoding']).toBe('br');
  const again = get(pages, { ...AS_BROWSERS, 'available-dictionary': newer.availability }, answer);
  expect([again.headers.etag === tag, again.headers['content-encoding']]).toEqual([false, 'dcz']);
});

it('sends nothing to a client that has the page in another form that it takes', () => {
  const pages = sender();
  const answer = answerOf();
  const { etag = '' } = get(pages, { 'accept-encoding': 'gzip' }, answer).headers;
  const has = { 'if-none-match': etag };
  expect(get(pages, { ...AS_BROWSERS, ...has }, answer)).toMatchObject({ status: 304, headers: { etag } });
  expect(get(pages, { ...HAS_IT, ...has }, answer)).toMatchObject({ status: 304, headers: { etag } });
  // Not in a form that it does not take, and not of another page.
  expect(get(pages, { 'accept-encoding': 'br', ...has }, answer).status).toBe(200);
  expect(get(pages, { ...AS_BROWSERS, ...has }, answerOf(undefined, `${HTML}!`)).status).toBe(200);
});

it('makes no form of a page to say that a client has it', () => {
  const answer = answerOf();
  const had = get(sender(), AS_BROWSERS, answer).headers.etag ?? '';
  vi.mocked(bodyOf).mockClear();
  // Another process, which has it as gzip alone.
  const again = get(sender(), { ...AS_BROWSERS, 'if-none-match': had }, answer);
  expect(again).toMatchObject({ status: 304, headers: { etag: had } });
  expect(bodyOf).not.toHaveBeenCalled();
});

it('compresses the page of all addresses where nothing is once, whatever their surrogate keys', () => {
  vi.mocked(compressWith).mockClear();
  const pages = sender();
  const notFound = answerOf();
  const bodies = ['post-a', 'post-b'].map((keys) => get(pages, HAS_IT, { ...notFound, keys }));
  expect(bodies.map(({ headers }) => headers['surrogate-key'])).toEqual(['post-a', 'post-b']);
  expect(compressWith).toHaveBeenCalledTimes(1);
});
