import { parseBody } from '#blocks/body';
import { isLanguage, type Language, languageCodeOf } from '#i18n/languages';
import type { ArticleText } from '#newsroom/editing/working-copy';
import type { EntryText } from '#newsroom/live/entry';
import { entryText } from '#newsroom/wire/entry-text';
import { findWireVersion } from '#newsroom/wire/find-wire-item';
import { database } from '#platform/database';

/** The newest version of an item beside an entry of a live blog that was made from an older one. */
export type EntryVersions = {
  storyId: number;
  agency: string;
  /** The newest version, and the one that the entry was made from, or that somebody has dealt with since. */
  version: number;
  usedVersion: number;
  /** Languages of the item and of the entry's text: the same where the entry has one in it. */
  itemLanguage: Language;
  language: Language;
  /** What the agency adds for editors. */
  note: string;
  own: ArticleText;
  /** Both as entries; the older one is null where it was thinned out, either where it is too long for an entry. */
  used: ArticleText | null;
  newest: ArticleText | null;
};

/** What an agency has changed since an entry was made from its item; null where the entry was not made from it. */
export async function findEntryVersions(entryId: number, itemId: number): Promise<EntryVersions | null> {
  const use = await database().wireLiveUse.findUnique({
    where: { entryId, itemId },
    relationLoadStrategy: 'join',
    select: {
      ...{ storyId: true, usedVersion: true },
      item: { select: { agency: true, version: true, language: true, guid: true, credit: true, link: true } },
      entry: {
        select: { texts: { select: { language: true, title: true, body: true }, orderBy: { language: 'asc' } } },
      },
    },
  });
  if (!use) return null;
  const { item, usedVersion, storyId } = use;
  const itemLanguage = languageCodeOf(item.language);
  const { texts } = use.entry;
  const text = texts.find(({ language }) => language === itemLanguage) ?? texts[0];
  if (!text || !isLanguage(text.language)) return null;
  const [older, newer] = await Promise.all([
    findWireVersion(itemId, usedVersion),
    findWireVersion(itemId, item.version),
  ]);
  const asEntry = async (said: typeof newer) =>
    comparable(said && (await entryText({ ...item, ...said, language: itemLanguage })));
  return {
    ...{ storyId, usedVersion, itemLanguage, language: text.language },
    ...{ agency: item.agency, version: item.version, note: newer?.note ?? '' },
    own: { headline: text.title, standfirst: '', source: '', body: parseBody(text.body) },
    used: await asEntry(older),
    newest: await asEntry(newer),
  };
}

function comparable(text: EntryText | null | undefined): ArticleText | null {
  return text ? { headline: text.title, standfirst: '', source: '', body: text.body } : null;
}
