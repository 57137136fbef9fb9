import type { z } from 'zod';
import {
  authorsAnswer,
  languagesAnswer,
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
  answer: { status: number; description: string; schema?: z.ZodType };
  /** Whether the answer has a Link to the page after it. */
  hasPages?: true;
  /** Other answers without a body of their own. */
  others?: Record<number, string>;
  problems?: Problems;
};

/** Every operation, by address and method; the OpenAPI document and its test are made from them. */
export const OPERATIONS: Record<string, Partial<Record<'get' | 'post' | 'put' | 'patch', Operation>>> = {
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
};

/** What any operation may be answered with. */
export const COMMON_PROBLEMS: Problems = {
  429: 'Too many requests; retry after the seconds in Retry-After',
  500: 'The request failed; `incident` names the entry of the log',
  503: 'Too much to do, or the database is away; retry after the seconds in Retry-After',
};
