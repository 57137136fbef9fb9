import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { negotiate } from '@fastify/accept-negotiator';
import fresh from 'fresh';
import { LRUCache } from 'lru-cache';
import { frontAddress } from '#i18n/addresses';
import { type Answer, bodyOf, ENCODINGS, type Encoding, entityTag } from '#server/cache/answer';
import { compressWith, type Dictionary } from '#server/dictionaries/dictionary';
import type { SimpleRequest } from '#server/http/simple-request';
import { TimeShare } from '#server/http/time-share';

/**
 * What caches may do with a page. Browsers and plain proxies (RFC 9111): a shared cache keeps it for a second, a
 * browser asks each time and mostly gets 304. CDNs (RFC 9213): serve it for ten seconds more while they revalidate, and
 * for a day if that fails (RFC 5861). In Cache-Control those would apply to browsers too: Chromium then shows the old
 * page.
 */
const CACHE_CONTROL = 'public, max-age=0, s-maxage=1';
const CDN_CACHE_CONTROL = 'max-age=1, stale-while-revalidate=10, stale-if-error=86400';
/** Of a page that may lack a change: a CDN that keeps others until they are purged asks for it again soon. */
const CDN_CACHE_CONTROL_BEHIND = 'max-age=1, stale-if-error=86400';

/** Value of Cache-Status for what the cache had (RFC 9211). */
export const CACHE_HIT = 'pages; hit';

/** `dcz` is zstd with a dictionary (RFC 9842). */
type Accepted = { best: Encoding; withoutBrotli: Encoding; dcz: boolean };

/** There are few different Accept-Encoding headers; each is parsed once. */
const negotiated = new LRUCache<string, Accepted>({ max: 500 });

/** The smallest encoding that a request accepts (RFC 9110, 12.5.3), of all and of those that are always there. */
function acceptedBy(header = ''): Accepted {
  const known = negotiated.get(header);
  if (known) return known;
  const among = (encodings: readonly Encoding[]) =>
    header ? ((negotiate(header, [...encodings]) as Encoding | null) ?? 'identity') : 'identity';
  const accepted = {
    best: among(ENCODINGS),
    withoutBrotli: among(['gzip', 'identity']),
    dcz: negotiate(header, ['dcz']) === 'dcz',
  };
  negotiated.set(header, accepted);
  return accepted;
}

/** What says that a client has an answer in a form. */
type Validation = {
  validators: { etag: string; 'last-modified': string | undefined };
  /** Lines of the head of a 304, which the whole answer has too. */
  lines: string;
  /** The lines for Node's HTTP server: name, value, name, value … */
  fields?: string[];
  message?: Message;
};

/** An answer in a form. */
type Prepared = { lines: string; body: Buffer; fields?: string[]; message?: Message };

/** A message as bytes (RFC 9112), in which only the date is written anew, at most once a second. */
type Message = { bytes: Buffer; dateAt: number; second: number };

/** How a page is sent by the HTTP server. */
export type SendOptions = {
  /** Value of Cache-Status (RFC 9211). */
  cacheStatus: string;
  /** Asks the client to use another connection for its next request. */
  closeConnection: boolean;
  /** Whether it may lack a change that this process does not know of. */
  isBehind: boolean;
};

/**
 * Brotli of a whole page takes a millisecond and is a third smaller than gzip joined from pieces, which costs nothing:
 * on a slow network a round trip less for the first page. What there is no time for goes as gzip.
 */
const BROTLI_SHARE = 0.1;
const BROTLI_KEPT_MS = 100;
/** Of an answer as gzip: of what is longer, such as a part of the sitemap, brotli takes too long at once. */
const BROTLI_MAX_BYTES = 64_000;

const NOTHING = Buffer.alloc(0);
/** As long as a date, which is written over it. */
const NO_DATE = ' '.repeat(29);

/** Sends pages; all get the `common` headers. */
export class PageSender {
  readonly #common: Readonly<Record<string, string>>;
  /** Of what the cache had, over a connection that stays open. */
  readonly #lastLines: string;
  readonly #ownLines = new WeakMap<Answer['headers'], OwnLines>();
  /** By the answer's gzip: answers that differ in their surrogate keys alone have it in common. */
  readonly #bodies = new WeakMap<Buffer, Map<Encoding | Dictionary, Buffer>>();
  readonly #timeForBrotli = new TimeShare(BROTLI_SHARE, BROTLI_KEPT_MS);
  readonly #validations = new WeakMap<Answer, Map<Encoding | Dictionary, Validation>>();
  #prepared = new WeakMap<Answer, Map<Encoding | Dictionary, Prepared>>();
  /** By the first part of the addresses of their pages, and by what requests say of browsers that have them. */
  #dictionaries = { byPath: new Map<string, Dictionary>(), byAvailability: new Map<string, Dictionary>() };

