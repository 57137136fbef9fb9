// A process that asks the sources that are due once, with a Telegram on this machine: it has the secret of the server whose
// newsroom was told the token of the bot.
import { LOOPBACK } from '#e2e/webhook-receiver';
import { pollDueSources } from '#newsroom/wire/poll-sources';

await pollDueSources({ door: LOOPBACK, telegram: process.env.TELEGRAM_SERVER ?? '' });
process.exit(0);
