import { tagAddress } from '#i18n/addresses';
import { listTags } from '#newsroom/topics/list-topics';
import { publicUrl } from '#platform/env';
import { openGet, page, preflight, readOnly } from '../open.ts';
import { noQuery, topicsQuery } from '../schemas.ts';

export const GET = openGet({ query: topicsQuery, parameters: noQuery }, async ({ request, query }) => {
  const { language, cursor: after, limit } = query;
  const { topics, next } = await listTags(language, { after, limit });
  const tags = topics.map((tag) => ({ ...tag, url: publicUrl() + tagAddress(language, tag.key) }));
  return page(request, 'tags', tags, next);
});

export { preflight as OPTIONS, readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT };
