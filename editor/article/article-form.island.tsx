'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, startTransition, useActionState, useEffect, useRef, useState } from 'react';
import { type FormAction, useAnsweredAction } from '#components/staff/form-answer.ts';
import type { Answer } from '#components/staff/staff-form.island';
import { useArticleScreen } from './article-screen.island.tsx';
import type { Part, Unsaved } from './parts.ts';

/**
 * Something that is done to the article that is being written. What has been typed, in the text and in the forms that
 * are saved with it, is saved first, and the act is for that very text: where it cannot be saved, nothing happens.
 */
export function ArticleForm({
  action,
  label,
  confirm,
  savedAs,
  children,
}: {
  action: FormAction;
  label?: string;
  /** Asked before it is done, for what readers see at once. */
  confirm?: string;
  /**
   * For fields that are saved together with the article: what the server has of them (a version, a value). Another
   * value means that the fields were filled anew.
   */
  savedAs?: string | number;
  children: ReactNode;
}) {
  const t = useTranslations('saving');
  const { autosave, articleId, state, parts } = useArticleScreen();
  const { register, check, saveAll } = parts;
  const send = useAnsweredAction(action);
  const [answer, dispatch, isPending] = useActionState(send, null);
  const [unsaved, setUnsaved] = useState<Unsaved | null>(null);
  /** The answer to being saved together with the article; newer than `answer` where there is one. */
  const [saved, setSaved] = useState<Answer | null>(null);
  const [askedVersion, setAskedVersion] = useState(state.version);
  const form = useRef<HTMLFormElement>(null);
  const baseline = useRef('');
  const part = useRef<Part | null>(null);

  useEffect(() => {
    const element = form.current;
    if (!element) return;
    baseline.current = fieldsIn(element);
    const refused = (given: Answer) => {
      setSaved(given);
      setAskedVersion(autosave.state.version);
    };
    const known: Part = {
      name: label ?? '',
      isChanged: () => fieldsIn(element) !== baseline.current,
      ...(savedAs !== undefined && { save: () => saveForm(element, send, refused, baseline) }),
    };
    part.current = known;
    return register(known);
  }, [send, autosave, label, register, savedAs]);
  // What was done is not unsaved any more.
  useEffect(() => {
    if (answer?.ok && form.current) baseline.current = fieldsIn(form.current);
    check();
  }, [answer, check]);

  const given = saved ?? answer;
  // A refusal speaks of the text as it was.
  const shown = given && (given.ok || state.version === askedVersion) ? given : null;
  const left = parts.changed.filter((name) => name !== label).join(', ');
  const checkSoon = () => setTimeout(check);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys in fields are input.
    <form
      ref={form}
      action={dispatch}
      aria-label={label}
      aria-busy={isPending}
      className="grid gap-2"
      onInput={checkSoon}
      onClick={checkSoon}
      onSubmit={async (event) => {
        event.preventDefault();
        if (isPending || (confirm && !window.confirm(confirm))) return;
        const data = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
        const missing = await saveAll(false, part.current ?? undefined);
        setUnsaved(missing);
        if (missing) return;
        data.set('version', String(autosave.state.version));
        setSaved(null);
        setAskedVersion(autosave.state.version);
        startTransition(() => dispatch(data));
      }}
    >
      <input type="hidden" name="id" value={articleId} />
      <input type="hidden" name="version" value={state.version} />
      {children}
      <div role={unsaved || (shown && !shown.ok) ? 'alert' : 'status'}>
        {unsaved ? (
          <p className="message message-trouble">
            {unsaved === 'text' ? t('notSaved') : t('partNotSaved', { name: unsaved.part })}
          </p>
        ) : (
          shown && (
            <p className={`${shown.ok ? 'message' : 'message message-trouble'} break-words`}>
              {shown.message} {shown.ok && left && t('partsUnsaved', { names: left })}
            </p>
          )
        )}
      </div>
    </form>
  );
}

/**
 * Saves a form as a part of its article: whatever it answers stands in it, and it is brought into view if it refuses.
 */
async function saveForm(
  form: HTMLFormElement,
  send: FormAction,
  answered: (answer: Answer) => void,
  baseline: { current: string },
): Promise<boolean> {
  const sent = fieldsIn(form);
  const answer = form.checkValidity() ? await send(null, new FormData(form)) : null;
  if (answer) answered(answer);
  if (answer?.ok) {
    baseline.current = sent;
    return true;
  }
  const panel = form.closest('details');
  if (panel) panel.open = true;
  form.scrollIntoView({ block: 'center' });
  form.reportValidity();
  return false;
}

/** What somebody may have changed in a form, as one text. A tick says how something is to be done, and is not saved. */
function fieldsIn(form: HTMLFormElement): string {
  const isContent = ([name, value]: [string, unknown]) => !['id', 'version', 'seen'].includes(name) && value !== 'on';
  return JSON.stringify([...new FormData(form)].filter(isContent));
}
