import { changeWorkflow } from '#newsroom/editing/review-article';
import { notAllowed } from '../../../../answer.ts';
import { draftParameters, review } from '../../../draft-schemas.ts';
import { tokenHandler } from '../../../token-handler.ts';
import { answerVerb } from '../answer-verb.ts';

/** Submits a draft for review, returns it to its writer with a note, or approves it, which takes who may publish. */
export const POST = tokenHandler(
  { scope: 'stories:write', parameters: draftParameters, body: review },
  async ({ actor, parameters: { id }, body: { workflow, ...step } }) =>
    answerVerb(actor, id, await changeWorkflow(actor, id, { to: workflow, ...step })),
);

const unsupported = notAllowed('POST');

export { unsupported as DELETE, unsupported as GET, unsupported as PATCH, unsupported as PUT };
