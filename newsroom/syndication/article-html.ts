import type { ArticleBody } from '#blocks/body';
import { escapeHtml } from '#blocks/html';
import type { FeedContext } from '#blocks/kind';
import { kindOf } from '#blocks/kinds';
import { type PictureTexts, pictureInStory } from '#blocks/picture-texts';
import { type Picture, renditionFile, renditionSizes } from '#newsroom/media/picture';

/**
 * A body as plain HTML for those who show it elsewhere: feeds, the API, aggregators. Addresses are absolute: `origin`
 * comes before those of this site, such as https://example.org. Unknown blocks and pictures that are not among
 * `pictures` leave nothing behind.
 */
export function articleHtml(body: ArticleBody, pictures: readonly Picture[], origin: string): string {
  const byId = new Map(pictures.map((picture) => [picture.id, picture]));
  const context: FeedContext = {
    origin,
    picture(id, texts) {
      const picture = byId.get(id);
      return picture ? figureHtml(picture, texts, origin) : '';
    },
  };
  return body.map((block) => (block.type === 'unknown' ? '' : kindOf(block).feed(block, context))).join('\n');
}

function figureHtml(inLibrary: Picture, texts: PictureTexts | undefined, origin: string): string {
  const picture = pictureInStory(inLibrary, texts);
  const size = renditionSizes(picture, 'whole').at(-1);
  if (!size) return '';
  const address = `${origin}/media/${renditionFile(picture, 'whole', size.width, 'jpg')}`;
  const caption = [picture.caption, picture.credit].filter(Boolean).map(escapeHtml).join(' ');
  return (
    `<figure><img src="${address}" width="${size.width}" height="${size.height}" alt="${escapeHtml(picture.alt)}">` +
    `${caption && `<figcaption>${caption}</figcaption>`}</figure>`
  );
}
