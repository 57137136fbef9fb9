import '../desk.css';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import assets from '#generated/assets.json' with { type: 'json' };
import { speakToStranger, whoIsThere } from '../gate.ts';

export const dynamic = 'force-dynamic';

export const metadata: Metadata = {
  robots: { index: false, follow: false },
  referrer: 'same-origin',
  icons: { icon: [{ url: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }] },
};

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const actor = await whoIsThere();
  const language = actor?.language ?? (await speakToStranger());
  return (
    <html lang={language} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own code, made by processes/assets.ts and named by hash in the policy. */}
        <script dangerouslySetInnerHTML={{ __html: assets.beforePaint }} />
        <script type="module" src={assets.script} />
      </head>
      <body>{children}</body>
    </html>
  );
}
