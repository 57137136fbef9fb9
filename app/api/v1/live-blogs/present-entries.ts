import { picturesIn } from '#blocks/body';
import { unknownType } from '#blocks/unknown-block';
import { livePartAddress } from '#i18n/addresses';
import type { Article } from '#newsroom/articles/article';
import type { EntryChanges } from '#newsroom/live/list-entry-changes';
import { listPictures } from '#newsroom/media/list-pictures';
import { articleHtml } from '#newsroom/syndication/article-html';
import { publicUrl } from '#platform/env';

/** What has changed in a live blog, as the API gives it. */
export async function presentEntries({ language, slug }: Pick<Article, 'language' | 'slug'>, changes: EntryChanges) {
  const { entries, withdrawn, change, hasMore, isClosed } = changes;
  const pictures = await listPictures([...new Set(entries.flatMap(({ body }) => picturesIn(body)))], language);
  return {
    change,
    hasMore,
    isClosed,
    entries: entries.map(({ id, title, body, shownAt, revisedAt, isKey, isPinned, author }) => ({
      id,
      url: publicUrl() + livePartAddress(language, slug, id),
      title,
      publishedAt: shownAt.toISOString(),
      revisedAt: revisedAt?.toISOString() ?? null,
      isKeyEvent: isKey,
      isPinned,
      author,
      blocks: body.flatMap((block) => {
        if (block.type !== 'unknown') return [block];
        return unknownType(block) ? [block.stored] : [];
      }),
      html: articleHtml(body, pictures, publicUrl()),
    })),
    withdrawn,
  };
}
