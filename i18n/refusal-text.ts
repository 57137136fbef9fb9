import { createTranslator } from 'next-intl';
import type messages from '../messages/newsroom/en.json';

type Messages = typeof messages;

/** A refusal as a sentence for whoever has written a program. `key` is one of `refusals`, such as `missing.headline`. */
export async function refusalText(key: string, values: Record<string, string | number> = {}): Promise<string> {
  const file = await import('../messages/newsroom/en.json', { with: { type: 'json' } });
  const { refusals } = file.default as Messages;
  const translate = createTranslator({ locale: 'en', messages: { refusals } });
  return translate(`refusals.${key}` as never, values as never);
}
