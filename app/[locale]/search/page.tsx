import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { SearchPage } from '#components/search/search-page';
import { SitePage } from '#components/site/site-page';
import { searchAddress } from '#i18n/addresses';
import { everyLanguage } from '../metadata.ts';
import { readSidebar, readSite } from '../reads.ts';
import { readMatches, readSearch } from './reads.ts';

type Props = PageProps<'/[locale]/search'>;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const language = await getLocale();
  const { question } = readSearch(await searchParams);
  const [t, { settings }] = await Promise.all([getTranslations('search'), readSite(language)]);
  const title = question === '' ? t('title') : t('titleFor', { query: question });
  return {
    title: `${title} – ${settings.name}`,
    description: t('description', { name: settings.name }),
    robots: { index: false },
  };
}

export default async function SearchResults({ searchParams }: Props) {
  const language = await getLocale();
  const { question, search } = readSearch(await searchParams);
  const [site, found] = await Promise.all([readSite(language), readMatches(language, question, search)]);
  const sidebar = await readSidebar(language, { shown: found.matches.map(({ article }) => article.id) });
  return (
    <SitePage
      site={site}
      languages={everyLanguage((code) => searchAddress(code, { q: question }))}
      query={question}
      ad={false}
    >
      <SearchPage question={question} search={search} found={found} sidebar={sidebar} site={site} />
    </SitePage>
  );
}
