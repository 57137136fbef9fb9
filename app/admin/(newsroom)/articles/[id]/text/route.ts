import { z } from 'zod';
import { rowNumber } from '#app/admin/form';
import { sameOriginActor } from '#app/admin/gate';
import { guarded, json, problem, readRawJson } from '#app/api/answer';
import { storedBody } from '#blocks/body';
import { storable } from '#i18n/storable';
import { saveText } from '#newsroom/editing/save-text';
import { sentText } from '#newsroom/editing/working-copy';

/** The longest text that a browser sends, bytes: a body of 2,000 blocks is shorter. */
const LIMIT = 4_000_000;

const save = z.strictObject({ text: sentText, base: rowNumber, isExplicit: z.boolean() });
/** 422: a block that this version does not know; the sender keeps the text and sends it again. */
const STATUS = { 'not-allowed': 403, 'not-found': 404, invalid: 400, unsupported: 422 } as const;

/**
 * Saves what is being written. 409 gives what somebody else has saved meanwhile; the sender's text stays with the
 * sender.
 */
export const PUT = guarded(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const actor = await sameOriginActor();
  if (!actor) return problem(401, 'Unauthorized', 'Sign in again, then save.');
  const { success, data: id } = rowNumber.safeParse((await params).id);
  if (!success) return problem(404, 'Not found', 'There is no such article.');
  const { value, removed } = storable(await readRawJson(request, LIMIT));
  const read = save.safeParse(value);
  if (!read.success)
    return problem(
      400,
      'Bad request',
      read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    );
  const saved = await saveText(actor, id, read.data);
  if (saved.ok) {
    const { version, slug, publishedVersion } = saved;
    return json(request, { version, slug, publishedVersion, removed }, { 'cache-control': 'no-store' });
  }
  if (saved.why === 'conflict')
    return problem(409, 'Conflict', 'Someone else has changed the text. Both texts are kept.', {
      version: saved.version,
      text: { ...saved.text, body: storedBody(saved.text.body) },
      byName: saved.byName,
    });
  return problem(STATUS[saved.why], saved.why, 'The text was not saved.');
});
