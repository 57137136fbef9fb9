import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { LetterForm } from '#components/letters/letter-form';
import { LetterPage } from '#components/letters/letter-page';
import { ConfirmForm, OwnLetters } from '#components/letters/own-letters';
import { SitePage } from '#components/site/site-page';
import { lettersAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';
import { AbsentPage } from '../../absent-page.tsx';
import { everyLanguage, statusMetadata } from '../../metadata.ts';
import { readSite } from '../../reads.ts';
import { readAsked, readOwnSubscription, readTyped } from '../reads.ts';

type Props = PageProps<'/[locale]/letters/[step]'>;

type Shown = { title: string; text?: string; content?: ReactNode };

/** What a step says; null for one that there is not. */
async function findShown(language: Language, { params, searchParams }: Props): Promise<Shown | null> {
  const [{ step }, asked, t] = await Promise.all([params, searchParams, getTranslations('letters')]);
  const given = (name: string) => [asked[name] ?? ''].flat()[0] ?? '';
  const expired = { title: t('expired.title'), text: t('expired.text'), content: <FormOf language={language} /> };
  switch (step) {
    case 'sent':
      return { title: t('sent.title'), text: t('sent.text') };
    case 'confirmed':
      return { title: t('confirmed.title'), text: t('confirmed.text') };
    case 'left':
      return { title: t('left.title'), text: t('left.text') };
    case 'expired':
      return expired;
    case 'again':
      return { title: t('title'), content: <FormOf language={language} sealed={given('form')} /> };
    case 'confirm': {
      const token = given('token');
      const found = await readAsked(token);
      if (!found) return expired;
      const text = t('confirm.text', { address: found.address });
      return { title: t('confirm.title'), text, content: <ConfirmForm token={token} kinds={found.kinds} /> };
    }
    case 'manage': {
      const token = given('token');
      const found = await readOwnSubscription(token);
      if (!found) return expired;
      const { address, kinds, offered, state } = found;
      const title = t('manage.title');
      if (state !== 'confirmed')
        return { title, text: t('manage.none', { address }), content: <FormOf language={language} /> };
      const own = { token, kinds, offered, isSaved: given('saved') === '1' };
      return { title, text: t('manage.text', { address }), content: <OwnLetters {...own} /> };
    }
    default:
      return null;
  }
}

async function FormOf({ language, sealed }: { language: Language; sealed?: string }) {
  const { letters, settings } = await readSite(language);
  const typed = sealed ? readTyped(sealed) : undefined;
  return <LetterForm offered={letters} siteName={settings.name} {...(typed && { typed })} />;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const language = await getLocale();
  const [shown, { settings }] = await Promise.all([findShown(language, props), readSite(language)]);
  if (!shown) return statusMetadata((await getTranslations('statusPage.notFound'))('title'), 404);
  return { title: `${shown.title} – ${settings.name}`, robots: { index: false } };
}

/** What comes after the form: most of it a reader's own, by what is in their letters. */
export default async function LetterStep(props: Props) {
  const language = await getLocale();
  const [shown, site] = await Promise.all([findShown(language, props), readSite(language)]);
  if (!shown) return <AbsentPage />;
  const { content, ...words } = shown;
  return (
    <SitePage site={site} languages={everyLanguage((code) => lettersAddress(code))} ad={false}>
      <LetterPage {...words}>{content}</LetterPage>
    </SitePage>
  );
}
