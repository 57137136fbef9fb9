import { findCrawlerSettings } from '#newsroom/settings/find-crawler-settings';
import { guarded } from '../../api/answer.ts';
import { absent } from '../sitemaps.ts';
import { text } from '../text.ts';

/** Who may sell advertisements here (IAB ads.txt), as the settings say. */
export const GET = guarded(async (request) => {
  const { adsTxt } = await findCrawlerSettings();
  return adsTxt.trim() === '' ? absent() : text(request, [adsTxt.trim()]);
});
