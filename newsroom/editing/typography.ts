import type { Language } from '#i18n/languages';

type Marks = { dash: string; outer: [open: string, close: string]; inner: [open: string, close: string] };

const MARKS: Record<Language, Marks> = {
  // The spaced en dash of British papers.
  en: { dash: '–', outer: ['“', '”'], inner: ['‘', '’'] },
  ru: { dash: '—', outer: ['«', '»'], inner: ['„', '“'] },
  hy: { dash: '—', outer: ['«', '»'], inner: ['„', '“'] },
};

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
  return fullStop(`${set} `, language) ? `${set.slice(0, -1)}։` : set;
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
  const { outer, inner } = MARKS[language];
  const open = openQuotes(before, outer, inner);
  const previous = before.at(-1) ?? ' ';
  if (/[\s([{—–]/.test(previous) || previous === outer[0] || previous === inner[0])
    return { replace: 1, by: open.length === 0 ? outer[0] : inner[0] };
  const last = open.at(-1);
  // After a figure, and nothing to close, it is inches or seconds.
  return last ? { replace: 1, by: last === outer[0] ? outer[1] : inner[1] } : undefined;
}

function openQuotes(text: string, outer: Marks['outer'], inner: Marks['inner']): string[] {
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
  // At the beginning of an English paragraph it is no speech, and may be a minus or a list.
  if (match.index === 0 && language === 'en') return undefined;
  return { replace: match[0].length, by: MARKS[language].dash + match[1] };
}

function fullStop(text: string, language: Language): Setting | undefined {
  const match = language === 'hy' ? /(?<=[\u0531-\u0587»]):(\s)$/.exec(text) : null;
  return match && !isInAddress(text.slice(0, -1)) ? { replace: 2, by: `։${match[1]}` } : undefined;
}

/** Armenian has a stress mark that people type as an apostrophe, so there it stays. */
function apostrophe(text: string, language: Language): Setting | undefined {
  const match = language === 'hy' ? null : /(?<=\p{L})'(\p{L})$/u.exec(text);
  return match ? { replace: match[0].length, by: `’${match[1]}` } : undefined;
}

function isInAddress(text: string): boolean {
  return /(:\/\/|www\.|mailto:|@)\S*$/i.test(text);
}
