import '../site.css';
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { FeedLinks } from '#components/crawlers/feed-links';
import assets from '#generated/assets.json' with { type: 'json' };
import { frontAddress, manifestAddress } from '#i18n/addresses';
import { publicUrl } from '#platform/env';
import { readSite } from './reads.ts';

// Pages are made anew when asked for; whoever stands in front (processes/) decides how long they keep. See docs/decisions/003.
export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return {
    metadataBase: new URL(publicUrl()),
    manifest: manifestAddress(await getLocale()),
    formatDetection: { telephone: false, address: false, email: false },
    icons: {
      icon: [
        { url: '/favicon.ico', sizes: '48x48' },
        { url: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      ],
      apple: '/apple-touch-icon.png',
    },
  };
}

/**
 * The fonts that headline and text need: digits, punctuation and Latin names, and the page's own script. The face of everything small comes
 * without hurry (docs/decisions/008).
 */
const SCRIPTS = { en: ['latin'], ru: ['latin', 'cyrillic'], hy: ['latin', 'armenian'] } as const;

export default async function ReaderLayout({ children }: { children: ReactNode }) {
  const language = await getLocale();
  const { masthead } = await readSite(language);
  const channel = handleIn(masthead.links.telegram);
  const account = handleIn(masthead.links.x);
  const fonts = SCRIPTS[language].map((script) => `serif-${script}`);
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
        <FeedLinks title={masthead.name} list={frontAddress(language)} />
        {channel && <meta name="telegram:channel" content={channel} />}
        {account && <meta name="twitter:site" content={account} />}
      </head>
      <body>{children}</body>
    </html>
  );
}

/** The name that an account has in its network, by the address where it can be followed: `@meridian_example`. */
function handleIn(address: string | null): string | undefined {
  const name = address && URL.canParse(address) ? new URL(address).pathname.split('/')[1] : undefined;
  return name && /^\w+$/.test(name) ? `@${name}` : undefined;
}
