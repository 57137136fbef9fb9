import { z } from 'zod';
import { rowNumber } from '#app/admin/form';
import { sameOriginActor } from '#app/admin/gate';
import { guarded, json, problem, readJson } from '#app/api/answer';
import { holdEntry, releaseEntry } from '#newsroom/live/hold-entry';

const sign = z.strictObject({ entry: rowNumber, isClosing: z.boolean() });

/** A window says that it has an entry open, so that nobody else writes it meanwhile, or is closing. 423: somebody does. */
export const POST = guarded(async (request: Request) => {
  const actor = await sameOriginActor();
  if (!actor) return problem(401, 'Unauthorized', 'Sign in again.');
  const read = sign.safeParse(await readJson(request, 1_000));
  if (!read.success) return problem(400, 'Bad request', 'The request is not valid.');
  const { entry, isClosing } = read.data;
  if (isClosing) await releaseEntry(actor, entry);
  const held = isClosing ? { ok: true as const } : await holdEntry(actor, entry);
  if (held.ok) return json(request, {}, { 'cache-control': 'no-store' });
  if (held.why === 'busy') return problem(423, 'Locked', 'Somebody else is writing this.', { ...held.values });
  return problem(held.why === 'not-found' ? 404 : 403, held.why, 'The entry cannot be written.');
});
