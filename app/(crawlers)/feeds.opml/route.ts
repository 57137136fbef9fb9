import { DEFAULT_LANGUAGE, LANGUAGES } from '#i18n/languages';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { listCoveredTopics } from '#newsroom/syndication/list-covered-topics';
import { writeOpml } from '#newsroom/syndication/opml';
import { publicUrl } from '#platform/env';
import { conditional, guarded, notAllowed } from '../../api/answer.ts';

/** All feeds at once, for feed readers to take over. */
export const GET = guarded(async (request) => {
  const { name: title } = await findSiteSettings(DEFAULT_LANGUAGE);
  const languages = await Promise.all(
    LANGUAGES.map(async ({ code: language }) => {
      const [{ name }, topics] = await Promise.all([findSiteSettings(language), listCoveredTopics(language)]);
      return { language, name, topics };
    }),
  );
  return conditional(request, writeOpml(title, languages, publicUrl()), {
    'content-type': 'text/x-opml; charset=utf-8',
  });
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
