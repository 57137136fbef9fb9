import type { Language } from '#i18n/languages';
import { database } from '#platform/database';

/** Keys of the sections, tags and authors that have a name in a language and under which something has been published in it. */
export async function listSitemapTopics(language: Language): Promise<{ sections: string[]; tags: string[]; authors: string[] }> {
  const rows = await database().$queryRaw<{ sort: string; key: string }[]>`
    SELECT 'section' AS sort, section.key
    FROM section JOIN section_text words ON words.section_id = section.id AND words.language = ${language}::"Language"
    WHERE EXISTS (
      SELECT FROM article
      WHERE article.section_id = section.id AND article.language = ${language}::"Language" AND article.state = 'published'
    )
    UNION ALL
    SELECT 'tag', tag.key
    FROM tag JOIN tag_text words ON words.tag_id = tag.id AND words.language = ${language}::"Language"
    WHERE EXISTS (
      SELECT FROM story_tag JOIN article USING (story_id)
      WHERE story_tag.tag_id = tag.id AND article.language = ${language}::"Language" AND article.state = 'published'
    )
    UNION ALL
    SELECT 'author', author.key
    FROM author JOIN author_text words ON words.author_id = author.id AND words.language = ${language}::"Language"
    WHERE EXISTS (
      SELECT FROM story_author JOIN article USING (story_id)
      WHERE story_author.author_id = author.id AND article.language = ${language}::"Language" AND article.state = 'published'
    )
    ORDER BY sort, key`;
  const keys = (wanted: string) => rows.filter(({ sort }) => sort === wanted).map(({ key }) => key);
  return { sections: keys('section'), tags: keys('tag'), authors: keys('author') };
}
