import { z } from 'zod';
import { readCursor } from '#newsroom/articles/cursor';
import { STORY_KINDS } from '#newsroom/articles/kinds';
import { openCursor } from '#newsroom/articles/sealed-cursor';
import { isSlug } from '#newsroom/articles/slug';
import { ORDERS, RESULT_LIMIT } from '#newsroom/search/match';
import { QUERY_LENGTH_LIMIT } from '#newsroom/search/query-terms';
import { articleId, card, instant, language, picture, slug, topic, topicKey, translation } from '../schemas.ts';

// What the API takes and answers. The OpenAPI document is made from these, and a test compares answers with it.
// server/cache/api-address.ts says the same of the parameters of answers that are kept.

const limit = z
  .string()
  .regex(/^([1-9]\d?|100)$/)
  .transform(Number)
  .default(20)
  .describe('Most items of a page, 1 to 100');

/** A cursor as `next` of a page has it, with what it holds. */
function cursor<Place>(read: (place: string) => Place | undefined) {
  return z
    .string()
    .max(200)
    .transform((sealed, context) => {
      const place = read(openCursor(sealed) ?? '');
      if (place !== undefined) return place;
      context.addIssue({ code: 'custom', message: 'Invalid cursor' });
      return z.NEVER;
    })
    .optional()
    .describe('`next` of the page before');
}

const topicCursor = cursor((place) => (isSlug(place) && place.length <= 80 ? place : undefined));

/** Instants with an offset, such as 2025-05-13T12:00:00Z or 2025-05-13T16:00:00+04:00. */
const moment = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value))
  // What is before the first year of our era PostgreSQL writes in another way.
  .refine((value) => value.getUTCFullYear() >= 1, 'There is no such year');

export const storiesQuery = z.strictObject({
  language,
  section: topicKey.optional().describe('Key of a section'),
  tag: topicKey.optional().describe('Key of a tag'),
  author: topicKey.optional().describe('Key of an author'),
  kind: z.enum(STORY_KINDS).optional(),
  since: moment.optional().describe('Published then or later'),
  until: moment.optional().describe('Published before'),
  cursor: cursor(readCursor),
  limit,
});

export const storyParameters = z.strictObject({
  id: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
});
export const storyAddress = z.strictObject({ language, slug });
export const liveQuery = z.strictObject({
  after: z
    .string()
    .regex(/^(0|[1-9]\d{0,8})$/)
    .transform(Number)
    .default(0)
    .describe('`change` of the answer before'),
});
export const topicsQuery = z.strictObject({ language, cursor: topicCursor, limit });
export const sectionsQuery = z.strictObject({ language });

export const breakingQuery = z.strictObject({ language });
export const noQuery = z.strictObject({});

const day = z.iso.date().describe('A day of the site’s own time zone');

export const searchQuery = z.strictObject({
  language,
  q: z.string().min(1).max(QUERY_LENGTH_LIMIT).describe('What is looked for; quotes and a minus mean what they mean'),
  section: topicKey.optional(),
  from: day.optional(),
  to: day.optional().describe('The last day, included'),
  order: z.enum(ORDERS).default('relevance'),
  cursor: cursor((place) => (/^page-[1-9]\d?$/.test(place) ? Number(place.slice(5)) : undefined)),
});

const next = z.string().nullable().describe('Cursor of the page after this; null on the last');

export const storiesAnswer = z.strictObject({
  stories: z.array(card).describe('May be fewer than `limit`, even none, while `next` is there'),
  next,
});

export const storyAnswer = z.strictObject({
  ...card.shape,
  group: articleId.describe('The same for all language versions of a story'),
  revisedAt: instant.nullable().describe('Last change worth telling readers of'),
  source: z.string(),
  authors: z.array(topic),
  tags: z.array(topic),
  notes: z
    .array(z.strictObject({ kind: z.enum(['correction', 'update']), text: z.string(), at: instant }))
    .describe('Corrections and updates, oldest first'),
  translations: z.array(translation).describe('The story in the other languages it is published in'),
  blocks: z.array(z.looseObject({ type: z.string() })).describe('The text; kinds of blocks may be added'),
  html: z.string().describe('The same as HTML with absolute addresses'),
});

export const liveAnswer = z.strictObject({
  change: z.int().min(0).describe('The last change that this has: what is newer is asked for by it'),
  hasMore: z.boolean().describe('Whether there is more after `change` already'),
  isClosed: z.boolean().describe('Whether the coverage has ended'),
  entries: z
    .array(
      z.strictObject({
        id: articleId,
        url: z.url(),
        title: z.string().describe('May be empty'),
        publishedAt: instant,
        revisedAt: instant.nullable(),
        isKeyEvent: z.boolean(),
        isPinned: z.boolean(),
        author: topic.nullable(),
        blocks: z.array(z.looseObject({ type: z.string() })),
        html: z.string(),
      }),
    )
    .describe('Those that are new or changed, as they are now; the oldest change first'),
  withdrawn: z.array(articleId).describe('Entries that are no longer there'),
});

const section = z.strictObject({ ...topic.shape, description: z.string(), url: z.url() });
const tag = z.strictObject({ ...topic.shape, url: z.url() });
const author = z.strictObject({ ...topic.shape, biography: z.string(), url: z.url(), picture: picture.nullable() });

export const breakingAnswer = z.strictObject({
  breaking: z
    .strictObject({
      id: z.int().describe('Another one is other news'),
      story: z.int().describe('Id of the story'),
      text: z.string().describe('What readers are told: the headline, or what the newsroom says in its place'),
      url: z.url(),
      until: z.iso.datetime().describe('When it is over by itself'),
    })
    .nullable()
    .describe('Null where there is none in this language'),
});

export const sectionsAnswer = z.strictObject({ sections: z.array(section).describe('In the order of the site') });
export const tagsAnswer = z.strictObject({ tags: z.array(tag), next });
export const authorsAnswer = z.strictObject({ authors: z.array(author), next });

export const languagesAnswer = z.strictObject({
  languages: z.array(
    z.strictObject({
      code: language,
      name: z.string().describe('The language’s name for itself'),
      url: z.url().describe('Its front page'),
    }),
  ),
});

export const searchAnswer = z.strictObject({
  stories: z.array(z.strictObject({ ...card.shape, excerpt: z.string().describe('Where the words stand') })),
  total: z.int().min(0).max(RESULT_LIMIT),
  more: z.boolean().describe('Whether there are more than `total`'),
  understood: z.string().nullable().describe('What was looked for instead, where nothing was found for `q`'),
  next: next.describe('Not stable: what is published meanwhile may move results from page to page'),
});