  constructor(common: Readonly<Record<string, string>>, keepAliveMs: number) {
    this.#common = common;
    this.#lastLines = linesFrom([
      ['cache-status', CACHE_HIT],
      ['connection', 'keep-alive'],
      ['keep-alive', `timeout=${Math.floor(keepAliveMs / 1_000)}`],
    ]);
  }

  /** From now on pages are compressed with these for browsers that have them, and name them to the others. */
  setDictionaries(dictionaries: readonly Dictionary[]): void {
    this.#dictionaries = {
      byPath: new Map(dictionaries.map((one) => [frontAddress(one.language), one])),
      byAvailability: new Map(dictionaries.map((one) => [one.availability, one])),
    };
    this.#prepared = new WeakMap();
  }

  send(
    request: IncomingMessage,
    response: ServerResponse,
    answer: Answer,
    { cacheStatus, closeConnection, isBehind }: SendOptions,
  ): void {
    const headers = request.headers as SimpleRequest['headers'];
    const own = ['cache-status', cacheStatus, ...(closeConnection ? ['connection', 'close'] : [])];
    const validation = this.#validationOfWhatIsHad(answer, headers);
    if (validation) {
      validation.fields ??= fieldsOf(validation.lines);
      response.writeHead(304, [...(isBehind ? behind(validation.fields) : validation.fields), ...own]).end();
      return;
    }
    const prepared = this.#prepare(answer, request.url ?? '', this.#formFor(answer, headers));
    prepared.fields ??= fieldsOf(prepared.lines);
    response.writeHead(answer.status, [...(isBehind ? behind(prepared.fields) : prepared.fields), ...own]);
    if (request.method === 'HEAD') response.end();
    else response.end(prepared.body);
  }

  /** The whole answer to a GET from the cache, head and body, as it goes over a connection that stays open. */
  bytes(answer: Answer, { target, headers }: SimpleRequest): Buffer {
    const validation = this.#validationOfWhatIsHad(answer, headers);
    const message = validation ? this.#unchanged(validation) : this.#whole(answer, target, headers);
    const second = Math.floor(Date.now() / 1_000);
    if (message.second !== second) {
      message.bytes.write(new Date(second * 1_000).toUTCString(), message.dateAt, 'latin1');
      message.second = second;
    }
    return message.bytes;
  }

  #whole(answer: Answer, target: string, headers: SimpleRequest['headers']): Message {
    const prepared = this.#prepare(answer, target, this.#formFor(answer, headers));
    prepared.message ??= this.#message(answer.status, prepared.lines, prepared.body);
    return prepared.message;
  }

  #unchanged(validation: Validation): Message {
    validation.message ??= this.#message(304, validation.lines);
    return validation.message;
  }

  #message(status: number, lines: string, body: Buffer = NOTHING): Message {
    const start = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nDate: `;
    const head = `${start}${NO_DATE}\r\n${lines}${this.#lastLines}\r\n`;
    const bytes = Buffer.allocUnsafeSlow(head.length + body.length);
    bytes.write(head, 'latin1');
    body.copy(bytes, head.length);
    return { bytes, dateAt: start.length, second: 0 };
  }

  /**
   * What says that a client has the answer already, if it does: in whatever form that it takes, not only in the one that
   * it would get now.
   */
  #validationOfWhatIsHad(answer: Answer, headers: SimpleRequest['headers']): Validation | undefined {
    const isConditional = 'if-none-match' in headers || 'if-modified-since' in headers;
    if (!isConditional || answer.status !== 200) return undefined;
    const { best, withoutBrotli, dictionary } = this.#accepts(answer, headers);
    const forms = [...(dictionary ? [dictionary] : []), best, withoutBrotli];
    return forms.map((form) => this.#validation(answer, form)).find(({ validators }) => fresh(headers, validators));
  }

  #validation(answer: Answer, form: Encoding | Dictionary): Validation {
    const validations = this.#validations.get(answer) ?? new Map<Encoding | Dictionary, Validation>();
    const known = validations.get(form);
    if (known) return known;
    const own = this.#linesOf(answer.headers);
    const etag = typeof form === 'string' ? entityTag(answer, form) : `"${answer.digest}-dcz-${form.hash.slice(0, 8)}"`;
    const keys = answer.keys && `surrogate-key: ${answer.keys}\r\n`;
    const validation = {
      validators: { etag, 'last-modified': answer.headers['last-modified'] },
      lines: `etag: ${etag}\r\n${keys}${own.of304}`,
    };
    validations.set(form, validation);
    this.#validations.set(answer, validations);
    return validation;
  }

  /** The form that a request gets. */
  #formFor(answer: Answer, headers: SimpleRequest['headers']): Encoding | Dictionary {
    const { best, withoutBrotli, dictionary } = this.#accepts(answer, headers);
    if (dictionary) return dictionary;
    return best !== 'br' || this.#hasBrotli(answer) ? best : withoutBrotli;
  }

  #accepts(answer: Answer, headers: SimpleRequest['headers']): Omit<Accepted, 'dcz'> & { dictionary?: Dictionary } {
    const { best, withoutBrotli, dcz } = acceptedBy(headers['accept-encoding']);
    const available = dcz ? headers['available-dictionary'] : undefined;
    const dictionary = available && isHtml(answer) ? this.#dictionaries.byAvailability.get(available) : undefined;
    return { best, withoutBrotli, ...(dictionary && { dictionary }) };
  }

  /** Whether there is brotli of an answer, or time to make it. */
  #hasBrotli(answer: Answer): boolean {
    if (answer.gzip.length > BROTLI_MAX_BYTES || isPicture(answer)) return false;
    if (this.#bodies.get(answer.gzip)?.has('br')) return true;
    return this.#timeForBrotli.use(() => this.#bodyOf(answer, 'br')) !== undefined;
  }

  #prepare(answer: Answer, address: string, form: Encoding | Dictionary): Prepared {
    const prepared = this.#prepared.get(answer) ?? new Map<Encoding | Dictionary, Prepared>();
    const known = prepared.get(form);
    if (known) return known;
    const dictionary = typeof form === 'string' ? undefined : form;
    const encoding = typeof form === 'string' ? form : 'dcz';
    const body = this.#bodyOf(answer, form);
    const next = !dictionary && isHtml(answer) && this.#dictionaries.byPath.get(/^\/[^/?]*/.exec(address)?.[0] ?? '');
    // Browsers fetch it when they have time.
    const link = next ? `link: <${next.address}>; rel="compression-dictionary"\r\n` : '';
    const coding = encoding === 'identity' ? '' : `content-encoding: ${encoding}\r\n`;
    const first = this.#validation(answer, form).lines;
    const { others } = this.#linesOf(answer.headers);
    const entry = { lines: `${first}${link}${others}${coding}content-length: ${body.length}\r\n`, body };
    prepared.set(form, entry);
    this.#prepared.set(answer, prepared);
    return entry;
  }

  /** What takes time to make is made once, also for the page of all addresses where nothing is. */
  #bodyOf(answer: Answer, form: Encoding | Dictionary): Buffer {
    if (form === 'gzip') return answer.gzip;
    const bodies = this.#bodies.get(answer.gzip) ?? new Map<Encoding | Dictionary, Buffer>();
    const known = bodies.get(form);
    if (known) return known;
    const body = typeof form === 'string' ? bodyOf(answer, form) : compressWith(form, bodyOf(answer, 'identity'));
    bodies.set(form, body);
    this.#bodies.set(answer.gzip, bodies);
    return body;
  }

  /** Lines that are the same however a page is filled in: those of every answer, and the page's own. */
  #linesOf(headers: Answer['headers']): OwnLines {
    const known = this.#ownLines.get(headers);
    if (known) return known;
    const { 'last-modified': lastModified, 'cache-control': cacheControl, ...rest } = headers;
    // A page of another site that asks whether an answer has changed may read that too.
    const crossOrigin = Object.entries(rest).filter(([name]) => name.startsWith('access-control-'));
    const others = Object.entries(rest).filter(([name]) => !name.startsWith('access-control-'));
    const common = Object.entries(this.#common).filter(([name]) => !(name in headers));
    const lines = {
      of304: linesFrom([
        ['vary', 'accept-encoding, available-dictionary'],
        ...(cacheControl
          ? [['cache-control', cacheControl] as const]
          : ([
              ['cache-control', CACHE_CONTROL],
              ['cdn-cache-control', CDN_CACHE_CONTROL],
            ] as const)),
        ...(lastModified ? [['last-modified', lastModified] as const] : []),
        ...crossOrigin,
        ...common,
      ]),
      others: linesFrom(others),
    };
    this.#ownLines.set(headers, lines);
    return lines;
  }
}

type OwnLines = { of304: string; others: string };

function linesFrom(headers: readonly (readonly [name: string, value: string])[]): string {
  return headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
}

function fieldsOf(lines: string): string[] {
  return lines
    .split('\r\n')
    .slice(0, -1)
    .flatMap((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    });
}

function behind(fields: readonly string[]): string[] {
  return fields.map((field) => (field === CDN_CACHE_CONTROL ? CDN_CACHE_CONTROL_BEHIND : field));
}

function isPicture({ headers }: Answer): boolean {
  return headers['content-type']?.startsWith('image/') ?? false;
}

function isHtml({ headers }: Answer): boolean {
  return headers['content-type']?.startsWith('text/html') ?? false;
}
