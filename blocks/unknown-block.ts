import type { ArticleBody } from '#blocks/body';
import { canonicalJson } from '#blocks/canonical-json';

/**
 * A block that this version cannot read: of a kind that only a newer one knows, or not whole. `stored` is its JSON,
 * which is kept as it is.
 */
export type UnknownBlock = { type: 'unknown'; stored: unknown };

export function isUnknownBlock(block: unknown): block is UnknownBlock {
  return (
    typeof block === 'object' && block !== null && 'stored' in block && 'type' in block && block.type === 'unknown'
  );
}

/** The kind that an unknown block says it is of; empty where it says nothing. */
export function unknownType({ stored }: UnknownBlock): string {
  if (typeof stored !== 'object' || stored === null || !('type' in stored)) return '';
  return typeof stored.type === 'string' ? stored.type : '';
}

/** The unknown blocks of a body that another body does not have. */
export function unknownBlocksMissingIn(other: ArticleBody, body: ArticleBody): UnknownBlock[] {
  const there = new Set(other.filter(isUnknownBlock).map(({ stored }) => canonicalJson(stored)));
  return body.filter(isUnknownBlock).filter(({ stored }) => !there.has(canonicalJson(stored)));
}
