import { changeSlug } from '#newsroom/editing/change-slug';
import { may } from '#newsroom/permissions/permissions';
import { refuse } from '#newsroom/result';
import { notAllowed } from '../../../../answer.ts';
import { draftParameters, newSlug } from '../../../draft-schemas.ts';
import { refused } from '../../../refused.ts';
import { tokenHandler } from '../../../token-handler.ts';
import { findDraft } from '../../answer-draft.ts';
import { answerVerb } from '../answer-verb.ts';

/** Gives a story another slug; where readers know the one it had, that takes who may publish. */
export const POST = tokenHandler(
  { scope: 'stories:write', parameters: draftParameters, body: newSlug },
  async ({ actor, parameters: { id }, body: { slug, former } }) => {
    const draft = await findDraft(actor, id);
    if (!draft) return refused(refuse('not-found', 'article'));
    const isOut = draft.state === 'published' || draft.state === 'withdrawn';
    if (isOut && !may(actor, 'article.publish')) return refused(refuse('not-allowed', 'it'));
    return answerVerb(actor, id, await changeSlug(actor, id, slug, former));
  },
);

const unsupported = notAllowed('POST');

export { unsupported as DELETE, unsupported as GET, unsupported as PATCH, unsupported as PUT };
