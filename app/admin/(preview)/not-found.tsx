import { getTranslations } from 'next-intl/server';
import { guestLocale } from '../gate.ts';

export default async function NoPreview() {
  const language = await guestLocale();
  const t = await getTranslations({ locale: language, namespace: 'preview' });
  return (
    <html lang={language}>
      <head>
        <title>{t('expired')}</title>
      </head>
      <body>
        <main className="page py-10">
          <h1 className="headline text-large">{t('expired')}</h1>
        </main>
      </body>
    </html>
  );
}
