import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ListData } from '#components/crawlers/list-data';
import { ListPage } from '#components/front/list-page';
import { UntranslatedNotice } from '#components/front/untranslated-notice';
import { SitePage } from '#components/site/site-page';
import { sectionAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';
import { publicUrl } from '#platform/env';
import { AbsentPage } from '../absent-page.tsx';
import { everyAddress, everyLanguage, pageMetadata, statusMetadata } from '../metadata.ts';
import { readListPage, readSite } from '../reads.ts';

type Props = PageProps<'/[locale]/[section]'>;

async function readSection(language: Language, key: string) {
  return (await readSite(language)).sections.find((section) => section.key === key);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = await getLocale();
  const section = await readSection(language, (await params).section);
  if (!section) return statusMetadata((await getTranslations('status'))('absentTitle'), 404);
  const { masthead } = await readSite(language);
  const addresses = everyAddress((code) => sectionAddress(code, section.key));
  return pageMetadata(section.name, masthead.name, language, addresses, section.description);
}

export default async function SectionPage({ params, searchParams }: Props) {
  const language = await getLocale();
  const section = await readSection(language, (await params).section);
  if (!section) return <AbsentPage />;
  const site = await readSite(language);
  const list = await readListPage(language, { section: section.key }, await searchParams, (before) =>
    sectionAddress(language, section.key, before),
  );
  return (
    <SitePage site={site} languages={everyLanguage((code) => sectionAddress(code, section.key))} section={section.key}>
      <ListData
        name={section.name}
        address={sectionAddress(language, section.key)}
        articles={list.articles}
        masthead={site.masthead}
        origin={publicUrl()}
      />
      <ListPage title={section.name} description={section.description} notice={<UntranslatedNotice />} {...list} site={site} />
    </SitePage>
  );
}
