import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Answer = { content?: Record<string, { schema: object }> };

/** What /api/v1/openapi.json says, as far as tests ask. */
export type ApiDocument = {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, Answer> }>>;
  components: object;
};

/**
 * What of an answer is not as the document promises for its operation and status; empty where everything is. `type` is
 * its Content-Type; an answer without a body has none.
 */
export function breachesOf(
  { paths, components }: ApiDocument,
  operation: string,
  { status, type, body }: { status: number; type: string; body: unknown },
): unknown[] {
  const found = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .find(({ operationId }) => operationId === operation);
  const answer = found?.responses[status];
  if (!answer) return [`${operation} ${status} is not described`];
  if (!type && !answer.content) return [];
  const schema = answer.content?.[type.split(';')[0] ?? '']?.schema;
  if (!schema) return [`${operation} ${status} has no schema for ${type}`];
  const ajv = new Ajv2020({ strict: false });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.validate({ ...schema, components }, body);
  return ajv.errors ?? [];
}
