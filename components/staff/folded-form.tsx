import type { ComponentProps, ReactNode } from 'react';
import { StaffForm } from '#components/staff/staff-form.island';

/**
 * A form behind a fold. What came of it stands outside of that: without a script the page comes back with the fold
 * closed.
 */
export function FoldedForm({
  summary,
  look = 'button button-main',
  fields = 'mt-3 grid max-w-2xl gap-4',
  isOpen = false,
  className = 'grid w-full has-[.message]:gap-3',
  children,
  ...form
}: ComponentProps<typeof StaffForm> & {
  summary: string;
  /** Classes of the summary, and of what is folded. */
  look?: string;
  fields?: string;
  isOpen?: boolean;
  children: ReactNode;
}) {
  return (
    <StaffForm {...form} className={className}>
      <details open={isOpen}>
        <summary className={look}>{summary}</summary>
        <div className={fields}>{children}</div>
      </details>
    </StaffForm>
  );
}
