import type { Language } from '#i18n/languages';
import { pictureColumns, toPicture } from '#newsroom/media/list-pictures';
import { nameKey, pictureKey, topicsKey } from '#newsroom/surrogate-keys';
import type { AuthorProfile, Tag } from '#newsroom/topics/topic';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

type Page<Topic> = { topics: Topic[]; next: string | null };
type From = { after?: string | undefined; limit: number };

/**
 * Tags that have a name in a language, by key, from just after the key `after` on, at most `limit` of them. `next` is
 * where the following page starts, null on the last.
 */
export async function listTags(language: Language, { after = '', limit }: From): Promise<Page<Tag>> {
  dependOn(topicsKey(language));
  const rows = await database().tag.findMany({
    where: { key: { gt: after }, texts: { some: { language } } },
    orderBy: { key: 'asc' },
    take: limit + 1,
    relationLoadStrategy: 'join',
    select: { key: true, texts: { where: { language }, select: { name: true } } },
  });
  dependOn(...rows.map(({ key }) => nameKey('tag', key)));
  return pageOf(
    rows.map(({ key, texts }) => ({ key, name: texts[0]?.name ?? key })),
    limit,
  );
}

/** Authors with their profiles, as listTags lists tags. */
export async function listAuthors(language: Language, { after = '', limit }: From): Promise<Page<AuthorProfile>> {
  dependOn(topicsKey(language));
  const rows = await database().author.findMany({
    where: { key: { gt: after }, texts: { some: { language } } },
    orderBy: { key: 'asc' },
    take: limit + 1,
    relationLoadStrategy: 'join',
    select: {
      key: true,
      texts: { where: { language }, select: { name: true, biography: true } },
      picture: pictureColumns(language),
    },
  });
  dependOn(...rows.map(({ key }) => nameKey('author', key)));
  dependOn(...rows.flatMap(({ picture }) => (picture ? [pictureKey(picture.id)] : [])));
  const authors = rows.map(({ key, texts: [words], picture }) => ({
    key,
    name: words?.name ?? key,
    biography: words?.biography ?? '',
    picture: picture && toPicture(picture),
  }));
  return pageOf(authors, limit);
}

function pageOf<Topic extends { key: string }>(found: Topic[], limit: number): Page<Topic> {
  const topics = found.slice(0, limit);
  return { topics, next: found.length > limit ? (topics.at(-1)?.key ?? null) : null };
}
