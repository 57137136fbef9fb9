// A process that delivers what is due once, to receivers on this machine: for tests that kill it.
import { LOOPBACK } from '#e2e/webhook-receiver';
import { deliverDue } from '#newsroom/deliveries/deliver-due';

await deliverDue({ door: LOOPBACK });
process.exit(0);
