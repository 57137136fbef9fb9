import { deleteDestination } from '#newsroom/deliveries/turn-destination';
import { notAllowed } from '../../../answer.ts';
import { draftParameters, nothing } from '../../draft-schemas.ts';
import { refused } from '../../refused.ts';
import { tokenHandler } from '../../token-handler.ts';

/** Deletes a webhook with all that waits for it. */
export const DELETE = tokenHandler(
  { scope: 'webhooks:manage', parameters: draftParameters, body: nothing },
  async ({ actor, parameters: { id } }) => {
    const deleted = await deleteDestination(actor, 'webhook', id);
    return deleted.ok ? new Response(null, { status: 204 }) : refused(deleted);
  },
);

const unsupported = notAllowed('DELETE');

export { unsupported as GET, unsupported as PATCH, unsupported as POST, unsupported as PUT };
