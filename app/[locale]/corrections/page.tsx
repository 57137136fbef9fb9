import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ListHead } from '#components/front/list-head';
import { NoteList } from '#components/front/note-list';
import { WithSidebar } from '#components/front/sidebar';
import { SitePage } from '#components/site/site-page';
import { correctionsAddress } from '#i18n/addresses';
import { writeCursor } from '#newsroom/articles/cursor';
import { listMetadata } from '../list-metadata.ts';
import { everyLanguage } from '../metadata.ts';
import { cursorOf, readSidebar, readSite, type SearchParams } from '../reads.ts';
import { readNotes } from './reads.ts';

type Props = { searchParams: Promise<SearchParams> };

const PAGE_LENGTH = 30;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const language = await getLocale();
  const [{ settings }, t] = await Promise.all([readSite(language), getTranslations('corrections')]);
  const description = t('description', { name: settings.name });
  return listMetadata(t('title'), language, await searchParams, correctionsAddress, { description });
}

/** What the paper has put right, where everybody can find it. */
export default async function Corrections({ searchParams }: Props) {
  const language = await getLocale();
  const before = cursorOf(await searchParams);
  const [site, t, { notes, next }, sidebar] = await Promise.all([
    readSite(language),
    getTranslations('corrections'),
    readNotes(language, { limit: PAGE_LENGTH, ...(before && { before }) }),
    readSidebar(language),
  ]);
  return (
    <SitePage site={site} languages={everyLanguage((code) => correctionsAddress(code))} ad={false}>
      <header className="mt-4 border-b border-rule pb-4">
        <ListHead title={t('title')} description={t('description', { name: site.settings.name })} />
      </header>
      <WithSidebar sidebar={sidebar} isEmpty={notes.length === 0} site={site}>
        <NoteList
          notes={notes}
          more={next && correctionsAddress(language, writeCursor(next))}
          timeZone={site.settings.timeZone}
        />
      </WithSidebar>
    </SitePage>
  );
}
