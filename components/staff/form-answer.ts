import { unstable_isUnrecognizedActionError as isUnrecognized, unstable_rethrow as rethrow } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { FORM_FILES_BYTES } from '#newsroom/form-limits';
import type { Answer } from './staff-form.island.tsx';

export type FormAction = (previous: Answer | null, form: FormData) => Promise<Answer | null>;

/**
 * An action that always answers: where files are larger than the server takes, and where that cannot be reached, fails,
 * or is of a version that does not know the form, with a sentence about it. What it throws would take the page down, and with it what was typed.
 *
 * On the server it stays what it is: only so does its form work without a script.
 */
export function useAnsweredAction(action: FormAction): FormAction {
  const t = useTranslations('forms');
  return useMemo(() => {
    if (typeof window === 'undefined') return action;
    return async (previous, form) => {
      const files = [...form.values()].filter((value) => value instanceof File);
      if (files.reduce((sum, { size }) => sum + size, 0) > FORM_FILES_BYTES)
        return { ok: false, message: t('tooLarge', { megabytes: FORM_FILES_BYTES / 1_000_000 }) };
      try {
        return await action(previous, form);
      } catch (error) {
        // Being taken to another page comes as an error too.
        rethrow(error);
        return { ok: false, message: t(isUnrecognized(error) ? 'outdated' : 'unanswered') };
      }
    };
  }, [action, t]);
}
