import type { Language } from '#i18n/languages';
import { breakingKey, cardKey, storyKey } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn, validUntil } from '#platform/reads';

/** Breaking news as readers of a language get it. */
export type BreakingNews = {
  /** Of the act: a reader who has closed it sees the next one. */
  id: number;
  articleId: number;
  slug: string;
  /** What the bar says. */
  text: string;
  leadsFront: boolean;
  section: string;
  /** Id of the story's lead picture. */
  picture: string | null;
  endsAt: Date;
};

/**
 * What is breaking news in a language: the story, where it is published in it, from when it was declared until it is
 * taken back, another takes its place, or its time is over. Null where there is none.
 */
export async function findBreakingNews(language: Language): Promise<BreakingNews | null> {
  dependOn(breakingKey(language));
  const [row] = await database().$queryRaw<
    (Omit<BreakingNews, 'articleId'> & { storyId: number; articleId: number | null })[]
  >`
    SELECT b.id, b.story_id AS "storyId", a.id AS "articleId", a.slug, b.leads_front AS "leadsFront",
      b.ends_at AS "endsAt", coalesce(t.text, a.headline) AS text, section.key AS section, story.lead_id AS picture
    FROM breaking_news b
      JOIN story ON story.id = b.story_id
      JOIN section ON section.id = story.section_id
      LEFT JOIN breaking_text t ON t.breaking_id = b.id AND t.language = ${language}
      LEFT JOIN article a ON a.story_id = b.story_id AND a.language = ${language} AND a.state = 'published'
    WHERE b.ended_at IS NULL AND b.ends_at > now()`;
  if (!row) return null;
  validUntil(row.endsAt);
  // A translation may be published meanwhile.
  dependOn(storyKey(row.storyId));
  const { articleId, storyId: _, ...news } = row;
  if (articleId === null) return null;
  dependOn(cardKey(articleId));
  return { ...news, articleId };
}
