import { unscheduleArticle } from '#newsroom/editing/schedule-article';
import { notAllowed } from '../../../../answer.ts';
import { draftParameters, nothing } from '../../../draft-schemas.ts';
import { tokenHandler } from '../../../token-handler.ts';
import { answerVerb } from '../answer-verb.ts';

/** Makes a scheduled story a draft again. */
export const POST = tokenHandler(
  { scope: 'stories:publish', parameters: draftParameters, body: nothing },
  async ({ actor, parameters: { id } }) => answerVerb(actor, id, await unscheduleArticle(actor, id)),
);

const unsupported = notAllowed('POST');

export { unsupported as DELETE, unsupported as GET, unsupported as PATCH, unsupported as PUT };
