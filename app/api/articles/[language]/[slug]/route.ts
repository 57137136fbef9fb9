import { picturesIn } from '#blocks/body';
import { unknownType } from '#blocks/unknown-block';
import { findArticle } from '#newsroom/articles/find-article';
import { listPictures } from '#newsroom/media/list-pictures';
import { articleHtml } from '#newsroom/syndication/article-html';
import { countViews } from '#newsroom/views/count-views';
import { now } from '#platform/clock';
import { publicUrl } from '#platform/env';
import { validUntil } from '#platform/reads';
import { badRequest, guarded, json, notAllowed, problem } from '../../../answer.ts';
import { presentCard, presentTranslation } from '../../../present.ts';
import { articleParameters } from '../../../schemas.ts';

/** The number of views may be so old, milliseconds. */
const VIEWS_MS = 50_000;

export const GET = guarded(async (request, { params }: { params: Promise<{ language: string; slug: string }> }) => {
  const parameters = articleParameters.safeParse(await params);
  if (!parameters.success) return badRequest(parameters.error.issues);
  const { language, slug } = parameters.data;

  const found = await findArticle(language, slug);
  switch (found.kind) {
    case 'moved':
      return new Response(null, {
        status: 308,
        headers: { location: `/api/articles/${language}/${found.slug}`, 'cache-control': 'no-cache' },
      });
    case 'withdrawn':
      return problem(410, 'Gone', 'The article has been withdrawn.');
    case 'in-other-languages':
      return problem(404, 'Not found', 'The story has not been published in this language.', {
        translations: found.translations.map(presentTranslation),
      });
    case 'absent':
      return problem(404, 'Not found', 'No such article.');
    case 'story': {
      const { article } = found;
      validUntil(now().getTime() + VIEWS_MS);
      const [views, pictures] = await Promise.all([
        countViews([article.id]),
        listPictures(picturesIn(article.body), language),
      ]);
      // Blocks that this version does not know are given as they are, if they say what they are.
      const blocks = article.body.flatMap((block) => {
        if (block.type !== 'unknown') return [block];
        return unknownType(block) ? [block.stored] : [];
      });
      return json(request, {
        ...presentCard(article, language),
        revisedAt: article.revisedAt?.toISOString() ?? null,
        source: article.source,
        authors: article.authors,
        tags: article.tags,
        translations: article.translations.map(presentTranslation),
        views: views.get(article.id) ?? 0,
        body: { blocks, html: articleHtml(article.body, pictures, publicUrl()) },
      });
    }
  }
});

const unsupported = notAllowed('GET, HEAD');

export { unsupported as DELETE, unsupported as PATCH, unsupported as POST, unsupported as PUT };
