import type { ReactNode } from 'react';

/** One of the things that can be done to an article, folded up until it is wanted. */
export function Panel({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details className="newsroom-panel" open={open}>
      <summary>{title}</summary>
      <div className="grid gap-4 pt-2">{children}</div>
    </details>
  );
}
