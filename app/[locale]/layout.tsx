import '../site.css';
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import assets from '#generated/assets.json' with { type: 'json' };
import { publicUrl } from '#platform/env';

// Pages are made anew when asked for; whoever stands in front (processes/) decides how long they keep. See docs/decisions/003.
export const dynamic = 'force-dynamic';

export function generateMetadata(): Metadata {
  return { metadataBase: new URL(publicUrl()), formatDetection: { telephone: false, address: false, email: false } };
}

/** The fonts that the first screen needs: digits, punctuation and Latin names, and the page's own script. */
const SCRIPTS = { en: ['latin'], ru: ['latin', 'cyrillic'], hy: ['latin', 'armenian'] } as const;

export default async function ReaderLayout({ children }: { children: ReactNode }) {
  const language = await getLocale();
  const fonts = SCRIPTS[language].flatMap((script) => [`serif-${script}`, `sans-${script}`]);
  return (
    // The inline script sets attributes here before React of the development server looks at them.
    <html lang={language} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own code, made by processes/assets.ts and named by hash in the policy. */}
        <script data-keep dangerouslySetInnerHTML={{ __html: assets.beforePaint }} />
        {fonts.map((font) => (
          <link key={font} rel="preload" as="font" type="font/woff2" crossOrigin="" href={`${assets.fonts}/noto-${font}.woff2`} />
        ))}
        <script data-keep type="module" src={assets.script} />
      </head>
      <body>{children}</body>
    </html>
  );
}
