import { z } from 'zod';
import type { Scope } from '#newsroom/permissions/scopes';
import {
  draftAnswer,
  draftChange,
  draftParameters,
  filingChange,
  newDraft,
  newSlug,
  newWebhook,
  newWebhookAnswer,
  note,
  nothing,
  pictureAnswer,
  pictureChange,
  pictureParameters,
  publication,
  review,
  schedule,
  translationOf,
  webhooksAnswer,
  withdrawal,
} from './draft-schemas.ts';
import {
  authorsAnswer,
  breakingAnswer,
  breakingQuery,
  languagesAnswer,
  liveAnswer,
  liveQuery,
  noQuery,
  searchAnswer,
  searchQuery,
  sectionsAnswer,
  sectionsQuery,
  storiesAnswer,
  storiesQuery,
  storyAddress,
  storyAnswer,
  storyParameters,
  tagsAnswer,
  topicsQuery,
} from './schemas.ts';

/** What is answered instead of an answer, by status. */
type Problems = Record<number, string>;

export type Operation = {
  id: string;
  summary: string;
  query?: z.ZodObject;
  parameters?: z.ZodObject;
  /** What its token must be allowed to; nobody needs one for the others. */
  scope?: Scope;
  body?: z.ZodType;
  /** Types of a file that is the body. */
  file?: readonly string[];
  /** Whether If-Match may name the version that is meant. */
  isConditional?: true;
  /** Whether it is done once for each Idempotency-Key. */
  isKeyed?: true;
  answer: { status: number; description: string; schema?: z.ZodType };
  /** Whether the answer has a Link to the page after it. */
  hasPages?: true;
  /** Other answers without a body of their own. */
  others?: Record<number, string>;
  problems?: Problems;
};

