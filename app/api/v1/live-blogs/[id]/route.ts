import { findArticleById } from '#newsroom/articles/find-article-by-id';
import { kindRecord } from '#newsroom/articles/kinds';
import { listEntryChanges } from '#newsroom/live/list-entry-changes';
import { json, problem } from '../../../answer.ts';
import { openGet, preflight, readOnly } from '../../open.ts';
import { answerStory } from '../../present-story.ts';
import { liveQuery, storyParameters } from '../../schemas.ts';
import { presentEntries } from '../present-entries.ts';

/** The entries of a live blog, by the numbers of changes that its open pages go by too. */
export const GET = openGet(
  { query: liveQuery, parameters: storyParameters },
  async ({ request, query, parameters }) => {
    const found = await findArticleById(parameters.id);
    if (found.kind !== 'story') return answerStory(request, found);
    const { article } = found;
    const changes = kindRecord(article.kind).hasEntries
      ? await listEntryChanges(article.storyId, article.language, query.after)
      : null;
    if (!changes) return problem(404, 'Not found', 'The story is not a live blog.');
    return json(request, await presentEntries(article, changes));
  },
);

export { preflight as OPTIONS, readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT };
