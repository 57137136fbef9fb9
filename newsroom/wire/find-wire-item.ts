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

/** An entry of a live blog that was made of an item, and who made it; their name is empty where nobody did or is known. */
type WireLiveUseLine = {
  storyId: number;
  entryId: number;
  /** What the live blog is called in the item's language, or in another one. */
  headline: string;
  byName: string;
  usedAt: Date;
  /** Whether the setting of the source made it. */
  isAutomatic: boolean;
};

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
  liveUses: WireLiveUseLine[];
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
  const liveUses = await listLiveUses(id, row.language);
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
    liveUses,
  };
}

/** Entries of live blogs that are not in the trash. */
async function listLiveUses(itemId: number, language: string): Promise<WireLiveUseLine[]> {
  return database().$queryRaw<WireLiveUseLine[]>`
    SELECT u.story_id AS "storyId", u.entry_id AS "entryId", blog.headline, e.created_at AS "usedAt",
      coalesce(actor_name(e.created_by_id), '') AS "byName", u.text_version IS NOT NULL AS "isAutomatic"
    FROM wire_live_use u JOIN live_entry e ON e.id = u.entry_id
    CROSS JOIN LATERAL (
      SELECT w.headline FROM article a JOIN working_copy w ON w.article_id = a.id
      WHERE a.story_id = u.story_id AND a.removed_at IS NULL
      ORDER BY a.language <> ${language}, a.id LIMIT 1
    ) AS blog
    WHERE u.item_id = ${itemId} ORDER BY e.created_at, e.id`;
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
