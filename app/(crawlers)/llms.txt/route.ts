import {
  feedAddress,
  frontAddress,
  NEWS_SITEMAP_ADDRESS,
  OPML_ADDRESS,
  pageAddress,
  SITEMAP_ADDRESS,
  sectionAddress,
} from '#i18n/addresses';
import { DEFAULT_LANGUAGE, LANGUAGES } from '#i18n/languages';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { listPageLinks } from '#newsroom/settings/list-page-links';
import { listSections } from '#newsroom/topics/list-sections';
import { publicUrl } from '#platform/env';
import { guarded } from '../../api/answer.ts';
import { text } from '../text.ts';

/**
 * What there is, for language models (llmstxt.org): names and addresses, and what the paper asks of those who reuse its
 * texts.
 */
export const GET = guarded(async (request) => {
  const origin = publicUrl();
  const { name, tagline, reuseRule } = await findSiteSettings(DEFAULT_LANGUAGE);
  const link = (words: string, address: string, note?: string) =>
    `- [${words}](${origin}${address})${note ? `: ${note}` : ''}`;
  const languages = await Promise.all(
    LANGUAGES.map(async ({ code, name: language }) => {
      const [settings, sections, pages] = await Promise.all([
        findSiteSettings(code),
        listSections(code),
        listPageLinks(code),
      ]);
      return [
        `## ${language}`,
        '',
        link(settings.name, frontAddress(code), settings.tagline),
        ...sections.map((section) => link(section.name, sectionAddress(code, section.key), section.description)),
        ...pages.map(({ title, key }) => link(title, pageAddress(code, key))),
        link('JSON Feed', feedAddress('json', frontAddress(code)), 'full text of the latest stories'),
        '',
      ];
    }),
  );
  return text(
    request,
    [
      `# ${name}`,
      '',
      `> ${tagline}`,
      '',
      `${reuseRule}.`,
      '',
      ...languages.flat(),
      '## Machine-readable',
      '',
      link('Sitemap', SITEMAP_ADDRESS, 'all stories, by language and month'),
      link('News sitemap', NEWS_SITEMAP_ADDRESS, 'the last 48 hours'),
      link('Feeds', OPML_ADDRESS, 'every section, tag and author, as OPML'),
      link('API', '/api/openapi.json', 'OpenAPI description'),
    ],
    'text/markdown',
  );
});
