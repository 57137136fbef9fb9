/**
 * A place in a page that is filled in when the page is sent: with a fragment, which is rendered by itself since many
 * pages share it and it changes on its own, or with the number of views of an article.
 */
export type Slot = { kind: 'fragment'; address: string } | { kind: 'views'; article: number };

/** As components/site/fragment.tsx and components/article/dateline.tsx leave them open. */
const SLOT = /<page-slot src="([^"]+)"><\/page-slot>|(<view-count data-article="(\d+)">)[^<]*/g;

/** A page's HTML taken apart at its slots: `literals` are one more. */
export function splitSlots(html: Buffer): { literals: Buffer[]; slots: Slot[] } {
  const text = html.toString('utf8');
  const literals: Buffer[] = [];
  const slots: Slot[] = [];
  let end = 0;
  for (const match of text.matchAll(SLOT)) {
    const [whole, address, viewsTag = '', article] = match;
    literals.push(Buffer.from(text.slice(end, match.index) + viewsTag));
    slots.push(address === undefined ? { kind: 'views', article: Number(article) } : { kind: 'fragment', address });
    end = match.index + whole.length;
  }
  literals.push(end === 0 ? html : Buffer.from(text.slice(end)));
  return { literals, slots };
}

/** What a rendered fragment is, without the document round it. */
const FRAGMENT = /<page-fragment>(.*)<\/page-fragment>/s;

export function cutFragment(html: string): string | undefined {
  return FRAGMENT.exec(html)?.[1];
}
