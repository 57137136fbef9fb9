import type { Metadata } from 'next';
import { permanentRedirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { ListData } from '#components/crawlers/list-data';
import { ListHead } from '#components/front/list-head';
import { ListPage } from '#components/front/list-page';
import { SitePage } from '#components/site/site-page';
import { tagAddress } from '#i18n/addresses';
import { publicUrl } from '#platform/env';
import { AbsentPage } from '../../absent-page.tsx';
import { listMetadata } from '../../list-metadata.ts';
import { someAddresses, someLanguages, statusMetadata } from '../../metadata.ts';
import { readListPage, readSite, readTag } from '../../reads.ts';

type Props = PageProps<'/[locale]/tag/[key]'>;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const language = await getLocale();
  const tag = await readTag(language, (await params).key);
  if (!tag) return statusMetadata((await getTranslations('statusPage.notFound'))('title'), 404);
  const { settings } = await readSite(language);
  const address = (code: typeof language, before?: string) => tagAddress(code, tag.key, before);
  return listMetadata(tag.name, language, await searchParams, address, {
    description: (await getTranslations('list'))('tagDescription', { tag: tag.name, name: settings.name }),
    languages: someAddresses(tag.languages, address),
  });
}

export default async function TagPage({ params, searchParams }: Props) {
  const language = await getLocale();
  const { key } = await params;
  const tag = await readTag(language, key);
  if (!tag) return <AbsentPage />;
  if (tag.key !== key) permanentRedirect(tagAddress(language, tag.key));
  const site = await readSite(language);
  const t = await getTranslations('list');
  const { list, sidebar } = await readListPage(language, { tag: tag.key }, await searchParams, (before) =>
    tagAddress(language, tag.key, before),
  );
  return (
    <SitePage site={site} languages={someLanguages(tag.languages, (code) => tagAddress(code, tag.key))} ad={false}>
      <ListData
        name={tag.name}
        address={tagAddress(language, tag.key)}
        articles={list.articles}
        settings={site.settings}
        origin={publicUrl()}
      />
      <ListPage
        head={<ListHead kicker={t('tag')} title={tag.name} />}
        list={list}
        sidebar={sidebar}
        feeds={tagAddress(language, tag.key)}
        site={site}
      />
    </SitePage>
  );
}
