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
  return message.replace(/\{\w+(?:, number)?\}|<\/?\w+>|\b(plural|one|few|many|other|count)\b|=0/g, ' ');
}

// Names that are written alike everywhere.
const NAMES = /X \(Twitter\)|\bX\b|YouTube|Instagram|Facebook|Telegram|WhatsApp|LinkedIn|App Store|Google Play/g;

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
    const code = ['app', 'blocks', 'components', 'editor', 'server', 'processes']
      .flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)))
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(name, 'utf8'))
      .join('\n');
    const last = (key: string) => key.split('.').at(-1) ?? '';
    // Keys that are put together at run time, by the part before the variable one.
    const composed = [...code.matchAll(/t\(`([\w.]*)\$\{/g)].map(([, start]) => start);
    // Words that an island is given all at once.
    const whole = [...code.matchAll(/texts=\{.*\bmessages\.(\w+)/g)].map(([, room]) => `${room}.`);
    const unused = MESSAGES.en
      .map(([key]) => key)
      .filter((key) => !whole.some((room) => key.startsWith(room)))
      .filter(
        (key) =>
          !new RegExp(`\\b${last(key)}\\b`).test(code) && !composed.some((start) => start && key.includes(start)),
      );
    expect(unused).toEqual([]);
  });
});
