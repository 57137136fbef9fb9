import type { RedirectKind } from '#generated/prisma/enums';
import { archiveAddress, frontAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language, languageAtPath } from '#i18n/languages';
import { isRootFile } from '#i18n/root-files';
import { questionOf } from '#newsroom/articles/address-parts';
import type { AddressPart } from '#newsroom/articles/find-known-addresses';
import { findKnownAddresses } from '#newsroom/articles/find-known-addresses';
import { type OldAddress, parseOldAddress, writeOldAddress } from '#newsroom/redirects/old-address';
import { isAlwaysOwn, isFront } from '#newsroom/redirects/own-address';
import { type Refusal, refuse } from '#newsroom/result';
import { database } from '#platform/database';
import { publicUrl } from '#platform/env';

/** What a redirect leads to, as the table has it. */
export type Target = {
  kind: RedirectKind;
  language: string | null;
  storyId: number | null;
  pictureId: string | null;
  target: string;
};

const NOTHING = { language: null, storyId: null, pictureId: null, target: '' } as const;
export const GONE: Target = { ...NOTHING, kind: 'gone' };

/** Where somebody wants to lead, before the database has been asked: elsewhere, a fixed page, or what it has to find. */
type Wanted =
  | { of: 'target'; target: Target }
  | { of: 'refused'; refusal: Refusal }
  | {
      of: 'post' | 'tag' | 'author' | 'list' | 'day' | 'picture' | 'old';
      language: Language;
      key: string;
      path: string;
    };

/**
 * What some addresses are, as people write them: with or without the site's own origin. An address of this site becomes
 * what is there (the story, not its address), and so does an old one: what is found never leads on. Fails by value, each
 * for itself, for what is no address, for http elsewhere, and where nothing is.
 */
export async function findTargets(texts: readonly string[]): Promise<(Target | Refusal)[]> {
  const wanted = texts.map(wantedBy);
  const asked = wanted.flatMap((one, position) => (isAsked(one) ? [{ position, ...one }] : []));
  const found = await findAsked(asked);
  return wanted.map((one, position) => {
    if (one.of === 'target') return one.target;
    if (one.of === 'refused') return one.refusal;
    return found.get(position) ?? refuse('not-found', 'redirectTarget', { address: one.path });
  });
}

type Asked = Extract<Wanted, { key: string }>;

function isAsked(wanted: Wanted): wanted is Asked {
  return wanted.of !== 'target' && wanted.of !== 'refused';
}

/** The path and query of an address of this site; undefined for one elsewhere. */
export function ownPath(text: string): string | undefined {
  if (/^\/(?!\/)/.test(text)) return text;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { host, pathname, search } = new URL(text);
  const plain = (name: string) => name.replace(/^www\./, '');
  return plain(host) === plain(new URL(publicUrl()).host) ? pathname + search : undefined;
}

function wantedBy(text: string): Wanted {
  const trimmed = text.trim();
  const path = ownPath(trimmed);
  const address = path === undefined ? undefined : parseOldAddress(path);
  if (path !== undefined) return address ? wantedHere(address) : refused('redirectTarget', trimmed);
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return refused('redirectTarget', trimmed);
  const url = new URL(trimmed);
  if (url.protocol !== 'https:') return refused('insecureTarget', trimmed);
  if (url.username || url.password || url.href.length > 2_000) return refused('redirectTarget', trimmed);
  return { of: 'target', target: { ...NOTHING, kind: 'url', target: url.href } };
}

function refused(about: 'redirectTarget' | 'insecureTarget', address: string): Wanted {
  return { of: 'refused', refusal: refuse('invalid', about, { address }) };
}

/** What redirects can lead to by its row. */
const BY_ROW = ['post', 'tag', 'author', 'list', 'day'] as const;

function isTopicOrStory(of: AddressPart['of']): of is (typeof BY_ROW)[number] {
  return (BY_ROW as readonly string[]).includes(of);
}

