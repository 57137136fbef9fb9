import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ArchivePage } from '#components/archive/archive-page';
import { ListData } from '#components/crawlers/list-data';
import { SitePage } from '#components/site/site-page';
import { archiveAddress } from '#i18n/addresses';
import { dayInWords } from '#i18n/dates';
import { LANGUAGES } from '#i18n/languages';
import { isDay, monthOf } from '#newsroom/articles/day';
import { publicUrl } from '#platform/env';
import { AbsentPage } from '../../absent-page.tsx';
import { listMetadata } from '../../list-metadata.ts';
import { statusMetadata } from '../../metadata.ts';
import { readListPage, readSite } from '../../reads.ts';
import { readDayLanguages, readDays } from '../reads.ts';

type Props = PageProps<'/[locale]/archive/[day]'>;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const language = await getLocale();
  const { day } = await params;
  if (!isDay(day)) return statusMetadata((await getTranslations('statusPage.notFound'))('title'), 404);
  const t = await getTranslations('archive');
  const title = t('titleOf', { day: dayInWords(day, language) });
  const languages = await readDayLanguages(day);
  // A day without stories has a calendar to go on with, but nothing to be found for.
  if (!languages.includes(language)) return statusMetadata(title, 404);
  return listMetadata(title, language, await searchParams, (code, before) => archiveAddress(code, day, before), {
    description: t('description', { day: dayInWords(day, language) }),
    languages: Object.fromEntries(languages.map((code) => [code, archiveAddress(code, day)])),
  });
}

export default async function DayPage({ params, searchParams }: Props) {
  const language = await getLocale();
  const { day } = await params;
  if (!isDay(day)) return <AbsentPage />;
  const address = (before?: string) => archiveAddress(language, day, before);
  const [site, calendar, inLanguages, { list, sidebar }] = await Promise.all([
    readSite(language),
    readDays(language, monthOf(day)),
    readDayLanguages(day),
    readListPage(language, { day }, await searchParams, address),
  ]);
  // To the same day where there is one, else to where the archive of the language begins.
  const languages = LANGUAGES.map(({ code }) => ({
    language: code,
    href: archiveAddress(code, inLanguages.includes(code) ? day : undefined),
    missing: false,
  }));
  const t = await getTranslations('archive');
  return (
    <SitePage site={site} languages={languages} ad={false}>
      {list.articles.length > 0 && (
        <ListData
          name={t('titleOf', { day: dayInWords(day, language) })}
          address={address()}
          articles={list.articles}
          settings={site.settings}
          origin={publicUrl()}
          hasFeeds={false}
        />
      )}
      <ArchivePage day={day} calendar={calendar} list={list} sidebar={sidebar} site={site} />
    </SitePage>
  );
}
