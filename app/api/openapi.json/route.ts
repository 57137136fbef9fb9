import { z } from 'zod';
import { json } from '../answer.ts';
import {
  articleParameters,
  articleResponse,
  articlesQuery,
  articlesResponse,
  problemResponse,
  suggestQuery,
  suggestResponse,
  viewRequest,
  viewResponse,
  viewsQuery,
  viewsResponse,
} from '../schemas.ts';

const schemas = {
  articlesResponse,
  articleResponse,
  suggestResponse,
  viewsResponse,
  viewRequest,
  viewResponse,
  problemResponse,
};

function schema(shape: z.ZodType, io: 'input' | 'output' = 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(shape, { io, unrepresentable: 'any' });
  return rest;
}

function parameters(shape: z.ZodObject, place: 'query' | 'path'): object[] {
  const { properties = {}, required = [] } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function response(description: string, name: keyof typeof schemas) {
  return { description, content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } };
}

function problems(...statuses: [status: number, description: string][]) {
  const all: [number, string][] = [
    ...statuses,
    [429, 'Too many requests of this client wait for an answer; retry after the seconds in Retry-After'],
    [
      503,
      'Too many requests wait, or the database is unreachable, too slow, failing over, read-only or full; retry ' +
        'after the seconds in Retry-After',
    ],
  ];
  return Object.fromEntries(
    all.map(([status, description]) => [
      status,
      {
        description,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/problemResponse' } } },
      },
    ]),
  );
}

const unchanged = { 304: { description: 'Not modified since the given ETag' } };

const description = {
  openapi: '3.1.0',
  info: { title: 'Articles and views', version: '1' },
  paths: {
    '/api/articles': {
      get: {
        summary: 'Published articles of a language, newest first',
        parameters: parameters(articlesQuery, 'query'),
        responses: {
          200: response('A page of articles', 'articlesResponse'),
          ...unchanged,
          ...problems([400, 'Invalid parameters']),
        },
      },
    },
    '/api/articles/{language}/{slug}': {
      get: {
        summary: 'One article, its body as blocks and as HTML',
        parameters: parameters(articleParameters, 'path'),
        responses: {
          200: response('The article', 'articleResponse'),
          308: { description: 'The slug has changed; Location is the new address' },
          ...unchanged,
          ...problems(
            [400, 'Invalid parameters'],
            [404, 'Not found, or only in the languages in `translations`'],
            [410, 'Withdrawn'],
          ),
        },
      },
    },
    '/api/search/suggest': {
      get: {
        summary: 'Suggestions for a query that is being typed; each has results',
        parameters: parameters(suggestQuery, 'query'),
        responses: {
          200: response('Up to six suggestions', 'suggestResponse'),
          ...unchanged,
          ...problems([400, 'Invalid parameters']),
        },
      },
    },
    '/api/views': {
      get: {
        summary: 'View counts of articles',
        parameters: parameters(viewsQuery, 'query'),
        responses: {
          200: response('View counts by article id', 'viewsResponse'),
          ...unchanged,
          ...problems([400, 'Invalid parameters']),
        },
      },
      post: {
        summary: 'Record a view of an article; the response is sent once it is stored',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/viewRequest' } } },
        },
        responses: {
          200: response(
            'The new count; `counted` is false for bots, prefetches and repeated views within 30 minutes',
            'viewResponse',
          ),
          ...problems([400, 'Invalid body'], [403, 'Sent from another site'], [404, 'No such published article']),
        },
      },
    },
  },
  components: { schemas: Object.fromEntries(Object.entries(schemas).map(([name, shape]) => [name, schema(shape)])) },
};

export function GET(request: Request): Response {
  return json(request, description);
}
