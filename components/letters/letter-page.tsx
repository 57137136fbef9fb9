import type { ReactNode } from 'react';
import { Breadcrumbs } from '#components/site/breadcrumbs';

/** A page about somebody's letters. */
export function LetterPage({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <>
      <Breadcrumbs />
      <h1 className="headline text-[clamp(1.875rem,1.2rem+2.6vw,2.75rem)]">{title}</h1>
      {text && <p className="mt-4 max-w-[41.25rem] break-words">{text}</p>}
      {children && <div className="mt-6">{children}</div>}
    </>
  );
}
