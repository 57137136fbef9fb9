import { postAddress } from '#i18n/addresses';
import { languageCodeOf } from '#i18n/languages';
import type { OpenDestination, Outcome, Outgoing } from '#newsroom/deliveries/delivery';
import { webhookConfig } from '#newsroom/deliveries/webhook/config';
import { SECRET_PURPOSE, signatureOf } from '#newsroom/deliveries/webhook/signature';
import { nowMs } from '#platform/clock';
import { decrypt } from '#platform/encryption';
import { publicUrl } from '#platform/env';
import { type Door, sendToInternet } from '#platform/http-client';

/** Sends a message to a webhook, signed. 410 says that it wants nothing any more; a redirect is not followed. */
export async function sendWebhook(
  destination: OpenDestination,
  delivery: Outgoing,
  door: Door | undefined,
): Promise<Outcome> {
  const config = webhookConfig.safeParse(destination.config);
  const secrets = [destination.secret, destination.formerSecret].flatMap((encrypted) =>
    encrypted ? (decrypt(encrypted, SECRET_PURPOSE) ?? []) : [],
  );
  if (!config.success || secrets.length === 0)
    return { kind: 'failed', answer: 'its secret cannot be read: AUTH_SECRET is another one' };
  const at = Math.floor(nowMs() / 1_000);
  const body = JSON.stringify(messageOf(delivery));
  const sent = await sendToInternet(config.data.url, {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'news-portal',
      'webhook-id': delivery.messageId,
      'webhook-timestamp': String(at),
      'webhook-signature': signatureOf(secrets, { messageId: delivery.messageId, at, body }),
    },
    body,
    door,
  });
  if (!sent.ok) return { kind: 'failed', answer: sent.why };
  const { status, words, retryAfterSeconds } = sent;
  const answer = [status, words].filter(Boolean).join(' ');
  if (status === 410) return { kind: 'gone', answer };
  if (status >= 200 && status < 300) return { kind: 'sent', answer };
  return { kind: 'failed', answer, ...(retryAfterSeconds && { retryAfterSeconds }) };
}

/** The same in every try. The story itself is asked for by the API: what is in a message may be older than it. */
function messageOf({ event, payload, createdAt }: Outgoing): object {
  if (!payload) return { type: event, timestamp: createdAt.toISOString(), data: {} };
  if ('stories' in payload) return { type: event, timestamp: payload.at, data: { stories: payload.stories } };
  const { at, language, slug, ...story } = payload;
  const url = publicUrl() + postAddress(languageCodeOf(language), slug);
  const api = `${publicUrl()}/api/v1/stories/${story.id}`;
  return { type: event, timestamp: at, data: { ...story, language, slug, url, api } };
}
