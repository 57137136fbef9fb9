import { z } from 'zod';
import { rowNumber } from '#app/admin/form';
import { sameOriginActor } from '#app/admin/gate';
import { guarded, json, problem, readJson } from '#app/api/answer';
import { leaveEditor, recordPresence } from '#newsroom/editing/record-presence';

const sign = z.strictObject({ window: z.uuid(), isClosing: z.boolean() });

/** A window says that it has an article open, or is closing; it is told who else has it open. */
export const POST = guarded(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const actor = await sameOriginActor();
  if (!actor) return problem(401, 'Unauthorized', 'Sign in again.');
  const { success, data: id } = rowNumber.safeParse((await params).id);
  const read = sign.safeParse(await readJson(request, 1_000));
  if (!read.success || !success) return problem(400, 'Bad request', 'The request is not valid.');
  const { window, isClosing } = read.data;
  if (isClosing) await leaveEditor(actor, id, window);
  return json(
    request,
    { present: isClosing ? [] : await recordPresence(actor, id, window) },
    { 'cache-control': 'no-store' },
  );
});
