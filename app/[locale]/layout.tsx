import '../site.css';
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';

import { manifestAddress } from '#i18n/addresses';
import { iconAddress } from '#newsroom/settings/look';
import { publicUrl } from '#platform/env';
import { ReaderDocument } from '../reader-document.tsx';
import { readSite } from './reads.ts';

// Pages are made anew when asked for; whoever stands in front (processes/) decides how long they keep. See
// docs/decisions/003.
export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const language = await getLocale();
  const { settings } = await readSite(language);
  return {
    metadataBase: new URL(publicUrl()),
    manifest: manifestAddress(language),
    formatDetection: { telephone: false, address: false, email: false },
    icons: {
      icon: settings.look.icon
        ? [{ url: iconAddress(settings.look, '32', ''), sizes: '32x32', type: 'image/png' }]
        : [
            { url: '/favicon.ico', sizes: '48x48' },
            { url: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          ],
      apple: iconAddress(settings.look, '180', '/apple-touch-icon.png'),
    },
  };
}

export default async function ReaderLayout({ children }: { children: ReactNode }) {
  const language = await getLocale();
  const { settings } = await readSite(language);
  return (
    <ReaderDocument language={language} settings={settings}>
      {children}
    </ReaderDocument>
  );
}
