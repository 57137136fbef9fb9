import { type ArticleBody, parseBody } from '#blocks/body';
import type { Language } from '#i18n/languages';
import type { ArticleText } from '#newsroom/editing/working-copy';
import { listPictures } from '#newsroom/media/list-pictures';
import { blocksOf, type TextBlocks } from '#newsroom/transfer/text/blocks-of';
import { publicUrl } from '#platform/env';

type Given = {
  headline?: string | undefined;
  standfirst?: string | undefined;
  source?: string | undefined;
  blocks?: unknown[] | undefined;
  html?: string | undefined;
};

/** A text with the parts that somebody has sent instead of its own, and what of their HTML has no place in blocks. */
export async function withGivenText(
  current: ArticleText,
  { headline, standfirst, source, blocks, html }: Given,
  language: Language,
): Promise<{ text: ArticleText; leftOut: TextBlocks['leftOut'] }> {
  const read = html === undefined ? undefined : await readHtml(html, language);
  const body = blocks ? parseBody(blocks) : (read?.body ?? current.body);
  return {
    text: {
      headline: headline ?? current.headline,
      standfirst: standfirst ?? current.standfirst,
      source: source ?? current.source,
      body,
    },
    leftOut: read?.leftOut ?? [],
  };
}

/** Pictures are those of the library, by their addresses here; others are told as left out. */
async function readHtml(
  html: string,
  language: Language,
): Promise<{ body: ArticleBody; leftOut: TextBlocks['leftOut'] }> {
  const source = { format: 'html', html } as const;
  const base = publicUrl();
  const first = blocksOf(source, { picture: () => undefined, base, language });
  const named = first.places.flat().flatMap((place) => pictureAt(place) ?? []);
  if (named.length === 0) return first;
  const known = new Set((await listPictures(named, language)).map(({ id }) => id));
  const picture = (address: string) => {
    const id = pictureAt(address);
    return id && known.has(id) ? id : undefined;
  };
  return blocksOf(source, { picture, base, language });
}

function pictureAt(address: string): string | undefined {
  const { origin, pathname } = URL.parse(address, publicUrl()) ?? {};
  if (origin !== new URL(publicUrl()).origin) return undefined;
  return /^\/media\/([0-9a-f]{20})\//.exec(pathname ?? '')?.[1];
}
