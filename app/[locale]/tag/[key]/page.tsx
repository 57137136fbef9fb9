import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ListData } from '#components/crawlers/list-data';
import { ListPage } from '#components/front/list-page';
import { SitePage } from '#components/site/site-page';
import { tagAddress } from '#i18n/addresses';
import { publicUrl } from '#platform/env';
import { AbsentPage } from '../../absent-page.tsx';
import { pageMetadata, someAddresses, someLanguages, statusMetadata } from '../../metadata.ts';
import { readListPage, readSite, readTag } from '../../reads.ts';

type Props = PageProps<'/[locale]/tag/[key]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = await getLocale();
  const tag = await readTag(language, (await params).key);
  if (!tag) return statusMetadata((await getTranslations('status'))('absentTitle'), 404);
  const { masthead } = await readSite(language);
  return pageMetadata(
    tag.name,
    masthead.name,
    language,
    someAddresses(tag.languages, (code) => tagAddress(code, tag.key)),
    (await getTranslations('list'))('tagDescription', { tag: tag.name, name: masthead.name }),
  );
}

export default async function TagPage({ params, searchParams }: Props) {
  const language = await getLocale();
  const tag = await readTag(language, (await params).key);
  if (!tag) return <AbsentPage />;
  const site = await readSite(language);
  const t = await getTranslations('list');
  const list = await readListPage(language, { tag: tag.key }, await searchParams, (before) => tagAddress(language, tag.key, before));
  return (
    <SitePage site={site} languages={someLanguages(tag.languages, (code) => tagAddress(code, tag.key))}>
      <ListData
        name={tag.name}
        address={tagAddress(language, tag.key)}
        articles={list.articles}
        masthead={site.masthead}
        origin={publicUrl()}
      />
      <ListPage kicker={t('tag')} title={tag.name} {...list} site={site} />
    </SitePage>
  );
}
