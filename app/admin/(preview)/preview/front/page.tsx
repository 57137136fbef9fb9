import { setRequestLocale } from 'next-intl/server';
import { FrontPage } from '#components/front/front-page';
import { SitePage } from '#components/site/site-page';
import { frontAddress } from '#i18n/addresses';
import { isLanguage, LANGUAGES } from '#i18n/languages';
import { requireActor } from '../../../gate.ts';
import { PreviewDocument } from '../../preview-document.tsx';
import { readMeantFront, readSite } from '../../reads.ts';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  const actor = await requireActor('front.edit');
  return { title: (await readSite(actor.language)).settings.name };
}

/** The front page as readers will see it, once the layout in the address is saved. */
export default async function FrontPreview({ searchParams }: Props) {
  const actor = await requireActor('front.edit');
  const given = await searchParams;
  const language = isLanguage(given.language) ? given.language : actor.language;
  setRequestLocale(language);
  const site = await readSite(language);
  const languages = LANGUAGES.map(({ code }) => ({ language: code, href: frontAddress(code), missing: false }));
  return (
    <PreviewDocument language={language} settings={site.settings} banner="front">
      <SitePage site={site} languages={languages} ad={false}>
        <FrontPage front={await readMeantFront(language, given.layout, site)} site={site} />
      </SitePage>
    </PreviewDocument>
  );
}
