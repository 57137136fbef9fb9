import type { ImportReason } from '#newsroom/transfer/run/import-reasons';
import type { SourcePost } from '#newsroom/transfer/source/source-item';

/**
 * What a post had at its system that has no place here. A story that was pinned years ago is not pinned: that would
 * change the front page of today, which somebody decides on. Of texts for search engines there are no others than
 * headline and standfirst.
 */
export function notKept({ isSticky, searchTitle, searchDescription }: SourcePost): ImportReason[] {
  return [isSticky && ('was-pinned' as const), (searchTitle || searchDescription) && ('search-texts' as const)].filter(
    (reason) => typeof reason === 'string' && reason !== '',
  );
}
