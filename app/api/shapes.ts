import { z } from 'zod';
import { languageCode } from '#newsroom/languages/language-code';
import { QUERY_LENGTH_LIMIT } from '#newsroom/search/query-terms';

// What the route handlers take and give. The OpenAPI description is made from these, and a test holds the real answers
// against it.

export const language = languageCode.describe('ISO 639-1. Armenian is hy here, and arm in the addresses of pages.');
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(120);
const topicKey = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
const instant = z.iso.datetime();
const articleId = z.int().min(1).max(2_147_483_647);

export const articlesQuery = z.strictObject({
  language,
  section: topicKey.optional().describe('Key of a section'),
  cursor: z.string().max(40).optional().describe('`next` of the page before'),
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
  q: z.string().max(QUERY_LENGTH_LIMIT).describe('What has been typed so far'),
});

export const viewReport = z.strictObject({ article: articleId });

const picture = z.strictObject({
  url: z.url(),
  width: z.int(),
  height: z.int(),
  alt: z.string(),
  caption: z.string(),
  credit: z.string(),
});

const topic = z.strictObject({ key: topicKey, name: z.string() });

const card = z.strictObject({
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

export const articlesAnswer = z.strictObject({ articles: z.array(card), next: z.string().nullable() });

const translation = z.strictObject({ language, slug, url: z.url(), headline: z.string() });

export const articleAnswer = z.strictObject({
  ...card.shape,
  revisedAt: instant.nullable(),
  source: z.string(),
  authors: z.array(topic),
  tags: z.array(topic),
  translations: z.array(translation).describe('The same story in other languages, where it has been published'),
  views: z.int().min(0),
  body: z.strictObject({
    blocks: z.array(z.looseObject({ type: z.string() })),
    html: z.string(),
  }),
});

export const viewsAnswer = z.strictObject({ views: z.record(z.string().regex(/^\d+$/), z.int().min(0)) });

export const suggestAnswer = z.strictObject({
  suggestions: z.array(z.string()).describe('Questions that it may become, likeliest first'),
});

export const viewAnswer = z.strictObject({ article: articleId, counted: z.boolean(), views: z.int().min(0) });

export const problemAnswer = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  translations: z.array(translation).optional(),
  incident: z.string().optional(),
});
