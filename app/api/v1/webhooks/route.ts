import { findWebhook, type ListedWebhook, listWebhooks } from '#newsroom/deliveries/webhook/list-webhooks';
import { createWebhook } from '#newsroom/deliveries/webhook/save-webhook';
import { refuse } from '#newsroom/result';
import { notAllowed } from '../../answer.ts';
import { newWebhook, nothing } from '../draft-schemas.ts';
import { refused } from '../refused.ts';
import { tokenHandler } from '../token-handler.ts';

function presentWebhook({ id, name, url, events, languages, state, createdAt }: ListedWebhook) {
  return { id, name, url, events, languages, state, createdAt: createdAt.toISOString() };
}

export const GET = tokenHandler({ scope: 'webhooks:manage', parameters: nothing, body: nothing }, async ({ actor }) =>
  Response.json({ webhooks: (await listWebhooks(actor)).map(presentWebhook) }),
);

/** Adds a webhook; its secret is in this answer alone. */
export const POST = tokenHandler(
  { scope: 'webhooks:manage', parameters: nothing, body: newWebhook, isSecret: true },
  async ({ actor, body }) => {
    const created = await createWebhook(actor, body);
    if (!created.ok) return refused(created);
    const webhook = await findWebhook(actor, created.id);
    if (!webhook) return refused(refuse('not-found', 'webhook'));
    return Response.json({ ...presentWebhook(webhook), secret: created.secret }, { status: 201 });
  },
);

const unsupported = notAllowed('GET, HEAD, POST');

export { unsupported as DELETE, unsupported as PATCH, unsupported as PUT };
