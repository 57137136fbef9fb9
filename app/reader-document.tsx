import type { ReactNode } from 'react';
import { FeedLinks } from '#components/crawlers/feed-links';
import assets from '#generated/assets.json' with { type: 'json' };
import { frontAddress } from '#i18n/addresses';
import { fontParts, type Language } from '#i18n/languages';
import type { SiteSettings } from '#newsroom/settings/site-settings';

/**
 * The fonts that headline and text need: digits, punctuation and Latin names, and the page's own script. The face of
 * everything small comes without hurry (docs/decisions/008).
 */

/** The document that every page of readers is, and every preview of one. */
export function ReaderDocument({
  language,
  masthead,
  children,
}: {
  language: Language;
  masthead: SiteSettings;
  children: ReactNode;
}) {
  const channel = handleIn(masthead.links.telegram);
  const account = handleIn(masthead.links.x);
  const fonts = fontParts(language).map((part) => `serif-${part}`);
  return (
    // The inline script sets attributes here before React of the development server looks at them.
    <html lang={language} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own code, made by processes/build/assets.ts and named by hash in the policy. */}
        <script data-keep dangerouslySetInnerHTML={{ __html: assets.beforePaint }} />
        {fonts.map((font) => (
          <link
            key={font}
            rel="preload"
            as="font"
            type="font/woff2"
            crossOrigin=""
            href={`${assets.fonts}/noto-${font}.woff2`}
          />
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
