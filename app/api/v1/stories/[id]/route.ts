import { findArticleById } from '#newsroom/articles/find-article-by-id';
import { openGet, preflight, readOnly } from '../../open.ts';
import { answerStory } from '../../present-story.ts';
import { noQuery, storyParameters } from '../../schemas.ts';

export const GET = openGet({ query: noQuery, parameters: storyParameters }, async ({ request, parameters }) =>
  answerStory(request, await findArticleById(parameters.id)),
);

export { preflight as OPTIONS, readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT };
