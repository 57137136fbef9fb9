import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ListData } from '#components/crawlers/list-data';
import { AuthorHead } from '#components/front/author-head';
import { ListPage } from '#components/front/list-page';
import { SitePage } from '#components/site/site-page';
import { authorAddress } from '#i18n/addresses';
import { publicUrl } from '#platform/env';
import { AbsentPage } from '../../absent-page.tsx';
import { listMetadata } from '../../list-metadata.ts';
import { someAddresses, someLanguages, statusMetadata } from '../../metadata.ts';
import { readAuthor, readListPage, readSite } from '../../reads.ts';

type Props = PageProps<'/[locale]/author/[key]'>;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const language = await getLocale();
  const author = await readAuthor(language, (await params).key);
  if (!author) return statusMetadata((await getTranslations('statusPage.notFound'))('title'), 404);
  const { settings } = await readSite(language);
  const address = (code: typeof language, before?: string) => authorAddress(code, author.key, before);
  return listMetadata(author.name, language, await searchParams, address, {
    description:
      author.biography ||
      (await getTranslations('list'))('authorDescription', { author: author.name, name: settings.name }),
    languages: someAddresses(author.languages, address),
  });
}

export default async function AuthorPage({ params, searchParams }: Props) {
  const language = await getLocale();
  const author = await readAuthor(language, (await params).key);
  if (!author) return <AbsentPage />;
  const site = await readSite(language);
  const { list, sidebar } = await readListPage(language, { author: author.key }, await searchParams, (before) =>
    authorAddress(language, author.key, before),
  );
  return (
    <SitePage
      site={site}
      languages={someLanguages(author.languages, (code) => authorAddress(code, author.key))}
      ad={false}
    >
      <ListData
        name={author.name}
        address={authorAddress(language, author.key)}
        articles={list.articles}
        settings={site.settings}
        origin={publicUrl()}
      />
      <ListPage
        head={<AuthorHead author={author} />}
        list={list}
        sidebar={sidebar}
        feeds={authorAddress(language, author.key)}
        site={site}
      />
    </SitePage>
  );
}
