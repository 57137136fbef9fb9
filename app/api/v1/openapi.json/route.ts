import { z } from 'zod';
import { publicUrl } from '#platform/env';
import { json } from '../../answer.ts';
import { problemResponse } from '../../schemas.ts';
import { openGet, preflight, readOnly } from '../open.ts';
import { COMMON_PROBLEMS, OPERATIONS, type Operation } from '../operations.ts';
import { noQuery } from '../schemas.ts';

function schemaOf(shape: z.ZodType, io: 'input' | 'output' = 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(shape, { io, unrepresentable: 'any' });
  return rest;
}

function parametersOf(shape: z.ZodObject | undefined, place: 'query' | 'path'): object[] {
  if (!shape) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }));
}

function problemsOf(problems: Record<number, string>): object {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return Object.fromEntries(
    Object.entries({ ...problems, ...COMMON_PROBLEMS }).map(([status, description]) => [
      status,
      { description, content },
    ]),
  );
}

const LINK = { Link: { description: 'rel="next": the page after this one (RFC 8288)', schema: { type: 'string' } } };

function describeOperation({
  id,
  summary,
  query,
  parameters,
  answer,
  hasPages,
  others = {},
  problems = {},
}: Operation): object {
  const { status, description, schema } = answer;
  return {
    operationId: id,
    summary,
    parameters: [...parametersOf(parameters, 'path'), ...parametersOf(query, 'query')],
    responses: {
      [status]: {
        description,
        ...(hasPages && { headers: LINK }),
        ...(schema && { content: { 'application/json': { schema: schemaOf(schema) } } }),
      },
      304: { description: 'Not modified since the given ETag' },
      ...Object.fromEntries(Object.entries(others).map(([other, text]) => [other, { description: text }])),
      ...problemsOf(problems),
    },
  };
}

const paths = Object.fromEntries(
  Object.entries(OPERATIONS).map(([address, methods]) => [
    address,
    Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, describeOperation(operation)])),
  ]),
);

export const GET = openGet({ query: noQuery, parameters: noQuery }, async ({ request }) =>
  json(request, {
    openapi: '3.1.0',
    info: { title: 'News portal', version: '1', summary: 'Read what is published' },
    servers: [{ url: publicUrl() }],
    paths,
    components: { schemas: { Problem: schemaOf(problemResponse) } },
  }),
);

export { preflight as OPTIONS, readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT };
