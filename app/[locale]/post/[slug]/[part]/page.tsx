import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { livePartAddress } from '#i18n/addresses';
import { dateAndTime } from '#i18n/dates';
import { type LivePlace, readLivePart } from '#newsroom/articles/live-place';
import { entryName } from '#newsroom/live/entry';
import { lastChangeOf } from '#newsroom/syndication/live-blog-data';
import { pageMetadata } from '../../../metadata.ts';
import { readArticle, readSite } from '../../../reads.ts';
import { absentMetadata } from '../absent-metadata.ts';
import { FoundNothing } from '../found-nothing.tsx';
import { readEntry, readLiveBlog, readSharePicture } from '../reads.ts';
import { StoryPage } from '../story-page.tsx';
import { EntryPage } from './entry-page.tsx';

type Props = PageProps<'/[locale]/post/[slug]/[part]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = await getLocale();
  const { slug, part } = await params;
  const found = await readArticle(language, slug);
  const asked = readLivePart(part);
  if (found.kind !== 'story' || !asked) return absentMetadata(found.kind === 'story' ? { kind: 'absent' } : found);
  const { article } = found;
  const picture = readSharePicture(article, await readSite(language));
  const own = { [language]: livePartAddress(language, article.slug, part) };
  if (asked.kind === 'entry') {
    const there = await readEntry(article, asked.id);
    if (there.kind !== 'entry') return absentMetadata(there);
    const { entry } = there;
    return pageMetadata(entryName(entry, article.headline), language, own, {
      ...{ description: article.headline, picture },
      article: { ...article, publishedAt: entry.shownAt, revisedAt: entry.revisedAt },
    });
  }
  const live = await readLiveBlog(article, asked.place);
  if (!live) return absentMetadata({ kind: 'absent' });
  const first = live.blog.entries[0]?.shownAt;
  const title = await titleOf(article.headline, asked.place, first);
  const revisedAt = lastChangeOf(article, live.blog.entries);
  return pageMetadata(title, language, own, {
    ...{ description: article.standfirst, picture },
    article: { ...article, revisedAt },
  });
}

/** Each page of a live blog is a page of its own, and says from where on. */
async function titleOf(headline: string, { order, after }: LivePlace, first: Date | undefined): Promise<string> {
  const language = await getLocale();
  const [t, { settings }] = await Promise.all([getTranslations('live'), readSite(language)]);
  if (after === undefined || !first) return t('fromTheBeginning', { headline });
  const date = dateAndTime(first, language, settings.timeZone);
  return t(order === 'newest' ? 'before' : 'after', { headline, date });
}

export default async function LivePartPage({ params }: Props) {
  const language = await getLocale();
  const { slug, part } = await params;
  const asked = readLivePart(part);
  if (!asked) return <FoundNothing found={{ kind: 'absent' }} site={await readSite(language)} />;
  if (asked.kind === 'entry') return <EntryPage slug={slug} id={asked.id} />;
  return <StoryPage slug={slug} place={asked.place} />;
}
