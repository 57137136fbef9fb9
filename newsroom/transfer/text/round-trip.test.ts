import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Block } from '#blocks/kinds';
import type { Text } from '#blocks/spans';
import { anyBlock } from '#e2e/any-block';
import type { Picture } from '#newsroom/media/picture';
import { articleHtml } from '#newsroom/syndication/article-html';
import { blocksOf, type TextContext } from './blocks-of.ts';

// Blocks as the HTML of our own feeds, and that as blocks again.

const ORIGIN = 'https://news.test';

const context: TextContext = {
  base: ORIGIN,
  picture: (address) => /\/media\/([0-9a-f]{20})\//.exec(address)?.[1],
  link: (address) => (address.startsWith(`${ORIGIN}/`) ? address.slice(ORIGIN.length) : undefined),
};

function again(blocks: Block[]): Block[] {
  const ids = JSON.stringify(blocks).match(/[0-9a-f]{20}/g) ?? [];
  const pictures = ids.map(
    (id): Picture => ({ id, cut: '', width: 800, height: 600, alt: '', caption: '', credit: '' }),
  );
  const { body, leftOut } = blocksOf({ format: 'html', html: articleHtml(blocks, pictures, ORIGIN) }, context);
  expect(leftOut).toEqual([]);
  return body.filter((block) => block.type !== 'unknown');
}

/** Letters that stay as they are: with simple spaces, one at a time and never at an end; no dash before a name. */
const isPlain = (block: Block) =>
  !/[^\S ]|[\u00ad\u200b\u2060\ufeff\u0085]| {2}|" | "/.test(JSON.stringify(block).replaceAll('\\u2028', '\u2028')) &&
  !/(^|\W)– |\\[nrtf]|"attribution":"[—–-]/.test(JSON.stringify(block));

const plainBlock = anyBlock.filter(isPlain);

/** What is bold from end to end is bold by itself in headings. */
const light = (texts: Text[]): Text[] =>
  texts.flat().every(({ strong }) => strong) ? texts.map((text) => text.map(({ strong: _, ...span }) => span)) : texts;

/** What the HTML of a block says, where that is less than the block. */
function expected(block: Block): Block[] {
  switch (block.type) {
    case 'heading':
      return [{ ...block, text: light([block.text])[0] as Text }];
    case 'figure':
    case 'gallery': {
      const { pictures, words = {} } =
        block.type === 'gallery' ? block : { pictures: [block.picture], words: { [block.picture]: block } };
      // A gallery is a row of pictures, and whose picture it is a part of its caption.
      return pictures.map((picture): Block => {
        const { alt, caption, credit } = words[picture] ?? {};
        const written = [caption, credit].filter(Boolean).join(' ');
        return { type: 'figure', picture, ...(alt && { alt }), ...(written && { caption: written }) };
      });
    }
    case 'embed':
      // Words that lead to a film are a link: somebody may have meant no more.
      return [{ type: 'paragraph', text: [{ text: block.title, href: block.href }] }];
    case 'table': {
      const { numeric: _, ...table } = block;
      return [{ ...table, header: light(block.header) }];
    }
    default:
      return [block];
  }
}

const withoutNumeric = (block: Block) => {
  if (block.type !== 'table') return block;
  const { numeric: _, ...table } = block;
  return table;
};

it('blocks of every kind come back as they were, as far as HTML can say it', () => {
  fc.assert(
    fc.property(plainBlock, (block) => {
      expect(again([block]).map(withoutNumeric)).toEqual(expected(block));
    }),
    { numRuns: 300 },
  );
}, 60_000);

it('what has come back stays as it is', () => {
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 6 }), (blocks) => {
      // Feeds write addresses in their full form.
      const stable = again(again(blocks));
      expect(again(stable)).toEqual(stable);
    }),
    { numRuns: 300 },
  );
}, 60_000);
