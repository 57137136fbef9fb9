import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import type { Answer } from '#components/staff/staff-form.island';
import type { Actor } from '#newsroom/permissions/actor';
import { type Refusal, type Result, refusalKey } from '#newsroom/result';
import { databaseTrouble } from '#platform/database-trouble';
import { noteTrouble } from '#platform/noted-trouble';
import { fieldsOf, signedOut, unstorableIn } from './form.ts';
import { sameOriginActor } from './gate.ts';

type Translator = Awaited<ReturnType<typeof getTranslations<never>>>;

/** What an action may look at besides its input: who acts, their language's messages, and the form as it came. */
export type ActionContext = { actor: Actor; t: Translator; data: FormData };

type Definition<Input> = {
  /** What the form says; unknown fields are refused. */
  input: z.ZodType<Input>;
  /** Fields that may stand any number of times. */
  lists?: readonly string[];
  /** Message for when it is done; without it, `work` answers itself. */
  done?: Parameters<Translator>[0];
};

/**
 * The one way to write a server action of the newsroom: checks who sends the form and that it comes from this site,
 * parses it, has `work` call the newsroom, and answers in the person's language. Every refusal has its message; the
 * page shows the new state at once. `work` may answer with a message of its own instead of a result.
 */
export function newsroomAction<Input, Given extends Answer = Answer>(
  { input, lists, done }: Definition<Input>,
  work: (input: Input, context: ActionContext) => Promise<Result | Given>,
): (state: unknown, data: FormData) => Promise<Answer | Given> {
  return async (_, data) => {
    const actor = await sameOriginActor();
    if (!actor) return signedOut();
    const t = await getTranslations({ locale: actor.language });
    const parsed = input.safeParse(fieldsOf(data, lists));
    if (!parsed.success) {
      const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))].join(', ');
      return { ok: false, message: t('newsroom.invalidForm', { fields }) };
    }
    const result = await work(parsed.data, { actor, t, data }).catch((error: unknown) => refusedReadOnly(error, t));
    if ('message' in result) return result;
    if (!result.ok) {
      // What somebody else has changed is to be seen, in the fields that nobody has touched here.
      if (result.why === 'conflict') refresh();
      return { ok: false, message: refusalMessage(t, result) };
    }
    refresh();
    const removed = unstorableIn(data);
    const sentences = [done && t(done), removed > 0 && t('answers.removed', { count: removed })];
    return { ok: true, message: sentences.filter(Boolean).join(' ') };
  };
}

/** A database that is read-only at present has its sentence; all else is an error as before. */
function refusedReadOnly(error: unknown, t: Translator): Answer {
  if (databaseTrouble(error) !== 'read-only') throw error;
  noteTrouble(error);
  return { ok: false, message: t('newsroom.readOnly') };
}

/** A refusal in a person's language. */
export function refusalMessage(t: Translator, refusal: Refusal): string {
  return t(`refusals.${refusalKey(refusal)}`, refusal.values ?? {});
}
