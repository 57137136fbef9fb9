import { addNote } from '#newsroom/editing/add-note';
import { notAllowed } from '../../../../answer.ts';
import { draftParameters, note } from '../../../draft-schemas.ts';
import { tokenHandler } from '../../../token-handler.ts';
import { answerVerb } from '../answer-verb.ts';

/** Adds a correction or an update under a published story. */
export const POST = tokenHandler(
  { scope: 'stories:publish', parameters: draftParameters, body: note },
  async ({ actor, parameters: { id }, body }) => answerVerb(actor, id, await addNote(actor, id, body)),
);

const unsupported = notAllowed('POST');

export { unsupported as DELETE, unsupported as GET, unsupported as PATCH, unsupported as PUT };
