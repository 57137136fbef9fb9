import type { ArticleBody } from '#blocks/body';
import { PROVIDERS, postOf } from '#blocks/embed/providers';
import { escapeHtml } from '#blocks/html';
import type { Block } from '#blocks/kinds';
import { type PictureTexts, pictureInStory } from '#blocks/picture-texts';
import type { Span, Text } from '#blocks/spans';
import type { Picture } from '#newsroom/media/picture';
import { embedAddress, exportedHtml } from '#newsroom/transfer/export/exported-html';

type Node = Record<string, unknown>;
type Context = {
  /** What comes before addresses of this site. */
  origin: string;
  pictures: readonly Picture[];
  /** Where Ghost finds a picture. */
  addressOf: (picture: Picture) => string;
};

/** Bits of Lexical's text format. */
const FORMAT = { strong: 1, emphasis: 2, strikethrough: 4, sub: 32, super: 64 } as const;

/** What Lexical writes down of every element. */
const ELEMENT = { direction: null, format: '', indent: 0, version: 1 } as const;

/**
 * A body as a document of Ghost's editor (Ghost 5 and 6), so that it can be edited there. What Ghost has no card for
 * becomes a card of HTML.
 */
export function lexicalDocument(body: ArticleBody, context: Context): string {
  const children = body.flatMap((block) =>
    block.type === 'unknown' ? [htmlCard(block, context)] : nodesOf(block, context),
  );
  return JSON.stringify({ root: { ...ELEMENT, type: 'root', children } });
}

type Kinds = { [Type in Block['type']]: (block: Extract<Block, { type: Type }>, context: Context) => Node[] };

const KINDS: Kinds = {
  paragraph: ({ text }, context) => [{ ...ELEMENT, type: 'paragraph', children: textNodes(text, context) }],
  heading: ({ level, text }, context) => [
    { ...ELEMENT, type: 'extended-heading', tag: `h${level}`, children: textNodes(text, context) },
  ],
  quote: ({ text, attribution }, context) => [
    {
      ...ELEMENT,
      type: 'extended-quote',
      children: [
        ...textNodes(text, context),
        ...(attribution ? [{ type: 'linebreak', version: 1 }, textNode({ text: `— ${attribution}` })] : []),
      ],
    },
  ],
  list: ({ ordered, start = 1, items }, context) => [
    {
      ...ELEMENT,
      type: 'list',
      listType: ordered ? 'number' : 'bullet',
      tag: ordered ? 'ol' : 'ul',
      start,
      children: items.map((item, index) => ({
        ...ELEMENT,
        type: 'listitem',
        value: start + index,
        children: textNodes(item, context),
      })),
    },
  ],
  divider: () => [{ type: 'horizontalrule', version: 1 }],
  figure: ({ picture, alt, caption, credit }, context) =>
    pictureNodes([picture], { [picture]: { alt, caption, credit } }, context),
  gallery: ({ pictures, words = {} }, context) => pictureNodes(pictures, words, context),
  embed: (block) => {
    const [url, title] = [embedAddress(block), escapeHtml(block.title)];
    const html = `<p><a href="${escapeHtml(url)}">${title}</a></p>`;
    const { origin } = PROVIDERS[block.provider];
    const frame = postOf(block.provider, block.href)?.frame;
    const shown = frame
      ? `<iframe src="${escapeHtml(new URL(frame, origin).href)}" title="${title}" allowfullscreen></iframe>`
      : html;
    return [{ type: 'embed', version: 1, url, embedType: 'rich', html: shown, metadata: {}, caption: '' }];
  },
  table: (block, context) => [htmlCard(block, context)],
};

function nodesOf(block: Block, context: Context): Node[] {
  return (KINDS[block.type] as (block: Block, context: Context) => Node[])(block, context);
}

/** One picture is a card of its own; several are a gallery, with what is said of each below it. */
function pictureNodes(
  ids: readonly string[],
  words: Record<string, PictureTexts | undefined>,
  { pictures, addressOf }: Context,
): Node[] {
  const shown = ids.flatMap((id) => {
    const picture = pictures.find((one) => one.id === id);
    return picture ? [pictureInStory(picture, words[id])] : [];
  });
  const images = shown.map((picture, index) => ({
    fileName: `${picture.id}.jpg`,
    row: Math.floor(index / 3),
    src: addressOf(picture),
    width: picture.width,
    height: picture.height,
    alt: picture.alt,
  }));
  const captions = shown.map(({ caption, credit }) => [caption, credit].filter(Boolean).join(' '));
  if (images.length > 1)
    return [{ type: 'gallery', version: 1, images, caption: captions.filter(Boolean).map(escapeHtml).join('<br>') }];
  return images.map((image, index) => ({
    ...image,
    ...{ type: 'image', version: 1, title: '', href: '', cardWidth: 'regular' },
    caption: escapeHtml(captions[index] ?? ''),
  }));
}

function htmlCard(block: ArticleBody[number], { pictures, origin }: Context): Node {
  return { type: 'html', version: 1, html: exportedHtml([block], pictures, origin) };
}

function textNodes(text: Text, { origin }: Context): Node[] {
  return text.map((span) => {
    const node = textNode(span);
    if (!span.href) return node;
    const url = new URL(span.href, origin).href;
    return { ...ELEMENT, type: 'link', url, rel: null, target: null, title: null, children: [node] };
  });
}

function textNode({ text, strong, emphasis, strikethrough, script }: Span): Node {
  const format =
    (strong ? FORMAT.strong : 0) |
    (emphasis ? FORMAT.emphasis : 0) |
    (strikethrough ? FORMAT.strikethrough : 0) |
    (script ? FORMAT[script] : 0);
  return { type: 'extended-text', detail: 0, format, mode: 'normal', style: '', text, version: 1 };
}
