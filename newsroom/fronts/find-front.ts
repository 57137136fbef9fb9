import type { Language } from '#i18n/languages';
import type { ArticleCard } from '#newsroom/articles/article';
import { cardsOf } from '#newsroom/articles/list-articles';
import { findBreakingNews } from '#newsroom/breaking/find-breaking-news';
import {
  type Candidate,
  composeFront,
  type Front,
  idsOf,
  ledBy,
  MOST_READ,
  mapFront,
  OFFERED,
  pinnedOf,
} from '#newsroom/fronts/front';
import { listPlacements } from '#newsroom/fronts/list-placements';
import type { Placement } from '#newsroom/fronts/placement';
import { frontKey, latestKey } from '#newsroom/surrogate-keys';
import { listMostRead } from '#newsroom/views/list-most-read';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/**
 * The front page of a language as it is to be drawn now. `sections` are keys in the paper's order; the one called
 * `region` has a block of its own. A card has its picture only where the page shows it. `layout` is how somebody means
 * to lay it out, in place of how it is. Breaking news leads it where it is to.
 */
export async function findFront(
  language: Language,
  sections: readonly string[],
  region: string,
  layout?: readonly Placement[],
): Promise<Front<ArticleCard>> {
  dependOn(frontKey(language), latestKey(language));
  const [byHand, newest, mostRead, news] = await Promise.all([
    listPlacements(language, layout).then(pinnedOf),
    listCandidates(language),
    // As many more as may stand above already.
    listMostRead(language, OFFERED + MOST_READ),
    findBreakingNews(language),
  ]);
  const pinned = news?.leadsFront ? ledBy({ ...news, id: news.articleId }, byHand) : byHand;
  const { front, pictured } = composeFront(newest, mostRead, sections, region, pinned);
  const cards = await cardsOf(language, idsOf(front));
  return mapFront(
    front,
    new Map(cards.map((card) => [card.id, pictured.has(card.id) ? card : { ...card, lead: null }])),
  );
}

/** The newest published articles of every section, newest first; the paper's own newest are among them. */
function listCandidates(language: Language): Promise<Candidate[]> {
  return database().$queryRaw<Candidate[]>`
    SELECT newest.id, section.key AS section, story.lead_id AS picture
    FROM section CROSS JOIN LATERAL (
      SELECT id, story_id, published_at FROM article
      WHERE language = ${language} AND section_id = section.id AND state = 'published'
      ORDER BY published_at DESC, id DESC LIMIT ${OFFERED}
    ) AS newest
    JOIN story ON story.id = newest.story_id
    ORDER BY newest.published_at DESC, newest.id DESC`;
}
