import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import { notAllowed } from '../../../../answer.ts';
import { draftParameters, withdrawal } from '../../../draft-schemas.ts';
import { tokenHandler } from '../../../token-handler.ts';
import { answerVerb } from '../answer-verb.ts';

/** Withdraws a published story; its address says so from then on. */
export const POST = tokenHandler(
  { scope: 'stories:publish', parameters: draftParameters, body: withdrawal },
  async ({ actor, parameters: { id }, body }) => answerVerb(actor, id, await withdrawArticle(actor, id, body)),
);

const unsupported = notAllowed('POST');

export { unsupported as DELETE, unsupported as GET, unsupported as PATCH, unsupported as PUT };
