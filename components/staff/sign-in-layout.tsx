import type { ReactNode } from 'react';
import { ThemeSwitch } from '#components/site/theme-switch';

/** What stands round the pages for those who are not in yet. */
export function SignInLayout({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main id="content" className="mx-auto max-w-[26rem] px-4 py-10">
      <h1 className="newsroom-title">{title}</h1>
      <div className="mt-4 grid gap-4">{children}</div>
      <div className="mt-10">
        <ThemeSwitch />
      </div>
    </main>
  );
}
