// A process that hands out and delivers, to servers on this machine, until it is killed: for tests of the ledger.
import { setTimeout as sleep } from 'node:timers/promises';
import { LOOPBACK } from '#e2e/webhook-receiver';
import { deliverDue } from '#newsroom/deliveries/deliver-due';
import { handOutEvents } from '#newsroom/deliveries/hand-out-events';

for (;;) {
  await handOutEvents();
  if ((await deliverDue({ door: LOOPBACK })) === null) await sleep(10);
}
