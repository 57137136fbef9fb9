import { z } from 'zod';
import { languageCode } from '#newsroom/languages/language-code';
import { QUERY_LENGTH_LIMIT } from '#newsroom/search/query-terms';

// Requests and responses of the API. The OpenAPI description is made from these, and a test compares the responses with
// it.

export const language = languageCode.describe('ISO 639-1. Armenian is hy here, and arm in the addresses of pages.');
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(120);
export const topicKey = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
export const instant = z.iso.datetime();
export const articleId = z.int().min(1).max(2_147_483_647);

export const articlesQuery = z.strictObject({
  language,
  section: topicKey.optional().describe('Key of a section'),
  cursor: z.string().max(40).optional().describe('`next` of the previous page'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const articleParameters = z.strictObject({ language, slug });

export const viewsQuery = z.strictObject({
  articles: z
    .string()
    .regex(/^\d+(,\d+)*$/)
    .transform((list) => [...new Set(list.split(',').map(Number))])
    .pipe(z.array(articleId).min(1).max(100))
    .describe('Up to 100 article ids, separated by commas'),
});

export const suggestQuery = z.strictObject({
  language,
  q: z.string().max(QUERY_LENGTH_LIMIT).describe('The query typed so far'),
});

export const viewRequest = z.strictObject({ article: articleId });

export const picture = z.strictObject({
  url: z.url(),
  width: z.int(),
  height: z.int(),
  alt: z.string(),
  caption: z.string(),
  credit: z.string(),
});

export const topic = z.strictObject({ key: topicKey, name: z.string() });

export const card = z.strictObject({
  id: articleId,
  kind: z.string().describe('article, opinion, interview, video, gallery; more may come'),
  language,
  slug,
  url: z.url(),
  headline: z.string(),
  standfirst: z.string(),
  section: topic,
  publishedAt: instant,
  picture: picture.nullable(),
});

export const articlesResponse = z.strictObject({ articles: z.array(card), next: z.string().nullable() });

export const translation = z.strictObject({ language, slug, url: z.url(), headline: z.string() });

export const articleResponse = z.strictObject({
  ...card.shape,
  revisedAt: instant.nullable(),
  source: z.string(),
  authors: z.array(topic),
  tags: z.array(topic),
  translations: z.array(translation).describe('The same story in the other languages it is published in'),
  views: z.int().min(0),
  body: z.strictObject({
    blocks: z.array(z.looseObject({ type: z.string() })),
    html: z.string(),
  }),
});

export const viewsResponse = z.strictObject({ views: z.record(z.string().regex(/^\d+$/), z.int().min(0)) });

export const suggestResponse = z.strictObject({
  suggestions: z.array(z.string()).describe('Completed queries, the most likely first'),
});

export const viewResponse = z.strictObject({ article: articleId, counted: z.boolean(), views: z.int().min(0) });

export const problemResponse = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  translations: z.array(translation).optional(),
  incident: z.string().optional(),
});
