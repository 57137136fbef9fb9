import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { LetterForm } from '#components/letters/letter-form';
import { LetterPage } from '#components/letters/letter-page';
import { SitePage } from '#components/site/site-page';
import { lettersAddress } from '#i18n/addresses';
import { LANGUAGE_CODES } from '#i18n/languages';
import { everyLanguage, pageMetadata } from '../metadata.ts';
import { readSite } from '../reads.ts';

export async function generateMetadata(): Promise<Metadata> {
  const language = await getLocale();
  const [{ settings }, t] = await Promise.all([readSite(language), getTranslations('letters')]);
  const addresses = Object.fromEntries(LANGUAGE_CODES.map((code) => [code, lettersAddress(code)]));
  return pageMetadata(t('title'), language, addresses, { description: t('description', { name: settings.name }) });
}

/** Where letters are subscribed to. */
export default async function Letters() {
  const language = await getLocale();
  const [site, t] = await Promise.all([readSite(language), getTranslations('letters')]);
  return (
    <SitePage site={site} languages={everyLanguage((code) => lettersAddress(code))} ad={false}>
      <LetterPage title={t('title')} text={site.letters.length > 0 ? t('intro') : ''}>
        <LetterForm offered={site.letters} siteName={site.settings.name} />
      </LetterPage>
    </SitePage>
  );
}
