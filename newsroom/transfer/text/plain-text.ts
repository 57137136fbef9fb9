import { kindOf } from '#blocks/kinds';
import { plainText } from '#blocks/spans';
import { blocksOf } from './blocks-of.ts';

/**
 * HTML as one line of plain text, for headlines and standfirsts: with no figure another one (10⁹), and without what is
 * struck out or hidden. Pictures leave nothing behind.
 */
export function plainTextOf(html: string): string {
  const { body } = blocksOf({ format: 'html', html }, { picture: () => undefined, base: '' });
  const texts = body.flatMap((block) => {
    if (block.type === 'unknown') return [];
    const { prose = [], labels = [] } = kindOf(block).text.parts(block);
    return [...prose.map(plainText), ...labels];
  });
  // Where something is left out, two spaces meet.
  return texts.join(' ').replace(/ {2,}/g, ' ').trim();
}
