import type { ArticleBody } from '#blocks/body';
import { mayLinkTo } from '#blocks/spans';
import type { ArticleText } from '#newsroom/editing/working-copy';

/** As long as the source line of an article may be. */
const SOURCE_LENGTH = 200;

/**
 * What an item's version is as the text of an article: its own words, and at the end whose they are, with a link to
 * where they stand. `sourceLine` is `Source: Agency` in the language of the item.
 */
export function draftText(
  { headline, standfirst, body }: { headline: string; standfirst: string; body: ArticleBody },
  { credit, link, sourceLine }: { credit: string; link: string; sourceLine: string },
): ArticleText {
  const source = credit.slice(0, SOURCE_LENGTH).trim();
  const isLinked = link !== '' && mayLinkTo(link);
  const origin: ArticleBody = isLinked ? [{ type: 'paragraph', text: [{ text: sourceLine, href: link }] }] : [];
  return { headline, standfirst, body: [...body, ...origin], source };
}
