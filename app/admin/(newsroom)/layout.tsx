import '../newsroom.css';
import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { getActor, guestLocale } from '#app/admin/gate';
import assets from '#generated/assets.json' with { type: 'json' };
import { currentTrouble } from '#platform/noted-trouble';

export const dynamic = 'force-dynamic';

export const metadata: Metadata = {
  robots: { index: false, follow: false },
  referrer: 'same-origin',
  icons: { icon: [{ url: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }] },
};

export default async function NewsroomLayout({ children }: { children: ReactNode }) {
  const actor = await getActor();
  const language = actor?.language ?? (await guestLocale());
  const { forms } = await getMessages({ locale: language });
  const t = await getTranslations({ locale: language, namespace: 'newsroom' });
  return (
    <html lang={language} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own code, made by processes/build/assets.ts and named by hash in the policy. */}
        <script dangerouslySetInnerHTML={{ __html: assets.beforePaint }} />
        <script type="module" src={assets.script} />
      </head>
      <body>
        <NextIntlClientProvider locale={language} messages={{ forms }}>
          {currentTrouble() === 'read-only' && (
            <p className="message message-trouble" role="status">
              {t('readOnly')}
            </p>
          )}
          {children}
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
