import { generateOpml } from 'feedsmith';
import { authorAddress, feedAddress, frontAddress, sectionAddress, tagAddress } from '#i18n/addresses';
import { type Language, languageOf } from '#i18n/languages';
import { NOT_IN_XML } from '#newsroom/syndication/feed';
import type { CoveredTopics } from '#newsroom/syndication/list-covered-topics';

/** What the paper can be followed by in one language. */
export type Following = { language: Language; name: string; topics: CoveredTopics };

/**
 * A list of all feeds (OPML 2.0), for feed readers to take over: the whole paper, then each language with its sections,
 * tags and authors.
 */
export function writeOpml(title: string, languages: readonly Following[], origin: string): string {
  const feed = (text: string, list: string, language?: Language) => ({
    text,
    title: text,
    type: 'rss',
    version: 'RSS2',
    xmlUrl: origin + feedAddress('rss', list),
    htmlUrl: `${origin}${list || '/'}`,
    ...(language && { language }),
  });
  const xml = generateOpml({
    head: { title },
    body: {
      outlines: [
        feed(title, ''),
        ...languages.map(({ language, name, topics }) => ({
          text: languageOf(language).name,
          outlines: [
            feed(name, frontAddress(language), language),
            ...topics.sections.map((topic) => feed(topic.name, sectionAddress(language, topic.key), language)),
            ...topics.tags.map((topic) => feed(topic.name, tagAddress(language, topic.key), language)),
            ...topics.authors.map((topic) => feed(topic.name, authorAddress(language, topic.key), language)),
          ],
        })),
      ],
    },
  });
  return xml.replace(NOT_IN_XML, '');
}
