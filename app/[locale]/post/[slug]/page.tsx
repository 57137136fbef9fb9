import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { lastChangeOf } from '#newsroom/syndication/live-blog-data';
import { pageMetadata } from '../../metadata.ts';
import { readArticle, readSite } from '../../reads.ts';
import { absentMetadata } from './absent-metadata.ts';
import { postAddresses } from './languages.ts';
import { readLiveBlog, readSharePicture } from './reads.ts';
import { StoryPage } from './story-page.tsx';

type Props = PageProps<'/[locale]/post/[slug]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = await getLocale();
  const found = await readArticle(language, (await params).slug);
  if (found.kind !== 'story') return absentMetadata(found);
  const { article } = found;
  const picture = readSharePicture(article, await readSite(language));
  const description = article.standfirst;
  const live = await readLiveBlog(article, { order: 'newest' });
  return pageMetadata(article.headline, language, postAddresses(article), {
    ...{ description, picture },
    article: live ? { ...article, revisedAt: lastChangeOf(article, live.blog.entries) } : article,
  });
}

export default async function PostPage({ params }: Props) {
  return <StoryPage slug={(await params).slug} />;
}
