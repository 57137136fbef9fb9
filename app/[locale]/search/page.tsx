import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { SearchPage } from '#components/search/search-page';
import { SitePage } from '#components/site/site-page';
import { searchAddress } from '#i18n/addresses';
import { everyLanguage } from '../metadata.ts';
import { readMatches, readSite } from '../reads.ts';

type Props = PageProps<'/[locale]/search'>;

const SHOWN = 30;

async function readQuery(searchParams: Props['searchParams']): Promise<string> {
  const { q } = await searchParams;
  return (
    (Array.isArray(q) ? q[0] : q)
      ?.replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, 200) ?? ''
  );
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const language = await getLocale();
  const [query, t, { masthead }] = await Promise.all([readQuery(searchParams), getTranslations('search'), readSite(language)]);
  const title = query === '' ? t('title') : t('titleFor', { query });
  return { title: `${title} – ${masthead.name}`, robots: { index: false } };
}

export default async function Search({ searchParams }: Props) {
  const language = await getLocale();
  const query = await readQuery(searchParams);
  const [site, found] = await Promise.all([readSite(language), readMatches(language, query, SHOWN + 1)]);
  return (
    <SitePage site={site} languages={everyLanguage(searchAddress)} query={query}>
      <SearchPage query={query} articles={found.slice(0, SHOWN)} complete={found.length <= SHOWN} site={site} />
    </SitePage>
  );
}
