'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, startTransition, useActionState, useState } from 'react';
import type { Answer } from '#components/staff/staff-form.island';
import { useArticleScreen } from './article-screen.island.tsx';

/**
 * Something that is done to the article that is being written. What has been typed is saved first, and the act is for
 * that very text: where it cannot be saved, nothing happens.
 */
export function ArticleForm({
  action,
  label,
  confirm,
  children,
}: {
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
  label?: string;
  /** Asked before it is done, for what readers see at once. */
  confirm?: string;
  children: ReactNode;
}) {
  const t = useTranslations('saving');
  const { autosave, articleId, state } = useArticleScreen();
  const [answer, dispatch, isPending] = useActionState(action, null);
  const [isUnsaved, setUnsaved] = useState(false);
  return (
    <form
      action={dispatch}
      aria-label={label}
      aria-busy={isPending}
      className="grid gap-2"
      onSubmit={async (event) => {
        event.preventDefault();
        if (isPending || (confirm && !window.confirm(confirm))) return;
        const data = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
        const isSaved = await autosave.save(false);
        setUnsaved(!isSaved);
        if (!isSaved) return;
        data.set('version', String(autosave.state.version));
        startTransition(() => dispatch(data));
      }}
    >
      <input type="hidden" name="id" value={articleId} />
      <input type="hidden" name="version" value={state.version} />
      {children}
      <div role={isUnsaved || (answer && !answer.ok) ? 'alert' : 'status'}>
        {isUnsaved ? (
          <p className="message message-trouble">{t('notSaved')}</p>
        ) : (
          answer && (
            <p className={`${answer.ok ? 'message' : 'message message-trouble'} break-words`}>{answer.message}</p>
          )
        )}
      </div>
    </form>
  );
}
