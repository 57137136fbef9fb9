import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { ListData } from '#components/crawlers/list-data';
import { ListHead } from '#components/front/list-head';
import { ListPage } from '#components/front/list-page';
import { UntranslatedNotice } from '#components/front/untranslated-notice';
import { SitePage } from '#components/site/site-page';
import { sectionAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';
import { publicUrl } from '#platform/env';
import { listMetadata } from '../list-metadata.ts';
import { everyLanguage } from '../metadata.ts';
import { readListPage, readShareCard, readSite } from '../reads.ts';
import { StaticPage, staticPageMetadata } from '../static-page.tsx';

type Props = PageProps<'/[locale]/[section]'>;

// Sections and pages about the paper share the first part of their addresses; PostgreSQL lets no two have the same.

async function readSection(language: Language, key: string) {
  return (await readSite(language)).sections.find((section) => section.key === key);
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const language = await getLocale();
  const { section: key } = await params;
  const section = await readSection(language, key);
  if (!section) return staticPageMetadata(key);
  const { name, description } = section;
  const picture = await readShareCard(language, section);
  const address = (code: Language, before?: string) => sectionAddress(code, key, before);
  return listMetadata(name, language, await searchParams, address, { description, picture });
}

export default async function SectionPage({ params, searchParams }: Props) {
  const language = await getLocale();
  const { section: key } = await params;
  const section = await readSection(language, key);
  if (!section) return <StaticPage pageKey={key} />;
  const site = await readSite(language);
  const { list, sidebar } = await readListPage(language, { section: key }, await searchParams, (before) =>
    sectionAddress(language, key, before),
  );
  return (
    <SitePage site={site} languages={everyLanguage((code) => sectionAddress(code, key))} section={key} ad={false}>
      <ListData
        name={section.name}
        address={sectionAddress(language, key)}
        articles={list.articles}
        settings={site.settings}
        origin={publicUrl()}
      />
      <ListPage
        head={<ListHead title={section.name} description={section.description} />}
        notice={<UntranslatedNotice />}
        list={list}
        opening
        sidebar={sidebar}
        feeds={sectionAddress(language, key)}
        site={site}
      />
    </SitePage>
  );
}
