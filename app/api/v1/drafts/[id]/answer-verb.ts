import type { Actor } from '#newsroom/permissions/actor';
import type { Result } from '#newsroom/result';
import { refused } from '../../refused.ts';
import { answerDraft, changedMeanwhile } from '../answer-draft.ts';

/** The answer to what the newsroom was asked to do with a draft: how it is now, or why that was refused. */
export async function answerVerb(actor: Actor, id: number, result: Result): Promise<Response> {
  if (result.ok) return answerDraft(actor, id);
  return result.why === 'conflict' ? changedMeanwhile(actor, id, 409) : refused(result);
}
