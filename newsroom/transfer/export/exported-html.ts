import type { ArticleBody } from '#blocks/body';
import { postOf } from '#blocks/embed/providers';
import type { Embed } from '#blocks/embed/schema';
import { type Picture, renditionFile, renditionSizes } from '#newsroom/media/picture';
import { articleHtml } from '#newsroom/syndication/article-html';

/**
 * A body as HTML. An embed is its address on a line of its own, which WordPress draws as what is there; pictures of a
 * gallery stay together. A block that this version does not know stands as JSON in a comment, so that nothing is lost; what
 * would end the comment is escaped as JSON escapes it.
 */
export function exportedHtml(body: ArticleBody, pictures: readonly Picture[], origin: string): string {
  return body
    .map((block) => {
      if (block.type === 'unknown')
        return `<!-- unknown block: ${JSON.stringify(block.stored).replace(/[-<>]/g, jsonEscape)} -->`;
      if (block.type === 'embed') return embedAddress(block);
      const html = articleHtml([block], pictures, origin);
      return block.type === 'gallery' && html ? `<figure class="wp-block-gallery">${html}</figure>` : html;
    })
    .filter(Boolean)
    .join('\n\n');
}

function jsonEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Address of what an embed shows. */
export function embedAddress({ provider, href }: Embed): string {
  return postOf(provider, href)?.href ?? href;
}

/** Address of a picture in its largest size. */
export function pictureAddress(picture: Picture, origin: string): string {
  const width = renditionSizes(picture, 'whole').at(-1)?.width ?? picture.width;
  return `${origin}/media/${renditionFile(picture, 'whole', width, 'jpg')}`;
}
