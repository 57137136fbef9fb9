import { postAddress } from '#i18n/addresses';
import { findBreakingNews } from '#newsroom/breaking/find-breaking-news';
import { publicUrl } from '#platform/env';
import { json } from '../../answer.ts';
import { openGet, preflight, readOnly } from '../open.ts';
import { breakingQuery, noQuery } from '../schemas.ts';

export const GET = openGet({ query: breakingQuery, parameters: noQuery }, async ({ request, query: { language } }) => {
  const news = await findBreakingNews(language);
  return json(request, {
    breaking: news && {
      ...{ id: news.id, story: news.articleId, text: news.text, until: news.endsAt.toISOString() },
      url: publicUrl() + postAddress(language, news.slug),
    },
  });
});

export { preflight as OPTIONS, readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT };
