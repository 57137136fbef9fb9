import { z } from 'zod';
import { publicUrl } from '#platform/env';
import { json } from '../../answer.ts';
import { problemResponse } from '../../schemas.ts';
import { openGet, preflight, readOnly } from '../open.ts';
import {
  BODY_PROBLEMS,
  COMMON_PROBLEMS,
  KEY_PROBLEMS,
  OPERATIONS,
  type Operation,
  TOKEN_PROBLEMS,
} from '../operations.ts';
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
    Object.entries(problems).map(([status, description]) => [status, { description, content }]),
  );
}

const LINK = { Link: { description: 'rel="next": the page after this one (RFC 8288)', schema: { type: 'string' } } };

function problemsFor({ scope, body, file, isKeyed, problems = {} }: Operation): Record<number, string> {
  return {
    ...(scope && TOKEN_PROBLEMS),
    ...((body || file) && BODY_PROBLEMS),
    ...(isKeyed && KEY_PROBLEMS),
    ...problems,
    ...COMMON_PROBLEMS,
  };
}

function bodyOf({ body, file }: Operation): object {
  if (body) return { requestBody: { content: { 'application/json': { schema: schemaOf(body, 'input') } } } };
  if (!file) return {};
  return { requestBody: { required: true, content: Object.fromEntries(file.map((type) => [type, {}])) } };
}

function header(name: string, description: string): object {
  return { name, in: 'header', required: false, description, schema: { type: 'string' } };
}

function describeOperation(operation: Operation): object {
  const { id, summary, query, parameters, scope, answer, hasPages, others = {}, isConditional, isKeyed } = operation;
  const content = answer.schema && { content: { 'application/json': { schema: schemaOf(answer.schema) } } };
  return {
    operationId: id,
    summary: scope ? `${summary} (${scope})` : summary,
    ...(scope && { security: [{ token: [] }] }),
    parameters: [
      ...parametersOf(parameters, 'path'),
      ...parametersOf(query, 'query'),
      ...(isConditional ? [header('If-Match', 'The version that was read: its ETag')] : []),
      ...(isKeyed ? [header('Idempotency-Key', 'The same for the same request when it is sent again')] : []),
    ],
    ...bodyOf(operation),
    responses: {
      [answer.status]: { description: answer.description, ...(hasPages && { headers: LINK }), ...content },
      ...(!scope && { 304: { description: 'Not modified since the given ETag' } }),
      ...Object.fromEntries(
        Object.entries(others).map(([status, description]) => [
          status,
          // Where it is no redirect, it has what the usual answer has.
          { description, ...(status === '200' && content) },
        ]),
      ),
      ...problemsOf(problemsFor(operation)),
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
    info: { title: 'News portal', version: '1', summary: 'Read what is published; write with a token' },
    servers: [{ url: publicUrl() }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problemResponse) },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Made in Settings → API' } },
    },
  }),
);

export { preflight as OPTIONS, readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT };
