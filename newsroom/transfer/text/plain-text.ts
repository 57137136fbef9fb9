import { kindOf } from '#blocks/kinds';
import { plainText } from '#blocks/spans';
import { blocksOf } from './blocks-of.ts';

/** What begins a tag that systems let people write into titles; all other brackets are text, as in a<b. */
const NO_TAG =
  /<(?!!--|\/?(a|abbr|acronym|address|b|bdi|bdo|big|blockquote|br|center|cite|code|del|dfn|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|noscript|ol|p|pre|q|s|samp|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|var|wbr)(?=[\s/>])[^<]*>)/gi;

/**
 * HTML as one line of plain text, for headlines and standfirsts: with no figure another one (10⁹), and without what is
 * struck out or hidden. Pictures leave nothing behind.
 */
export function plainTextOf(html: string): string {
  const { body } = blocksOf(
    { format: 'html', html: html.replace(NO_TAG, '&lt;') },
    { picture: () => undefined, base: '' },
  );
  const texts = body.flatMap((block) => {
    if (block.type === 'unknown') return [];
    const { prose = [], labels = [] } = kindOf(block).text.parts(block);
    return [...prose.map(plainText), ...labels];
  });
  // Where something is left out, two spaces meet.
  return texts.join(' ').replace(/ {2,}/g, ' ').trim();
}
