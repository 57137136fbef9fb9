import type { Language } from '#i18n/languages';
import { latestKey, nameKey, SITE, topicsKey } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

export type CoveredTopics = { sections: Topic[]; tags: Topic[]; authors: Topic[] };
type Topic = { key: string; name: string };

/**
 * The sections, tags and authors that have a name in a language and under which something has been published in it, by
 * name.
 */
export async function listCoveredTopics(language: Language): Promise<CoveredTopics> {
  dependOn(SITE, latestKey(language), topicsKey(language));
  const rows = await database().$queryRaw<(Topic & { sort: string })[]>`
    SELECT 'section' AS sort, section.key, words.name
    FROM section JOIN section_text words ON words.section_id = section.id AND words.language = ${language}
    WHERE EXISTS (
      SELECT FROM article
      WHERE article.section_id = section.id AND article.language = ${language} AND article.state = 'published'
    )
    UNION ALL
    SELECT 'tag', tag.key, words.name
    FROM tag JOIN tag_text words ON words.tag_id = tag.id AND words.language = ${language}
    WHERE EXISTS (
      SELECT FROM filed_article WHERE kind = 'tag' AND topic_id = tag.id AND filed_article.language = ${language}
    )
    UNION ALL
    SELECT 'author', author.key, words.name
    FROM author JOIN author_text words ON words.author_id = author.id AND words.language = ${language}
    WHERE EXISTS (
      SELECT FROM filed_article WHERE kind = 'author' AND topic_id = author.id AND filed_article.language = ${language}
    )
    ORDER BY sort, name, key`;
  dependOn(...rows.flatMap(({ sort, key }) => (sort === 'tag' || sort === 'author' ? [nameKey(sort, key)] : [])));
  const of = (wanted: string) => rows.filter(({ sort }) => sort === wanted).map(({ key, name }) => ({ key, name }));
  return { sections: of('section'), tags: of('tag'), authors: of('author') };
}
