import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Language } from '#i18n/languages';
import type { SiteSettings } from '#newsroom/settings/site-settings';
import { ReaderDocument } from '../../reader-document.tsx';

/** A page as its readers will see it, under a line that says that they do not yet. */
export async function PreviewDocument({
  language,
  settings,
  banner,
  children,
}: {
  language: Language;
  settings: SiteSettings;
  banner: 'article' | 'shared' | 'front';
  children: ReactNode;
}) {
  const t = await getTranslations({ locale: language, namespace: 'preview' });
  return (
    <ReaderDocument language={language} settings={settings}>
      <p role="status" className="preview-banner no-print">
        {t(banner)}
      </p>
      {children}
    </ReaderDocument>
  );
}
