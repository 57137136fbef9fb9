import { picturesIn } from '#blocks/body';
import type { Site } from '#components/site/site-page';
import { ageOf } from '#newsroom/articles/age';
import type { Article } from '#newsroom/articles/article';
import { findNext } from '#newsroom/articles/find-next';
import { listRelated } from '#newsroom/articles/list-related';
import { listPictures } from '#newsroom/media/list-pictures';
import { shareCardName } from '#newsroom/syndication/share-card-name';
import { type SharePicture, shareCardPicture, shareCropOf } from '#newsroom/syndication/share-picture';
import { countViews } from '#newsroom/views/count-views';
import { validUntil } from '#platform/reads';
import { readColumn } from '../../reads.ts';

const RELATED = 4;

/** What a story's page shows besides the story, asked for at once. What is `null` the page cache puts in. */
export async function readSurroundings(article: Article, site: Site) {
  const { id, storyId, language, body } = article;
  validUntil(ageOf(article.publishedAt, site.now).until);
  const { hasSlots } = site;
  const [views, pictures, column, related, next] = await Promise.all([
    hasSlots ? null : countViews([id]),
    listPictures(picturesIn(body), language),
    hasSlots ? null : readColumn(language, site),
    // One more, since the next story may be among them.
    listRelated(language, storyId, RELATED + 1),
    findNext(article),
  ]);
  return {
    views: views?.get(id) ?? 0,
    pictures: new Map(pictures.map((picture) => [picture.id, picture])),
    column,
    related: related.filter((card) => card.id !== next?.id).slice(0, RELATED),
    next,
  };
}

/** The picture that goes with a link to a story: its own, or a card that says its headline. */
export function readSharePicture(article: Article, { settings }: Site): SharePicture {
  const { id, language, headline, section, lead } = article;
  const card = { about: String(id), language, headline, label: section.name, foot: settings.name, look: settings.look };
  return shareCropOf(lead) ?? shareCardPicture(shareCardName(card), headline);
}
