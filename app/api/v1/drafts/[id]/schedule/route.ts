import { scheduleArticle } from '#newsroom/editing/schedule-article';
import { notAllowed } from '../../../../answer.ts';
import { draftParameters, schedule } from '../../../draft-schemas.ts';
import { tokenHandler } from '../../../token-handler.ts';
import { answerVerb } from '../answer-verb.ts';

/** Publishes the text of a version at a time. */
export const POST = tokenHandler(
  { scope: 'stories:publish', parameters: draftParameters, body: schedule },
  async ({ actor, parameters: { id }, body }) => answerVerb(actor, id, await scheduleArticle(actor, id, body)),
);

const unsupported = notAllowed('POST');

export { unsupported as DELETE, unsupported as GET, unsupported as PATCH, unsupported as PUT };
