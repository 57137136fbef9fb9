import { z } from 'zod';
import { findArticle } from '#newsroom/articles/find-article';
import { openGet, preflight, readOnly } from '../../../open.ts';
import { answerStory } from '../../../present-story.ts';
import { noQuery, storyAddress } from '../../../schemas.ts';

/** Next has one name for the same part of two addresses: `id` is the language here. */
const parameters = z.strictObject({ id: storyAddress.shape.language, slug: storyAddress.shape.slug });

export const GET = openGet({ query: noQuery, parameters }, async ({ request, parameters: { id: language, slug } }) =>
  answerStory(request, await findArticle(language, slug), language),
);

export { preflight as OPTIONS, readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT };
