import { organizeStory } from '#newsroom/editing/organize-story';
import { may } from '#newsroom/permissions/permissions';
import { refuse } from '#newsroom/result';
import { notAllowed } from '../../../../answer.ts';
import { draftParameters, filingChange } from '../../../draft-schemas.ts';
import { refused } from '../../../refused.ts';
import { tokenHandler } from '../../../token-handler.ts';
import { answerDraft, findDraft, presentDraft } from '../../answer-draft.ts';

/**
 * Files the story under other things, in all its languages, if nobody has done so since `filingVersion`; where readers
 * have it in any, that takes who may publish.
 */
export const PATCH = tokenHandler(
  { scope: 'stories:write', parameters: draftParameters, body: filingChange },
  async ({ actor, parameters: { id }, body: { filingVersion: seen, ...given } }) => {
    const draft = await findDraft(actor, id);
    if (!draft) return refused(refuse('not-found', 'article'));
    const isOut = [draft, ...draft.siblings].some(({ state }) => state === 'published' || state === 'withdrawn');
    if (isOut && !may(actor, 'article.publish')) return refused(refuse('not-allowed', 'it'));
    const organized = await organizeStory(actor, id, {
      seen,
      kind: given.kind ?? draft.kind,
      section: given.section ?? draft.section.key,
      tags: given.tags ?? draft.tags.map(({ key }) => key),
      authors: given.authors ?? draft.authors.map(({ key }) => key),
      leadId: given.picture === undefined ? draft.leadId : given.picture,
    });
    if (organized.ok) return answerDraft(actor, id);
    const current = organized.why === 'conflict' ? await findDraft(actor, id) : null;
    return refused(organized, current ? { current: presentDraft(current) } : {});
  },
);

const unsupported = notAllowed('PATCH');

export { unsupported as DELETE, unsupported as GET, unsupported as POST, unsupported as PUT };
