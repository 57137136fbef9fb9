import { picturesIn } from '#blocks/body';
import type { Site } from '#components/site/site-page';
import type { Article } from '#newsroom/articles/article';
import { listArticles } from '#newsroom/articles/list-articles';
import { listRelated } from '#newsroom/articles/list-related';
import { listPictures } from '#newsroom/media/list-pictures';
import { shareCardName } from '#newsroom/syndication/share-card-name';
import { type SharePicture, shareCardPicture, shareCropOf } from '#newsroom/syndication/share-picture';
import { countViews } from '#newsroom/views/count-views';

const COLUMN_LENGTH = 8;
const RELATED = 4;

/** What a story's page shows besides the story, asked for at once. */
export async function readSurroundings(article: Article, { settings, sections }: Site) {
  const { id, storyId, language, publishedAt, body } = article;
  const columnSection = sections.find(({ key }) => key === settings.columnSection);
  const [views, pictures, column, related, following] = await Promise.all([
    countViews([id]),
    listPictures(picturesIn(body), language),
    columnSection && listArticles(language, { section: columnSection.key }, { limit: COLUMN_LENGTH }),
    // One more, since the next story may be among them.
    listRelated(language, storyId, RELATED + 1),
    listArticles(language, { section: article.section.key }, { before: { publishedAt, id }, limit: 1 }),
  ]);
  // The oldest story of a section is followed by the paper's newest, so that there is always a next one.
  const next =
    following.articles[0] ?? (await listArticles(language, {}, { limit: 2 })).articles.find((card) => card.id !== id);
  return {
    views: views.get(id) ?? 0,
    pictures: new Map(pictures.map((picture) => [picture.id, picture])),
    column: columnSection && column ? { section: columnSection, ...column } : null,
    related: related.filter((card) => card.id !== next?.id).slice(0, RELATED),
    next: next ?? null,
  };
}

/** The picture that goes with a link to a story: its own, or a card that says its headline. */
export function readSharePicture(article: Article, { settings }: Site): SharePicture {
  const { id, language, headline, section, lead } = article;
  const card = { about: String(id), language, headline, label: section.name, foot: settings.name };
  return shareCropOf(lead) ?? shareCardPicture(shareCardName(card), headline);
}
