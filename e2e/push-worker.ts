// A process that sends notifications, to push services on this machine, until it is killed: for tests. Browsers of tests
// subscribe at https://push.example, which PUSH_SERVICE stands for then. A web process, for which this machine is not on
// the internet, may have been faster and have noted a failure: that is tried again at once.
import { setTimeout as sleep } from 'node:timers/promises';
import { LOOPBACK } from '#e2e/webhook-receiver';
import { sendDuePushes } from '#newsroom/push/send-due-pushes';
import { database } from '#platform/database';

const service = process.env.PUSH_SERVICE;
for (;;) {
  if (service) {
    await database().$executeRaw`
      UPDATE push_subscription SET endpoint = replace(endpoint, 'https://push.example', ${service})
      WHERE endpoint LIKE 'https://push.example%'`;
    await database().$executeRaw`UPDATE push_retry SET next_try_at = now(), tries = 0`;
    await database().$executeRaw`UPDATE push_message SET due_at = now() WHERE state = 'sending' AND lease IS NULL`;
  }
  await sendDuePushes({ door: LOOPBACK });
  await sleep(20);
}
