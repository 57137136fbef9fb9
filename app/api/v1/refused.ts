import { refusalText } from '#i18n/refusal-text';
import { type Refusal, type RefusalCode, refusalKey } from '#newsroom/result';
import { problem } from '../answer.ts';

const STATUS: Record<RefusalCode, number> = {
  'not-found': 404,
  'not-allowed': 403,
  conflict: 409,
  invalid: 422,
  unsupported: 422,
  'wrong-state': 409,
  missing: 422,
  placeholders: 422,
  untranslated: 422,
  'under-embargo': 409,
  'in-the-past': 422,
  'already-taken': 409,
  'in-use': 409,
  'too-old': 409,
  'too-many': 409,
  'own-account': 403,
  busy: 503,
};

/** A refusal as the newsroom has it, for a program: its code, what it is about, and a sentence. */
export async function presentRefusal(refusal: Refusal) {
  const { why, about, values } = refusal;
  return { code: why, about, detail: await refusalText(refusalKey(refusal), values) };
}

/** The answer to a request that the newsroom has refused. `status` is another one than its code usually has. */
export async function refused(
  refusal: Refusal,
  more: Record<string, unknown> = {},
  status?: number,
): Promise<Response> {
  const { detail, ...code } = await presentRefusal(refusal);
  const isReference = refusal.why === 'not-found' && (refusal.about === 'topic' || refusal.about === 'picture');
  // The address is right; what the body refers to is not there.
  return problem(status ?? (isReference ? 422 : STATUS[refusal.why]), 'Refused', detail, { ...code, ...more });
}
