import { type ArticleBody, parseBody } from '#blocks/body';
import { type Language, languageCodeOf } from '#i18n/languages';
import { parsePictures, type WirePicture, type WireStatus } from '#newsroom/wire/wire-entry';
import { database } from '#platform/database';

/** A version of an item without its text. */
type WireVersionLine = {
  version: number;
  wireVersion: number | null;
  status: WireStatus;
  headline: string;
  receivedAt: Date;
};

/** A draft that was made of an item, and who made it; their name is empty where nobody knows. */
type WireUseLine = { articleId: number; headline: string; byName: string; usedAt: Date };

/** An item as its page shows it. */
export type FoundWireItem = {
  id: number;
  agency: string;
  credit: string;
  language: Language;
  guid: string;
  version: number;
  status: WireStatus;
  headline: string;
  standfirst: string;
  link: string;
  embargoUntil: Date | null;
  publishedAt: Date | null;
  receivedAt: Date;
  pictures: WirePicture[];
  /** Key of the section of its source; empty for the first one. */
  section: string;
  /** Of the version that is shown. */
  body: ArticleBody;
  note: string;
  shownVersion: number;
  /** The newest first. */
  versions: WireVersionLine[];
  uses: WireUseLine[];
};

/** An item with the text of a version, the newest where none is named; null where there is none. */
export async function findWireItem(id: number, version?: number): Promise<FoundWireItem | null> {
  const row = await database().wireItem.findUnique({
    where: { id },
    relationLoadStrategy: 'join',
    include: {
      source: { select: { section: { select: { key: true } } } },
      versions: {
        select: { version: true, wireVersion: true, status: true, headline: true, receivedAt: true },
        orderBy: { version: 'desc' },
      },
      uses: {
        // One in the trash is no draft that somebody could go on with.
        where: { article: { removedAt: null } },
        select: {
          ...{ articleId: true, usedByName: true, usedAt: true },
          article: { select: { workingCopy: { select: { headline: true } } } },
        },
        orderBy: { usedAt: 'asc' },
      },
    },
  });
  if (!row) return null;
  const shownVersion = version ?? row.version;
  const text = await findWireVersion(id, shownVersion);
  if (!text) return null;
  const { source, versions, uses, pictures, language, status, ...item } = row;
  return {
    ...item,
    language: languageCodeOf(language),
    status: status as WireStatus,
    pictures: parsePictures(pictures),
    section: source?.section?.key ?? '',
    ...{ headline: text.headline, standfirst: text.standfirst, body: text.body, note: text.note, shownVersion },
    versions: versions.map((one) => ({ ...one, status: one.status as WireStatus })),
    uses: uses.map(({ articleId, usedByName, usedAt, article }) => ({
      ...{ articleId, usedAt, byName: usedByName, headline: article.workingCopy?.headline ?? '' },
    })),
  };
}

/** What a version of an item says; null where there is none, or it was thinned out. */
export async function findWireVersion(
  itemId: number,
  version: number,
): Promise<{ headline: string; standfirst: string; body: ArticleBody; note: string } | null> {
  const row = await database().wireVersion.findUnique({
    where: { itemId_version: { itemId, version } },
    select: { headline: true, standfirst: true, body: true, note: true },
  });
  return row && { ...row, body: parseBody(row.body) };
}
