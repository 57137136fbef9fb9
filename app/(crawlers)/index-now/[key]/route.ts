import { findCrawlerSettings } from '#newsroom/settings/find-crawler-settings';
import { guarded } from '../../../api/answer.ts';
import { absent } from '../../sitemaps.ts';
import { text } from '../../text.ts';

/** `/{key}.txt`, by which IndexNow knows that whoever submits our addresses may: next.config.ts leads it here. */
export const GET = guarded(async (request, { params }: { params: Promise<{ key: string }> }) => {
  const { indexNowKey } = await findCrawlerSettings();
  return indexNowKey && (await params).key === indexNowKey ? text(request, [indexNowKey]) : absent();
});
