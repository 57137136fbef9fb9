import { EMBED_TITLE_LENGTH } from '#blocks/embed/schema';
import { GALLERY_LIMIT } from '#blocks/gallery/schema';
import { type Block, blockOf } from '#blocks/kinds';
import { PICTURE_TEXT_LENGTH, type PictureTexts } from '#blocks/picture-texts';
import type { Text } from '#blocks/spans';
import type { HtmlReader } from './html-reader.ts';
import { cutLine, fitting, lettersOf } from './limits.ts';
import { listsOf } from './lists.ts';
import { type Item, type Line, linesOf, type Piece, type Shown, type WantedPicture } from './pieces.ts';
import { readPost } from './shown-rule.ts';

/** Says which picture of the library is at an address, or has a number at WordPress (`id:12`). */
export type FindPicture = (address: string) => string | undefined;

/** Pieces as blocks that may be stored, and where the pictures among them are. */
export function finish(
  pieces: readonly Piece[],
  findPicture: FindPicture,
  read: HtmlReader,
): { blocks: Block[]; pictures: string[]; places: string[][] } {
  const pictures = new Set<string>();
  const places = new Map<string, string[]>();
  const find = (picture: WantedPicture) => {
    const found = picture.candidates.find((candidate) => findPicture(candidate) !== undefined);
    const address = found ?? picture.candidates.find((candidate) => !candidate.startsWith('id:'));
    const wanted = address ?? picture.candidates[0];
    if (wanted) pictures.add(wanted);
    if (wanted) places.set(picture.candidates.join(' '), picture.candidates);
    const id = found && findPicture(found);
    if (!id) read.note('picture', `${picture.alt} ${picture.caption}`, wanted ?? picture.told);
    return id;
  };
  const drafts = withLists(linesOf(pieces)).flatMap((line) => draftsOf(line, find, read));
  const blocks = drafts.flatMap(fitting).filter((block) => {
    const isWhole = blockOf(block) !== undefined;
    if (!isWhole) read.note('unaccounted', lettersOf(block));
    return isWhole;
  });
  return { blocks, pictures: [...pictures], places: [...places.values()] };
}

type Unlisted = Exclude<Line, Item>;

/** Lines with their items as lists. */
function withLists(lines: readonly Line[]): Unlisted[] {
  const all: Unlisted[] = [];
  let items: Item[] = [];
  const flush = () => {
    for (const block of listsOf(items)) all.push({ kind: 'block', block });
    items = [];
  };
  for (const line of lines) {
    if (line.kind === 'item') items.push(line);
    else {
      flush();
      all.push(line);
    }
  }
  flush();
  return all;
}

type Find = (picture: WantedPicture) => string | undefined;

function draftsOf(line: Unlisted, find: Find, read: HtmlReader): Block[] {
  switch (line.kind) {
    case 'line':
      return [addressBlock(line.text, read) ?? { type: 'paragraph', text: line.text }];
    case 'shown':
      return [shownBlock(line, read)];
    case 'picture':
      return figures([line.picture], find, read);
    case 'gallery':
      return galleries(line.pictures, find, read);
    default:
      return [line.block];
  }
}

/** A line that is nothing but an address: what is there, or a link to it. */
function addressBlock(text: Text, read: HtmlReader): Block | undefined {
  const address = text.map((span) => span.text).join('');
  if (!/^https?:\/\/\S+$/i.test(address)) return undefined;
  const post = readPost(address);
  const leadsElsewhere = text.some(({ href }) => href && href !== address && readPost(href)?.href !== post?.href);
  if (leadsElsewhere) return undefined;
  if (post) return shownBlock({ kind: 'shown', href: post.href, words: address, isNamed: true }, read);
  const href = read.link(address);
  return href && !text.some((span) => span.href) ? { type: 'paragraph', text: [{ text: address, href }] } : undefined;
}

function shownBlock({ href, words }: Shown, read: HtmlReader): Block {
  const post = readPost(href);
  if (!post) return { type: 'paragraph', text: [{ text: words, href }] };
  const [title, rest] = cutLine(words, EMBED_TITLE_LENGTH);
  if (rest) read.note('post', rest);
  return { type: 'embed', ...post, title };
}

/** A picture with what is said of it; what a caption cannot hold is a paragraph after it. */
function figures(pictures: readonly WantedPicture[], find: Find, read: HtmlReader): Block[] {
  return pictures.flatMap((picture): Block[] => {
    const id = find(picture);
    if (!id) return [];
    const { texts, rest } = textsOf(picture, read);
    return [{ type: 'figure', picture: id, ...texts }, ...rest];
  });
}

function textsOf(picture: WantedPicture, read: HtmlReader): { texts: PictureTexts; rest: Block[] } {
  const [caption, more] = cutLine(picture.caption, PICTURE_TEXT_LENGTH);
  const [alt, moreAlt] = cutLine(picture.alt, PICTURE_TEXT_LENGTH);
  if (moreAlt) read.note('too-long', moreAlt);
  const texts = { ...(alt && { alt }), ...(caption && { caption }) };
  return { texts, rest: more ? [{ type: 'paragraph', text: [{ text: more }] }] : [] };
}

/** Pictures as galleries: what a story says of a picture it says once in each. */
function galleries(pictures: readonly WantedPicture[], find: Find, read: HtmlReader): Block[] {
  const groups: { ids: string[]; words: Record<string, PictureTexts>; rest: Block[] }[] = [];
  for (const picture of pictures) {
    const id = find(picture);
    if (!id) continue;
    let group = groups.at(-1);
    if (!group || group.ids.includes(id) || group.ids.length === GALLERY_LIMIT) {
      group = { ids: [], words: {}, rest: [] };
      groups.push(group);
    }
    const { texts, rest } = textsOf(picture, read);
    group.ids.push(id);
    if (Object.keys(texts).length > 0) group.words[id] = texts;
    group.rest.push(...rest);
  }
  return groups.flatMap(({ ids, words, rest }): Block[] => {
    const [only = ''] = ids;
    if (ids.length === 1) return [{ type: 'figure', picture: only, ...words[only] }, ...rest];
    return [{ type: 'gallery', pictures: ids, ...(Object.keys(words).length > 0 && { words }) }, ...rest];
  });
}
