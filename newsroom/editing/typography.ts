import { isInScript, type Language, languageOf } from '#i18n/languages';
import type { Punctuation } from '#i18n/languages/record';

/** What to put in place of the last characters of a text. */
export type Setting = { replace: number; by: string };

/**
 * Sets quotes, dashes, dots and the Armenian full stop as the language prints them, as if somebody had just typed the
 * text.
 */
export function applyTypography(text: string, language: Language): string {
  let set = '';
  for (const character of text) {
    set += character;
    const setting = typed(set, language);
    if (setting) set = set.slice(0, -setting.replace) + setting.by;
  }
  const stop = fullStop(`${set} `, language);
  return stop ? set.slice(0, -1) + stop.by.trimEnd() : set;
}

/** What the character typed last makes of the end of a text; undefined where it stays as it was typed. */
export function typed(text: string, language: Language): Setting | undefined {
  const last = text.at(-1) ?? '';
  if (last === '"') return quote(text.slice(0, -1), language);
  if (/\s/.test(last)) return dash(text, language) ?? fullStop(text, language);
  if (isInAddress(text)) return undefined;
  if (last === '.') return text.endsWith('...') ? { replace: 3, by: '…' } : undefined;
  return apostrophe(text, language);
}

function quote(before: string, language: Language): Setting | undefined {
  const { outerQuotes: outer, innerQuotes: inner } = languageOf(language).punctuation;
  const open = openQuotes(before, outer, inner);
  const previous = before.at(-1) ?? ' ';
  if (/[\s([{—–]/.test(previous) || previous === outer[0] || previous === inner[0])
    return { replace: 1, by: open.length === 0 ? outer[0] : inner[0] };
  const last = open.at(-1);
  // After a figure, and nothing to close, it is inches or seconds.
  return last ? { replace: 1, by: last === outer[0] ? outer[1] : inner[1] } : undefined;
}

function openQuotes(text: string, outer: Punctuation['outerQuotes'], inner: Punctuation['innerQuotes']): string[] {
  const open: string[] = [];
  for (const [index, character] of [...text].entries()) {
    if (character === outer[0] || character === inner[0]) open.push(character);
    else if (character === outer[1]) open.splice(open.lastIndexOf(outer[0]));
    else if (character === inner[1] && open.at(-1) === inner[0] && !isApostrophe(text, index)) open.pop();
  }
  return open;
}

function isApostrophe(text: string, index: number): boolean {
  return text[index] === '’' && /\p{L}/u.test(text[index + 1] ?? '');
}

function dash(text: string, language: Language): Setting | undefined {
  const match = /(?:^|(?<=\s))--?(\s)$/.exec(text);
  if (!match) return undefined;
  const { dash: mark, dashOpensParagraph } = languageOf(language).punctuation;
  if (match.index === 0 && !dashOpensParagraph) return undefined;
  return { replace: match[0].length, by: mark + match[1] };
}

function fullStop(text: string, language: Language): Setting | undefined {
  const { punctuation, script } = languageOf(language);
  if (!punctuation.fullStop) return undefined;
  // After a word in the language's own letters, or a closing quote.
  const [, before = '', space] = /(\S):(\s)$/.exec(text) ?? [];
  const endsWord = before === punctuation.outerQuotes[1] || isInScript(before, script);
  return endsWord && !isInAddress(text.slice(0, -1)) ? { replace: 2, by: punctuation.fullStop + space } : undefined;
}

function apostrophe(text: string, language: Language): Setting | undefined {
  const match = languageOf(language).punctuation.curlsApostrophe ? /(?<=\p{L})'(\p{L})$/u.exec(text) : null;
  return match ? { replace: match[0].length, by: `’${match[1]}` } : undefined;
}

function isInAddress(text: string): boolean {
  return /(:\/\/|www\.|mailto:|@)\S*$/i.test(text);
}
