import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_LANGUAGES } from '#i18n/languages';
import { FIELD_NAMES } from '#newsroom/audit/event-details';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path: string[] = []): [key: string, message: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[[...path, key].join('.'), value]] : flat(value, [...path, key]),
  );
}

const read = (file: string) => flat(JSON.parse(readFileSync(file, 'utf8')));

const ENGLISH = { reader: read('messages/en.json'), newsroom: read('messages/newsroom/en.json') };

/** The messages that each language has, beside the English ones that they translate. */
const LANGUAGES = ALL_LANGUAGES.map((record) => ({
  ...record,
  messages: [...read(`messages/${record.code}.json`), ...newsroomMessages(record)],
  english: [...ENGLISH.reader, ...(record.hasNewsroomMessages ? ENGLISH.newsroom : [])],
}));

function newsroomMessages({ code, hasNewsroomMessages }: { code: string; hasNewsroomMessages: boolean }) {
  return hasNewsroomMessages ? read(`messages/newsroom/${code}.json`) : [];
}

/** What stands between the words: arguments, tags, and the skeleton of plurals. */
function placeholders(message: string): string[] {
  return [
    ...new Set([...message.matchAll(/\{(\w+)[,}]|<(\w+)>/g)].map(([, argument, tag]) => argument ?? `<${tag}>`)),
  ].sort();
}

function words(message: string): string {
  return message.replace(/\{\w+(?:, number)?\}|\{\w+, plural,|<\/?\w+>|\b(one|few|many|other)\b|=0/g, ' ');
}

// Names of services, formats and keys that are written alike everywhere.
const NAMES =
  /X \(Twitter\)|\bX\b|YouTube|Instagram|Facebook|Telegram|WhatsApp|LinkedIn|App Store|Google Play|WebSub|IndexNow|\bRSS\b|ads\.txt|robots\.txt|https?|WordPress|Ghost|\bWXR\b|JSON Lines|JSON Feed|\bAtom\b|NewsML-G2|\bninjs\b|folder:(?:agency)?|DATA_DIR\/wires|«refused»|\bJSON\b|\bzip\b|AVIF|HEIC|JPEG|iPhone|TikTok|Vimeo|Rutube|\bVK\b|\bOK\b|Spotify|SoundCloud|Datawrapper|Flourish|\bEnter\b|\bShift\b|\bCSV\b|\bAPI\b|Mastodon|Bluesky|@BotFather|\/newbot|telegram:(?:-100…)?|@paper|t\.me\/paper(?:\/123)?|mastodon\.social|(?:paper\.)?bsky\.social|write:statuses|read:accounts|Preferences → Development → New application|Settings → Privacy and security → App passwords|\bSVG\b|\bPNG\b|UTF-8|\bUTC\b|Polylang|\bCDN\b|Fastly|Cloudflare|Varnish|Cache-Tag|Zone → Cache Purge|purge_(?:select|all)|AUTH_SECRET|\bID\b|\bFree\b|Pro, Business|Enterprise|smtps:\/\/name:password@mail\.example\.com|imaps:\/\/name:password@mail\.example\.com|bounces\+…@example\.com|name@example\.com|SMTP_URL|\bSPF\b|\bDKIM\b|\bDMARC\b|\bDNS\b|\bTXT\b|docs\/letters\.md|«(?:email|address)»|\/\?p=123|\/a-story\/|JavaScript|iPad|\biOS\b|mailto:editor@paper\.example/g;

describe('messages', () => {
  it.each(LANGUAGES)('in $code are the same set as in English', ({ messages, english }) => {
    expect(messages.map(([key]) => key)).toEqual(english.map(([key]) => key));
  });

  it.each(LANGUAGES)('in $code take the same arguments as in English', ({ messages, english }) => {
    const taken = messages.map(([key, message]) => [key, placeholders(message)]);
    expect(taken).toEqual(english.map(([key, message]) => [key, placeholders(message)]));
  });

  it.each(LANGUAGES)('in $code hold no letter of another script', ({ script, messages }) => {
    const others = new Set(LANGUAGES.map((other) => other.script).filter((other) => other !== script));
    const foreign = new RegExp([...others].map((other) => `\\p{Script=${other}}`).join('|'), 'u');
    for (const [key, message] of messages) {
      expect([key, foreign.exec(words(message).replace(NAMES, ' '))?.[0]]).toEqual([key, undefined]);
    }
  });

  it.each(LANGUAGES)('in $code can be written with every number', ({ format, messages }) => {
    const forms = new Intl.PluralRules(format).resolvedOptions().pluralCategories;
    for (const [key, message] of messages) {
      const plurals = [...message.matchAll(/\{\w+, plural,((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/g)];
      for (const [, branches = ''] of plurals) {
        const branch = [...branches.matchAll(/(?:^|\}) *(\w+) *\{/g)].map(([, form]) => form);
        // One form for all, or each of the language's own.
        if (branch.join() !== 'other') expect([key, branch]).toEqual([key, expect.arrayContaining(forms)]);
      }
    }
  });

  const withStops = LANGUAGES.filter(({ punctuation }) => 'fullStop' in punctuation);
  it.each(withStops)('in $code end no sentence with a Latin colon or stop', ({ messages }) => {
    for (const [key, message] of messages) expect([key, /[:.]$/.test(message)]).toEqual([key, false]);
  });

  it('are all used', () => {
    const used = ['app', 'blocks', 'components', 'editor', 'i18n', 'server', 'processes']
      .flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)))
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
      .map((name) => usesIn(readFileSync(name, 'utf8')));
    const unused = [...ENGLISH.reader, ...ENGLISH.newsroom]
      .filter(([key]) => !used.some((uses) => uses(key)))
      .map(([key]) => key);
    expect(unused).toEqual([]);
  });
});

/** Whether a file may use a message: by the namespaces that it asks for and the words that it has in quotes. */
function usesIn(code: string): (key: string) => boolean {
  const namespaces = [
    ...[
      ...code.matchAll(
        /(?:(?:use|get)Translations|createTranslator)\((?:\)|'([\w.]+)'|\{[^}]*?(?:namespace: '([\w.]+)')?[^'}]*\})/g,
      ),
    ].map(([, plain, named]) => plain ?? named ?? ''),
    // What reads a form gets all messages.
    ...(/newsroomAction\(/.test(code) ? [''] : []),
  ].map((namespace) => namespace && `${namespace}.`);
  // Object keys are words as well: share-line.tsx has one for each network.
  const quoted = [...code.matchAll(/'([\w.-]+)'|(\w+):/g)].map(([, text, name]) => text ?? name);
  const words = new Set([...quoted, ...(/\bfieldOf\(/.test(code) ? FIELD_NAMES : [])]);
  // Keys that are put together at run time, by the part before the variable one.
  const beginnings = [...code.matchAll(/`([\w.]+)\$\{/g)].flatMap(([, beginning]) => beginning ?? []);
  // Namespaces that are handed over whole, or read from the file itself.
  const whole = [
    ...code.matchAll(
      /\.\.\.messages\.(\w+)|\b(statusPage|importNotes|tooLargePage|letterMail)\b|\bknown\.(databaseTrouble)\b/g,
    ),
  ].map(([, handed, read, known]) => `${handed ?? read ?? known}.`);
  return (key) =>
    whole.some((namespace) => key.startsWith(namespace)) ||
    namespaces.some((namespace) => {
      const rest = key.startsWith(namespace) ? key.slice(namespace.length) : undefined;
      return rest !== undefined && (words.has(rest) || beginnings.some((beginning) => rest.startsWith(beginning)));
    });
}
