import { authorAddress } from '#i18n/addresses';
import { listAuthors } from '#newsroom/topics/list-topics';
import { publicUrl } from '#platform/env';
import { presentPicture } from '../../present.ts';
import { openGet, page, preflight, readOnly } from '../open.ts';
import { noQuery, topicsQuery } from '../schemas.ts';

export const GET = openGet({ query: topicsQuery, parameters: noQuery }, async ({ request, query }) => {
  const { language, cursor: after, limit } = query;
  const { topics, next } = await listAuthors(language, { after, limit });
  const authors = topics.map(({ picture, ...author }) => ({
    ...author,
    url: publicUrl() + authorAddress(language, author.key),
    picture: picture && presentPicture(picture),
  }));
  return page(request, 'authors', authors, next);
});

export { preflight as OPTIONS, readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT };
