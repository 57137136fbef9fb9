import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import { writeCursor } from '#newsroom/articles/cursor';
import type { SharePicture } from '#newsroom/syndication/share-picture';
import { everyAddress, pageMetadata } from './metadata.ts';
import { cursorOf, readSite, type SearchParams } from './reads.ts';

/**
 * What a page of a list is called and where it is. Each later page is a page of its own: it names itself as canonical
 * and says in title and description where it goes on from. Cursors are of one language, so later pages have no versions
 * in others.
 */
export async function listMetadata(
  title: string,
  language: Language,
  searchParams: SearchParams,
  address: (language: Language, before?: string) => string,
  {
    description,
    languages = everyAddress((code) => address(code)),
    picture,
  }: { description?: string; languages?: Partial<Record<Language, string>>; picture?: SharePicture } = {},
): Promise<Metadata> {
  const cursor = cursorOf(searchParams);
  const shared = picture && { picture };
  if (!cursor) return pageMetadata(title, language, languages, { ...(description && { description }), ...shared });
  const [t, { settings }] = await Promise.all([getTranslations('list'), readSite(language)]);
  const date = dateAndTime(cursor.publishedAt, language, settings.timeZone);
  const own = { [language]: address(language, writeCursor(cursor)) };
  return pageMetadata(t('titleBefore', { title, date }), language, own, {
    description: t('descriptionBefore', { title, date }),
    ...shared,
  });
}
