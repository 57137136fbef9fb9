import type { ArticleBody } from '#blocks/body';
import { type Block, kindOf } from '#blocks/kinds';
import { mayLinkTo } from '#blocks/spans';
import { type Language, languageOf } from '#i18n/languages';
import { storableText } from '#i18n/storable';
import type { SourceText } from '#newsroom/transfer/source/source-item';
import { accountOf } from './account.ts';
import { absoluteAddress, linkAddress } from './addresses.ts';
import { type FindPicture, finish } from './finish.ts';
import type { AttachedPicture, HtmlReader, LeftOut, Place } from './html-reader.ts';
import { fittingBody, lettersOf } from './limits.ts';
import type { Piece } from './pieces.ts';
import { readNodes } from './read-html.ts';
import { readStoredBlocks } from './stored-blocks.ts';
import { applyClassStyles } from './styles.ts';
import { treeOf } from './tree.ts';
import { withoutUnclosed } from './unclosed.ts';
import { withWordPressElements } from './wordpress-markup.ts';

/** What a text is read with. */
export type TextContext = {
  /** Id of the picture of the library that was found at an address, or had a number at WordPress (`id:12`). */
  picture: FindPicture;
  /** Address of the page that the text stood on, absolute; empty where it is not known. */
  base: string;
  /** Where a link leads here; undefined for the same address. Without it all links stay. */
  link?: (address: string) => string | undefined;
  /**
   * Pictures that were uploaded to the story, under an empty key, and to others by their numbers: a gallery that names
   * none shows them.
   */
  attached?: ReadonlyMap<string, readonly AttachedPicture[]>;
  /** Language of the text; English where it is not said. */
  language?: Language;
};

export type TextBlocks = {
  body: ArticleBody;
  /** Words of the source that somebody could read, captions and alternative texts too; and those in the blocks. */
  words: { source: number; kept: number };
  /** Everything else. */
  leftOut: LeftOut[];
  /** Pictures that the text shows, each once: by the address that the library knows, or the best one. */
  pictures: string[];
  /**
   * Of each picture all places where it may be found, the best first: its addresses, largest size first, and its number
   * at WordPress (`id:12`). One of them is enough.
   */
  places: string[][];
  /** Addresses that the blocks link to, each once. */
  links: string[];
};

/**
 * The text of an item of another system as blocks. Never fails: what cannot be kept is left out and counted, so that
 * every word of the source is either in the blocks or in `leftOut`.
 */
export function blocksOf(text: SourceText, context: TextContext): TextBlocks {
  const account = accountOf();
  const read = readerFor(context, account);
  const { body, pictures, places } =
    text.format === 'html' ? blocksOfHtml(text, context, read) : readStoredBlocks(text.blocks, context.picture, read);
  const known = body.filter((block) => block.type !== 'unknown');
  return { body, ...account.balance(known), pictures, places, links: linksIn(known) };
}

type Html = SourceText & { format: 'html' };

function blocksOfHtml(
  { html, isLoose = false, isWordPress = false, beside = '' }: Html,
  context: TextContext,
  read: HtmlReader,
) {
  const { html: whole, unclosed } = withoutUnclosed(storableText(html));
  read.leave('unclosed', unclosed);
  read.leave('beside', beside);
  const source = isWordPress ? withWordPressElements(whole) : { html: whole, hasBlocks: false };
  const nodes = treeOf(source.html);
  applyClassStyles(nodes);
  const pieces: Piece[] = [];
  // What stands between blocks of WordPress has been written before there were any.
  const place: Place = { marks: {}, keepsLines: false, isLoose: isLoose || source.hasBlocks, depth: 0, wholes: 0 };
  read.into(pieces, nodes, place);
  const { blocks, ...found } = finish(pieces, context.picture, read);
  const { body, rest } = fittingBody(blocks);
  read.note('too-long', rest.map(lettersOf).join('\n'));
  return { body, ...found };
}

function readerFor(
  { base, link, attached = new Map(), language = 'en' }: TextContext,
  account: ReturnType<typeof accountOf>,
) {
  const { source, note } = account;
  const page = URL.canParse(base) ? base : '';
  const read: HtmlReader = {
    into: (out, nodes, place) => readNodes(out, nodes, place, read),
    whole(nodes, place) {
      const out: Piece[] = [];
      readNodes(out, nodes, { ...place, wholes: place.wholes + 1 }, read);
      return out;
    },
    seeLetters: source.add,
    gap: source.gap,
    see(text) {
      source.gap();
      source.add(text);
      source.gap();
    },
    leave(what, text) {
      read.see(text);
      note(what, text);
    },
    note,
    link(address) {
      const href = linkAddress(address, page);
      const ours = href && link?.(href);
      return ours && mayLinkTo(ours) ? ours : href;
    },
    absolute: (address) => absoluteAddress(address, page),
    attached,
    punctuation: languageOf(language).punctuation,
    language,
  };
  return read;
}

function linksIn(blocks: readonly Block[]): string[] {
  const texts = blocks.flatMap((block) => kindOf(block).text.parts(block).prose ?? []);
  return [...new Set(texts.flatMap((text) => text.flatMap(({ href }) => href ?? [])))];
}
