import { cache } from 'react';
import { picturesIn } from '#blocks/body';
import type { Site } from '#components/site/site-page';
import type { Language } from '#i18n/languages';
import { ageOf } from '#newsroom/articles/age';
import type { Article } from '#newsroom/articles/article';
import { findNext } from '#newsroom/articles/find-next';
import { kindRecord } from '#newsroom/articles/kinds';
import { listRelated } from '#newsroom/articles/list-related';
import { type LivePlace, readLivePart, writeLivePlace } from '#newsroom/articles/live-place';
import { findAudio } from '#newsroom/audio/find-audio';
import type { LiveEntry } from '#newsroom/live/entry';
import { findEntryOrigin } from '#newsroom/live/find-entry-origin';
import { findLiveBlog } from '#newsroom/live/find-live-blog';
import { type FoundEntry, findLiveEntry } from '#newsroom/live/find-live-entry';
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
  const [views, pictures, column, related, next, audio] = await Promise.all([
    hasSlots ? null : countViews([id]),
    listPictures(picturesIn(body), language),
    hasSlots ? null : readColumn(language, site),
    // One more, since the next story may be among them.
    listRelated(language, storyId, RELATED + 1),
    findNext(article),
    findAudio(id),
  ]);
  return {
    views: views?.get(id) ?? 0,
    pictures: new Map(pictures.map((picture) => [picture.id, picture])),
    column,
    related: related.filter((card) => card.id !== next?.id).slice(0, RELATED),
    next,
    audio,
  };
}

/** The picture that goes with a link to a story: its own, or a card that says its headline. */
export function readSharePicture(article: Article, { settings }: Site): SharePicture {
  const { id, language, headline, section, lead } = article;
  const card = { about: String(id), language, headline, label: section.name, foot: settings.name, look: settings.look };
  return shareCropOf(lead) ?? shareCardPicture(shareCardName(card), headline);
}

/** A page of a live blog with its pictures; null for every other story. */
export async function readLiveBlog(article: Article, place: LivePlace) {
  if (!kindRecord(article.kind).hasEntries) return null;
  const blog = await findLivePage(article.storyId, article.language, writeLivePlace(place));
  return blog && { blog, pictures: await readEntryPictures([...blog.pinned, ...blog.entries], article.language) };
}

/** Title and content of a page ask for the same. */
const findLivePage = cache((storyId: number, language: Language, place: string) => {
  const part = readLivePart(place);
  return findLiveBlog(storyId, language, part?.kind === 'page' ? part.place : { order: 'newest' });
});

const findEntry = cache(findLiveEntry);

export async function readEntry(article: Article, id: number): Promise<FoundEntry> {
  if (!kindRecord(article.kind).hasEntries) return { kind: 'absent' };
  return findEntry(article.storyId, article.language, id);
}

/** The pictures that entries show, by id. */
export async function readEntryPictures(entries: readonly LiveEntry[], language: Language) {
  const pictures = await listPictures([...new Set(entries.flatMap(({ body }) => picturesIn(body)))], language);
  return new Map(pictures.map((picture) => [picture.id, picture]));
}

/** The live blog that a story comes from. */
export async function readOrigin({ storyId, language, kind }: Article) {
  return kindRecord(kind).hasEntries ? null : findEntryOrigin(storyId, language);
}
