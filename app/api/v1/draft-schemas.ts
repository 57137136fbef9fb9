import { z } from 'zod';
import { blockIssues } from '#blocks/kinds';
import { STORY_KINDS } from '#newsroom/articles/kinds';
import { STORY_EVENTS } from '#newsroom/deliveries/story-event';
import { STATES, WORKFLOWS } from '#newsroom/editing/working-copy';
import { articleId, instant, language, topicKey } from '../schemas.ts';

// What operations with a token take and answer.

export const draftParameters = z.strictObject({
  id: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
});

const version = z.int().min(1).max(2_147_483_647);
const pictureId = z.string().regex(/^[0-9a-f]{20}$/);

/** Blocks as they are stored. Those of unknown kinds may come back as they were given out. */
const blocks = z
  .array(z.looseObject({ type: z.string() }))
  .max(2_000)
  .superRefine((all, context) => {
    for (const [index, block] of all.entries())
      for (const { path, message } of blockIssues(block))
        context.addIssue({ code: 'custom', path: [index, ...path], message });
  });

const text = {
  headline: z.string().max(300).optional(),
  standfirst: z.string().max(1_000).optional(),
  source: z.string().max(200).optional().describe('Closing line that says whose news this is'),
  blocks: blocks.optional().describe('The text as blocks'),
  html: z
    .string()
    .max(2_000_000)
    .optional()
    .describe('The text as HTML, of which blocks are made; instead of `blocks`'),
};

const filing = {
  kind: z.enum(STORY_KINDS).optional(),
  section: topicKey.optional(),
  tags: z.array(topicKey).max(30).optional().describe('Keys of tags'),
  authors: z.array(topicKey).max(30).optional().describe('Keys of authors, in the order of the byline'),
  picture: pictureId.nullable().optional().describe('Id of the lead picture; null for none'),
};

type Texts = { blocks?: unknown; html?: unknown };
const isOneText = ({ blocks: given, html }: Texts) => given === undefined || html === undefined;
const oneText = { error: 'Send blocks or html, not both', path: ['html'] };

const slug = z
  .string()
  .max(200)
  .describe('Last part of its address: lowercase Latin letters, digits and single hyphens');

export const newDraft = z
  .strictObject({
    ...{ language, ...filing, section: topicKey, ...text },
    slug: slug.optional().describe('Without one it follows the headline until the story is published'),
  })
  .refine(isOneText, oneText)
  .describe('A story in a language; what is left out is empty');

export const draftChange = z
  .strictObject({ version: version.optional().describe('Instead of If-Match'), ...text })
  .refine(isOneText, oneText)
  .describe('What is left out stays as it is');

export const filingChange = z
  .strictObject({ filingVersion: version, ...filing })
  .describe('What is left out stays as it is');

const seen = { version: version.describe('The version of the text that is meant') };
const allowed = {
  allowPlaceholders: z.boolean().default(false).describe('Whether words that mark what is still to come may stay'),
  allowUntranslated: z.boolean().default(false).describe('Whether parts may be in the language of the source'),
};
export const publication = z.strictObject({
  ...seen,
  ...allowed,
  showRevisedDate: z.boolean().default(true).describe('Whether a change of a published story shows its date'),
});
export const schedule = z.strictObject({
  ...seen,
  ...allowed,
  at: z.iso
    .datetime({ offset: true })
    .transform((value) => new Date(value))
    .describe('Whole minutes; what is more precise is rounded down'),
});
export const nothing = z.strictObject({});
const prose = z.string().trim().max(2_000);
export const withdrawal = z.strictObject({
  reason: prose.min(1).describe('For the activity log'),
  notice: prose.default('').describe('What readers are told at its address'),
});
export const note = z.strictObject({ kind: z.enum(['correction', 'update']), text: prose.min(1) });
export const newSlug = z.strictObject({
  slug,
  former: z.string().optional().describe('The slug that was read; another that somebody has chosen since stays'),
});
export const review = z.strictObject({
  ...seen,
  workflow: z.enum(WORKFLOWS).describe('in_review submits it, draft returns it to its writer, ready approves it'),
  note: prose.default('').describe('What its writer is told'),
});
export const translationOf = z.strictObject({ language });

const refusal = z.strictObject({ code: z.string(), about: z.string(), detail: z.string() });

export const draftAnswer = z.strictObject({
  id: articleId,
  group: articleId.describe('The same for all language versions of a story'),
  language,
  state: z.enum(STATES),
  workflow: z.enum(WORKFLOWS),
  slug: z.string(),
  url: z.url().describe('Where readers find it, once it is published'),
  version: version.describe('Of the text; the ETag too'),
  publishedVersion: z.int().min(0).describe('The version that readers have or will have; 0 for none'),
  publishedAt: instant.nullable().describe('First publication, or when it is due'),
  headline: z.string(),
  standfirst: z.string(),
  source: z.string(),
  blocks: z.array(z.unknown()),
  filingVersion: version,
  kind: z.string(),
  section: topicKey,
  tags: z.array(topicKey),
  authors: z.array(topicKey),
  picture: pictureId.nullable(),
  changedAt: instant,
  changedBy: z.string(),
  refused: refusal.optional().describe('What of a new draft could not be set; the rest is there'),
  leftOut: z
    .array(z.strictObject({ what: z.string(), words: z.int(), excerpt: z.string() }))
    .optional()
    .describe('What of `html` has no place in blocks'),
});

const words = z.strictObject({
  alt: z.string().max(1_000),
  caption: z.string().max(2_000),
  credit: z.string().max(300),
});

export const pictureParameters = z.strictObject({ id: pictureId });

export const pictureChange = z.strictObject({
  version,
  texts: z.partialRecord(language, words.partial()).describe('What is left out stays as it is'),
});

export const pictureAnswer = z.strictObject({
  id: pictureId,
  version,
  width: z.int(),
  height: z.int(),
  texts: z.partialRecord(language, words),
  isNew: z.boolean().optional().describe('False for a file that the library had already'),
});

export const newWebhook = z.strictObject({
  name: z.string().trim().max(100),
  url: z.string().trim().max(2_000).describe('HTTPS, on the internet'),
  events: z.array(z.enum(STORY_EVENTS)).min(1),
  languages: z.array(language).default([]).describe('Empty for all'),
});

const webhook = z.strictObject({
  id: z.int(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  languages: z.array(z.string()),
  state: z.enum(['on', 'off', 'gone']).describe('gone: it has answered 410'),
  createdAt: instant,
});

export const webhooksAnswer = z.strictObject({ webhooks: z.array(webhook) });
export const newWebhookAnswer = z.strictObject({
  ...webhook.shape,
  secret: z.string().describe('What messages are signed with; it is not shown again'),
});
