import type { ArticleBody } from '#blocks/body';
import { type Picture, renditionFile, renditionSizes } from '#newsroom/media/picture';
import { articleHtml } from '#newsroom/syndication/article-html';

/**
 * A body as HTML. A block that this version does not know stands as JSON in a comment, so that nothing is lost; what
 * would end the comment is escaped as JSON escapes it.
 */
export function exportedHtml(body: ArticleBody, pictures: readonly Picture[], origin: string): string {
  return body
    .map((block) =>
      block.type === 'unknown'
        ? `<!-- unknown block: ${JSON.stringify(block.stored).replace(/[-<>]/g, jsonEscape)} -->`
        : articleHtml([block], pictures, origin),
    )
    .filter(Boolean)
    .join('\n\n');
}

function jsonEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Address of a picture in its largest size. */
export function pictureAddress(picture: Picture, origin: string): string {
  const width = renditionSizes(picture, 'whole').at(-1)?.width ?? picture.width;
  return `${origin}/media/${renditionFile(picture, 'whole', width, 'jpg')}`;
}