/** Every operation, by address and method; the OpenAPI document and its test are made from them. */
export const OPERATIONS: Record<string, Partial<Record<'get' | 'post' | 'patch' | 'delete', Operation>>> = {
  '/api/v1/stories': {
    get: {
      id: 'listStories',
      summary: 'Published stories of a language, newest first',
      query: storiesQuery,
      answer: { status: 200, description: 'A page of stories', schema: storiesAnswer },
      hasPages: true,
      problems: { 400: 'Invalid or unknown parameters' },
    },
  },
  '/api/v1/stories/{id}': {
    get: {
      id: 'getStory',
      summary: 'One story by its id, with its text as blocks and as HTML',
      query: noQuery,
      parameters: storyParameters,
      answer: { status: 200, description: 'The story', schema: storyAnswer },
      problems: { 400: 'Invalid or unknown parameters', 404: 'Not published', 410: 'Withdrawn' },
    },
  },
  '/api/v1/stories/{language}/{slug}': {
    get: {
      id: 'getStoryBySlug',
      summary: 'One story by its language and the last part of its address',
      query: noQuery,
      parameters: storyAddress,
      answer: { status: 200, description: 'The story', schema: storyAnswer },
      others: { 308: 'The slug has changed; Location is the new address' },
      problems: {
        400: 'Invalid or unknown parameters',
        404: 'Not found, or published only in the languages in `translations`',
        410: 'Withdrawn',
      },
    },
  },
  '/api/v1/live-blogs/{id}': {
    get: {
      id: 'followLiveBlog',
      summary: 'What is newer than a change in a live blog, by the id of its story; from the beginning without `after`',
      query: liveQuery,
      parameters: storyParameters,
      answer: { status: 200, description: 'Entries, in steps of at most some dozens', schema: liveAnswer },
      problems: { 400: 'Invalid or unknown parameters', 404: 'Not published, or not a live blog', 410: 'Withdrawn' },
    },
  },
  '/api/v1/sections': {
    get: {
      id: 'listSections',
      summary: 'All sections that have a name in a language',
      query: sectionsQuery,
      answer: { status: 200, description: 'The sections', schema: sectionsAnswer },
      problems: { 400: 'Invalid or unknown parameters' },
    },
  },
  '/api/v1/tags': {
    get: {
      id: 'listTags',
      summary: 'Tags that have a name in a language, by key',
      query: topicsQuery,
      answer: { status: 200, description: 'A page of tags', schema: tagsAnswer },
      hasPages: true,
      problems: { 400: 'Invalid or unknown parameters' },
    },
  },
  '/api/v1/authors': {
    get: {
      id: 'listAuthors',
      summary: 'Authors that have a name in a language, by key',
      query: topicsQuery,
      answer: { status: 200, description: 'A page of authors', schema: authorsAnswer },
      hasPages: true,
      problems: { 400: 'Invalid or unknown parameters' },
    },
  },
  '/api/v1/breaking': {
    get: {
      id: 'findBreakingNews',
      summary: 'What is breaking news in a language',
      query: breakingQuery,
      answer: { status: 200, description: 'The breaking news, or null', schema: breakingAnswer },
      problems: { 400: 'Invalid or unknown parameters' },
    },
  },
  '/api/v1/languages': {
    get: {
      id: 'listLanguages',
      summary: 'The languages of the site',
      query: noQuery,
      answer: { status: 200, description: 'The languages', schema: languagesAnswer },
      problems: { 400: 'Unknown parameters' },
    },
  },
  '/api/v1/search': {
    get: {
      id: 'searchStories',
      summary: 'Published stories of a language that a question finds; made anew for each request',
      query: searchQuery,
      answer: { status: 200, description: 'A page of stories', schema: searchAnswer },
      hasPages: true,
      problems: { 400: 'Invalid or unknown parameters' },
    },
  },
  '/api/v1/drafts': {
    post: {
      id: 'createDraft',
      summary: 'Create a story in a language',
      scope: 'stories:write',
      body: newDraft,
      isKeyed: true,
      answer: {
        status: 201,
        description: 'The draft; `refused` where something of it could not be set',
        schema: draftAnswer,
      },
      problems: { 422: 'There is no such section, or the key was used for another request' },
    },
  },
  '/api/v1/drafts/{id}': {
    get: {
      id: 'getDraft',
      summary: 'A story as the newsroom has it, published or not',
      scope: 'stories:write',
      parameters: draftParameters,
      answer: { status: 200, description: 'The draft', schema: draftAnswer },
      problems: { 404: 'There is no such story' },
    },
    patch: {
      id: 'saveDraft',
      summary: 'Save parts of its text; readers see nothing of it before it is published',
      scope: 'stories:write',
      parameters: draftParameters,
      body: draftChange,
      isConditional: true,
      isKeyed: true,
      answer: { status: 200, description: 'The draft', schema: draftAnswer },
      problems: {
        404: 'There is no such story',
        409: 'Changed since `version`; `current` is what is there',
        412: 'Changed since If-Match; `current` is what is there',
        422: 'A block of a kind that is not known, or the key was used for another request',
        428: 'No version was named',
      },
    },
    delete: {
      id: 'trashDraft',
      summary: 'Move it to the trash; a published one has to be withdrawn first',
      scope: 'stories:write',
      parameters: draftParameters,
      answer: { status: 204, description: 'It is in the trash' },
      problems: { 404: 'There is no such story', 409: 'It is published or scheduled' },
    },
  },
  '/api/v1/drafts/{id}/filing': {
    patch: {
      id: 'fileStory',
      summary: 'Kind, section, tags, authors and lead picture, in all languages of the story',
      scope: 'stories:write',
      parameters: draftParameters,
      body: filingChange,
      isKeyed: true,
      answer: { status: 200, description: 'The draft', schema: draftAnswer },
      problems: {
        404: 'There is no such story',
        409: 'Filed otherwise since `filingVersion`; `current` is what is there',
        422: 'One of the keys or the picture does not exist',
      },
    },
  },
  '/api/v1/drafts/{id}/slug': {
    post: {
      id: 'changeSlug',
      summary: 'Give it another slug; of a published or withdrawn story `stories:publish` is needed too',
      scope: 'stories:write',
      parameters: draftParameters,
      body: newSlug,
      isKeyed: true,
      answer: { status: 200, description: 'The draft; a slug that readers knew leads to it', schema: draftAnswer },
      problems: {
        403: 'Readers have the story, and the token may not publish',
        404: 'There is no such story',
        409: 'Another story has or had the slug, or it is no longer `former`',
        422: 'No slug',
      },
    },
  },
  '/api/v1/drafts/{id}/review': {
    post: {
      id: 'reviewDraft',
      summary: 'Set its review status; to approve it `stories:publish` is needed too',
      scope: 'stories:write',
      parameters: draftParameters,
      body: review,
      isKeyed: true,
      answer: { status: 200, description: 'The draft', schema: draftAnswer },
      problems: {
        403: 'The token may not approve',
        404: 'There is no such story',
        409: 'Changed since `version`; `current` is what is there',
      },
    },
  },
  '/api/v1/drafts/{id}/translations': {
    post: {
      id: 'translateDraft',
      summary: 'Start the story in another language, with a copy of this text',
      scope: 'stories:write',
      parameters: draftParameters,
      body: translationOf,
      isKeyed: true,
      answer: { status: 201, description: 'The draft in that language', schema: draftAnswer },
      problems: { 404: 'There is no such story', 409: 'It is there in that language' },
    },
  },
  '/api/v1/drafts/{id}/publish': {
    post: {
      id: 'publishDraft',
      summary: 'Publish its text at once',
      scope: 'stories:publish',
      parameters: draftParameters,
      body: publication,
      isKeyed: true,
      answer: { status: 200, description: 'The draft', schema: draftAnswer },
      problems: {
        404: 'There is no such story',
        409: 'Changed since `version`, or under embargo',
        422: 'Something is missing, or still to come: `code` and `about` say what',
      },
    },
  },
  '/api/v1/drafts/{id}/schedule': {
    post: {
      id: 'scheduleDraft',
      summary: 'Publish its text at a time',
      scope: 'stories:publish',
      parameters: draftParameters,
      body: schedule,
      isKeyed: true,
      answer: { status: 200, description: 'The draft', schema: draftAnswer },
      problems: {
        404: 'There is no such story',
        409: 'Changed since `version`, published already, or under embargo then',
        422: 'Something is missing, still to come, or the time has passed: `code` and `about` say what',
      },
    },
  },
  '/api/v1/drafts/{id}/unschedule': {
    post: {
      id: 'unscheduleDraft',
      summary: 'Make a scheduled story a draft again',
      scope: 'stories:publish',
      parameters: draftParameters,
      body: nothing,
      isKeyed: true,
      answer: { status: 200, description: 'The draft', schema: draftAnswer },
      problems: { 404: 'There is no such story', 409: 'It is not scheduled' },
    },
  },
  '/api/v1/drafts/{id}/withdraw': {
    post: {
      id: 'withdrawStory',
      summary: 'Withdraw a published story',
      scope: 'stories:publish',
      parameters: draftParameters,
      body: withdrawal,
      isKeyed: true,
      answer: { status: 200, description: 'The draft', schema: draftAnswer },
      problems: { 404: 'There is no such story', 409: 'It is not published' },
    },
  },
  '/api/v1/drafts/{id}/notes': {
    post: {
      id: 'addNote',
      summary: 'Add a correction or an update under a published story',
      scope: 'stories:publish',
      parameters: draftParameters,
      body: note,
      isKeyed: true,
      answer: { status: 200, description: 'The draft', schema: draftAnswer },
      problems: { 404: 'There is no such story', 409: 'It is not published' },
    },
  },
  '/api/v1/pictures': {
    post: {
      id: 'addPicture',
      summary: 'Add a picture to the library; the same file is the same picture',
      scope: 'media:write',
      query: z.strictObject({ name: z.string().optional().describe('What the file is called') }),
      file: ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif', 'application/octet-stream'],
      answer: { status: 201, description: 'The picture', schema: pictureAnswer },
      others: { 200: 'The same, of a file that was there already' },
      problems: { 413: 'Too large', 415: 'No picture', 422: 'A picture that cannot be used: `code` says why' },
    },
  },
  '/api/v1/pictures/{id}': {
    get: {
      id: 'getPicture',
      summary: 'A picture of the library with its texts',
      scope: 'media:write',
      parameters: pictureParameters,
      answer: { status: 200, description: 'The picture', schema: pictureAnswer },
      problems: { 404: 'There is no such picture' },
    },
    patch: {
      id: 'savePictureTexts',
      summary: 'Alternative text, caption and credit of a picture, by language',
      scope: 'media:write',
      parameters: pictureParameters,
      body: pictureChange,
      isKeyed: true,
      answer: { status: 200, description: 'The picture', schema: pictureAnswer },
      problems: { 404: 'There is no such picture', 409: 'Changed since `version`; `current` is what is there' },
    },
  },
  '/api/v1/webhooks': {
    get: {
      id: 'listWebhooks',
      summary: 'All webhooks, without their secrets',
      scope: 'webhooks:manage',
      answer: { status: 200, description: 'The webhooks', schema: webhooksAnswer },
    },
    post: {
      id: 'createWebhook',
      summary: 'Add a webhook',
      scope: 'webhooks:manage',
      body: newWebhook,
      answer: { status: 201, description: 'The webhook with its secret', schema: newWebhookAnswer },
      problems: { 409: 'There are fifty already', 422: 'No address of a webhook' },
    },
  },
  '/api/v1/webhooks/{id}': {
    delete: {
      id: 'deleteWebhook',
      summary: 'Delete a webhook with all that waits for it',
      scope: 'webhooks:manage',
      parameters: draftParameters,
      answer: { status: 204, description: 'It is deleted' },
      problems: { 404: 'There is no such webhook' },
    },
  },
};

/** What any operation may be answered with. */
export const COMMON_PROBLEMS: Problems = {
  429: 'Too many requests; retry after the seconds in Retry-After',
  500: 'The request failed; `incident` names the entry of the log',
  503: 'Too much to do, or the database is away; retry after the seconds in Retry-After',
};

/** The same for operations that need a token. */
export const TOKEN_PROBLEMS: Problems = {
  400: 'Invalid parameters or body',
  401: 'No valid token',
  403: 'The token has not the scope',
};

/** The same for those with a body and an Idempotency-Key. */
export const BODY_PROBLEMS: Problems = { 413: 'The body is too long', 415: 'The body is not of the right type' };
export const KEY_PROBLEMS: Problems = {
  409: 'A request with this Idempotency-Key is being answered, or was cut short',
  422: 'Another request had this Idempotency-Key',
};
