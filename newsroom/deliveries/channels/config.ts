import { z } from 'zod';
import { quietHours } from '#newsroom/deliveries/channels/quiet-hours';

/** What secrets of channels are encrypted for (platform/encryption.ts). */
export const CHANNEL_SECRET = 'channel';

/** News that could not be posted for so long is no news, minutes, where nobody has said otherwise. */
const NEWS_MINUTES = 60;

/** What every channel has beside what its kind needs. */
export const channelConfig = z.object({
  /** How old a story may be when it is posted, minutes. */
  newsMinutes: z.number().int().min(1).max(10_080).default(NEWS_MINUTES),
  /** When posts make no sound, by the site's clock. */
  quietHours: quietHours.nullable().default(null),
});
