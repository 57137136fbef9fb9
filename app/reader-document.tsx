import type { ReactNode } from 'react';
import { FeedLinks } from '#components/crawlers/feed-links';
import assets from '#generated/assets.json' with { type: 'json' };
import { frontAddress } from '#i18n/addresses';
import { fontParts, type Language } from '#i18n/languages';
import { accentStyle } from '#newsroom/settings/accent';
import type { SiteSettings } from '#newsroom/settings/site-settings';
import { accountMeta } from '#newsroom/settings/social-networks';

/**
 * The document that every page of readers is, and every preview of one. The fonts that it names are those that headline
 * and text need: digits and punctuation, and the page's own letters. The face of everything small, and letters of other
 * scripts, come without hurry (docs/decisions/008).
 */
export function ReaderDocument({
  language,
  settings,
  children,
}: {
  language: Language;
  settings: SiteSettings;
  children: ReactNode;
}) {
  const accounts = settings.socialLinks.map(accountMeta).filter((meta) => meta !== undefined);
  const fonts = fontParts(language)
    .slice(0, 2)
    .map((part) => `serif-${part}`);
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
        {settings.look.accent && <style data-accent>{accentStyle(settings.look.accent)}</style>}
        <FeedLinks title={settings.name} list={frontAddress(language)} />
        {accounts.map(({ name, content }) => (
          <meta key={name + content} name={name} content={content} />
        ))}
      </head>
      <body>{children}</body>
    </html>
  );
}
