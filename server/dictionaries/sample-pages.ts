import { frontAddress, postAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';
import { listArticles } from '#newsroom/articles/list-articles';
import { bodyOf } from '#server/cache/answer';
import type { PageCache } from '#server/cache/page-cache';

/** Of each more a story costs less, but the dictionary more: 16 to 18 kB as brotli with three of the demo's. */
const STORIES = 3;

/**
 * The front page and the newest stories of a language, as readers get them: between them they have the markup of every
 * page, the frame of the site, and the headlines that stand beside other stories. What is most like other pages comes
 * last, since nearer is cheaper to point at. Undefined while there is no story.
 */
export async function samplePages(
  language: Language,
  cache: PageCache,
): Promise<{ bytes: Buffer; keys: string } | undefined> {
  const { articles: newest } = await listArticles(language, {}, { limit: STORIES });
  if (newest.length === 0) return undefined;
  const answers = [];
  for (const address of [frontAddress(language), ...newest.map(({ slug }) => postAddress(language, slug))]) {
    const result = await cache.fetch(address);
    if (!result.ok || result.answer.status !== 200) return undefined;
    answers.push(result.answer);
  }
  return {
    bytes: Buffer.concat(answers.map((answer) => bodyOf(answer, 'identity'))),
    keys: answers.map(({ keys }) => keys).join(' '),
  };
}
