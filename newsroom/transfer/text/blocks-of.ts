import { type ArticleBody, articleBody, countWords, parseBody } from '#blocks/body';
import type { Language } from '#i18n/languages';
import type { SourceText } from '#newsroom/transfer/source-item';

/** What a text refers to, beside itself. */
export type TextContext = {
  /** Id of the picture that an address, or `id:12` of the source, stands for. */
  picture(address: string): string | undefined;
  /** Address of the page that the text stood on, absolute; empty where it is not known. */
  base: string;
  language?: Language;
};

export type TextBlocks = {
  body: ArticleBody;
  words: { source: number; kept: number };
  leftOut: { what: string; words: number; excerpt: string }[];
  /** Addresses of pictures that it wanted. */
  pictures: string[];
  links: string[];
};

/** A text of a source as blocks. */
export function blocksOf(text: SourceText, { picture }: TextContext): TextBlocks {
  const pictures =
    text.format === 'html' ? [...text.html.matchAll(/<img[^>]*src="([^"]+)"/g)].map(([, src = '']) => src) : [];
  const figures = pictures.flatMap((address) => {
    const id = picture(address);
    return id ? [{ type: 'figure' as const, picture: id }] : [];
  });
  const body = [...(text.format === 'blocks' ? parseBody(text.blocks) : paragraphsOf(text.html)), ...figures];
  const words = countWords(body);
  const kept = articleBody.safeParse(body).success ? body : [];
  return { body: kept, words: { source: words, kept: countWords(kept) }, leftOut: [], pictures, links: [] };
}

function paragraphsOf(html: string): ArticleBody {
  return html
    .split(/<\/p>|\n\n/)
    .map((part) => part.replace(/<[^>]*>/g, '').trim())
    .filter(Boolean)
    .map((text) => ({ type: 'paragraph', text: [{ text }] }));
}
