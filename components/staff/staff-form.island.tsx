'use client';
import { type ReactNode, startTransition, useActionState, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type OneTimeLink, OneTimeLinkField } from '#components/staff/one-time-link';
import { type FormAction, useAnsweredAction } from './form-answer.ts';
import { restoreTyped } from './typed-early.ts';
import { isTouched, renewUntouched } from './untouched-fields.ts';

/**
 * What an action answers: a sentence for whoever asked, in their language, lines that belong to it, and what it has made
 * to be shown once.
 */
export type Answer = { ok: boolean; message: string; lines?: string[]; handouts?: OneTimeLink[] };

/**
 * A form whose action answers with a sentence. It works without a script too: then the whole page comes back with the
 * answer. With one, what was typed stays where it is, whatever the answer; only after success, where `clears`, is the
 * form emptied.
 */
export function StaffForm({
  action,
  clears = false,
  id,
  label,
  className,
  seen,
  children,
}: {
  action: FormAction;
  clears?: boolean;
  /** By which boxes elsewhere on the page belong to it. */
  id?: string;
  label?: string;
  className?: string;
  /**
   * What the fields were when they were read (field `seen`). It moves on with an answer to this form, or while nobody
   * has touched it: never under words that were typed.
   */
  seen?: string | number;
  children: ReactNode;
}) {
  const [answer, dispatch, isPending] = useActionState(useAnsweredAction(action), null);
  const form = useRef<HTMLFormElement>(null);
  const known = useRef(new WeakMap<Element, string>());
  const [base, setBase] = useState(seen);
  const heard = useRef(answer);
  useLayoutEffect(() => {
    if (form.current) restoreTyped(form.current);
  }, []);
  // React gives a textarea that is there already no new default: somebody else's words would be saved away.
  useEffect(() => {
    if (!form.current) return;
    renewUntouched(form.current, known.current);
    if (answer !== heard.current || !isTouched(form.current)) setBase(seen);
    heard.current = answer;
  });
  useEffect(() => {
    if (answer?.ok && clears) form.current?.reset();
  }, [answer, clears]);
  return (
    <form
      ref={form}
      id={id}
      action={dispatch}
      aria-label={label}
      aria-busy={isPending}
      className={className}
      onSubmit={(event) => {
        // React empties a form after its action; what people have typed is theirs.
        event.preventDefault();
        const { submitter } = event.nativeEvent as SubmitEvent;
        const data = new FormData(event.currentTarget, submitter);
        if (!isPending) startTransition(() => dispatch(data));
      }}
    >
      {seen !== undefined && <input type="hidden" name="seen" value={base} />}
      {children}
      <div role={answer && !answer.ok ? 'alert' : 'status'}>
        {answer && <p className={answer.ok ? 'message' : 'message message-trouble'}>{answer.message}</p>}
        {answer?.lines && answer.lines.length > 0 && (
          <ul className="message-lines">
            {answer.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {answer?.handouts?.map((handout) => (
          <OneTimeLinkField key={handout.label} handout={handout} />
        ))}
      </div>
    </form>
  );
}
