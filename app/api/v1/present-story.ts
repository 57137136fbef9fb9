import { picturesIn } from '#blocks/body';
import { unknownType } from '#blocks/unknown-block';
import type { Article, Found } from '#newsroom/articles/article';
import { listPictures } from '#newsroom/media/list-pictures';
import { articleHtml } from '#newsroom/syndication/article-html';
import { publicUrl } from '#platform/env';
import { json, problem } from '../answer.ts';
import { presentCard, presentTranslation } from '../present.ts';

/** The answer to a request for one story. `from` is the language of the address that it was asked for by. */
export async function answerStory(request: Request, found: Found, from = ''): Promise<Response> {
  switch (found.kind) {
    case 'moved':
      return new Response(null, {
        status: 308,
        headers: { location: `/api/v1/stories/${from}/${found.slug}`, 'cache-control': 'no-cache' },
      });
    case 'withdrawn':
      return problem(410, 'Gone', found.notice || 'The story has been withdrawn.');
    case 'in-other-languages':
      return problem(404, 'Not found', 'The story has not been published in this language.', {
        translations: found.translations.map(presentTranslation),
      });
    case 'absent':
      return problem(404, 'Not found', 'No such story.');
    case 'story':
      return json(request, await presentStory(found.article));
  }
}

async function presentStory(article: Article) {
  const { language, body, storyId, revisedAt, source, authors, tags, notes, translations } = article;
  const pictures = await listPictures(picturesIn(body), language);
  return {
    ...presentCard(article, language),
    group: storyId,
    revisedAt: revisedAt?.toISOString() ?? null,
    source,
    authors,
    tags: tags.toSorted((one, other) => (one.key < other.key ? -1 : 1)),
    notes: notes.map((note) => ({ ...note, at: note.at.toISOString() })),
    translations: translations.map(presentTranslation),
    // Blocks that this version does not know are given as they are, if they say what they are.
    blocks: body.flatMap((block) => {
      if (block.type !== 'unknown') return [block];
      return unknownType(block) ? [block.stored] : [];
    }),
    html: articleHtml(body, pictures, publicUrl()),
  };
}
