'use client';
import { type ComponentProps, useEffect, useState } from 'react';
import { type ArticleBody, storedBody } from '#blocks/body';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';
import { BodyField } from '#editor/body-field.island.tsx';

/** The text of a page about the paper, written as a story is, and saved on purpose alone: readers have it at once. */
export function PageBody({
  action,
  page,
  seen,
  save,
  ...field
}: {
  action: (previous: unknown, form: FormData) => Promise<Answer & { seen?: string }>;
  /** Key. */
  page: string;
  /** What the text was when it was read. */
  seen: string;
  save: string;
} & Omit<ComponentProps<typeof BodyField>, 'onChange'>) {
  const [saved, setSaved] = useState(() => jsonOf(field.body));
  const [written, setWritten] = useState<string>();
  // What was typed here is not what a later answer of the server's is about.
  const [base, setBase] = useState(seen);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => written !== undefined && event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [written]);

  async function send(previous: Answer | null, form: FormData): Promise<Answer | null> {
    const answer = await action(previous, form);
    if (answer.seen) {
      setBase(answer.seen);
      setSaved(String(form.get('body')));
      setWritten((now) => (now === form.get('body') ? undefined : now));
    }
    return answer;
  }
  return (
    <StaffForm action={send} label={field.label} className="grid grid-cols-1 gap-4">
      <input type="hidden" name="key" value={page} />
      <input type="hidden" name="language" value={field.language} />
      <input type="hidden" name="seen" value={base} />
      <input type="hidden" name="body" value={written ?? saved} />
      <BodyField {...field} onChange={(body) => setWritten(jsonOf(body))} />
      <button type="submit" className="button button-main justify-self-start">
        {save}
      </button>
    </StaffForm>
  );
}

function jsonOf(body: ArticleBody): string {
  return JSON.stringify(storedBody(body));
}
