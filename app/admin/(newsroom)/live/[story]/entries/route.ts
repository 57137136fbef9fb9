import { z } from 'zod';
import { rowNumber } from '#app/admin/form';
import { sameOriginActor } from '#app/admin/gate';
import { guarded, json, problem, readRawJson } from '#app/api/answer';
import { storedBody } from '#blocks/body';
import { storable } from '#i18n/storable';
import { languageCode } from '#newsroom/languages/language-code';
import { sentEntry } from '#newsroom/live/entry';
import { beginEntry, saveEntry } from '#newsroom/live/save-entry';

/** Bytes: an entry has two hundred blocks at most. */
const LIMIT = 1_000_000;

const save = z.strictObject({
  /** The entry, once the server has given it a number. */
  entry: rowNumber.nullable(),
  /** What the window calls it until then. */
  token: z.uuid(),
  author: z.string().max(120).nullable(),
  /** Whether this window has begun the entry: then it is saved only until somebody has published it. */
  isNew: z.boolean().default(false),
  language: languageCode,
  text: sentEntry,
  base: z.number().int().min(0).max(2_147_483_647),
});

/** 422: a block that this version does not know; the sender keeps the text and sends it again. */
const STATUS = { 'not-allowed': 403, 'not-found': 404, 'wrong-state': 404, unsupported: 422 } as const;

/**
 * Saves what is being written of an entry, which begins with its first text. 409 gives what somebody else has saved
 * meanwhile, 423 who is writing it now; 410 says that somebody has published what this window had begun.
 */
export const PUT = guarded(async (request: Request, { params }: { params: Promise<{ story: string }> }) => {
  const actor = await sameOriginActor();
  if (!actor) return problem(401, 'Unauthorized', 'Sign in again, then save.');
  const story = rowNumber.safeParse((await params).story);
  if (!story.success) return problem(404, 'Not found', 'There is no such live blog.');
  const { value, removed } = storable(await readRawJson(request, LIMIT));
  const read = save.safeParse(value);
  if (!read.success) {
    const issues = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return problem(400, 'Bad request', issues.join('; '));
  }
  const { entry, token, author, isNew, ...text } = read.data;
  const saved =
    entry === null
      ? await beginEntry(actor, story.data, { token, author, ...text })
      : await saveEntry(actor, entry, { ...text, ...(isNew && { begun: { author } }) });
  if (saved.ok) {
    const { entryId, version, isOut } = saved;
    return json(request, { entry: entryId, version, removed, isOut }, { 'cache-control': 'no-store' });
  }
  if (saved.why === 'published') return problem(410, 'Gone', 'Somebody has published this entry.');
  if (saved.why === 'conflict')
    return problem(409, 'Conflict', 'The text has been changed elsewhere. Both texts are kept.', {
      version: saved.version,
      text: { ...saved.text, body: storedBody(saved.text.body) },
      byName: saved.byName,
    });
  if (saved.why === 'busy') return problem(423, 'Locked', 'Somebody else is writing this.', { ...saved.values });
  return problem(STATUS[saved.why], saved.why, 'The text was not saved.');
});
