import { DEFAULT_LANGUAGE, LANGUAGES } from '#i18n/languages';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { listCoveredTopics } from '#newsroom/syndication/list-covered-topics';
import { publicUrl } from '#platform/env';
import { guarded } from '../../api/answer.ts';
import { text } from '../text.ts';

/** Who makes the paper (humanstxt.org). */
export const GET = guarded(async (request) => {
  const [settings, { authors }] = await Promise.all([
    findSiteSettings(DEFAULT_LANGUAGE),
    listCoveredTopics(DEFAULT_LANGUAGE),
  ]);
  return text(request, [
    '/* TEAM */',
    ...authors.map(({ name }) => `Writer: ${name}`),
    '',
    '/* SITE */',
    `Name: ${settings.name}`,
    `Address: ${publicUrl()}`,
    `Since: ${settings.foundedYear}`,
    `Languages: ${LANGUAGES.map(({ name }) => name).join(', ')}`,
    'Standards: HTML, CSS, WCAG 2.2, schema.org, RSS 2.0, Atom, JSON Feed',
    'Software: Next.js, React, PostgreSQL',
  ]);
});
