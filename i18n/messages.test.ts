import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import deskEn from '#messages/desk/en.json';
import deskHy from '#messages/desk/hy.json';
import deskRu from '#messages/desk/ru.json';
import en from '#messages/en.json';
import hy from '#messages/hy.json';
import ru from '#messages/ru.json';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path: string[] = []): [key: string, message: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[[...path, key].join('.'), value]] : flat(value, [...path, key]),
  );
}

const MESSAGES = {
  en: flat({ ...en, ...deskEn }),
  ru: flat({ ...ru, ...deskRu }),
  hy: flat({ ...hy, ...deskHy }),
};

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
  /X \(Twitter\)|\bX\b|YouTube|Instagram|Facebook|Telegram|WhatsApp|LinkedIn|App Store|Google Play|WebSub|IndexNow|ads\.txt|https|\bEnter\b|\bShift\b/g;

describe('messages', () => {
  it('are the same set in every language', () => {
    const keys = MESSAGES.en.map(([key]) => key);
    expect(MESSAGES.ru.map(([key]) => key)).toEqual(keys);
    expect(MESSAGES.hy.map(([key]) => key)).toEqual(keys);
  });

  it('take the same arguments in every language', () => {
    for (const [index, [key, message]] of MESSAGES.en.entries()) {
      for (const language of ['ru', 'hy'] as const) {
        expect([key, placeholders(MESSAGES[language][index]?.[1] ?? '')]).toEqual([key, placeholders(message)]);
      }
    }
  });

  it.each([
    ['en', /\p{Script=Cyrillic}|\p{Script=Armenian}/u],
    ['ru', /\p{Script=Latin}|\p{Script=Armenian}/u],
    ['hy', /\p{Script=Latin}|\p{Script=Cyrillic}/u],
  ] as const)('in %s hold no letter of another script', (language, foreign) => {
    for (const [key, message] of MESSAGES[language]) {
      expect([key, foreign.exec(words(message).replace(NAMES, ' '))?.[0]]).toEqual([key, undefined]);
    }
  });

  it('in Armenian end no sentence with a Latin colon or stop', () => {
    for (const [key, message] of MESSAGES.hy) expect([key, /[:.]$/.test(message)]).toEqual([key, false]);
  });

  it('are all used', () => {
    const used = ['app', 'blocks', 'components', 'editor', 'server', 'processes']
      .flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)))
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
      .map((name) => usesIn(readFileSync(name, 'utf8')));
    const unused = MESSAGES.en.filter(([key]) => !used.some((uses) => uses(key))).map(([key]) => key);
    expect(unused).toEqual([]);
  });
});

/** Whether a file may use a message: by the namespaces that it asks for and the words that it has in quotes. */
function usesIn(code: string): (key: string) => boolean {
  const namespaces = [
    ...[...code.matchAll(/(?:use|get)Translations\((?:\)|'([\w.]+)'|\{[^}]*?(?:namespace: '([\w.]+)')?[^'}]*\})/g)].map(
      ([, plain, named]) => plain ?? named ?? '',
    ),
    // What reads a form gets all messages.
    ...(/readForm\(|newsroomAction\(/.test(code) ? [''] : []),
  ].map((namespace) => namespace && `${namespace}.`);
  // Object keys are words as well: share-line.tsx has one for each network.
  const words = new Set([...code.matchAll(/'([\w.-]+)'|(\w+):/g)].map(([, quoted, name]) => quoted ?? name));
  // Keys that are put together at run time, by the part before the variable one.
  const beginnings = [...code.matchAll(/`([\w.]+)\$\{/g)].flatMap(([, beginning]) => beginning ?? []);
  // Namespaces that are handed over whole, or read from the file itself.
  const whole = [...code.matchAll(/\.\.\.messages\.(\w+)|\b(statusPage)\b/g)].map(
    ([, handed, read]) => `${handed ?? read}.`,
  );
  return (key) =>
    whole.some((namespace) => key.startsWith(namespace)) ||
    namespaces.some((namespace) => {
      const rest = key.startsWith(namespace) ? key.slice(namespace.length) : undefined;
      return rest !== undefined && (words.has(rest) || beginnings.some((beginning) => rest.startsWith(beginning)));
    });
}
