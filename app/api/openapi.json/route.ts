import { z } from 'zod';
import { json } from '../answer.ts';
import {
  articleAnswer,
  articleParameters,
  articlesAnswer,
  articlesQuery,
  problemAnswer,
  suggestAnswer,
  suggestQuery,
  viewAnswer,
  viewReport,
  viewsAnswer,
  viewsQuery,
} from '../shapes.ts';

const schemas = { articlesAnswer, articleAnswer, suggestAnswer, viewsAnswer, viewReport, viewAnswer, problemAnswer };

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

function answer(description: string, name: keyof typeof schemas) {
  return { description, content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } };
}

function problems(...statuses: [status: number, description: string][]) {
  const all: [number, string][] = [
    ...statuses,
    [503, 'The database cannot be reached; Retry-After says when to try again'],
  ];
  return Object.fromEntries(
    all.map(([status, description]) => [
      status,
      {
        description,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/problemAnswer' } } },
      },
    ]),
  );
}

const unchanged = { 304: { description: 'Unchanged since the given ETag' } };

const description = {
  openapi: '3.1.0',
  info: { title: 'Articles and views', version: '1' },
  paths: {
    '/api/articles': {
      get: {
        summary: 'Published articles of a language, newest first',
        parameters: parameters(articlesQuery, 'query'),
        responses: {
          200: answer('A page of the list', 'articlesAnswer'),
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
          200: answer('The article', 'articleAnswer'),
          308: { description: 'The slug has changed; Location has the new address' },
          ...unchanged,
          ...problems(
            [400, 'Invalid parameters'],
            [404, 'No such article in this language; `translations` lists others'],
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
          200: answer('At most six suggestions', 'suggestAnswer'),
          ...unchanged,
          ...problems([400, 'Invalid parameters']),
        },
      },
    },
    '/api/views': {
      get: {
        summary: 'How often articles have been read',
        parameters: parameters(viewsQuery, 'query'),
        responses: {
          200: answer('Counts by article id', 'viewsAnswer'),
          ...unchanged,
          ...problems([400, 'Invalid parameters']),
        },
      },
      post: {
        summary: 'Reports that an article has been opened; answers once it is counted',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/viewReport' } } },
        },
        responses: {
          200: answer(
            'The count after it; `counted` is false for bots, prefetches and second openings within 30 minutes',
            'viewAnswer',
          ),
          ...problems([400, 'Invalid body'], [403, 'Sent by another site'], [404, 'No such published article']),
        },
      },
    },
  },
  components: { schemas: Object.fromEntries(Object.entries(schemas).map(([name, shape]) => [name, schema(shape)])) },
};

export function GET(request: Request): Response {
  return json(request, description);
}
