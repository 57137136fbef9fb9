import { getTranslations } from 'next-intl/server';
import { languageAtPath } from '#i18n/languages';
import { listEpisodes, writePodcast } from '#newsroom/audio/podcast';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { fixFeedAuthority } from '#newsroom/syndication/fix-feed-authority';
import { publicUrl } from '#platform/env';
import { conditional, guarded, notAllowed } from '../../../api/answer.ts';
import { absent } from '../../sitemaps.ts';

/** The podcast of a language: its newest stories, read by a machine. None where nothing can be heard. */
export const GET = guarded(async (request, { params }: { params: Promise<{ locale: string }> }) => {
  const language = languageAtPath((await params).locale)?.code;
  if (!language) return absent();
  const [episodes, { name, reuseRule, foundedYear, look }, t] = await Promise.all([
    listEpisodes(language),
    findSiteSettings(language),
    getTranslations({ locale: language, namespace: 'audio' }),
  ]);
  if (episodes.length === 0) return absent();
  const origin = publicUrl();
  const authority = await fixFeedAuthority({ origin, foundedYear });
  const podcast = {
    language,
    name,
    title: t('podcast', { name }),
    label: t('machine'),
    rights: reuseRule,
    look,
    origin,
    authority,
  };
  return conditional(request, writePodcast(episodes, podcast), {
    'content-type': 'application/rss+xml; charset=utf-8',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
