// A process that delivers to a server on this machine in place of Telegram until it is killed. A web process, for which
// this machine is not on the internet, may have been faster and have noted a failure: that is tried again at once.
import { setTimeout as sleep } from 'node:timers/promises';
import { LOOPBACK } from '#e2e/webhook-receiver';
import { deliverDue } from '#newsroom/deliveries/deliver-due';
import { database } from '#platform/database';

const server = process.env.TELEGRAM_SERVER ?? '';
for (;;) {
  await database().$executeRaw`
    UPDATE destination SET config = config || jsonb_build_object('server', ${server}::text)
    WHERE kind = 'telegram' AND config->>'server' IS DISTINCT FROM ${server}`;
  const failed = await database().$executeRaw`
    UPDATE delivery SET next_try_at = now() WHERE state = 'failed' AND next_try_at > now()`;
  if (failed > 0) await database().$executeRaw`UPDATE destination SET leased_until = now() WHERE lease IS NULL`;
  while ((await deliverDue({ door: LOOPBACK })) !== null);
  await sleep(50);
}
