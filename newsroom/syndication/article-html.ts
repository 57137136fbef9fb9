import type { ArticleBody, Block, PictureTexts, Span, Text } from '#newsroom/articles/article-body';
import { pictureInStory, plainText } from '#newsroom/articles/article-body';
import { type Picture, renditionFile, renditionSizes } from '#newsroom/media/picture';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/**
 * A body as plain HTML for those who show it elsewhere: feeds, the API, aggregators. Addresses are absolute: `origin`
 * comes before those of this site, such as https://example.org. Unknown blocks and pictures that are not among
 * `pictures` leave nothing behind.
 */
export function articleHtml(body: ArticleBody, pictures: readonly Picture[], origin: string): string {
  const byId = new Map(pictures.map((picture) => [picture.id, picture]));

  const spans = (text: Text | []): string => text.map(span).join('');

  function span({ text, strong, emphasis, href }: Span): string {
    let html = escaped(text);
    if (emphasis) html = `<em>${html}</em>`;
    if (strong) html = `<strong>${html}</strong>`;
    if (href) html = `<a href="${escaped(new URL(href, origin).href)}">${html}</a>`;
    return html;
  }

  function figure(id: string, words: PictureTexts | undefined): string {
    const known = byId.get(id);
    const size = known && renditionSizes(known, 'whole').at(-1);
    if (!known || !size) return '';
    const picture = pictureInStory(known, words);
    const address = `${origin}/media/${renditionFile(picture, 'whole', size.width, 'jpg')}`;
    const said = [picture.caption, picture.credit].filter(Boolean).map(escaped).join(' ');
    return (
      `<figure><img src="${address}" width="${size.width}" height="${size.height}" alt="${escaped(picture.alt)}">` +
      `${said && `<figcaption>${said}</figcaption>`}</figure>`
    );
  }

  function block(part: Block): string {
    switch (part.type) {
      case 'paragraph':
        return `<p>${spans(part.text)}</p>`;
      case 'heading':
        return `<h${part.level}>${escaped(plainText(part.text))}</h${part.level}>`;
      case 'quote':
        return `<blockquote><p>${spans(part.text)}</p>${part.attribution ? `<p>${escaped(part.attribution)}</p>` : ''}</blockquote>`;
      case 'list': {
        const name = part.ordered ? 'ol' : 'ul';
        return `<${name}>${part.items.map((item) => `<li>${spans(item)}</li>`).join('')}</${name}>`;
      }
      case 'figure':
        return figure(part.picture, part);
      case 'gallery':
        return part.pictures.map((id) => figure(id, part.words?.[id])).join('');
      case 'embed':
        return `<p><a href="${escaped(part.href)}">${escaped(part.title)}</a></p>`;
      case 'table': {
        const row = (cells: (Text | [])[], cell: 'td' | 'th') =>
          `<tr>${cells.map((text) => `<${cell}>${spans(text)}</${cell}>`).join('')}</tr>`;
        return `<table><thead>${row(part.header, 'th')}</thead><tbody>${part.rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
      }
      case 'divider':
        return '<hr>';
    }
  }

  return body.map((part) => (part.type === 'unknown' ? '' : block(part))).join('\n');
}
