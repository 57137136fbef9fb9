import type { z } from 'zod';
import { postAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';
import type { ArticleCard, Translation } from '#newsroom/articles/article';
import { type Picture, renditionFile, renditionSizes } from '#newsroom/media/picture';
import { publicUrl } from '#platform/env';
import type { articlesResponse } from './schemas.ts';

type Card = z.infer<typeof articlesResponse>['articles'][number];

/** A card for the API: absolute addresses, times as ISO 8601 in UTC. */
export function presentCard(article: ArticleCard, language: Language): Card {
  const { id, kind, slug, headline, standfirst, section, publishedAt, lead } = article;
  return {
    id,
    kind,
    language,
    slug,
    url: publicUrl() + postAddress(language, slug),
    headline,
    standfirst,
    section,
    publishedAt: publishedAt.toISOString(),
    picture: lead && presentPicture(lead),
  };
}

export function presentPicture(picture: Picture): Card['picture'] {
  const size = renditionSizes(picture, 'wide').at(-1);
  if (!size) return null;
  const { alt, caption, credit } = picture;
  return {
    url: `${publicUrl()}/media/${renditionFile(picture, 'wide', size.width, 'jpg')}`,
    ...size,
    alt,
    caption,
    credit,
  };
}

export function presentTranslation({ language, slug, headline }: Translation) {
  return { language, slug, url: publicUrl() + postAddress(language, slug), headline };
}
