import { publishArticle } from '#newsroom/editing/publish-article';
import { notAllowed } from '../../../../answer.ts';
import { draftParameters, publication } from '../../../draft-schemas.ts';
import { tokenHandler } from '../../../token-handler.ts';
import { answerVerb } from '../answer-verb.ts';

/** Publishes the text of a version, if it is still the newest. */
export const POST = tokenHandler(
  { scope: 'stories:publish', parameters: draftParameters, body: publication },
  async ({ actor, parameters: { id }, body }) => answerVerb(actor, id, await publishArticle(actor, id, body)),
);

const unsupported = notAllowed('POST');

export { unsupported as DELETE, unsupported as GET, unsupported as PATCH, unsupported as PUT };