function wantedHere(address: OldAddress): Wanted {
  const { path } = address;
  const language = languageAtPath(path.split('/')[1] ?? '')?.code;
  const picture = /^\/media\/([0-9a-f]{20})\//.exec(path)?.[1];
  if (picture) return { of: 'picture', language: DEFAULT_LANGUAGE, key: picture, path };
  if (path === '/' && address.parameters.length === 0) return fixed(frontAddress(DEFAULT_LANGUAGE));
  if (LANGUAGES.some(({ code }) => archiveAddress(code) === path))
    return { of: 'target', target: { ...NOTHING, kind: 'date', language: language ?? DEFAULT_LANGUAGE } };
  const old = {
    of: 'old',
    language: DEFAULT_LANGUAGE,
    key: writeOldAddress(address),
    path: writeOldAddress(address),
  } as const;
  if (isFront(path) && !isAlwaysOwn(address)) return old;
  const question = questionOf(path);
  const part = question.absent ? undefined : question.part;
  if (language && part && isTopicOrStory(part.of)) return { ...part, of: part.of, path };
  if ((language && !question.absent) || (isRootFile(path) && !part)) return fixed(path);
  return old;
}

function fixed(path: string): Wanted {
  return { of: 'target', target: { ...NOTHING, kind: 'path', target: path } };
}

/** By position. */
async function findAsked(asked: readonly (Asked & { position: number })[]): Promise<Map<number, Target>> {
  if (asked.length === 0) return new Map();
  const [rows, days] = await Promise.all([
    database().$queryRaw<({ position: number } & { [Name in keyof Target]: Target[Name] })[]>`
      SELECT g.position, f.*
      FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS g (position int, of text, language text, key text),
      LATERAL (
        SELECT 'article' AS kind, g.language, coalesce(
            (SELECT story_id FROM article WHERE language = g.language AND slug = g.key),
            (SELECT story_id FROM former_slug f JOIN article a ON a.id = f.article_id
              WHERE f.language = g.language AND f.slug = g.key),
            (SELECT story_id FROM article WHERE slug = g.key ORDER BY id LIMIT 1)
          ) AS "storyId", NULL::text AS "pictureId", '' AS target
        WHERE g.of = 'post'
        UNION ALL SELECT 'section', g.language, NULL, NULL, key FROM section WHERE g.of = 'list' AND key = g.key
        UNION ALL SELECT 'page', g.language, NULL, NULL, key FROM page WHERE g.of = 'list' AND key = g.key
        UNION ALL SELECT 'author', g.language, NULL, NULL, key FROM author WHERE g.of = 'author' AND key = g.key
        UNION ALL SELECT 'tag', g.language, NULL, NULL, key FROM tag WHERE g.of = 'tag' AND key = g.key
        UNION ALL SELECT 'tag', g.language, NULL, NULL, tag.key FROM former_tag f JOIN tag ON tag.id = f.tag_id
          WHERE g.of = 'tag' AND f.key = g.key
        UNION ALL SELECT 'picture', NULL, NULL, id::text, '' FROM picture WHERE g.of = 'picture' AND id = g.key::bpchar
        UNION ALL SELECT kind::text, language, story_id, picture_id::text, target
          FROM redirect WHERE g.of = 'old' AND address = g.key
      ) AS f
      WHERE f.kind <> 'article' OR f."storyId" IS NOT NULL OR g.of = 'old'`,
    findDays(asked),
  ]);
  const found = new Map(days);
  for (const { position, ...target } of rows) if (!found.has(position)) found.set(position, target);
  return found;
}

/** Days of the archive are pages of their own, with stories or without. */
async function findDays(asked: readonly (Asked & { position: number })[]): Promise<[number, Target][]> {
  const days = asked.flatMap((one) => (one.of === 'day' ? [{ ...one, of: one.of }] : []));
  const known = await findKnownAddresses(days);
  return days
    .filter((_, index) => known.has(index))
    .map(({ position, path }) => [position, { ...NOTHING, kind: 'path', target: path }]);
}
