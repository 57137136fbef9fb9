import { z } from 'zod';
import { isPublicHost } from '#platform/ip-address';

/** What a webhook needs to know besides its secret. */
export const webhookConfig = z.object({ url: z.string() });

/** Whether an address can be that of a webhook: HTTPS, on the internet, without a password in it. */
export function isWebhookUrl(address: string): boolean {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || address.length > 2_000) return false;
  return !url.username && !url.password && isPublicHost(address);
}
