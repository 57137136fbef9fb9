import type { ReactNode } from 'react';

/** One of the things that can be done to an article, folded up until it is wanted. */
export function Panel({
  id,
  title,
  open = false,
  children,
}: {
  id?: string;
  title: string;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details id={id} className="newsroom-panel" open={open}>
      <summary>{title}</summary>
      <div className="grid gap-4 pt-2">{children}</div>
    </details>
  );
}
