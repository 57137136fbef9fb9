import type { RedirectKind } from '#generated/prisma/enums';
import {
  archiveAddress,
  authorAddress,
  feedAddress,
  pageAddress,
  postAddress,
  sectionAddress,
  tagAddress,
} from '#i18n/addresses';
import { DEFAULT_LANGUAGE, isLanguage, LANGUAGE_CODES, type Language } from '#i18n/languages';
import { renditionFile, renditionSizes } from '#newsroom/media/picture';
import type { AskedAddress } from '#newsroom/redirects/asked-address';
import type { FoundRedirect } from '#newsroom/redirects/found-redirect';
import { generalRedirect } from '#newsroom/redirects/general-redirect';
import { isFront } from '#newsroom/redirects/own-address';
import { redirectKeys } from '#newsroom/redirects/redirect-key';
import { articleKey, latestKey, nameKey, pictureKey, SITE, storyKey } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';

type Row = {
  question: number;
  id: number;
  address: string;
  kind: RedirectKind;
  language: string | null;
  target: string;
  /** Of an article: whether its story is there, and the article that can be read. */
  storyId: number | null;
  articleId: number | null;
  articleLanguage: Language | null;
  slug: string | null;
  /** Of a list or page: its key today. Of a date: the newest day with stories. */
  key: string | null;
  pictureId: string | null;
  width: number | null;
  height: number | null;
};

/**
 * What answers at each of some old addresses, in their order; undefined where nothing does. One statement, by indexes,
 * whatever their number.
 */
export async function findRedirects(asked: readonly AskedAddress[]): Promise<(FoundRedirect | undefined)[]> {
  const each = asked.flatMap(({ addresses, story }, question) =>
    [...addresses, ...(story ? [story] : [])].map((address, rank) => ({
      question,
      rank,
      address,
      ofStory: rank === addresses.length,
    })),
  );
  const rows = await database().$queryRaw<Row[]>`
    SELECT DISTINCT ON (asked.question) asked.question, r.id, r.address, r.kind::text AS kind, r.language, r.target,
      r.story_id AS "storyId", article.id AS "articleId", article.language AS "articleLanguage", article.slug,
      picture.id AS "pictureId", picture.width, picture.height,
      CASE r.kind
        WHEN 'section' THEN (SELECT key FROM section WHERE key = r.target)
        WHEN 'page' THEN (SELECT page_key FROM page_text
          WHERE page_key = r.target AND language = r.language AND body <> '[]')
        WHEN 'author' THEN (SELECT key FROM author WHERE key = r.target)
        WHEN 'tag' THEN coalesce(
          (SELECT key FROM tag WHERE key = r.target),
          (SELECT tag.key FROM former_tag JOIN tag ON tag.id = former_tag.tag_id WHERE former_tag.key = r.target))
        WHEN 'date' THEN newest_day(r.language, r.target)
      END AS key
    FROM unnest(
      ${each.map(({ question }) => question)}::int[],
      ${each.map(({ rank }) => rank)}::int[],
      ${each.map(({ address }) => address)}::text[],
      ${each.map(({ ofStory }) => ofStory)}::boolean[]
    ) AS asked (question, rank, address, of_story)
    JOIN redirect r ON r.address = asked.address AND (r.kind = 'article' OR NOT asked.of_story)
    LEFT JOIN picture ON picture.id = r.picture_id
    LEFT JOIN LATERAL (
      -- The language that it led to, before others; of withdrawn articles only this one's, which says why.
      SELECT a.id, a.language, a.slug
      FROM article a
      WHERE a.story_id = r.story_id AND a.language = ANY (${LANGUAGE_CODES})
        AND (a.state = 'published' OR (a.state = 'withdrawn' AND a.language = r.language))
      ORDER BY a.state = 'withdrawn', a.language <> r.language, array_position(${LANGUAGE_CODES}, a.language)
      LIMIT 1
    ) AS article ON true
    ORDER BY asked.question, asked.rank`;
  const byQuestion = new Map(rows.map((row) => [row.question, row]));
  return asked.map((one, question) => {
    const row = byQuestion.get(question);
    return row ? foundIn(row, one) : generalRedirect(one);
  });
}

function foundIn(row: Row, asked: AskedAddress): FoundRedirect | undefined {
  const { id, address } = row;
  const keys = [...redirectKeys(asked), ...targetKeys(row)];
  // Its story is there and cannot be read yet.
  if (row.kind === 'article' && row.storyId !== null && row.slug === null) return undefined;
  return { id, address, location: locationOf(row, asked), keys };
}

/** Undefined where what it led to is gone. */
function locationOf(row: Row, { feed }: AskedAddress): string | undefined {
  const { kind, key, slug, articleLanguage, pictureId, width, height, target } = row;
  const language = isLanguage(row.language) ? row.language : DEFAULT_LANGUAGE;
  const list = (address: string) => (feed ? feedAddress(feed, address) : address);
  if (kind === 'url') return target;
  if (kind === 'path') return isFront(target) ? list(target) : target;
  if (kind === 'article') return slug && articleLanguage ? postAddress(articleLanguage, slug) : undefined;
  if (kind === 'picture')
    return pictureId && width && height ? pictureAddress(pictureId, { width, height }) : undefined;
  if (key === null) return undefined;
  if (kind === 'date') return archiveAddress(language, key);
  if (kind === 'page') return pageAddress(language, key);
  return list(LISTS[kind as keyof typeof LISTS](language, key));
}

const LISTS = { section: sectionAddress, tag: tagAddress, author: authorAddress } as const;

/** The largest that pages show, in the format that every program knows. */
function pictureAddress(id: string, size: { width: number; height: number }): string {
  const width = renditionSizes(size, 'whole').at(-1)?.width ?? size.width;
  return `/media/${renditionFile({ id, cut: '' }, 'whole', width, 'jpg')}`;
}

function targetKeys({ kind, language, target, key, storyId, articleId, pictureId }: Row): string[] {
  if (kind === 'article')
    return [...(storyId ? [storyKey(storyId)] : []), ...(articleId ? [articleKey(articleId)] : [])];
  if (kind === 'picture') return pictureId ? [pictureKey(pictureId)] : [];
  if (kind === 'tag' || kind === 'author') return [nameKey(kind, target), ...(key ? [nameKey(kind, key)] : [])];
  if (kind === 'section' || kind === 'page') return [SITE];
  return kind === 'date' && isLanguage(language) ? [SITE, latestKey(language)] : [];
}
