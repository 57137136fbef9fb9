import { expect, it } from 'vitest';
import { readSimpleRequest } from '#server/http/simple-request';

const read = (text: string) => readSimpleRequest(Buffer.from(text, 'latin1'));
const request = (...fields: string[]) =>
  `GET /en HTTP/1.1\r\nHost: news.test\r\n${fields.map((f) => `${f}\r\n`).join('')}\r\n`;

it('reads what makes a difference to a page', () => {
  expect(read(request())).toEqual({ target: '/en', headers: {} });
  expect(
    read(
      request('Accept-Encoding:  gzip, br ', 'IF-NONE-MATCH: "a"', 'Cookie: a=b', 'X-Empty:', 'Connection: Keep-Alive'),
    ),
  ).toEqual({ target: '/en', headers: { 'accept-encoding': 'gzip, br', 'if-none-match': '"a"' } });
  expect(read(request('Available-Dictionary: :YQ==:'))?.headers).toEqual({ 'available-dictionary': ':YQ==:' });
  const long = request(`Cookie: ${'a'.repeat(4_000)}`);
  expect([read(long), read(long)]).toEqual(Array(2).fill({ target: '/en', headers: {} }));
});

it.each([
  ['another method', 'HEAD /en HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['a whole address', 'GET http://news.test/en HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['another version', 'GET /en HTTP/1.0\r\nHost: a\r\n\r\n'],
  ['no host', 'GET /en HTTP/1.1\r\nAccept: a\r\n\r\n'],
  ['no fields', 'GET /en HTTP/1.1\r\n\r\n'],
  ['two hosts', request('Host: b')],
  ['half a request', 'GET /en HTTP/1.1\r\nHost: a\r\n'],
  ['two requests', request() + request()],
  ['a request with something behind it', `${request()}GET /`],
  ['a space before the colon', request('Cookie : a')],
  ['a folded field', request('Cookie: a\r\n b')],
  ['a lone line feed', request('Cookie: a\nContent-Length: 5')],
  ['a lone carriage return', request('Cookie: a\rb')],
  ['control characters', request('Cookie: a\u0000b')],
  ['letters beyond ASCII', request('Cookie: \u00e9')],
  ['spaces in the target', 'GET /en /ru HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['a body', request('Content-Length: 0')],
  ['a chunked body', request('transfer-encoding: chunked')],
  ['an upgrade', request('Connection: upgrade', 'Upgrade: h2c')],
  ['a connection to be closed', request('connection: close')],
  ['an expectation', request('Expect: 100-continue')],
  ['a range', request('Range: bytes=0-9')],
  ['a field of interest twice', request('Accept-Encoding: gzip', 'accept-encoding: br')],
  ['more bytes than any browser sends', request(`Cookie: ${'a'.repeat(9_000)}`)],
  ['nothing', ''],
])('leaves %s to the HTTP server', (_, text) => {
  expect(read(text)).toBeUndefined();
  expect(read(text)).toBeUndefined();
});
