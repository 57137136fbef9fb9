import { createHash } from 'node:crypto';
import { searchTextOf, storedBody } from '#blocks/body';
import { isLanguage, type Language } from '#i18n/languages';
import { storable } from '#i18n/storable';
import { parseWebAddress } from '#newsroom/transfer/source/former-site';
import { blocksOf } from '#newsroom/transfer/text/blocks-of';
import { shinglesOf } from '#newsroom/wire/shingles';
import type { WireEntry, WirePicture } from '#newsroom/wire/wire-entry';

/** As long as an article's own may be, letters. */
const LENGTHS = { headline: 300, standfirst: 1_000, note: 2_000, credit: 200 };
const MOST_PICTURES = 50;

/** An entry as it is stored. */
export type PreparedEntry = Omit<WireEntry, 'html' | 'language'> & {
  language: Language;
  body: unknown[];
  /** The same for the same words, status and embargo: addresses in links and of pictures change at each poll. */
  fingerprint: string;
  shingles: number[];
};

/** Makes blocks of an entry's text; `language` is that of its source, for one that names none of ours. */
export function prepareEntry(given: WireEntry, language: Language): PreparedEntry {
  const entry = storable(given).value as WireEntry;
  const own = entry.language.toLowerCase().split(/[-_]/, 1)[0];
  const written = isLanguage(own) ? own : language;
  const { body, places } = blocksOf(
    { format: 'html', html: entry.html },
    { picture: () => undefined, base: entry.link, language: written },
  );
  const words = searchTextOf(body);
  const headline = shortened(entry.headline, LENGTHS.headline);
  const standfirst = shortened(entry.standfirst, LENGTHS.standfirst);
  const said = [headline, standfirst, words, entry.status, entry.embargoUntil?.toISOString() ?? ''];
  return {
    ...{ ...withoutText(entry), headline, standfirst, language: written, body: storedBody(body) },
    note: entry.note.slice(0, LENGTHS.note).toWellFormed(),
    credit: shortened(entry.credit, LENGTHS.credit),
    pictures: picturesOf(entry, places),
    fingerprint: createHash('sha256').update(said.join('\n')).digest('base64url'),
    shingles: shinglesOf(words),
  };
}

function withoutText({ html: _, ...entry }: WireEntry): Omit<WireEntry, 'html'> {
  return entry;
}

/** Pictures that the entry names and those that its text shows, each once. */
function picturesOf({ pictures }: WireEntry, places: readonly string[][]): WirePicture[] {
  const inText = places.flatMap(([first = '']) => (parseWebAddress(first) ? first : []));
  const all = [...pictures, ...inText.map((address) => ({ address, caption: '', credit: '' }))];
  return [...new Map(all.map((one) => [one.address, one] as const).toReversed()).values()]
    .reverse()
    .slice(0, MOST_PICTURES);
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}
